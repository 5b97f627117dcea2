"""Whether a difference between two runs over the same questions is more than chance.

Pure functions of plain values, the same at every call.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

RESAMPLES = 4000
# For an interval that is looked at; a verdict takes more.
DRAWS = 1000
_SEED = 20_311
_FEWEST = 2
_TAILS = (2.5, 97.5)

Item = TypeVar("Item")


def mcnemar(lost: int, gained: int) -> float:
    """Two-sided exact p that as many pairs fell apart by chance (McNemar 1947).

    ``lost`` were right before and are wrong now, ``gained`` the other way round; pairs that agree
    say nothing (doi:10.1007/BF02295996). Exact: a fair coin thrown ``lost + gained`` times.

    Raises:
        ValueError: a count is negative.

    """
    if min(lost, gained) < 0:
        raise ValueError(f"{min(lost, gained)} is no count")
    thrown = lost + gained
    tail = sum(math.comb(thrown, k) for k in range(min(lost, gained) + 1))
    return min(1.0, 2 * tail / (1 << thrown))


def clustered_bootstrap(differences: Sequence[float], clusters: Sequence[str]) -> float:
    """Two-sided p that the mean difference is 0, whole clusters drawn with replacement.

    Items of one cluster (turns of one conversation, rewordings of one question) rise and fall
    together; to draw them one by one would take them for more evidence than they are
    (Davison and Hinkley 1997, section 3.8). Seeded.

    Raises:
        ValueError: the two differ in length.

    """
    if len(differences) != len(clusters):
        raise ValueError(f"{len(differences)} differences in {len(clusters)} clusters")
    if not any(differences):
        return 1.0
    sums, sizes = _by_cluster(differences, clusters)
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    # One is added on either side: no finite number of draws shows a chance of nothing.
    below, above = int((means <= 0).sum()) + 1, int((means >= 0).sum()) + 1
    return min(1.0, 2 * min(below, above) / (RESAMPLES + 1))


def clustered_interval(
    items: Sequence[Item],
    clusters: Sequence[str],
    statistic: Callable[[Sequence[Item]], float | None],
) -> tuple[float, float] | None:
    """Two-sided 95 % percentile interval of a statistic, whole clusters drawn. Seeded.

    None where there are fewer than two clusters, or the statistic has nothing to say.

    Raises:
        ValueError: the two differ in length.

    """
    members: dict[str, list[Item]] = {}
    for item, cluster in zip(items, clusters, strict=True):
        members.setdefault(cluster, []).append(item)
    groups = list(members.values())
    if len(groups) < _FEWEST:
        return None
    drawn = np.random.default_rng(_SEED).integers(len(groups), size=(DRAWS, len(groups)))
    values = [statistic([item for at in row for item in groups[at]]) for row in drawn]
    told = [value for value in values if value is not None]
    if not told:
        return None
    low, high = np.percentile(told, _TAILS)
    return float(low), float(high)


def _by_cluster(
    differences: Sequence[float], clusters: Sequence[str]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    names = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(names)), np.zeros(len(names))
    for difference, cluster in zip(differences, clusters, strict=True):
        sums[names[cluster]] += difference
        sizes[names[cluster]] += 1
    return sums, sizes
