"""A document that means harm, or came to harm, costs little and ends in one clear sentence."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import psutil
import pytest

from corpus.errors import CorpusError
from corpus.readers.child import read_safely
from corpus.readers.sheets import read_sheets_safely
from tests.support.hostile import (
    deflated_spaces,
    pdf_of_pages,
    pdf_with_content,
    raw_pdf,
    zip_of_spaces,
)
from tests.support.pdfs import Run, write_pdf

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
SENTENCE = [[Run("Seen by all", 60, 100)]]


def _encrypted(path: Path) -> None:
    write_pdf(path, SENTENCE, password="secret")  # noqa: S106 - made here, locks nothing


def _truncated(path: Path) -> None:
    data = write_pdf(path, SENTENCE * 20).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _cyclic(path: Path) -> None:
    raw_pdf(path, [CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 3 >>"])


def _unending_tree(path: Path) -> None:
    deep = [
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (number + 1, number + 1)
        for number in range(2, 60)
    ]
    raw_pdf(path, [CATALOGUE, *deep, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


def _flate_bomb(path: Path) -> None:
    pdf_with_content(path, deflated_spaces(3000), b"/Filter /FlateDecode")


def _nested(path: Path) -> None:
    pdf_with_content(path, b"[" * 500_000)


def _drawing_only(path: Path) -> None:
    pdf_with_content(path, b"100 100 200 200 re f")


PDFS: dict[str, tuple[Callable[[Path], object], str]] = {
    "encrypted": (_encrypted, "locked with a password"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "missing": (lambda _path: None, "cannot be read: No such file"),
    "no pages": (lambda path: pdf_of_pages(path, 0), "damaged"),
    "too many pages": (lambda path: pdf_of_pages(path, 5001), "5001 pages, more than 5000"),
    "cyclic page tree": (_cyclic, "book.pdf"),
    "unending page tree": (_unending_tree, "book.pdf"),
    "Flate bomb": (_flate_bomb, "book.pdf"),
    "nested arrays": (_nested, "no text layer"),
    "truncated": (_truncated, "cut off"),
    "header only": (lambda path: path.write_bytes(b"%PDF-1.7\n%%EOF"), "damaged"),
    "wrongly named": (lambda path: path.write_bytes(b"PK\x03\x04 a zip"), "is no PDF"),
    "no text layer": (_drawing_only, "no text layer"),
}


@pytest.mark.parametrize("name", PDFS)
def test_one_clear_sentence(name: str, tmp_path: Path) -> None:
    """Each broken PDF ends in a CorpusError of one or two sentences that names the file."""
    make, said = PDFS[name]
    path = tmp_path / "book.pdf"
    make(path)
    with pytest.raises(CorpusError, match=said) as caught:
        read_safely("pdf", path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message


def test_a_sound_document_passes_whole(tmp_path: Path) -> None:
    """What the child says arrives as it was read, and progress is told to the end."""
    told: list[tuple[int, int]] = []
    path = write_pdf(tmp_path / "book.pdf", SENTENCE * 3)
    document = read_safely("pdf", path, lambda done, pages: told.append((done, pages)))
    assert [(line.page, line.number, line.text) for line in document.lines] == [
        (1, 1, "Seen by all"),
        (2, 2, "Seen by all"),
        (3, 3, "Seen by all"),
    ]
    assert told[-1] == (3, 3)


def test_the_clock_ends_the_child(tmp_path: Path) -> None:
    """Past the time the reading process is gone, and the sentence says why."""
    path = pdf_of_pages(tmp_path / "book.pdf", 4000)
    start = time.monotonic()
    with pytest.raises(CorpusError, match=r"could not be read within 0 seconds"):
        read_safely("pdf", path, seconds=0.01)
    assert time.monotonic() - start < 30  # a busy machine is slow to start a process
    assert not [child for child in psutil.Process().children() if "worker" in child.cmdline()]


def test_a_sheet_as_wide_as_a_sheet_can_be(tmp_path: Path) -> None:
    """A small workbook that asks for half a terabyte is refused, and only its reader dies."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "title", "x"
    workbook.save(tmp_path / "book.xlsx")
    data = (tmp_path / "book.xlsx").read_bytes()
    assert len(data) < 10_000
    with pytest.raises(CorpusError, match=r"^book\.xlsx needs more than 1024 MB"):
        read_sheets_safely(data, "book.xlsx")


def test_a_sound_workbook() -> None:
    """Cells arrive as a person reads them."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["title", "year"])
    workbook.active.append(["Bats", 2024])
    stream = io.BytesIO()
    workbook.save(stream)
    sheets = read_sheets_safely(stream.getvalue(), "book.xlsx")
    assert sheets == [("Sheet", [["title", "year"], ["Bats", "2024"]])]


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A Word file that unpacks to more than a document holds is refused before it is unpacked."""
    path = zip_of_spaces(tmp_path / "book.docx", "word/document.xml", 300)
    assert path.stat().st_size < 2**21
    with pytest.raises(CorpusError, match="unpacks to more than"):
        read_safely("docx", path)
