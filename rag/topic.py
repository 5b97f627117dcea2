"""Which abstracts are about a topic: those that hold its words, or else those near in meaning."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.analysis import terms
from index.generation import Generation
from rag.retrieval import Hit

# Share of the topic's rare-word mass that an abstract must hold to match literally.
LITERAL = 0.6
# Cosine from which an abstract counts as near in meaning, and how far behind the best it may be.
SIMILAR = 0.36
BEHIND = 0.08


@dataclass(frozen=True, slots=True)
class Match:
    """The abstracts that match, and whether by their very words.

    Literal matches stand in the order of the booklet, others with the nearest first.
    """

    abstracts: tuple[Abstract, ...]
    literal: bool


class Topics:
    """Matches topics against one generation."""

    def __init__(self, generation: Generation, rarity: Callable[[str], float]) -> None:
        self._abstracts = generation.catalogue.abstracts()
        self._rarity = rarity
        self._held = {abstract.id: _held(abstract) for abstract in self._abstracts}

    def match(self, topic: str, hits: tuple[Hit, ...]) -> Match:
        """Literal matches where there are any, else those near in meaning (perhaps none)."""
        wanted = tuple(dict.fromkeys(terms(topic)))
        literal = tuple(a for a in self._abstracts if wanted and self._holds(a, wanted))
        return (
            Match(literal, literal=True) if literal else Match(self._similar(hits), literal=False)
        )

    def narrowed(self, match: Match, topic: str) -> Match:
        """Where some abstracts carry the topic in their title or keywords, only those."""
        wanted = tuple(dict.fromkeys(terms(topic)))
        for part in (lambda a: a.title, lambda a: f"{a.title} {' '.join(a.keywords)}"):
            named = tuple(
                a for a in match.abstracts if self._share(set(terms(part(a))), wanted) >= LITERAL
            )
            if named:
                return Match(named, match.literal)
        return match if match.literal else Match(match.abstracts[:1], literal=False)

    def _holds(self, abstract: Abstract, wanted: tuple[str, ...]) -> bool:
        return self._share(self._held[abstract.id], wanted) >= LITERAL

    def _share(self, held: frozenset[str] | set[str], wanted: tuple[str, ...]) -> float:
        total = sum(self._rarity(term) for term in wanted)
        present = sum(self._rarity(term) for term in wanted if term in held)
        return present / total if total else 0.0

    def _similar(self, hits: tuple[Hit, ...]) -> tuple[Abstract, ...]:
        best = max((hit.dense for hit in hits), default=0.0)
        near = [h.row for h in hits if h.dense >= SIMILAR and h.dense >= best - BEHIND]
        return tuple(self._abstracts[row] for row in near)


def _held(abstract: Abstract) -> frozenset[str]:
    people = " ".join(author.name_and_affiliation for author in abstract.authors)
    parts = (abstract.title, people, " ".join(abstract.keywords), abstract.text)
    return frozenset(term for part in parts for term in terms(part))
