"""A question made ready for search: its words, its vector, its tokens, what it wants."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import terms
from index.embedding import Embedder
from rag.language import Language, language_of
from rag.wants import Want, wants_of

Vector = NDArray[np.float32]

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is what is searched for; ``asked`` is what the visitor typed.

    ``vector`` has shape (dimension,), ``tokens`` (number of tokens, dimension); rows are units.
    ``token_weights`` has one weight a token; they sum to 1.
    """

    asked: str
    text: str
    language: Language
    wants: tuple[Want, ...]
    terms: tuple[str, ...]
    vector: Vector
    tokens: Vector
    token_weights: Vector


# What the question before weighs in a follow-up, beside the question itself.
BEFORE = 0.35


def make_query(asked: str, text: str, embedder: Embedder, before: str = "") -> Query:
    """Embed ``text`` and read from ``asked`` the language and what is wanted.

    ``before`` is the question that this one continues; it lends context at a lower weight.
    """
    parts = [part for part in (text, before) if part]
    tokens = embedder.token_vectors(parts)
    weights = np.concatenate(
        [np.full(len(part), weight) for part, weight in zip(tokens, (1.0, BEFORE), strict=False)]
    ).astype(np.float32)
    return Query(
        asked=asked,
        text=text,
        language=language_of(asked),
        wants=wants_of(asked),
        terms=tuple(dict.fromkeys(terms(text))),
        vector=embedder.encode([" ".join(parts)])[0],
        tokens=np.concatenate(tokens),
        token_weights=weights / max(float(weights.sum()), 1.0),
    )


def tidy(text: str) -> str:
    """The text with runs of white space as one space and none at the ends."""
    return _SPACE.sub(" ", text).strip()
