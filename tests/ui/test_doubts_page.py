"""The report as a page: what is doubtful first, and every word of a document escaped."""

from dataclasses import replace

from corpus.abstract import SourceLines
from corpus.report import Finding, Layout, ParsedBooklet
from corpus.source_views import SourceView
from tests.support.booklets import FERRIES, ICE, LAKE_BOOKLET, REEDS
from ui.doubts_page import doubtful_places, doubts_page

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


def test_the_source_stands_beside_its_doubts_once() -> None:
    """Two abstracts with doubts on one page: the first shows it, the second points there."""
    places = [SourceLines(n, n, 3) for n in (1, 2)]
    doubts = tuple(
        Finding("doubt", "author_missing", place, "none", abstract_id=abstract.id)
        for place, abstract in zip(places, (ICE, FERRIES), strict=True)
    )
    parsed = ParsedBooklet(LAKE_BOOKLET, doubts)
    assert doubtful_places(parsed) == places
    view = SourceView("book.pdf, page 3", EVIL, "QUJD")
    page = doubts_page(parsed, dict.fromkeys(places, view))
    assert page.count('src="data:image/jpeg;base64,QUJD"') == 1
    assert page.count('<a href="#source-1">book.pdf, page 3</a>') == 1
    assert "<script" not in page


def test_a_doubt_without_a_page_is_seen_on_its_abstracts() -> None:
    """Where a finding names only a line, the page of its abstract is shown."""
    ice = replace(ICE, source=SourceLines(4, 9, 2))
    booklet = replace(LAKE_BOOKLET, abstracts=(ice,))
    doubt = Finding("doubt", "stray_mark", SourceLines(5, 5), "one", abstract_id=ice.id)
    assert doubtful_places(ParsedBooklet(booklet, (doubt,))) == [ice.source]


def test_a_doubt_in_no_abstract_is_shown_too() -> None:
    """What belongs to no abstract is looked up in the source; what is of a whole file is not."""
    outside = Finding("doubt", "outside", SourceLines(7, 7), "one")
    whole = Finding("doubt", "misnamed", SourceLines(1, 1), "two")
    parsed = ParsedBooklet(LAKE_BOOKLET, (outside, whole))
    assert doubtful_places(parsed) == [outside.source]
    page = doubts_page(parsed, {outside.source: SourceView("lake.txt, from line 5", "    7  ice")})
    assert page.count("<figcaption>lake.txt, from line 5</figcaption>") == 1
