"""A question made ready for search: its words, its vector, its tokens, what it wants."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import terms
from index.embedding import Embedder
from rag.cuebook import load_cues
from rag.language import Language, language_of
from rag.wants import Want, wants_of

Vector = NDArray[np.float32]

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[A-Za-z]+")

# What the question before weighs in a follow-up, beside the question itself.
BEFORE = 0.35
# Weights of a token: words that only ask, and the least that a word of content has.
OF_STOP_WORD = 0.2
OF_CONTENT = 0.5


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is what is searched for; ``asked`` is what the visitor typed.

    ``vector`` has shape (dimension,), ``tokens`` (number of tokens, dimension); rows are units.
    ``token_weights`` has one weight a token; they sum to 1. ``subject`` are the terms without those
    that speak of works as such. ``before`` is the question that this one continues, if any.
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


class QueryMaker:
    """Makes queries for one corpus; ``rarity`` gives a term's inverse document frequency there."""

    def __init__(self, embedder: Embedder, rarity: Callable[[str], float]) -> None:
        self._embedder = embedder
        self._rarity = rarity

    def make(self, asked: str, text: str, before: str = "") -> Query:
        """Embed ``text`` and read from ``asked`` the language and what is wanted.

        ``before`` is the question that this one continues; it lends context at a lower weight.
        """
        parts = [part for part in (text, before) if part]
        weights = np.concatenate([self._weights(part) for part in parts])
        weights[len(self._embedder.words(text)) :] *= BEFORE
        return Query(
            asked=asked,
            text=text,
            language=language_of(asked),
            wants=wants_of(asked),
            terms=tuple(dict.fromkeys(terms(text))),
            subject=tuple(dict.fromkeys(terms(_WORD.sub(_unless_genre, text)))),
            vector=self._embedder.encode([" ".join(parts)])[0],
            tokens=np.concatenate(self._embedder.token_vectors(parts)),
            token_weights=(weights / max(float(weights.sum()), 1e-6)).astype(np.float32),
            before=before,
        )

    def _weights(self, text: str) -> Vector:
        """One weight a token: a rare word says more of what is meant than a common one."""
        weights = [self._weight(word) for word in self._embedder.words(text)]
        return np.array(weights, dtype=np.float32)

    def _weight(self, word: str) -> float:
        if not any(character.isalnum() for character in word):
            return 0.0
        stems = terms(word)
        return OF_CONTENT + self._rarity(stems[0]) if stems else OF_STOP_WORD


def is_genre(word: str) -> bool:
    """Whether a word speaks of works as such ("study", "finds") and not of their subject."""
    return bool(load_cues("genre").rows[0][1].fullmatch(word))


def _unless_genre(match: re.Match[str]) -> str:
    return " " if is_genre(match.group()) else match.group()


def tidy(text: str) -> str:
    """The text with runs of white space as one space and none at the ends."""
    return _SPACE.sub(" ", text).strip()
