"""Which abstracts are about a topic: those that hold its words, or else those near in meaning.

Words match in any inflected form, with or without hyphen, -ise as -ize; Japanese wherever it
stands. The words of a topic have to stand next to each other; only where they do so nowhere, it is
enough that an abstract holds all of them. In a topic of several words each may be a derived form
too: the technical intern stands in the Technical Internship Program.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import Stemmer  # type: ignore[import-not-found]  # PyStemmer publishes no types

from corpus.abstract import Abstract
from corpus.matching import bare_letters
from index.analysis import STOP_WORDS
from index.generation import Generation
from rag.abbreviations import Abbreviations
from rag.retrieval import Hit

# Share of the topic's rare-word mass that is enough where one abstract is meant.
LITERAL = 0.6
# Cosine from which an abstract counts as near in meaning, and how far behind the best it may be.
SIMILAR = 0.36
BEHIND = 0.08
# Letters that two words must share to be derived from each other.
LEAST_STEM = 5

_TOKEN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W_\u3005-\u30ff\u3400-\u9fff]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_POSSESSIVE = re.compile(r"['’]s?\b")
_ISE = re.compile(r"(?<=\w\w\w)is(?=(?:e|es|ed|ing|ation|ations)$)")

Rank = Callable[[], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """The abstracts that match, and whether by their very words.

    Of literal matches the first ``named`` hold the topic in title or keywords, the others in their
    text alone (None: not told apart); both stand in the order of the booklet. Others stand with
    the nearest first. ``together`` is False where the words do not stand next to each other,
    ``inflected`` True where some abstract holds the words in another form alone; ``also`` are the
    long and short forms that counted too.
    """

    abstracts: tuple[Abstract, ...]
    literal: bool
    named: int | None = None
    together: bool = True
    inflected: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Held:
    """The words of one abstract: those of title and keywords, and all."""

    abstract: Abstract

    @cached_property
    def named(self) -> tuple[str, ...]:
        return _keys(" \n ".join((self.abstract.title, *self.abstract.keywords)))

    @cached_property
    def text(self) -> tuple[str, ...]:
        return _keys(self.abstract.text)


def _is_in(keys: tuple[re.Pattern[str], ...], held: tuple[str, ...]) -> bool:
    return any(key.search(whole) for key in keys for whole in held)


class Topics:
    """Matches topics against one generation."""

    def __init__(self, generation: Generation, rarity: Callable[[str], float]) -> None:
        self._abstracts = generation.catalogue.abstracts()
        self._rarity = rarity
        self._held = [_Held(abstract) for abstract in self._abstracts]

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The short forms that the abstracts introduce."""
        return Abbreviations(abstract.text for abstract in self._abstracts)

    def match(self, topic: str, rank: Rank, within: frozenset[str] | None = None) -> Match:
        """Literal matches where there are any, else those near in meaning (perhaps none).

        ``within`` limits them to these ids; ``rank`` gives all abstracts, nearest first.
        """
        held = [it for it in self._held if within is None or it.abstract.id in within]
        return (
            self._together(topic, held)
            or self._apart(topic, held)
            or self._made_of(topic, held)
            or Match(self._similar(rank(), within), literal=False)
        )

    def literal(self, topic: str, within: frozenset[str] | None = None) -> Match:
        """Literal matches alone, perhaps none."""
        held = [it for it in self._held if within is None or it.abstract.id in within]
        found = self._together(topic, held) or self._apart(topic, held)
        return found or self._made_of(topic, held) or Match((), literal=True, named=0)

    def narrowed(self, match: Match, topic: str) -> Match:
        """Where some abstracts carry the topic in their title or keywords, only those."""
        wanted = _stems(topic)
        for part in (lambda a: a.title, lambda a: f"{a.title} {' '.join(a.keywords)}"):
            named = tuple(a for a in self._abstracts if self._share(part(a), wanted) >= LITERAL)
            if named and (not match.literal or set(named) & set(match.abstracts)):
                return Match(tuple(a for a in named if self._best(named, a, wanted)), literal=True)
        return match if match.literal else Match(match.abstracts[:1], literal=False)

    def _best(self, named: tuple[Abstract, ...], one: Abstract, wanted: list[str]) -> bool:
        """Whether no other holds more of the topic in its title."""
        return self._share(one.title, wanted) >= max(self._share(a.title, wanted) for a in named)

    def _together(self, topic: str, held: list[_Held]) -> Match | None:
        also = self.abbreviations.same(topic)
        keys = tuple(pattern for form in (topic, *also) for pattern in _patterns(form))
        named = [it for it in held if _is_in(keys, it.named)]
        known = {it.abstract.id for it in named}
        rest = [it for it in held if it.abstract.id not in known and _is_in(keys, it.text)]
        return replace(_match(topic, named, rest), also=also) if named or rest else None

    def _apart(self, topic: str, held: list[_Held]) -> Match | None:
        words = _TOKEN.findall(_HYPHEN.sub(" ", topic))
        keys = [pattern for word in words for pattern in _patterns(word)]
        if len(keys) < 2 or any(c >= "\u3005" for c in topic):  # noqa: PLR2004 - apart
            return None
        named = [it for it in held if all(_is_in((key,), it.named) for key in keys)]
        whole = [it for it in held if all(_is_in((key,), it.named + it.text) for key in keys)]
        rest = [it for it in whole if it not in named]
        found = _match(topic, named, rest) if whole else None
        return found and Match(found.abstracts, literal=True, named=found.named, together=False)

    def _made_of(self, topic: str, held: list[_Held]) -> Match | None:
        """Where nothing holds a single word: what is made of it ("Cambodia", "Cambodian")."""
        stems = _stems(topic)
        if len(stems) != 1 or len(stems[0]) < LEAST_STEM:
            return None
        keys = (re.compile(f" {_derived(stems[0])} "),)
        named = [it for it in held if _is_in(keys, it.named)]
        rest = [it for it in held if it not in named and _is_in(keys, it.text)]
        return _match(topic, named, rest) if named or rest else None

    def _share(self, text: str, wanted: list[str]) -> float:
        held = set(_stems(text))
        total = sum(self._rarity(stem) for stem in wanted)
        present = sum(self._rarity(stem) for stem in wanted if stem in held)
        return present / total if total else 0.0

    def _similar(
        self, hits: tuple[Hit, ...], within: frozenset[str] | None
    ) -> tuple[Abstract, ...]:
        best = max((hit.dense for hit in hits), default=0.0)
        near = [h.row for h in hits if h.dense >= SIMILAR and h.dense >= best - BEHIND]
        found = (self._abstracts[row] for row in near)
        return tuple(it for it in found if within is None or it.id in within)


