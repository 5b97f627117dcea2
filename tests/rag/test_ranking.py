"""A ranking gives the hits that a list of all of them would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.ranking import Hit, Ranking, Scored, before_others, near, only, without

IDS = ("a", "b", "c", "d", "e")
COSINES = st.lists(st.floats(-1, 1, width=32), min_size=5, max_size=5)
SOME = st.sets(st.sampled_from((*IDS, "unknown")))


@given(cosines=COSINES, order=st.permutations(range(5)), some=SOME)
def test_a_ranking_is_what_all_hits_would_be(
    cosines: list[float], order: list[int], some: set[str]
) -> None:
    """In length, places and slices, and after each way of choosing among them."""
    dense = np.array(cosines, dtype=np.float32)
    scored = Scored(IDS, {id_: row for row, id_ in enumerate(IDS)}, dense, dense, dense)
    ranking = Ranking(scored, np.array(order))
    plain = tuple(Hit(IDS[row], row, *[float(dense[row])] * 3) for row in order)
    assert (len(ranking), tuple(ranking), ranking[1:3]) == (5, plain, plain[1:3])
    assert ranking[-1] == plain[-1]
    for choose in (before_others, only, without):
        assert tuple(choose(ranking, some)) == tuple(choose(plain, some))
    assert near(ranking, 0.2, 0.1) == near(plain, 0.2, 0.1)
