"""A ranking gives the hits that a list of all of them would give."""

from collections.abc import Collection, Sequence
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.falling import Falling
from rag.ranking import Hit, Ranking, Scored

COUNT = 200
IDS = tuple(f"lake-{row}" for row in range(COUNT))
# Few values, so that many are equal.
SCORES = st.lists(st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0]), max_size=COUNT)
SOME = st.sets(st.sampled_from((*IDS[:9], "unknown")))


@given(scores=SCORES, count=st.integers(-1, COUNT + 1), held=st.data())
def test_the_first_rows_are_those_of_all(
    scores: list[float], count: int, held: st.DataObject
) -> None:
    """Sorting no more than is looked at gives what sorting all gives, of some rows too."""
    values = np.array(scores, dtype=np.float32)
    plain = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    assert list(Falling(values).first(count)) == plain[: max(count, 0)]
    assert list(Falling(values).rows) == plain
    mask = np.array([held.draw(st.booleans()) for _ in scores], dtype=bool)
    part = Falling(values).part(mask)
    assert list(part.first(count)) == [row for row in plain if mask[row]][: max(count, 0)]
    assert (len(part), list(part.ascending)) == (mask.sum(), list(np.flatnonzero(mask)))


@given(scores=SCORES, cosines=st.randoms(use_true_random=False), some=SOME, twice=SOME)
def test_a_ranking_is_what_all_hits_would_be(
    scores: list[float], cosines: Random, some: set[str], twice: set[str]
) -> None:
    """In length, places and slices, and after each way of choosing among them, one upon another."""
    score = np.array(scores, dtype=np.float32)
    dense = np.array([cosines.choice([0.1, 0.3, 0.35, 0.9]) for _ in scores], dtype=np.float32)
    ids = IDS[: len(scores)]
    scored = Scored(ids, {id_: row for row, id_ in enumerate(ids)}, score, -score, dense, dense)
    order = sorted(range(len(ids)), key=lambda row: (-scores[row], row))
    plain = tuple(
        Hit(ids[r], r, float(score[r]), float(-score[r]), *[float(dense[r])] * 2) for r in order
    )
    ranking = Ranking(scored, Falling(score))
    _are_one(ranking, plain)
    for chosen, hits in (
        (ranking.before_others(some), _before_others(plain, some)),
        (ranking.only(some), _only(plain, some)),
        (ranking.without(some), _without(plain, some)),
    ):
        _are_one(chosen, hits)
        _are_one(chosen.before_others(twice), _before_others(hits, twice))
        _are_one(chosen.without(twice), _without(hits, twice))


def _are_one(ranking: Ranking, plain: Sequence[Hit]) -> None:
    assert (len(ranking), ranking[1:3], ranking[:5]) == (len(plain), plain[1:3], plain[:5])
    assert tuple(ranking) == plain
    assert (ranking[-2:], ranking[::-3]) == (plain[-2:], plain[::-3])
    if plain:
        assert (ranking[0], ranking[-1]) == (plain[0], plain[-1])
    assert ranking.near(0.2, 0.1) == _near(plain, 0.2, 0.1)


def _near(hits: Sequence[Hit], least: float, behind: float) -> list[int]:
    best = max((hit.dense for hit in hits), default=0.0)
    return [hit.row for hit in hits if hit.dense >= least and hit.dense >= best - behind]


def _before_others(hits: Sequence[Hit], ids: Collection[str]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: hit.abstract_id not in ids))


def _only(hits: Sequence[Hit], ids: Collection[str]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.abstract_id in ids)


def _without(hits: Sequence[Hit], ids: Collection[str]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.abstract_id not in ids)
