"""All abstracts in rank order, of which hardly any is ever looked at."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

import numpy as np
from numpy.typing import NDArray

from rag.falling import Falling

Scores = NDArray[np.float32]
# So many are sorted when the first is asked for.
_AHEAD = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """One abstract in rank order. ``row`` is its place in the catalogue.

    ``score`` is the fused score in standard deviations over the corpus, ``lexical`` the BM25 score,
    ``dense`` the best cosine of its passages with the question. ``meaning`` is set where question
    or abstracts are not English: how far the second encoder sees it stand out (rag.multilingual).
    """

    abstract_id: str
    row: int
    score: float
    lexical: float
    dense: float
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """Every abstract of a catalogue with its scores, by its row; ``row_of`` has the rows by id.

    ``meaning`` as in :class:`Hit`; None where it is nowhere set.
    """

    ids: Sequence[str]
    row_of: Mapping[str, int]
    score: Scores
    lexical: Scores
    dense: Scores
    meaning: Scores | None = None


class Ranking(Sequence[Hit]):
    """Hits in rank order, sorted and made as far as is looked at: a corpus may have many thousands.

    They stand in groups, one behind the other, each in rank order.
    """

    def __init__(self, scored: Scored, *groups: Falling) -> None:
        self.scored = scored
        self._groups = groups
        self._sorted: tuple[int, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self._groups))

    def __iter__(self) -> Iterator[Hit]:
        return map(self._hit, self._first(len(self)))

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        places = range(len(self))[place]
        if isinstance(places, range):
            rows = self._first(max(places, default=-1) + 1)
            return tuple(self._hit(rows[at]) for at in places)
        return self._hit(self._first(places + 1)[places])

    def before_others(self, ids: Collection[str]) -> "Ranking":
        """Those of ``ids`` before all others, each in rank order."""
        own, others = zip(*self._parted(ids), strict=True)
        return Ranking(self.scored, *own, *others)

    def only(self, ids: Collection[str]) -> "Ranking":
        """Those of ``ids`` alone."""
        return Ranking(self.scored, *(own for own, _ in self._parted(ids)))

    def without(self, ids: Collection[str]) -> "Ranking":
        """All but those of ``ids``."""
        return Ranking(self.scored, *(others for _, others in self._parted(ids)))

    def near(self, least: float, behind: float) -> list[int]:
        """The rows, in rank order, whose cosine is no less than ``least`` and near the best one."""
        best = max((float(self._cosines(g).max(initial=0.0)) for g in self._groups), default=0.0)
        held = (
            group.part((cosines >= least) & (cosines >= best - behind)).rows
            for group in self._groups
            for cosines in [self._cosines(group)]
        )
        return [int(row) for row in chain.from_iterable(held)]

    def _cosines(self, group: Falling) -> NDArray[np.float64]:
        return self.scored.dense[group.ascending].astype(np.float64)

    def _parted(self, ids: Collection[str]) -> list[tuple[Falling, Falling]]:
        """Each group as those of ``ids`` and the others."""
        rows = [self.scored.row_of[id_] for id_ in ids if id_ in self.scored.row_of]
        among = np.zeros(len(self.scored.ids), dtype=bool)
        among[rows] = True
        own = ((group, among[group.ascending]) for group in self._groups)
        return [(group.part(held), group.part(~held)) for group, held in own]

    def _first(self, count: int) -> tuple[int, ...]:
        """The best ``count`` rows, perhaps more; sorted once."""
        if count > len(self._sorted):
            wanted, found = max(count, _AHEAD), list[int]()
            for group in self._groups:
                found += map(int, group.first(wanted - len(found)))
            self._sorted = tuple(found)
        return self._sorted

    def _hit(self, row: int) -> Hit:
        of = self.scored
        figures = float(of.score[row]), float(of.lexical[row]), float(of.dense[row])
        return Hit(
            of.ids[row], row, *figures, 0.0 if of.meaning is None else float(of.meaning[row])
        )
