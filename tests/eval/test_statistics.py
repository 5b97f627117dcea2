"""The two tests of a difference: against published and counted values, and as laws."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.statistics import clustered_bootstrap, clustered_interval, mcnemar

COUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("lost", "gained", "p"),
    [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (1, 8, 0.0390625), (3, 3, 1.0)],
)
def test_mcnemar_is_the_two_sided_binomial(lost: int, gained: int, p: float) -> None:
    """Counted by hand: 2 · the tail of a fair coin, at most 1."""
    assert math.isclose(mcnemar(lost, gained), p)


@given(COUNTS, COUNTS)
def test_mcnemar_is_a_probability_and_symmetric(lost: int, gained: int) -> None:
    """Which run is called the earlier one makes no difference to the chance."""
    assert 0 < mcnemar(lost, gained) == mcnemar(gained, lost) <= 1


def test_a_negative_count_is_refused() -> None:
    """Rather than a p of a count that cannot be."""
    with pytest.raises(ValueError, match="-1 is no count"):
        mcnemar(-1, 3)


def test_clusters_are_not_taken_for_independent_questions() -> None:
    """The same forty losses: certain over forty questions, one event in one conversation of two."""
    losses = [-0.5] * 40

    assert clustered_bootstrap(losses, [str(n) for n in range(40)]) < 0.01
    assert clustered_bootstrap([*losses, 0.0], ["chain"] * 40 + ["other"]) > 0.05


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=20))
def test_the_bootstrap_is_a_probability_and_the_same_twice(differences: list[float]) -> None:
    """Seeded: the same input gives the same p."""
    clusters = [str(n % 7) for n in range(len(differences))]
    p = clustered_bootstrap(differences, clusters)
    assert 0 < p <= 1
    assert p == clustered_bootstrap(differences, clusters)


def test_differences_without_their_clusters_are_refused() -> None:
    """Each item has one cluster."""
    with pytest.raises(ValueError, match="2 differences in 1 clusters"):
        clustered_bootstrap([0.1, 0.2], ["a"])


def share(values: Sequence[float]) -> float | None:
    """The mean; of nothing nothing."""
    return sum(values) / len(values) if values else None


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Of 80 samples from a coin of .7, between 85 and 100 in 100 intervals hold .7."""
    draw = np.random.default_rng(3)
    held = 0
    for _ in range(80):
        values = [float(each) for each in draw.random(60) < 0.7]
        interval = clustered_interval(values, [str(n) for n in range(60)], share)
        assert interval is not None
        held += interval[0] <= 0.7 <= interval[1]

    assert 0.85 <= held / 80 <= 1


def test_what_rises_and_falls_together_says_less() -> None:
    """Ten copies of each of twelve values are no more evidence than the twelve."""
    values = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0]
    names = [str(n) for n in range(12)]
    alone = clustered_interval(values, names, share)
    copied = clustered_interval(values * 10, names * 10, share)
    apart = clustered_interval(values * 10, [str(n) for n in range(120)], share)

    assert alone is not None
    assert apart is not None
    assert copied == pytest.approx(alone)
    assert apart[1] - apart[0] < alone[1] - alone[0]


def test_an_interval_is_the_same_at_every_call_and_absent_where_nothing_is_known() -> None:
    """Seeded; one cluster alone, or a statistic with nothing to say, gives none."""
    values = [0.2, 0.4, 0.9]
    assert clustered_interval(values, "abc", share) == clustered_interval(values, "abc", share)
    assert clustered_interval(values, "aaa", share) is None
    assert clustered_interval([], [], share) is None
    assert clustered_interval(values, "abc", lambda _: None) is None
    with pytest.raises(ValueError, match="zip"):
        clustered_interval(values, "ab", share)
