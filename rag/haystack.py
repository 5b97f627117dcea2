"""Which of many short texts hold some characters, without looking at each."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_BETWEEN = "\n"


class Haystack:
    """The texts as one, with a sign between them that no needle has. Read-only."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._whole = _BETWEEN.join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))

    def holding(self, needle: str) -> list[int]:
        """The places of the texts that hold the needle, ascending; all where it is empty."""
        if not needle:
            return list(range(self._count))
        found: list[int] = []
        at = self._whole.find(needle)
        while at >= 0:
            found.append(bisect_right(self._ends, at))
            at = self._whole.find(needle, self._ends[found[-1]])
        return found
