"""The measures, as pure functions of plain values.

Rankings hold each id once, best first. Nothing here knows of questions or answers.
"""

import math
from collections.abc import Collection, Sequence

# Two-sided 95 % of the normal distribution.
Z_95 = 1.959963984540054


def mean(values: Sequence[float]) -> float | None:
    """Arithmetic mean, or None of nothing. Summed exactly, so the order does not matter."""
    return math.fsum(values) / len(values) if values else None


def hit_at(k: int, ranking: Sequence[str], relevant: Collection[str]) -> float:
    """1.0 where any of the first ``k`` is relevant, else 0.0."""
    return float(any(item in relevant for item in ranking[:k]))


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """1 / rank of the first relevant item, counted from 1; 0.0 where there is none."""
    for rank, item in enumerate(ranking, start=1):
        if item in relevant:
            return 1 / rank
    return 0.0


def precision(relevant: int, given: int) -> float | None:
    """Share of what was given that is relevant; None where nothing was given."""
    return relevant / given if given else None


def recall(found: int, wanted: int) -> float | None:
    """Share of what was wanted that was found; None where nothing was wanted."""
    return found / wanted if wanted else None


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Chance that a random positive scores above a random negative, ties counting half.

    Computed from mid-ranks (Mann and Whitney 1947, doi:10.1214/aoms/1177730491). None where there
    is no positive or no negative.

    Raises:
        ValueError: the two differ in length.

    """
    ranks = _mid_ranks(scores)
    of_positives = [rank for rank, label in zip(ranks, labels, strict=True) if label]
    positives, negatives = len(of_positives), len(labels) - len(of_positives)
    if not positives or not negatives:
        return None
    above = math.fsum(of_positives) - positives * (positives + 1) / 2
    return above / (positives * negatives)


def _mid_ranks(scores: Sequence[float]) -> list[float]:
    """Rank of each score from 1, smallest first; equal scores share the middle of their ranks."""
    places: dict[float, list[int]] = {}
    for place, score in enumerate(sorted(scores), start=1):
        places.setdefault(score, []).append(place)
    return [(places[score][0] + places[score][-1]) / 2 for score in scores]


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The value below which ``percent`` (0 to 100) of the values lie, or None of nothing.

    Between two values it is interpolated on a line (type 7 of Hyndman and Fan 1996,
    doi:10.2307/2684934, as NumPy does).

    Raises:
        ValueError: ``percent`` lies outside 0 to 100.

    """
    if not 0 <= percent <= 100:  # noqa: PLR2004 - a percentage
        raise ValueError(f"{percent} is not a percentage")
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def wilson(successes: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """Confidence interval of a proportion (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    Unlike the usual ± form it stays inside 0 to 1 and is honest at 0 of n and n of n.

    Raises:
        ValueError: ``n`` is not positive or ``successes`` lies outside 0 to n.

    """
    if not 0 <= successes <= n or n == 0:
        raise ValueError(f"{successes} of {n} is no proportion")
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # Rounding may push the exact limits 0 and 1, or the share itself, a hair over the edge.
    low = max(0.0, min(share, (centre - spread) / scale))
    high = min(1.0, max(share, (centre + spread) / scale))
    return low, high
