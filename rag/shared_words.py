"""How much of a Japanese question's subject a text holds, in its own words or in a gloss's."""

from collections.abc import Callable
from dataclasses import dataclass

from index.analysis import terms
from rag.evidence import held_terms
from rag.gloss import glosses
from rag.japanese import subject_of

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text should hold: groups of terms, each met by any of its own, with their weights."""

    groups: tuple[tuple[frozenset[str], float], ...]

    def share(self, text: str, unknown: float = 0.0) -> float:
        """The weight of the groups that the text meets; ``unknown`` where there are none."""
        held = held_terms(text)
        total = sum(weight for _, weight in self.groups)
        met = sum(weight for group, weight in self.groups if not held.isdisjoint(group))
        return met / total if total else unknown


def wanted_in_japanese(question: str, rarity: Rarity) -> Wanted:
    """The terms of the question's subject, each for itself."""
    return wanted_terms(terms(subject_of(question)), rarity)


def wanted_in_english(question: str, rarity: Rarity) -> Wanted:
    """A group for each term that the glossary knows: “run away”, “escape” and “flee” are one."""
    groups = dict.fromkeys(frozenset(terms(words)) for words in glosses(subject_of(question)))
    return Wanted(tuple((group, min(map(rarity, group))) for group in groups if group))


def wanted_terms(found: list[str] | tuple[str, ...], rarity: Rarity) -> Wanted:
    """Each term for itself, weighed by its rarity."""
    return Wanted(tuple((frozenset({term}), rarity(term)) for term in dict.fromkeys(found)))
