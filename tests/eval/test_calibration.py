"""Calibration and selective risk: against scikit-learn and against their laws."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from eval.calibration import area_under, brier, calibration_error, reliability, risk_at, risks

SCORES = st.floats(0, 1, allow_subnormal=False)
JUDGED = st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=60)


def parted(judged: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    """Scores and labels."""
    return [score for score, _ in judged], [label for _, label in judged]


@given(JUDGED)
def test_the_brier_score_is_scikit_learns(judged: list[tuple[float, bool]]) -> None:
    """Both labels are named, so that a list of one label alone is taken too."""
    scores, labels = parted(judged)
    assert brier(scores, labels) == pytest.approx(
        brier_score_loss(labels, scores, labels=[False, True], pos_label=True)
    )


@given(st.lists(st.tuples(st.integers(0, 999), st.booleans()), min_size=2, max_size=80))
def test_the_bins_are_scikit_learns(judged: list[tuple[int, bool]]) -> None:
    """Mean confidence and share of each bin; no score lies on an edge."""
    scores = [(step + 0.5) / 1000 for step, _ in judged]
    labels = [label for _, label in judged]
    if len(set(labels)) == 1:
        return
    shares, confidences = calibration_curve(labels, scores, n_bins=10)
    bins = reliability(scores, labels)

    assert [each.share for each in bins] == pytest.approx(list(shares))
    assert [each.confidence for each in bins] == pytest.approx(list(confidences))
    assert sum(each.n for each in bins) == len(scores)


def test_the_calibration_error_worked_by_hand() -> None:
    """Two at .9 of which one is right, two at .1 of which none is: (2 · .4 + 2 · .1) / 4."""
    assert calibration_error([0.9, 0.9, 0.1, 0.1], [True, False, False, False]) == pytest.approx(
        0.25
    )


def test_who_is_always_sure_and_right_makes_no_error() -> None:
    """Confidence 1 falls into the last bin, not behind it."""
    assert calibration_error([1.0, 0.0], [True, False]) == 0.0
    assert brier([1.0, 0.0], [True, False]) == 0.0


def test_of_nothing_there_is_no_error() -> None:
    """None rather than 0, which would be perfect."""
    assert calibration_error([], []) is None
    assert brier([], []) is None
    assert area_under(risks([], [])) is None
    assert risk_at(0.8, ()) is None


def test_the_risk_curve_worked_by_hand() -> None:
    """Right, wrong, right by falling confidence: 0, 1/2, 1/3; their mean is AURC."""
    curve = risks([0.9, 0.5, 0.7], [True, True, False])

    assert curve == pytest.approx((0, 1 / 2, 1 / 3))
    assert area_under(curve) == pytest.approx(5 / 18)
    assert [risk_at(share, curve) for share in (1 / 3, 0.34, 1.0)] == [curve[0], curve[1], curve[2]]


def test_the_risk_at_a_coverage_keeps_enough_items() -> None:
    """80 % of ten are eight, though .8 · 10 is no whole number in floating point; 81 % are nine."""
    curve = tuple(float(place) for place in range(1, 11))
    assert [risk_at(share, curve) for share in (0.8, 0.81, 0.9, 0.95)] == [8, 9, 9, 10]
    for share in (0.0, 1.1):
        with pytest.raises(ValueError, match="is no coverage"):
            risk_at(share, curve)


@given(JUDGED)
def test_the_curve_ends_at_the_error_rate(judged: list[tuple[float, bool]]) -> None:
    """Everything kept, the risk is the share that is wrong; and it never leaves 0 to 1."""
    scores, right = parted(judged)
    curve = risks(scores, right)

    assert curve[-1] == pytest.approx(right.count(False) / len(right))
    assert all(0 <= risk <= 1 + 1e-12 for risk in curve)


def test_equal_scores_have_no_order() -> None:
    """However the items are listed, a tie gives one curve."""
    curves = {
        risks([0.5] * 3 + [0.9], [*order, True]) for order in permutations((True, False, True))
    }
    assert len(curves) == 1


@given(JUDGED)
def test_a_perfect_order_has_the_least_area(judged: list[tuple[float, bool]]) -> None:
    """No confidence over the same replies does better than one that ranks the right ones first."""
    scores, right = parted(judged)
    best = area_under(risks([float(label) for label in right], right))
    mine = area_under(risks(scores, right))

    assert best is not None
    assert mine is not None
    assert mine >= best - 1e-9 or math.isclose(mine, best) or len(set(scores)) < len(scores)


def test_a_perfect_order_beats_chance() -> None:
    """Over 200 random orders the perfect one is never beaten."""
    draw = np.random.default_rng(1)
    right = [bool(label) for label in draw.integers(0, 2, 40)]
    distinct = [label + place / 100 for place, label in enumerate(right)]
    best = area_under(risks([float(score) for score in distinct], right))
    for _ in range(200):
        other = area_under(risks([float(score) for score in draw.random(40)], right))
        assert best is not None
        assert other is not None
        assert best <= other
