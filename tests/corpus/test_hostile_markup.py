"""Markup that means harm within Word files, and files that are not what their names say."""

import time
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.documents import read_document
from corpus.errors import CorpusError
from corpus.formats import kind_of
from corpus.readers.child import read_safely
from tests.support.pdfs import Run, write_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BILLION = "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' if level else '<!ENTITY l0 "laugh">'
    for level in range(10)
)


def word_file_with(path: Path, document_xml: str) -> Path:
    """A Word file whose main part is replaced by this markup."""
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = document_xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def markup(doctype: str, entity: str) -> str:
    """A main part that declares entities and uses one between two words."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE w:document [{doctype}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>before</w:t></w:r>'
        f"<w:r><w:t>{entity}</w:t></w:r><w:r><w:t>after</w:t></w:r></w:p></w:body></w:document>"
    )


def text_of(path: Path) -> str:
    """All that the file gives, or the sentence that refuses it."""
    try:
        return "\n".join(line.text for line in read_safely("docx", path).lines)
    except CorpusError as error:
        return str(error)


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    """Ten levels of entities, ten uses each, add nothing to the text and cost no time."""
    path = word_file_with(tmp_path / "book.docx", markup(_BILLION, "&l9;"))
    start = time.monotonic()
    text = text_of(path)
    assert "laugh" not in text
    assert len(text) < 500
    assert time.monotonic() - start < 20


def test_no_file_is_drawn_in(tmp_path: Path) -> None:
    """An entity that names a file of this machine does not bring its content into a booklet."""
    (tmp_path / "secret.txt").write_text("words that stay here", encoding="utf-8")
    entity = f'<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    text = text_of(word_file_with(tmp_path / "book.docx", markup(entity, "&secret;")))
    assert "words that stay here" not in text


def test_a_directory_that_lies(tmp_path: Path) -> None:
    """A part that unpacks to more than the archive's directory says ends in a sentence."""
    path = word_file_with(tmp_path / "book.docx", markup("", "x" * 5_000_000))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(CorpusError, match="damaged") as caught:
        read_safely("docx", path)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    ("name", "data"),
    [("book.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), ("book.docx", b"\x00\x01" * 999)],
)
def test_content_that_is_no_document(name: str, data: bytes, tmp_path: Path) -> None:
    """A picture named as a document is refused in a sentence that names it."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CorpusError) as caught:
        read_document(path)
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_pdf_under_another_name(tmp_path: Path) -> None:
    """A PDF named as a text is known for the PDF that it is."""
    path = write_pdf(tmp_path / "book.txt", [[Run("Seen by all", 60, 100)]])
    assert kind_of(path.read_bytes(), path.name) == "pdf"
    (line,) = read_safely("pdf", path).lines
    assert line.text == "Seen by all"
