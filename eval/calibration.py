"""How far confidence can be trusted, as pure functions of scores and labels.

Scores are probabilities from 0 to 1; a label is True where the thing foretold came about.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The items of one tenth of the scores: how sure on average, and how often rightly so."""

    n: int
    confidence: float
    share: float


def reliability(scores: Sequence[float], labels: Sequence[bool]) -> tuple[Bin, ...]:
    """The bins that are not empty, lowest first; of equal width, a score of 1 in the last.

    Raises:
        ValueError: the two differ in length.

    """
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, label in zip(scores, labels, strict=True):
        binned[min(int(score * BINS), BINS - 1)].append((score, label))
    return tuple(
        Bin(
            len(own),
            math.fsum(score for score, _ in own) / len(own),
            sum(label for _, label in own) / len(own),
        )
        for own in binned
        if own
    )


def calibration_error(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """ECE: mean gap between confidence and share in ten bins, weighed by size. None of nothing.

    Naeini, Cooper and Hauskrecht 2015 (doi:10.1609/aaai.v29i1.9602).
    """
    bins = reliability(scores, labels)
    total = sum(each.n for each in bins)
    if not total:
        return None
    return math.fsum(each.n * abs(each.confidence - each.share) for each in bins) / total


def brier(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Mean squared distance of score from label (Brier 1950). None of nothing.

    Raises:
        ValueError: the two differ in length.

    """
    squares = [(score - label) ** 2 for score, label in zip(scores, labels, strict=True)]
    return math.fsum(squares) / len(squares) if squares else None


def risks(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, ...]:
    """For k = 1 … n: the share that is wrong among the k most confident.

    Where scores are equal no order among them is known, so each place gets the mean share of its
    tie: the curve does not depend on the order of the items.

    Raises:
        ValueError: the two differ in length.

    """
    tied: dict[float, list[bool]] = {}
    for score, correct in zip(scores, right, strict=True):
        tied.setdefault(score, []).append(correct)
    wrong, seen = 0.0, 0
    curve: list[float] = []
    for score in sorted(tied, reverse=True):
        own = tied[score]
        share = own.count(False) / len(own)
        for _ in own:
            wrong, seen = wrong + share, seen + 1
            curve.append(wrong / seen)
    return tuple(curve)


def risk_at(coverage: float, curve: Sequence[float]) -> float | None:
    """Risk where the most confident ``coverage`` (0 to 1] of the items is kept. None of nothing.

    Raises:
        ValueError: ``coverage`` lies outside.

    """
    if not 0 < coverage <= 1:
        raise ValueError(f"{coverage} is no coverage")
    return curve[math.ceil(round(coverage * len(curve), 9)) - 1] if curve else None


def area_under(curve: Sequence[float]) -> float | None:
    """AURC: mean risk over all coverages (Geifman, Uziel and El-Yaniv 2019, arXiv:1805.08206)."""
    return math.fsum(curve) / len(curve) if curve else None
