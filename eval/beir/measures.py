"""Measures of a ranking against graded judgements, and their bootstrap intervals.

A run is a list of document ids, best first, each once; judgements map ids to grades, 0 and below
meaning not relevant. Only judged questions are measured, as trec_eval does.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

Judgements = Mapping[str, int]
Measure = Callable[[Sequence[str], Judgements], float]

RESAMPLES = 2000
SEED = 1
TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over questions, with its two-sided 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def ndcg(k: int, run: Sequence[str], judged: Judgements) -> float:
    """Discounted gain of the first ``k``, gain = grade, discount log2(rank + 1), over the ideal.

    Järvelin & Kekäläinen 2002, doi:10.1145/582415.582418, with trec_eval's linear gain.
    """
    ideal = _discounted(sorted((g for g in judged.values() if g > 0), reverse=True)[:k])
    return _discounted([judged.get(d, 0) for d in run[:k]]) / ideal if ideal else 0.0


def recall(k: int, run: Sequence[str], judged: Judgements) -> float:
    """Share of the relevant documents that stand among the first ``k``."""
    relevant = {d for d, grade in judged.items() if grade > 0}
    return len(relevant.intersection(run[:k])) / len(relevant) if relevant else 0.0


def hit(k: int, run: Sequence[str], judged: Judgements) -> float:
    """1.0 where any of the first ``k`` is relevant."""
    return float(any(judged.get(d, 0) > 0 for d in run[:k]))


def reciprocal_rank(run: Sequence[str], judged: Judgements) -> float:
    """1 / rank of the first relevant document; 0.0 where there is none."""
    return next((1 / r for r, d in enumerate(run, start=1) if judged.get(d, 0) > 0), 0.0)


MEASURES: Mapping[str, Measure] = {
    "nDCG@10": partial(ndcg, 10),
    "R@1": partial(recall, 1),
    "R@5": partial(recall, 5),
    "R@10": partial(recall, 10),
    "R@100": partial(recall, 100),
    "hit@1": partial(hit, 1),
    "hit@5": partial(hit, 5),
    "MRR": reciprocal_rank,
}


def mean_interval(values: Sequence[float], seed: int = SEED) -> Interval:
    """The mean and its percentile bootstrap interval; the same values give the same interval.

    Raises:
        ValueError: there are no values.

    """
    if not values:
        raise ValueError("a mean of nothing")
    sample = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(0, len(sample), (RESAMPLES, len(sample)))
    low, high = np.percentile(sample[draws].mean(axis=1), TAILS)
    return Interval(float(sample.mean()), float(low), float(high))


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(max(g, 0) / math.log2(rank + 1) for rank, g in enumerate(gains, start=1))
