"""Whether a difference between two runs over the same questions is more than chance.

Pure functions of plain values, the same at every call.
"""

import math
from collections.abc import Sequence

import numpy as np

RESAMPLES = 4000
_SEED = 20_311


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


def _by_cluster(
    differences: Sequence[float], clusters: Sequence[str]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    names = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(names)), np.zeros(len(names))
    for difference, cluster in zip(differences, clusters, strict=True):
        sums[names[cluster]] += difference
        sizes[names[cluster]] += 1
    return sums, sizes
