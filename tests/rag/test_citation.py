"""A citation is cut from the stored text, and carries its record."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.citation import cite_record, cite_span, nearest
from tests.support.booklets import FERRIES, ICE, REEDS


@given(st.data(), st.text(), st.integers(1, 99))
def test_a_quote_is_its_span(data: st.DataObject, text: str, marker: int) -> None:
    """Whatever the text and the offsets, the quote is ``text[start:end]``."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    citation = cite_span(marker, replace(REEDS, text=text), start, end)

    assert citation.quote == text[start:end]
    assert (citation.marker, citation.start, citation.end) == (marker, start, end)


def test_a_citation_names_its_record() -> None:
    """Id, title and authors are those of the abstract; an unnamed author stays unnamed."""
    assert cite_span(1, REEDS, 0, 5).authors == ("Mari Okada", "Bo Lindqvist")
    assert cite_span(1, ICE, 0, 1).authors == ("佐藤 花子",)
    assert cite_span(1, FERRIES, 0, 1).authors == ()
    assert (cite_span(1, REEDS, 0, 5).abstract_id, cite_span(1, REEDS, 0, 5).title) == (
        REEDS.id,
        REEDS.title,
    )


def test_a_record_quotes_nothing() -> None:
    """A citation of the record itself has no excerpt."""
    citation = cite_record(2, REEDS)

    assert (citation.marker, citation.start, citation.end, citation.quote) == (2, 0, 0, "")
    assert (nearest(REEDS).abstract_id, nearest(REEDS).title) == (REEDS.id, REEDS.title)
