"""All abstracts in rank order, of which hardly any is ever looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
RowNumbers = NDArray[np.int64]


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
    """Every abstract of a catalogue with its scores, by its row; ``row_of`` has the rows by id."""

    ids: Sequence[str]
    row_of: Mapping[str, int]
    score: Scores
    lexical: Scores
    dense: Scores


class Ranking(Sequence[Hit]):
    """Hits in rank order, made when they are looked at: a corpus may have many thousands."""

    def __init__(self, scored: Scored, order: RowNumbers) -> None:
        self._scored = scored
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(place, slice):
            return tuple(self._hit(int(row)) for row in self._order[place])
        return self._hit(int(self._order[place]))

    def before_others(self, ids: Collection[str]) -> "Ranking":
        """Those of ``ids`` before all others, each in rank order."""
        own = self._among(ids)
        return Ranking(self._scored, np.concatenate((self._order[own], self._order[~own])))

    def only(self, ids: Collection[str]) -> "Ranking":
        """Those of ``ids`` alone."""
        return Ranking(self._scored, self._order[self._among(ids)])

    def without(self, ids: Collection[str]) -> "Ranking":
        """All but those of ``ids``."""
        return Ranking(self._scored, self._order[~self._among(ids)])

    def near(self, least: float, behind: float) -> list[int]:
        """The rows, in rank order, whose cosine is no less than ``least`` and near the best one."""
        dense = self._scored.dense[self._order].astype(np.float64)
        best = float(dense.max(initial=0.0))
        return [int(row) for row in self._order[(dense >= least) & (dense >= best - behind)]]

    def _among(self, ids: Collection[str]) -> NDArray[np.bool_]:
        rows = [self._scored.row_of[id_] for id_ in ids if id_ in self._scored.row_of]
        return np.isin(self._order, rows)

    def _hit(self, row: int) -> Hit:
        of = self._scored
        figures = float(of.score[row]), float(of.lexical[row]), float(of.dense[row])
        return Hit(of.ids[row], row, *figures)


def near(hits: Sequence[Hit], least: float, behind: float) -> list[int]:
    """The rows, in rank order, whose cosine is no less than ``least`` and near the best one."""
    if isinstance(hits, Ranking):
        return hits.near(least, behind)
    best = max((hit.dense for hit in hits), default=0.0)
    return [hit.row for hit in hits if hit.dense >= least and hit.dense >= best - behind]


def before_others(hits: Sequence[Hit], ids: Collection[str]) -> Sequence[Hit]:
    """Those of ``ids`` before all others, each in rank order."""
    if isinstance(hits, Ranking):
        return hits.before_others(ids)
    return tuple(sorted(hits, key=lambda hit: hit.abstract_id not in ids))


def only(hits: Sequence[Hit], ids: Collection[str]) -> Sequence[Hit]:
    """Those of ``ids`` alone."""
    if isinstance(hits, Ranking):
        return hits.only(ids)
    return tuple(hit for hit in hits if hit.abstract_id in ids)


def without(hits: Sequence[Hit], ids: Collection[str]) -> Sequence[Hit]:
    """All but those of ``ids``."""
    if isinstance(hits, Ranking):
        return hits.without(ids)
    return tuple(hit for hit in hits if hit.abstract_id not in ids)
