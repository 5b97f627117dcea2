"""How near each sentence of an abstract is to a question, token by token.

Late interaction (Khattab & Zaharia 2020, doi:10.1145/3397271.3401075): each token of the question
takes its best cosine among the tokens of a sentence; their weighted mean is the sentence's score.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A sentence that speaks of what was said before, and how much of that counts as said in it.
_LOOKS_BACK = re.compile(
    r"\b(?:this|these|those|such|its?|they|their|them|he|she|his|her|both|former|latter|same|another"
    r"|other|also|however|thus|therefore|moreover|furthermore|finally|instead|first of all"
    r"|following that)\b",
    re.IGNORECASE,
)
LENT = 0.95
# What is left of the differences where they only break ties.
FLAT = 0.1
# A token with this share of the greatest weight is one of a content word.
CONTENT_SHARE = 0.3

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Similarity:
    """One value a sentence, shape (sentences,) each; the fields of ``rag.evidence.Features``."""

    maxsim: Rows
    satisfied: Rows
    carried: Rows
    weakest: Rows
    neighbours: Rows


def looks_back(sentence: str) -> bool:
    """Whether a sentence speaks of what was said before it."""
    return bool(_LOOKS_BACK.search(sentence))


def best_cosines(question: Rows, sentences: Sequence[NDArray[np.floating]]) -> Rows:
    """For each of the question's tokens its best cosine in each sentence: (tokens, sentences).

    Rows are units: ``question`` (tokens, dimension), each sentence (its tokens, dimension).
    """
    lengths = [max(len(part), 1) for part in sentences]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    filled = [part if len(part) else np.zeros((1, question.shape[1])) for part in sentences]
    cosines = question @ np.concatenate(filled).astype(np.float32).T
    return np.asarray(np.maximum.reduceat(cosines, starts, axis=1), dtype=np.float32)


def similarity(weights: Rows, cosines: Rows, by_title: Rows, back: NDArray[np.bool_]) -> Similarity:
    """From the best cosine of each of the question's tokens in each sentence and in the title.

    Shapes: ``weights`` (tokens,), ``cosines`` (tokens, sentences), ``by_title`` (tokens,), ``back``
    (sentences,), true where a sentence looks back at the one before.
    """
    satisfied = np.maximum(cosines, by_title[:, None])
    maxsim = weights @ cosines
    return Similarity(
        maxsim=maxsim,
        satisfied=weights @ satisfied,
        carried=weights @ np.maximum(satisfied, _lent(cosines, back)),
        weakest=_weakest(weights, satisfied),
        neighbours=_neighbours(maxsim),
    )


def flattened(similar: Similarity) -> Similarity:
    """Nearly alike, where a question is about the whole abstract: what is left breaks ties."""
    satisfied = _flat(similar.satisfied)
    return Similarity(
        maxsim=satisfied,
        satisfied=satisfied,
        carried=satisfied,
        weakest=_flat(similar.weakest),
        neighbours=_neighbours(satisfied),
    )


def _lent(cosines: Rows, back: NDArray[np.bool_]) -> Rows:
    """What the sentence before has of each token, where it is spoken of; else -1."""
    nothing = np.full_like(cosines[:, :1], -1.0)
    before = np.concatenate((nothing, LENT * cosines[:, :-1]), axis=1)
    return np.where(back, before, -1.0).astype(np.float32)


def _flat(scores: Rows) -> Rows:
    return np.asarray(scores.mean() + FLAT * (scores - scores.mean()), dtype=np.float32)


def _weakest(weights: Rows, best: Rows) -> Rows:
    """Mean cosine of the question's two content words that a sentence carries least.

    A detail that is not there shows here, however well the rest of the question fits.
    """
    content = best[weights > weights.max(initial=0.0) * CONTENT_SHARE]
    if not len(content):
        return np.zeros(best.shape[1], dtype=np.float32)
    return np.asarray(np.sort(content, axis=0)[:2].mean(axis=0), dtype=np.float32)


def _neighbours(similar: Rows) -> Rows:
    """For each sentence the better score of the sentences beside it."""
    if len(similar) == 1:
        return np.zeros_like(similar)
    before = np.concatenate(([-1.0], similar[:-1]))
    after = np.concatenate((similar[1:], [-1.0]))
    return np.asarray(np.maximum(before, after), dtype=np.float32)
