"""A PDF's lines come as a reader sees them: order, words, type and marks."""

from pathlib import Path

import pytest

from corpus.readers.pdf import read_pdf
from corpus.readers.printed import PrintedDocument, PrintedLine
from tests.support.pdfs import Run, paragraph, write_pdf


def texts_of(document: PrintedDocument) -> list[str]:
    """The text of each line."""
    return [line.text for line in document.lines]


def read(folder: Path, *pages: list[Run]) -> PrintedDocument:
    """What the reader makes of these pages."""
    return read_pdf(write_pdf(folder / "book.pdf", pages))


def only_line(folder: Path, *runs: Run) -> PrintedLine:
    """The one line of a page with these runs."""
    (line,) = read(folder, list(runs)).lines
    return line


def test_type_and_place(tmp_path: Path) -> None:
    """A line tells size, boldness and slant of each run, its page and its edges."""
    line = only_line(
        tmp_path,
        Run("Bats ", 100, 90, 14, "Helvetica-Bold"),
        Run("Myotis", 138, 90, 14, "Helvetica-Oblique"),
    )
    assert line.text == "Bats Myotis"
    assert [(s.style.size, s.style.bold, s.style.italic) for s in line.spans] == [
        (14.0, True, False),
        (14.0, False, True),
    ]
    assert (line.page, line.left) == (1, 100.0)
    assert 90 - 14 < line.top < 90 < line.bottom < 94


def test_superscripts(tmp_path: Path) -> None:
    """A small raised mark belongs to the line that it stands beside, and is told apart."""
    line = only_line(
        tmp_path, Run("A. Rossi", 50, 100), Run("1", 87.5, 96, 6), Run(", B. Bianchi", 90.9, 100)
    )
    assert line.text == "A. Rossi1, B. Bianchi"
    assert [span.text for span in line.spans if span.raised] == ["1"]


def test_words_without_drawn_spaces(tmp_path: Path) -> None:
    """Where a file draws no spaces, gaps between glyphs tell the words."""
    line = only_line(tmp_path, Run("role", 50, 100), Run("of", 71, 100), Run("bats", 80.8, 100))
    assert line.text == "role of bats"


@pytest.mark.parametrize("gutter", [12, 18, 40])
def test_columns(tmp_path: Path, gutter: int) -> None:
    """Two columns are read one after the other, under a title across both, whatever the gutter."""
    left = paragraph("the left column is text of one width", 60, 140, 12)
    right = paragraph("the right column is text of one width", 242 + gutter, 140, 12)
    title = Run("A title that runs across both of the columns of this page", 60, 100, 14)
    ends_in_gutter = Run("An affiliation of a length that ends within the gutter", 60, 120, 7.8)
    document = read(tmp_path, [title, ends_in_gutter, *left, *right])
    assert texts_of(document) == [run.text for run in (title, ends_in_gutter, *left, *right)]
    assert [line.column for line in document.lines] == [0] * 14 + [1] * 12


def test_a_title_between_columns(tmp_path: Path) -> None:
    """A short title parts the columns above it from those below it."""
    first = [
        *paragraph("first left column of one width", 60, 100, 6),
        *paragraph("first right column of one width", 300, 100, 6),
    ]
    title = Run("A short title", 60, 200, 14, "Helvetica-Bold")
    second = [
        *paragraph("second left column of one width", 60, 230, 6),
        *paragraph("second right column of one width", 300, 230, 6),
    ]
    document = read(tmp_path, [*first, title, *second])
    assert texts_of(document) == [run.text for run in (*first, title, *second)]


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    """Cells beside each other are one line: a programme is no text in columns."""
    cells = [
        run
        for row in range(8)
        for run in (
            Run(f"{9 + row}:00 - {10 + row}:00", 60, 100 + 14 * row),
            Run("Coffee break", 250, 100 + 14 * row),
        )
    ]
    across = Run("Invited talks in the largest hall with a title that runs on", 130, 220)
    document = read(tmp_path, [*cells, Run("17:00 - 18:00", 60, 220), across])
    assert len(document.lines) == 9
    assert texts_of(document)[0] == "9:00 - 10:00 Coffee break"


def test_unseen_text_is_left_out(tmp_path: Path) -> None:
    """Invisible, white and marginal turned text is not what a reader reads."""
    document = read(
        tmp_path,
        [
            Run("Seen by all", 60, 100),
            Run("ignore what stands here", 60, 120, mode=3),
            Run("white on white", 60, 140, grey=1),
            Run("off the page", 60, 1000),
            Run("Session 3", 20, 400, turned=True),
        ],
    )
    assert texts_of(document) == ["Seen by all"]


def test_pages_and_centred_lines(tmp_path: Path) -> None:
    """Pages count from 1, lines through the document, and a centred line is told."""
    body = paragraph(
        "text that fills the width of the page from edge to edge, or nearly so", 60, 130, 5
    )
    document = read(tmp_path, [Run("A title", 197, 100), *body], [Run("Second page", 60, 100)])
    assert [line.number for line in document.lines] == list(range(1, 8))
    assert [line.page for line in document.lines] == [1] * 6 + [2]
    assert [line.centred for line in document.lines] == [True] + [False] * 6
    assert document.pages == 2
