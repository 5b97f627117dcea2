"""What an editor is shown of a source: pages drawn, lines of a text, within limits."""

import base64
from pathlib import Path

import pytest

from corpus import source_views
from corpus.abstract import SourceLines
from corpus.readers.page_pictures import WIDTH, read_pictures
from corpus.source_views import views_of
from tests.support.pdfs import HEIGHT, Run, write_pdf
from tests.support.pdfs import WIDTH as PAGE_WIDTH
from tests.support.shelves import MOSS


def pdf(folder: Path) -> Path:
    """Three pages, each with its line."""
    return write_pdf(folder / "book.pdf", [[Run(f"Page of {it}", 60, 90)] for it in "abc"])


def test_a_page_of_a_pdf_is_drawn(tmp_path: Path) -> None:
    """Only pages that are asked for are drawn, as JPEG, with their text."""
    image = pytest.importorskip("PIL.Image")
    place = SourceLines(1, 2, 2)
    (view,) = views_of([pdf(tmp_path)], [place]).values()
    assert (view.name, view.text) == ("book.pdf, page 2", "Page of b")
    (tmp_path / "page.jpg").write_bytes(base64.b64decode(view.picture))
    with image.open(tmp_path / "page.jpg") as picture:
        assert picture.format == "JPEG"
        assert picture.size == pytest.approx((WIDTH, WIDTH * HEIGHT / PAGE_WIDTH), abs=2)


def test_pictures_end_at_the_limit(tmp_path: Path) -> None:
    """Beyond the bytes allowed only the text is given."""
    path = pdf(tmp_path)
    first = read_pictures(path, pages=[1], most_bytes=10**6)[0][1]
    found = read_pictures(path, pages=[1, 2, 3, 9], most_bytes=len(first) + 1)
    assert [bool(picture) for _, picture, _ in found] == [True, False, False]
    assert [text for *_, text in found] == ["Page of a", "Page of b", "Page of c"]


def test_lines_of_a_text(tmp_path: Path) -> None:
    """The lines of a doubt are shown with two around them and their numbers."""
    path = tmp_path / "moss.txt"
    path.write_text(MOSS, encoding="utf-8")
    (view,) = views_of([tmp_path], [SourceLines(8, 8)]).values()
    assert view.name == "moss.txt, from line 6"
    numbered = {line.split()[0]: line for line in view.text.splitlines()}
    assert sorted(numbered, key=int) == ["6", "7", "8", "9", "10"]
    assert "HANSEN, Kari" in numbered["8"]


def test_what_cannot_be_shown_is_left_out(tmp_path: Path) -> None:
    """A row of a table, a file that is gone and one of an unknown name give no view."""
    (tmp_path / "a.csv").write_text("Title,Abstract\nMoss,Water.\n", encoding="utf-8")
    places = [SourceLines(2, 2, document="a.csv"), SourceLines(2, 2, document="b.csv")]
    assert views_of([tmp_path], places) == {}
    assert views_of([tmp_path / "none.pdf"], [SourceLines(1, 1, 1)]) == {}
    assert source_views.MOST_PICTURE_BYTES < 2**25
