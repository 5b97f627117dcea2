"""The report of a booklet in a browser: the source stands beside each doubt, for everyone."""

from pathlib import Path

import pytest

from corpus.library import read_booklet
from corpus.source_views import views_of
from tests.browser.conftest import ReaderMaker
from tests.support.pdfs import Run, write_pdf
from tests.support.typeset import TALKS
from ui.doubts_page import doubtful_places, doubts_page


@pytest.mark.parametrize("width", [390, 1200])
def test_the_report_of_a_pdf(reader: ReaderMaker, tmp_path: Path, width: int) -> None:
    """A drawn page beside the doubt that names it; nothing overflows, and axe is content."""
    pages = [
        [
            Run(talk.title, 60, 90, 16),
            *([Run(", ".join(talk.authors), 60, 115)] if number != 2 else []),
            *(Run(talk.text[at : at + 90], 60, 140 + at / 6) for at in range(0, 270, 90)),
        ]
        for number, talk in enumerate(TALKS)
    ]
    book = write_pdf(tmp_path / "book.pdf", pages)
    parsed = read_booklet(book)
    report = tmp_path / "report.html"
    report.write_text(doubts_page(parsed, views_of([book], doubtful_places(parsed))), "utf-8")
    someone = reader(viewport={"width": width, "height": 900})
    someone.page.goto(report.as_uri())
    picture = someone.page.locator("article.doubtful figure img").first
    assert picture.evaluate("e => e.naturalWidth") == pytest.approx(700, abs=2)
    assert not someone.overflows()
    assert someone.violations() == []
    someone.photograph(f"doubts-{width}")
