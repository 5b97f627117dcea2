"""The two tests of a difference: against published and counted values, and as laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.statistics import clustered_bootstrap, mcnemar

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
