"""A small real embedder: each word is a fixed random direction, a text the mean of its words.

Texts that share words are near, the same text always gives the same bytes, and nothing is loaded.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.embedding import EmbedderIdentity
from index.reading import Reading

Rows = NDArray[np.float32]

DIMENSION = 32
WINDOW = 64

HASHING = EmbedderIdentity("hashing", hashlib.sha256(b"hashing 1").hexdigest(), DIMENSION)


class HashingEmbedder:
    """Implements ``index.embedding.Embedder`` over words; ``read`` lists what it was given."""

    def __init__(self, identity: EmbedderIdentity = HASHING, window: int = WINDOW) -> None:
        self.identity = identity
        self.window = window
        self.read: list[str] = []

    def count(self, text: str) -> int:
        """Words and the two special pieces that every encoder adds."""
        return len(_words(text)) + 2

    def encode(self, texts: Sequence[str]) -> Rows:
        """Unit rows, shape (texts, dimension)."""
        self.read.extend(texts)
        rows = [_unit(self._directions(text or " ").sum(axis=0)) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.identity.dimension), np.float32)

    def token_vectors(self, texts: Sequence[str]) -> list[Rows]:
        """One unit row a word."""
        self.read.extend(texts)
        return [self._directions(text) for text in texts]

    def vectors_and_tokens(self, texts: Sequence[str]) -> tuple[Rows, list[Rows]]:
        """Both of the above."""
        return self.encode(texts), self.token_vectors(texts)

    def words(self, text: str) -> tuple[str, ...]:
        """The words, one a row of ``token_vectors``."""
        return tuple(_words(text))

    def sentence_tokens(self, readings: Sequence[Reading]) -> list[Rows]:
        """One unit row a word of each sentence; this model's words know no context."""
        return self.token_vectors([reading.text for reading in readings])

    def is_word(self, word: str) -> bool:
        """No word: the model was taught none."""
        return not word

    def _directions(self, text: str) -> Rows:
        rows = [_direction(word, self.identity.dimension) for word in _words(text)]
        return np.stack(rows) if rows else np.ones((0, self.identity.dimension), np.float32)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text.casefold())


@cache
def _direction(word: str, dimension: int) -> Rows:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8])
    return _unit(np.random.default_rng(seed).standard_normal(dimension))


def _unit(vector: NDArray[np.floating]) -> Rows:
    length = float(np.linalg.norm(vector))
    if length == 0.0:
        return np.asarray(np.eye(1, len(vector))[0], dtype=np.float32)
    return np.asarray(vector / length, dtype=np.float32)
