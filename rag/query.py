"""A question made ready for search: its words, its vector, its tokens, what it wants."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corpus.matching import bare_letters
from index.analysis import terms
from index.embedding import Embedder
from index.kept import Kept
from rag.cuebook import load_cues
from rag.language import Language, language_of
from rag.wants import Want, wants_of

Vector = NDArray[np.float32]

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[A-Za-z]+")
_ANY_WORD = re.compile(r"[^\W_]+")
# What stands for a word that only points; a title in quotes that has some, and a run of them.
_MARK = "\N{NULL}"
_TITLED = rf"(?:{_MARK}\s+)?[“\"「『][^“”\"「」『』]*{_MARK}[^“”\"「」『』]*[”\"」』]"
_RUN = rf"{_MARK}(?:(?:['’]s)?[\s,:&.-]*(?:and )?{_MARK})*"
_POINTED = re.compile(rf"(?:\bthe )?(?:{_TITLED}|{_RUN})")
THE_STUDY = "the study"

# What the question before weighs in a follow-up, beside the question itself.
BEFORE = 0.35
# Weights of a token: words that only ask, and the least that a word of content has.
OF_STOP_WORD = 0.2
OF_CONTENT = 0.5
# Queries that are kept: suggestions are tried out shortly after they were made ready.
KEPT = 16


@dataclass(frozen=True, slots=True)
class Wording:
    """All that decides a query; the fields are those of :class:`Query`."""

    asked: str
    text: str
    before: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What is read: the question, and the one before."""
        return tuple(part for part in (self.text, self.before) if part)

    @property
    def whole(self) -> str:
        """All parts as one text."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is what is searched for; ``asked`` is what the visitor typed.

    ``vector`` has shape (dimension,), ``tokens`` (number of tokens, dimension); rows are units.
    ``token_weights`` has one weight a token; they sum to 1. ``subject`` are the terms without those
    that speak of works as such. ``before`` is the question that this one continues, if any.
    ``unpointed`` is ``text`` with "the study" for the words that only point at one.
    """

    asked: str
    text: str
    language: Language
    wants: tuple[Want, ...]
    terms: tuple[str, ...]
    subject: tuple[str, ...]
    vector: Vector
    tokens: Vector
    token_weights: Vector
    before: str = ""
    unpointed: str = ""

    @property
    def wording(self) -> Wording:
        """What decides the vectors, and so the ranking."""
        return Wording(self.asked, self.text, self.before)


class QueryMaker:
    """Makes queries for one corpus; ``rarity`` gives a term's inverse document frequency there."""

    def __init__(self, embedder: Embedder, rarity: Callable[[str], float]) -> None:
        self._embedder = embedder
        self._rarity = rarity
        self._kept: Kept[Wording, Query] = Kept(KEPT)

    def make(self, asked: str, text: str, before: str = "") -> Query:
        """Embed ``text`` and read from ``asked`` the language and what is wanted.

        ``before`` is the question that this one continues; it lends context at a lower weight.
        """
        return self.make_all([Wording(asked, text, before)])[0]

    def make_all(self, wordings: Sequence[Wording]) -> list[Query]:
        """A query for each wording: equal to those one by one, and quicker."""
        found = {it: self._kept.get(it) for it in wordings}
        missing = [it for it, query in found.items() if query is None]
        if missing:
            read = self._read([text for it in missing for text in (it.whole, *it.parts)])
            for wording in missing:
                own = np.concatenate([read[part][1] for part in wording.parts])
                found[wording] = made = self._made(wording, read[wording.whole][0], own)
                self._kept.put(wording, made)
        return [query for it in wordings if (query := found[it])]

    def _read(self, texts: Sequence[str]) -> dict[str, tuple[Vector, Vector]]:
        """Vector and tokens by text. A question without one before it is read once for both."""
        different = list(dict.fromkeys(texts))
        read = self._embedder.vectors_and_tokens(different)
        return dict(zip(different, zip(*read, strict=True), strict=True))

    def _made(self, wording: Wording, vector: Vector, tokens: Vector) -> Query:
        asked, text = wording.asked, wording.text
        return Query(
            asked=asked,
            text=text,
            language=language_of(asked),
            wants=wants_of(asked),
            terms=_terms(text),
            subject=_terms(_WORD.sub(_unless_genre, text)),
            vector=vector,
            tokens=tokens,
            token_weights=self._weights(text, wording.before, frozenset()),
            before=wording.before,
            unpointed=text,
        )

    def aside(self, query: Query, pointing: frozenset[str]) -> Query:
        """The query without the words, folded, that tell where to look and not for what.

        A sentence of the abstract that they point at answers no better for holding them.
        """
        wanted = _ANY_WORD.sub(lambda word: _unless_in(pointing, word), query.text)
        return replace(
            query,
            terms=_terms(wanted),
            subject=_terms(_WORD.sub(_unless_genre, wanted)),
            token_weights=self._weights(query.text, query.before, pointing),
            unpointed=_POINTED.sub(
                THE_STUDY, _ANY_WORD.sub(partial(_marked, pointing), query.text)
            ),
        )

    def _weights(self, text: str, before: str, pointing: frozenset[str]) -> Vector:
        """One weight a token; they sum to 1. What comes before counts for less."""
        own = [self._weight(word, pointing) for word in self._embedder.words(text)]
        lent = [self._weight(word, pointing) for word in self._embedder.words(before)]
        weights = np.array([*own, *(BEFORE * weight for weight in lent)], dtype=np.float32)
        return np.asarray(weights / max(float(weights.sum()), 1e-6), dtype=np.float32)

    def _weight(self, word: str, pointing: frozenset[str]) -> float:
        """A rare word says more of what is meant than a common one."""
        if not any(character.isalnum() for character in word) or bare_letters(word) in pointing:
            return 0.0
        stems = terms(word)
        return OF_CONTENT + self._rarity(stems[0]) if stems else OF_STOP_WORD


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms(text)))


def is_genre(word: str) -> bool:
    """Whether a word speaks of works as such ("study", "finds") and not of their subject."""
    return bool(load_cues("genre").rows[0][1].fullmatch(word))


def _unless_genre(match: re.Match[str]) -> str:
    return " " if is_genre(match.group()) else match.group()


def _marked(pointing: frozenset[str], match: re.Match[str]) -> str:
    return _MARK if bare_letters(match.group()) in pointing else match.group()


def _unless_in(pointing: frozenset[str], match: re.Match[str]) -> str:
    return " " if bare_letters(match.group()) in pointing else match.group()


def tidy(text: str) -> str:
    """The text with runs of white space as one space and none at the ends."""
    return _SPACE.sub(" ", text).strip()
