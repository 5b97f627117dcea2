"""How far a reading is: the pages of all documents, told as they are read."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.library import read_booklet
from corpus.progress import ReadingProgress
from tests.support.pdfs import Run, write_pdf
from tests.support.shelves import MOSS
from tests.support.typeset import TALKS


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_what_is_told_rises_to_the_end(documents: list[int]) -> None:
    """Pages done never fall, never pass the sum, and reach it once, when all is read."""
    told: list[tuple[int, int]] = []
    progress = ReadingProgress(len(documents), lambda done, pages: told.append((done, pages)))
    for pages in documents:
        for done in range(pages + 1):
            progress.page(done, pages)
        progress.finish()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert [done == pages for done, pages in told].count(True) == 1
    assert told[-1] == (sum(max(1, pages) for pages in documents),) * 2


def test_the_pages_of_a_pdf_are_told(tmp_path: Path) -> None:
    """A booklet of a PDF and a table tells each page, then the table."""
    runs = [[Run(it.title, 60, 90, 16), Run(it.text[:80], 60, 120)] for it in TALKS]
    write_pdf(tmp_path / "a.pdf", runs)
    (tmp_path / "b.csv").write_text("Title,Abstract\nMoss,Mosses hold water.\n", encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_booklet(tmp_path, lambda done, pages: told.append((done, pages)))
    assert {(done, 7) for done in range(1, 7)} <= set(told)
    assert told[-1] == (7, 7)


def test_a_text_is_one_page(tmp_path: Path) -> None:
    """A plain text is told begun and done."""
    (tmp_path / "booklet.txt").write_text(MOSS, encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_booklet(tmp_path, lambda done, pages: told.append((done, pages)))
    assert told == [(0, 1), (1, 1)]
