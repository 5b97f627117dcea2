"""Which abstracts are about a topic: those that hold its words, or else those near in meaning.

Words match in any inflected form, with or without hyphen, -ise as -ize; Japanese wherever it
stands. The words of a topic have to stand next to each other; only where they do so nowhere, it is
enough that an abstract holds all of them. In a topic of several words each may be a derived form
too: the technical intern stands in the Technical Internship Program.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract
from index.generation import Generation
from index.stems import LEAST_STEM, Rows, StemIndex, spellings, stems, words_of
from rag.abbreviations import Abbreviations
from rag.ranking import Ranking

# Share of the topic's rare-word mass that is enough where one abstract is meant.
LITERAL = 0.6
# Cosine from which an abstract counts as near in meaning, and how far behind the best it may be.
SIMILAR = 0.36
BEHIND = 0.08
# More abstracts than these cannot all be near to a topic.
FEW = 2
# Topics whose matches are kept: one question looks its own up several times.
KEPT = 8
# What the name of a people has behind that of its land.
_OF_PEOPLE = ("ese", "an", "n")
_OR = re.compile(r",?\s+or\s+|、?(?:または|もしくは|あるいは)")
Rank = Callable[[], Ranking]
Within = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Match:
    """The abstracts that match, and whether by their very words.

    Of literal matches the first ``named`` hold the topic in title or keywords, the others in their
    text alone (None: not told apart); both stand in the order of the booklet. Others stand with
    the nearest first. ``together`` is False where the words do not stand next to each other,
    ``also`` are the
    long and short forms that counted too. ``topic`` is set where the words stand together.
    """

    abstracts: tuple[Abstract, ...]
    literal: bool
    named: int | None = None
    together: bool = True
    topic: str = ""
    also: tuple[str, ...] = ()

    @property
    def inflected(self) -> bool:
        """Whether some abstract holds the words in another form alone; looked up in the texts."""
        plain = self.topic.casefold()
        return any(plain not in _everything(it) for it in self.abstracts)


class Topics:
    """Matches topics against one generation."""

    def __init__(self, generation: Generation, rarity: Callable[[str], float]) -> None:
        self._abstracts = generation.catalogue.abstracts()
        self._rarity = rarity
        self._row_of = generation.catalogue.abstract_row
        self._stems = generation.stems
        self._introduced = generation.abbreviations
        self._literal = lru_cache(maxsize=KEPT)(self._find_literal)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The short forms that the abstracts introduce."""
        return Abbreviations(self._introduced.found)

    def match(self, topic: str, rank: Rank, within: frozenset[str] | None = None) -> Match:
        """Literal matches where there are any, else those near in meaning (perhaps none).

        ``within`` limits them to these ids; ``rank`` gives all abstracts, nearest first.
        """
        found = self.literal(topic, within)
        return found if found.abstracts else Match(self._similar(rank(), within), literal=False)

    def literal(self, topic: str, within: frozenset[str] | None = None) -> Match:
        """Literal matches alone, perhaps none."""
        return self._literal(topic, within)

    def _find_literal(self, topic: str, within: Within) -> Match:
        either = None if self._together(topic, within) else self._either(topic, within)
        return either or self._whole(topic, within) or Match((), literal=True, named=0)

    def _whole(self, topic: str, within: Within) -> Match | None:
        found = self._together(topic, within) or self._apart(topic, within)
        return found or self._made_of(topic, within)

    def only_titled(self, topic: str) -> tuple[str, ...]:
        """The id of the abstract with the topic in its title, where it is the only one.

        Where no title has a single word, one that is made of it counts, or the land of its people:
        "the Cambodia study", "the Vietnamese study".
        """
        rows = _joined(_holding(self._stems.title, phrase) for phrase in spellings(topic) if phrase)
        if not len(rows) and len(words_of(topic)) == 1:
            rows = self._titled_alike(topic)
        return (self._abstracts[rows[0]].id,) if len(rows) == 1 else ()

    def _titled_alike(self, word: str) -> Rows:
        lands = (word[: -len(it)] for it in _OF_PEOPLE if word.lower().endswith(it))
        forms = [stems(it) for it in (word, *lands) if len(it) >= LEAST_STEM]
        single = [form for form in forms if len(form) == 1]
        return _joined(self._stems.title.holding(form, derived=True) for form in single)

    def holding(self, topic: str, texts: Sequence[str]) -> frozenset[int]:
        """Which of these texts have the words of the topic, or what else stands for it."""
        index = StemIndex.of(texts)
        forms = (topic, *self.abbreviations.same(topic))
        phrases = [phrase for form in forms for phrase in spellings(form) if phrase]
        return frozenset(map(int, _joined(_holding(index, phrase) for phrase in phrases)))

    def expanded(self, question: str) -> str:
        """The question with what else stands for its short and long forms, where that can help.

        It can where one thing alone is meant and some abstract has only the other form of it.
        """
        more = [
            alias.others[0]
            for alias in self.abbreviations.aliases(question)
            if len(alias.others) == 1 and self._stands_alone(alias.others[0], alias.said)
        ]
        return f"{question} ({', '.join(more)})" if more else question

    def _stands_alone(self, form: str, other: str) -> bool:
        """Whether a text has one form without the other."""
        mine, others = (
            _joined(_holding(self._stems.text, phrase) for phrase in spellings(it) if phrase)
            for it in (form, other)
        )
        return len(np.setdiff1d(mine, others)) > 0

    def narrowed(self, match: Match, topic: str) -> Match:
        """Where some abstracts carry the topic in their title or keywords, only those."""
        wanted = stems(topic)
        for index in (self._stems.title, self._stems.named):
            shares = self._shares(index, wanted)
            named = [self._abstracts[row] for row in np.flatnonzero(shares >= LITERAL)]
            if named and (not match.literal or _share_one(named, match.abstracts)):
                return Match(tuple(self._best(named, wanted)), literal=True)
        return match if match.literal else Match(match.abstracts[:1], literal=False)

    def _best(self, named: list[Abstract], wanted: list[str]) -> list[Abstract]:
        """Those of which no other holds more of the topic in its title."""
        shares = self._shares(self._stems.title, wanted)
        own = [float(shares[self._row_of(it.id)]) for it in named]
        return [it for it, share in zip(named, own, strict=True) if share >= max(own)]

    def _shares(self, index: StemIndex, wanted: list[str]) -> NDArray[np.float64]:
        """For each abstract the share of the wanted stems' rarity that it holds."""
        present = np.zeros(len(self._abstracts))
        for stem in wanted:
            present[index.holding((stem,), derived=False)] += self._rarity(stem)
        total = sum(self._rarity(stem) for stem in wanted)
        return present / total if total else present

    def _together(self, topic: str, within: Within) -> Match | None:
        also = self.abbreviations.same(topic)
        phrases = [found for form in (topic, *also) for found in spellings(form) if found]
        named = _joined(_holding(self._stems.named, phrase) for phrase in phrases)
        texts = _joined(_holding(self._stems.text, phrase) for phrase in phrases)
        found = self._matched(topic, (named, texts), within)
        return replace(found, also=also) if found else None

    def _either(self, topic: str, within: Within) -> Match | None:
        """Of “X or Y” what holds either, where there is something of each."""
        sides = _OR.split(topic)
        found = [self._whole(it, within) for it in sides if it]
        matches = [it for it in found if it]
        if len(matches) < 2 or len(matches) < len(sides):  # noqa: PLR2004 - one or the other
            return None
        named = _joined(self._rows_of(it.abstracts[: it.named]) for it in matches)
        texts = _joined(self._rows_of(it.abstracts) for it in matches)
        either = self._matched("", (named, texts), within)
        together = all(it.together for it in matches)
        return replace(either, together=together) if either else None

    def _rows_of(self, abstracts: Sequence[Abstract]) -> Rows:
        return np.array([self._row_of(it.id) for it in abstracts], dtype=np.int64)

    def _apart(self, topic: str, within: Within) -> Match | None:
        phrases = [found for word in words_of(topic) for found in spellings(word) if found]
        if len(phrases) < 2 or any(c >= "\u3005" for c in topic):  # noqa: PLR2004 - apart
            return None
        in_names = [_holding(self._stems.named, phrase) for phrase in phrases]
        in_texts = [_holding(self._stems.text, phrase) for phrase in phrases]
        whole = [_joined(both) for both in zip(in_names, in_texts, strict=True)]
        named, texts = (reduce(np.intersect1d, rows) for rows in (in_names, whole))
        found = self._matched(topic, (named, texts), within)
        return found and Match(found.abstracts, literal=True, named=found.named, together=False)

    def _made_of(self, topic: str, within: Within) -> Match | None:
        """Where nothing holds a single word: what is made of it ("Cambodia", "Cambodian")."""
        phrase = stems(topic)
        if len(phrase) != 1 or len(phrase[0]) < LEAST_STEM:
            return None
        rows = [
            index.holding(phrase, derived=True) for index in (self._stems.named, self._stems.text)
        ]
        return self._matched(topic, (rows[0], rows[1]), within)

    def _matched(self, topic: str, held: tuple[Rows, Rows], within: Within) -> Match | None:
        """Those that hold the topic in title or keywords, then those that do in their text."""
        limit = None if within is None else list(map(self._row_of, within))
        named, texts = (it if limit is None else np.intersect1d(it, limit) for it in held)
        rows = np.concatenate((named, np.setdiff1d(texts, named))).tolist()
        every = tuple(map(self._abstracts.__getitem__, rows))
        return Match(every, literal=True, named=len(named), topic=topic) if every else None

    def _similar(self, hits: Ranking, within: frozenset[str] | None) -> tuple[Abstract, ...]:
        rows = list(hits.near(SIMILAR, BEHIND))
        if len(rows) == len(self._abstracts) > FEW:
            return ()  # What all are near to tells none of them apart.
        found = (self._abstracts[row] for row in rows)
        return tuple(it for it in found if within is None or it.id in within)


def _everything(abstract: Abstract) -> str:
    return " ".join((abstract.title, *abstract.keywords, abstract.text)).casefold()


def _holding(index: StemIndex, phrase: list[str]) -> Rows:
    """The rows that hold a phrase; in one of several words each may be a derived form."""
    return index.holding(phrase, derived=len(phrase) > 1)


def _joined(rows: Iterable[Rows]) -> Rows:
    return reduce(np.union1d, rows, np.zeros(0, dtype=np.int64))


def _share_one(some: Iterable[Abstract], others: Iterable[Abstract]) -> bool:
    return not {it.id for it in some}.isdisjoint(it.id for it in others)
