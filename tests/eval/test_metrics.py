"""The measures: worked by hand, held to their laws, and compared with other implementations."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from eval.metrics import (
    auroc,
    hit_at,
    mean,
    percentile,
    precision,
    recall,
    reciprocal_rank,
    wilson,
)

RANKINGS = st.permutations("abcdefg")
RELEVANT = st.sets(st.sampled_from("abcdefg"))
SCORES = st.floats(0, 1, allow_subnormal=False)
LABELLED = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]) | SCORES, st.booleans()))


@pytest.mark.parametrize(
    ("k", "ranking", "relevant", "expected"),
    [
        (1, "abc", "a", 1.0),
        (1, "abc", "b", 0.0),
        (3, "abcd", "c", 1.0),
        (3, "abcd", "d", 0.0),
        (5, "ab", "z", 0.0),
        (2, "", "a", 0.0),
    ],
)
def test_a_hit_is_a_relevant_item_among_the_first_k(
    k: int, ranking: str, relevant: str, expected: float
) -> None:
    """Rank k counts, rank k + 1 does not, and a short ranking has nothing behind its end."""
    assert hit_at(k, ranking, relevant) == expected


@given(RANKINGS, RELEVANT, st.integers(1, 6))
def test_a_hit_stays_a_hit_further_down(ranking: list[str], relevant: set[str], k: int) -> None:
    """hit@k never falls when k grows."""
    assert hit_at(k, ranking, relevant) <= hit_at(k + 1, ranking, relevant)


@pytest.mark.parametrize(
    ("ranking", "relevant", "expected"),
    [("abc", "a", 1), ("abc", "c", Fraction(1, 3)), ("abc", "cb", Fraction(1, 2)), ("abc", "z", 0)],
)
def test_the_first_relevant_item_gives_the_reciprocal_rank(
    ranking: str, relevant: str, expected: Fraction
) -> None:
    """Later relevant items change nothing."""
    assert reciprocal_rank(ranking, relevant) == float(expected)


@given(RANKINGS, RELEVANT, st.integers(1, 6), st.integers(1, 5))
def test_moving_a_relevant_item_up_never_lowers_a_rank_measure(
    ranking: list[str], relevant: set[str], place: int, k: int
) -> None:
    """Swap a relevant item with the one above it: hit@k and reciprocal rank do not fall."""
    better = [*ranking]
    if ranking[place] in relevant:
        better[place - 1], better[place] = ranking[place], ranking[place - 1]

    assert hit_at(k, better, relevant) >= hit_at(k, ranking, relevant)
    assert reciprocal_rank(better, relevant) >= reciprocal_rank(ranking, relevant)


def test_precision_and_recall_say_nothing_of_nothing() -> None:
    """Three of four is .75; of none given or none wanted there is no share, not 0 and not 1."""
    assert precision(3, 4) == 0.75
    assert recall(1, 4) == 0.25
    assert precision(0, 4) == recall(0, 4) == 0.0
    assert precision(0, 0) is None
    assert recall(0, 0) is None


@given(st.lists(SCORES, min_size=1), st.randoms())
def test_the_mean_does_not_depend_on_the_order(values: list[float], random: object) -> None:
    """Shuffled values have the same mean to the last bit."""
    shuffled = sorted(values, key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random

    assert mean(shuffled) == mean(values)
    assert mean([]) is None


def test_auroc_worked_by_hand() -> None:
    """Positives .9 and .4, negatives .5, .4 and .1: of six pairs 4 are won and one is a tie."""
    scores = [0.9, 0.4, 0.5, 0.4, 0.1]
    labels = [True, True, False, False, False]

    assert auroc(scores, labels) == pytest.approx(4.5 / 6)


@given(LABELLED)
def test_auroc_is_that_of_scikit_learn(told: list[tuple[float, bool]]) -> None:
    """Whatever the scores and ties; where one class is missing there is none."""
    scores, labels = [score for score, _ in told], [label for _, label in told]

    if len(set(labels)) < 2:
        assert auroc(scores, labels) is None
    else:
        assert auroc(scores, labels) == pytest.approx(roc_auc_score(labels, scores))


@given(LABELLED)
def test_auroc_of_the_reverse_is_the_rest(told: list[tuple[float, bool]]) -> None:
    """To call positives negatives turns x into 1 - x."""
    scores, labels = [score for score, _ in told], [label for _, label in told]
    value, reverse = auroc(scores, labels), auroc(scores, [not label for label in labels])

    assert (value is None) == (reverse is None)
    assert value is None or reverse is None or value + reverse == pytest.approx(1)


def test_auroc_refuses_scores_without_labels() -> None:
    """A label too few is an error, not a shorter list."""
    with pytest.raises(ValueError, match="shorter"):
        auroc([0.1, 0.2], [True])


def test_percentiles_worked_by_hand() -> None:
    """Of 10, 20, 30, 40 the median is 25; the 95th percentile lies .85 of the way from 30 to 40."""
    values = [40.0, 10.0, 30.0, 20.0]

    assert percentile(values, 50) == 25.0
    assert percentile(values, 95) == pytest.approx(38.5)
    assert percentile(values, 0) == 10.0
    assert percentile(values, 100) == 40.0
    assert percentile([], 50) is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 100))
def test_percentiles_are_those_of_numpy(values: list[float], percent: float) -> None:
    """The same interpolation, for any values."""
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)))


@pytest.mark.parametrize("percent", [-1, 101, math.nan])
def test_a_percentage_outside_its_range_is_refused(percent: float) -> None:
    """95 is meant where .95 might be typed; 101 and -1 can only be mistakes."""
    with pytest.raises(ValueError, match="percentage"):
        percentile([1.0], percent)


def test_wilson_worked_by_hand() -> None:
    """Published limits: 95 of 100 is .888 to .978, 0 of 10 is 0 to .278, 10 of 10 is .722 to 1."""
    assert wilson(95, 100) == pytest.approx((0.8882, 0.9785), abs=5e-5)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=5e-5)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_solve_the_score_equation(case: tuple[int, int]) -> None:
    """At a limit inside 0 to 1 the share is exactly z standard errors away: its definition."""
    successes, n = case
    share, z = successes / n, 1.959963984540054
    for limit in wilson(successes, n):
        assert (share - limit) ** 2 == pytest.approx(z * z * limit * (1 - limit) / n, abs=1e-9)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_more_of_the_same_narrows_the_interval(case: tuple[int, int]) -> None:
    """Ten times the items with the same share: inside the old interval, around the share."""
    successes, n = case
    low, high = wilson(successes, n)
    tighter_low, tighter_high = wilson(10 * successes, 10 * n)

    assert 0 <= low <= tighter_low <= successes / n <= tighter_high <= high <= 1
    assert tighter_high - tighter_low < high - low


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_proportion_has_no_interval(successes: int, n: int) -> None:
    """None of none, more than all, fewer than none."""
    with pytest.raises(ValueError, match="no proportion"):
        wilson(successes, n)
