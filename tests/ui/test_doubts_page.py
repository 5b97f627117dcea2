"""The report as a page: what is doubtful first, and every word of a document escaped."""

from corpus.abstract import SourceLines
from corpus.report import Finding, Layout, ParsedBooklet
from tests.support.booklets import FERRIES, ICE, LAKE_BOOKLET, REEDS
from ui.doubts_page import doubts_page

EVIL = "<script>alert(1)</script>"


def test_the_most_doubtful_comes_first() -> None:
    """Abstracts are sorted by their doubts; the others follow as in the source."""
    doubts = (
        Finding("doubt", "possible_title", SourceLines(33, 33), "one", abstract_id=ICE.id),
        Finding("doubt", "possible_title", SourceLines(34, 34), "two", abstract_id=ICE.id),
        Finding("doubt", "author_missing", SourceLines(23, 23), "three", abstract_id=FERRIES.id),
    )
    page = doubts_page(ParsedBooklet(LAKE_BOOKLET, doubts))
    places = [page.index(f"<h2>{a.heading}</h2>") for a in (ICE, FERRIES, REEDS)]
    assert places == sorted(places)
    assert "3 abstracts, 3 doubts, 0 repairs" in page


def test_what_a_document_says_is_escaped() -> None:
    """Markup in a finding, a layout or a quotation is shown as text."""
    finding = Finding("repair", "dash", SourceLines(1, 2), EVIL, EVIL, EVIL, REEDS.id)
    page = doubts_page(ParsedBooklet(LAKE_BOOKLET, (finding,), (Layout(EVIL, 0.5, (EVIL,)),)))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 5
