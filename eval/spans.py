"""How the excerpts that an answer cites lie against the gold spans."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from eval.gold import GoldSpan
from rag.answer import Citation


class Place(Protocol):
    """A stretch of an abstract's text: a citation or a sentence."""

    @property
    def abstract_id(self) -> str:
        """Whose text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """Behind its last."""


def excerpts(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations of text in their order; those that point at a record alone are left out."""
    return tuple(citation for citation in citations if not is_record(citation))


def is_record(citation: Citation) -> bool:
    """Whether the citation points at title, authors and keywords, not at a place in the text."""
    return citation.start == citation.end == 0


def carries(citation: Place, span: GoldSpan) -> bool:
    """Whether the two share at least half of the shorter one."""
    shorter = min(citation.end - citation.start, span.end - span.start)
    return shorter > 0 and 2 * _shared(citation, span) >= shorter


def relevant(citation: Citation, groups: Sequence[Sequence[GoldSpan]]) -> bool:
    """Whether the citation carries any alternative of any group."""
    return any(carries(citation, span) for group in groups for span in group)


def groups_found(citations: Sequence[Citation], groups: Sequence[Sequence[GoldSpan]]) -> int:
    """How many groups have an alternative that some citation carries."""
    return sum(
        any(carries(citation, span) for citation in citations for span in group) for group in groups
    )


def gold_characters(citation: Citation, groups: Sequence[Sequence[GoldSpan]]) -> int:
    """How many characters of the excerpt lie in gold spans; each counts once."""
    covered: set[int] = set()
    for group in groups:
        for span in group:
            if span.abstract_id == citation.abstract_id:
                covered.update(range(max(citation.start, span.start), min(citation.end, span.end)))
    return len(covered)


def _shared(citation: Place, span: GoldSpan) -> int:
    if citation.abstract_id != span.abstract_id:
        return 0
    return max(0, min(citation.end, span.end) - max(citation.start, span.start))
