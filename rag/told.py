"""An answer of several quotes, each led in by a line of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Citation, Kind, Nearest
from rag.aspects import Aspects
from rag.draft import Draft
from rag.evidence import Evidence
from rag.wording import quoted


@dataclass(frozen=True, slots=True)
class Told:
    """A line that leads in what is quoted; ``evidence`` is None where nothing is."""

    lead: str
    evidence: Evidence | None = None


def worded(told: Sequence[Told], aspects: Aspects, near: tuple[Nearest, ...]) -> Draft | None:
    """The answer, as sure as its least sure quote, or None where nothing at all is quoted."""
    blocks: list[str] = []
    citations: list[Citation] = []
    for it in told:
        blocks.append(it.lead)
        if it.evidence:
            citations.append(aspects.cited(it.evidence, len(citations) + 1))
            blocks.append(quoted(citations[-1]))
    if not citations:
        return None
    return Draft(
        Kind.ANSWER,
        answerable=True,
        confidence=aspects.confidence,
        text="\n\n".join(blocks),
        citations=tuple(citations),
        nearest=near,
    )
