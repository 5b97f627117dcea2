"""Vectors of every word piece of every sentence, for comparing token with token.

Half precision: 24 kB a sentence of thirty word pieces, and cosines that differ by less than .001.
An abstract takes about 170 kB. So they are stored for corpora of some thousand abstracts; beyond,
the sentences of the few abstracts that a question is about are read when it is asked
(index.sentence_tokens).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VECTORS = "tokens.npy"
OFFSETS = "token-offsets.npy"
FILES = (VECTORS, OFFSETS)

# So many abstracts take 340 MB.
STORED_UP_TO = 2000

Rows = NDArray[np.float32]
Halves = NDArray[np.float16]


class TokenVectors:
    """Row ranges of one long matrix. Read-only, safe in several threads."""

    def __init__(self, vectors: NDArray[np.float16], offsets: NDArray[np.int64]) -> None:
        self._vectors = vectors
        self._offsets = offsets

    @classmethod
    def of_sentences(cls, sentences: Sequence[Rows | Halves], dimension: int) -> "TokenVectors":
        """Put the unit rows of each sentence, shape (pieces, dimension), one after another."""
        lengths = [len(rows) for rows in sentences]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        empty = np.zeros((0, dimension), dtype=np.float16)
        halves = [rows.astype(np.float16, copy=False) for rows in sentences]
        return cls(np.concatenate([empty, *halves]), offsets)

    @classmethod
    def load(cls, folder: Path) -> "TokenVectors":
        """Map the files that :meth:`save` wrote into memory; pages are read when they are used.

        Raises:
            ValueError: the files do not fit one another.

        """
        vectors = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
        offsets = np.load(folder / OFFSETS, allow_pickle=False)
        if vectors.ndim != 2 or offsets[0] != 0 or offsets[-1] != len(vectors):  # noqa: PLR2004
            raise ValueError(f"{VECTORS} and {OFFSETS} do not belong together")
        return cls(vectors, offsets)

    def save(self, folder: Path) -> None:
        """Write both files into ``folder``."""
        np.save(folder / VECTORS, self._vectors, allow_pickle=False)
        np.save(folder / OFFSETS, self._offsets, allow_pickle=False)

    @property
    def dimension(self) -> int:
        """Length of a row."""
        return int(self._vectors.shape[1])

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def of(self, row: int) -> Rows:
        """The unit rows of sentence ``row`` of the catalogue, shape (pieces, dimension)."""
        return np.asarray(self.halves(row), dtype=np.float32)

    def halves(self, row: int) -> Halves:
        """The same as it is stored."""
        return self._vectors[self._offsets[row] : self._offsets[row + 1]]

    def part(self, rows: Sequence[int]) -> "TokenVectors":
        """The sentences of these numbers alone."""
        return TokenVectors.of_sentences([self.halves(row) for row in rows], self.dimension)