def _match(topic: str, named: Iterable[_Held], rest: Iterable[_Held]) -> Match:
    first = tuple(it.abstract for it in named)
    every = (*first, *(it.abstract for it in rest))
    plain = topic.casefold()
    inflected = any(
        plain not in " ".join((it.title, *it.keywords, it.text)).casefold() for it in every
    )
    return Match(every, literal=True, named=len(first), inflected=inflected)


def _keys(text: str) -> tuple[str, ...]:
    """The stems in order with spaces around each: with hyphened words apart, and as one."""
    apart, joined = _HYPHEN.sub(" ", text), _HYPHEN.sub("", text)
    texts = (apart,) if apart == joined else (apart, joined)
    return tuple("".join(f" {stem} " for stem in _stems(it)) for it in texts)


def _patterns(topic: str) -> tuple[re.Pattern[str], ...]:
    """What finds the topic in the keys of texts."""
    found = []
    for key in _keys(topic):
        stems = key.split()
        forms = [_derived(stem) if len(stems) > 1 else re.escape(stem) for stem in stems]
        if forms:
            found.append(re.compile("".join(f" {form} " for form in forms)))
    return tuple(found)


def _derived(stem: str) -> str:
    """A stem, what is made of it, and what it is made of."""
    if len(stem) < LEAST_STEM or not stem.isascii():
        return re.escape(stem)
    shorter = "|".join(stem[:end] for end in range(LEAST_STEM, len(stem)))
    return f"(?:{stem}[a-z]*{'|' if shorter else ''}{shorter})"


def _stems(text: str) -> list[str]:
    plain = _POSSESSIVE.sub("", bare_letters(unicodedata.normalize("NFKC", text).casefold()))
    return [_stem(word) for word in _TOKEN.findall(plain) if word not in STOP_WORDS]


@lru_cache(maxsize=2**15)
def _stem(word: str) -> str:
    # A stemmer of its own for each word: they are cheap to make and not safe to share by threads.
    return str(Stemmer.Stemmer("english", 0).stemWord(_ISE.sub("iz", word)))
