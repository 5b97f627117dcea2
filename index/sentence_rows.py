"""The sentences of a catalogue as four numbers each, for there are very many."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import numpy as np
from numpy.typing import NDArray

from index.passage import Sentence

Numbers = NDArray[np.int32]
# (abstract's row, ordinal, start, end)
Row = tuple[int, int, int, int]

# Rows that are Python's for a moment only.
_AT_ONCE = 2**14


class SentenceRows(Sequence[Sentence]):
    """All sentences in their order, those of one abstract together; each made when looked at."""

    def __init__(self, ids: Sequence[str], rows: Numbers) -> None:
        """``ids`` are the abstracts' by their row; ``rows`` has shape (sentences, 4)."""
        self._ids = ids
        self._rows = rows

    @classmethod
    def of(cls, ids: Sequence[str], rows: Iterable[Row]) -> "SentenceRows":
        """From rows in any form."""
        left, parts = iter(rows), [np.zeros((0, 4), dtype=np.int32)]
        while some := list(islice(left, _AT_ONCE)):
            parts.append(np.array(some, dtype=np.int32))
        return cls(ids, np.concatenate(parts))

    @property
    def owners(self) -> Numbers:
        """The row of its abstract for each sentence."""
        return self._rows[:, 0]

    def part(self, ids: Sequence[str], rows: NDArray[np.integer]) -> "SentenceRows":
        """Those of some abstracts, which are numbered anew: ``ids`` by ``rows``, ascending."""
        kept = self._rows[np.isin(self.owners, rows)]
        kept[:, 0] = np.searchsorted(rows, kept[:, 0])
        return SentenceRows(ids, kept)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Sentence]:
        return (self._made(row) for row in self._rows)

    @overload
    def __getitem__(self, place: int) -> Sentence: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Sentence, ...]: ...

    def __getitem__(self, place: int | slice) -> Sentence | tuple[Sentence, ...]:
        if isinstance(place, slice):
            return tuple(map(self._made, self._rows[place]))
        return self._made(self._rows[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SentenceRows) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._rows.tobytes())

    def _made(self, row: Numbers) -> Sentence:
        owner, ordinal, start, end = row.tolist()
        return Sentence(self._ids[owner], ordinal, start, end)
