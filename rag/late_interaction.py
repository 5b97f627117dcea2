"""How well a sentence carries a question, word piece by word piece, across languages.

Late interaction (Khattab & Zaharia 2020, doi:10.1145/3397271.3401075) in the space of the second
encoder: each piece of the question takes the piece of the sentence, or of its title, that is
nearest. All its vectors share one direction, which says nothing; it is taken away first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.analysis import STOP_WORDS
from index.multilingual import MultilingualEmbedder, MultilingualVectors

Rows = NDArray[np.float32]

# What is shared is known from the sentences' vectors; those of pieces hold less of it.
SHARED = 0.9
# Pieces of grammar beside those of content.
GRAMMAR = 0.25
_GRAMMAR = re.compile(r"[▁\Wぁ-んー]*")
# The pieces that are carried worst tell most.
WORST = 2
# Sentences and questions whose pieces are kept, 35 KB each.
SENTENCES, QUESTIONS = 1024, 64


@dataclass(frozen=True, slots=True)
class Carried:
    """``mean``: cosine of the question's pieces, about 0.1 to 0.5; ``worst``: of the worst two."""

    mean: float
    worst: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The pieces of a question: rows of shape (pieces, dimension), and a weight for each."""

    rows: Rows
    weights: Rows


class LateInteraction:
    """Holds sentences against questions. Safe in several threads."""

    def __init__(
        self, vectors: MultilingualVectors, load: Callable[[], MultilingualEmbedder]
    ) -> None:
        mean = vectors.sentences.mean(axis=0) if len(vectors.sentences) else 0.0
        self._shared = np.asarray(SHARED * mean, dtype=np.float32)
        self._load = load
        self._asked = lru_cache(maxsize=QUESTIONS)(self._read_question)
        self._rows = lru_cache(maxsize=SENTENCES)(self._read)

    def carried(self, question: str, title: str, sentence: str) -> Carried:
        """How the sentence, its title beside it, carries the question."""
        asked = self._asked(question)
        texts = [self._rows(text).astype(np.float32) for text in (title, sentence) if text]
        read = np.concatenate([asked.rows[:0], *(rows for rows in texts if len(rows))])
        if not len(read) or not asked.weights.any():
            return Carried(0.0, 0.0)
        best = (asked.rows @ read.T).max(axis=1)
        content = best[asked.weights > GRAMMAR]
        worst = np.sort(content)[:WORST].mean() if len(content) else 0.0
        return Carried(float(np.average(best, weights=asked.weights)), float(worst))

    def _read_question(self, question: str) -> Asked:
        found = self._load().piece_vectors(question, question=True)
        weights = np.array([_weight(piece) for piece in found.pieces], dtype=np.float32)
        return Asked(self._apart(found.rows), weights)

    def _read(self, text: str) -> NDArray[np.float16]:
        return self._apart(self._load().piece_vectors(text, question=False).rows).astype(np.float16)

    def _apart(self, rows: Rows) -> Rows:
        """The rows without what all of them share, as units again."""
        own = rows - self._shared
        lengths = np.linalg.norm(own, axis=1, keepdims=True)
        return np.asarray(own / np.maximum(lengths, 1e-12), dtype=np.float32)


def _weight(piece: str) -> float:
    bare = piece.strip("▁").casefold()
    return GRAMMAR if bare in STOP_WORDS or _GRAMMAR.fullmatch(bare) else 1.0
