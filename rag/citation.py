"""Citations: cut from the stored text at offsets, never written."""

from corpus.abstract import Abstract
from rag.answer import Citation, Nearest


def cite_span(marker: int, abstract: Abstract, start: int, end: int) -> Citation:
    """The excerpt ``abstract.text[start:end]``."""
    return Citation(
        marker=marker,
        abstract_id=abstract.id,
        title=abstract.heading,
        authors=tuple(author.name for author in abstract.authors),
        start=start,
        end=end,
        quote=abstract.text[start:end],
    )


def cite_record(marker: int, abstract: Abstract) -> Citation:
    """The record itself: title, authors and keywords, not its text."""
    return cite_span(marker, abstract, 0, 0)


def nearest(abstract: Abstract) -> Nearest:
    """The abstract as one that comes near."""
    return Nearest(abstract.id, abstract.heading)
