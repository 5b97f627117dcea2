"""Scanned pages: a picture of a page reads nearly as the page, where recognition is installed."""

from pathlib import Path
from textwrap import wrap

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import CorpusError
from corpus.library import read_booklet
from corpus.readers.child import read_safely
from corpus.readers.ocr import is_installed, read_scan
from corpus.readers.ocr_sizes import Strip, sizes_of
from corpus.readers.pdf import read_pdf
from tests.support.pdfs import HEIGHT, WIDTH, Run, paragraph, write_pdf
from tests.support.typeset import TALKS, Talk

needs_recognition = pytest.mark.skipif(
    not is_installed(), reason="text recognition is not installed: pip install -e '.[ocr]'"
)


def scan_of(source: Path, path: Path) -> Path:
    """The PDF again as pictures of its pages."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    document = pdfium.PdfDocument(source)
    for page in document:
        picture = page.render(scale=2).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
        page.close()
    document.close()
    canvas.save()
    return path


@needs_recognition
@pytest.mark.slow
def test_a_scan_reads_like_its_page(tmp_path: Path) -> None:
    """Lines, order of columns and the larger size of a title come out of a picture of them."""
    title = Run("Roosts of long-eared bats in churches of the northern plains", 60, 90, 16)
    left = paragraph("Bats hang beneath the old roof", 60, 130, 8, leading=14)
    right = paragraph("Owls live above the new barn", 320, 130, 8, leading=14)
    printed = write_pdf(tmp_path / "printed.pdf", [[title, *left, *right]])
    told: list[tuple[int, int]] = []
    document = read_scan(
        scan_of(printed, tmp_path / "scan.pdf"), lambda done, pages: told.append((done, pages))
    )
    assert [line.text for line in document.lines] == [run.text for run in (title, *left, *right)]
    sizes = [line.spans[0].style.size for line in document.lines]
    assert sizes[0] > 1.3 * max(sizes[1:])
    assert len(set(sizes[1:])) == 1
    assert told == [(0, 1), (1, 1)]


@needs_recognition
@pytest.mark.slow
def test_an_empty_scan_is_said(tmp_path: Path) -> None:
    """A picture without text ends in a sentence."""
    blank = scan_of(write_pdf(tmp_path / "printed.pdf", [[]]), tmp_path / "scan.pdf")
    with pytest.raises(CorpusError, match=r"no text that can be recognised; give a sharper scan"):
        read_scan(blank)


@pytest.mark.skipif(is_installed(), reason="text recognition is installed")
def test_missing_recognition_is_said(tmp_path: Path) -> None:
    """Without the optional part, the sentence says how to get it."""
    with pytest.raises(CorpusError, match=r"pip install 'shoroku\[ocr\]'"):
        read_scan(write_pdf(tmp_path / "printed.pdf", [[]]))


def test_a_scan_has_no_text_layer(tmp_path: Path) -> None:
    """The common reader of PDF says that a scan has no text, and gives no empty document."""
    printed = write_pdf(tmp_path / "printed.pdf", [[Run("A line", 60, 100)]])
    with pytest.raises(CorpusError, match="text"):
        read_pdf(scan_of(printed, tmp_path / "scan.pdf"))


def test_sizes_agree_where_boxes_waver() -> None:
    """Lines of one size get one size although their boxes differ; a title keeps its own."""
    text = "the wavering boxes of a recogniser"
    body = [Strip(text, 0, 160 + n % 3, 100, 10 + 0.4 * (n % 3)) for n in range(12)]
    title = Strip(text, 0, 240, 20, 15)
    (sizes,) = sizes_of([[title, *body]])
    assert len(set(sizes[1:])) == 1
    assert sizes[0] == pytest.approx(1.5 * sizes[1], rel=0.1)


@given(st.lists(st.tuples(st.text(min_size=1), st.floats(4, 60)), max_size=20))
def test_each_strip_has_a_size(strips: list[tuple[str, float]]) -> None:
    """Every recognised line gets a size above zero, near what its box says."""
    page = [Strip(text, 0, height * len(text) / 2, 100, height) for text, height in strips]
    (sizes,) = sizes_of([page])
    assert len(sizes) == len(page)
    assert all(size > 0 for size in sizes)


@needs_recognition
@pytest.mark.slow
def test_a_scan_is_recognised_in_the_reading_process(tmp_path: Path) -> None:
    """A PDF of pictures, read safely, comes back as its recognised lines, within its limits."""
    lines = paragraph("Bats hang beneath the old roof", 60, 130, 3, leading=14)
    printed = write_pdf(tmp_path / "printed.pdf", [lines])
    document = read_safely("pdf", scan_of(printed, tmp_path / "scan.pdf"))
    assert [line.text for line in document.lines] == [run.text for run in lines]


def test_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    """Pages that are pictures are named by their numbers; an empty page is none."""
    printed = write_pdf(tmp_path / "printed.pdf", [paragraph("Bats", 60, 130, 3)] * 6)
    scanned = scan_of(printed, tmp_path / "scan.pdf")
    mixed = pdfium.PdfDocument.new()
    for source, pages in ((printed, [0]), (scanned, [1, 2]), (printed, [3]), (scanned, [4])):
        part = pdfium.PdfDocument(source)
        mixed.import_pages(part, pages)
        part.close()
    mixed.new_page(WIDTH, HEIGHT)
    mixed.save(tmp_path / "mixed.pdf")
    mixed.close()
    document = read_safely("pdf", tmp_path / "mixed.pdf")
    assert document.unread == (2, 3, 5)
    assert {line.page for line in document.lines} == {1, 4}


def _page_of(talk: Talk) -> list[Run]:
    """A page with one abstract."""
    lines = wrap(talk.text, 90)
    return [
        Run(talk.title, 60, 90, 16),
        Run(", ".join(talk.authors), 60, 115),
        Run(talk.affiliation, 60, 130),
        *(Run(line, 60, 150 + 12 * number) for number, line in enumerate(lines)),
    ]


def test_the_report_names_the_scanned_pages(tmp_path: Path) -> None:
    """A book whose last pages are pictures is read, and a finding tells which they are."""
    printed = write_pdf(tmp_path / "printed.pdf", map(_page_of, TALKS))
    scanned = scan_of(printed, tmp_path / "scan.pdf")
    mixed = pdfium.PdfDocument.new()
    for source, pages in ((printed, [0, 1]), (scanned, [0, 1]), (printed, [2, 3, 4, 5])):
        part = pdfium.PdfDocument(source)
        mixed.import_pages(part, pages)
        part.close()
    mixed.save(tmp_path / "mixed.pdf")
    mixed.close()
    (finding,) = (
        it for it in read_booklet(tmp_path / "mixed.pdf").findings if it.code == "pages_unread"
    )
    assert finding.message.startswith("Pages 3-4 are pictures without text")
    assert (finding.source.page, finding.abstract_id) == (3, None)
