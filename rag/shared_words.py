"""How much of a Japanese question's subject a text holds, in its own words or in a gloss's."""

from collections.abc import Callable
from dataclasses import dataclass

from index.analysis import terms
from rag.evidence import held_terms
from rag.gloss import glosses, known_share
from rag.japanese import subject_of

Rarity = Callable[[str], float]
# Sets of terms, each of which says the same when all of it is there.
Alternatives = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text should hold: for each notion any of its alternatives, with the notion's weight.

    ``known`` is the share of the question that the groups stand for; of the rest nothing is known.
    """

    groups: tuple[tuple[Alternatives, float], ...]
    known: float = 1.0

    def share(self, text: str, unknown: float = 0.0) -> float:
        """The weight of the groups that the text meets; ``unknown`` where there are none."""
        held = held_terms(text)
        total = sum(weight for _, weight in self.groups)
        met = sum(weight for group, weight in self.groups if any(one <= held for one in group))
        return met / total if total else unknown

    def likely_share(self, text: str) -> float:
        """As ``share``, with one half for that of which nothing is known."""
        known = self.known if self.groups else 0.0
        return known * self.share(text) + (1 - known) / 2


def wanted_in_japanese(question: str, rarity: Rarity) -> Wanted:
    """The terms of the question's subject, each for itself."""
    return wanted_terms(terms(subject_of(question)), rarity)


def wanted_in_english(question: str, rarity: Rarity) -> Wanted:
    """A group for each term that the gloss knows: “run away”, “escape” and “flee” are one."""
    subject = subject_of(question)
    groups = dict.fromkeys(_alternatives(gloss.alternatives) for gloss in glosses(subject))
    weighed = tuple((group, _rarity(group, rarity)) for group in groups if group)
    return Wanted(weighed, known_share(subject))


def _alternatives(words: tuple[str, ...]) -> Alternatives:
    sets = (frozenset(terms(alternative)) for alternative in words)
    return tuple(dict.fromkeys(found for found in sets if found))


def _rarity(group: Alternatives, rarity: Rarity) -> float:
    """As rare as the alternative that is most often met."""
    return min(max(map(rarity, alternative)) for alternative in group)


def wanted_terms(found: list[str] | tuple[str, ...], rarity: Rarity) -> Wanted:
    """Each term for itself, weighed by its rarity."""
    return Wanted(tuple(((frozenset({term}),), rarity(term)) for term in dict.fromkeys(found)))
