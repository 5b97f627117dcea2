"""Rows by falling score, sorted only as far as somebody looks."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

RowNumbers = NDArray[np.int64]
Values = NDArray[np.floating]
Mask = NDArray[np.bool_]

# Where more than this share is wanted, sorting all of them costs no more.
_MANY = 8


class Falling:
    """Some rows, ascending, with their scores; the best first, ties in the order of the rows."""

    def __init__(self, scores: Values, ascending: RowNumbers | None = None) -> None:
        """``scores`` has one entry for each of ``ascending``, which by default are all rows."""
        self._scores = scores
        self.ascending = np.arange(len(scores)) if ascending is None else ascending

    def __len__(self) -> int:
        return len(self._scores)

    @cached_property
    def rows(self) -> RowNumbers:
        """All rows, the best first."""
        return self.ascending[np.argsort(-self._scores, kind="stable")]

    def first(self, count: int) -> RowNumbers:
        """The best ``count`` rows in their order (fewer if there are fewer)."""
        if count <= 0 or "rows" in self.__dict__ or count * _MANY >= len(self):
            return self.rows[: max(count, 0)]
        least = -np.partition(-self._scores, count - 1)[count - 1]
        best = np.flatnonzero(self._scores >= least)
        order = np.argsort(-self._scores[best], kind="stable")[:count]
        return self.ascending[best[order]]

    def part(self, held: Mask) -> "Falling":
        """The rows for which ``held``, one entry a row of ``ascending``, is true."""
        return Falling(self._scores[held], self.ascending[held])
