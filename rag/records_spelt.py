"""Text as the sequence of its folded words with their places: names are found in questions by it.

Case, accents, punctuation and quotes do not count; each Japanese character is a word of its own,
since Japanese writes no spaces.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.matching import fold

_CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


@dataclass(frozen=True)
class Spelt:
    """``key`` is the words with a space before and behind each; ``places`` where each stands."""

    text: str

    @cached_property
    def _words(self) -> tuple[tuple[str, int, int], ...]:
        found = ((_folded(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(self.text))
        return tuple((word, start, end) for word, start, end in found if word)

    @cached_property
    def key(self) -> str:
        """Equal for two writings of one text; keys of parts are parts of the key."""
        words = filter(None, map(_folded, _TOKEN.findall(self.text)))
        return "".join(f" {word} " for word in words)

    @property
    def size(self) -> int:
        """How many words."""
        # Each word brings two spaces.
        return self.key.count(" ") // 2

    def runs(self, longest: int) -> frozenset[str]:
        """The keys of all runs of at most ``longest`` words."""
        words = [f" {word} " for word, _, _ in self._words]
        return frozenset(
            "".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + longest, len(words)) + 1)
        )

    def find(self, key: str) -> tuple[int, int] | None:
        """Where in the text the words of another key stand next to each other."""
        at = self.key.find(key) if key else -1
        if at < 0:
            return None
        first = self.key.count(" ", 0, at) // 2
        last = first + key.count(" ") // 2 - 1
        return self._words[first][1], self._words[last][2]

    def beside(self, place: tuple[int, int]) -> tuple[tuple[str, int, int], ...]:
        """The words directly before and behind a place, with their own places."""
        before = [it for it in self._words if it[2] <= place[0]][-1:]
        after = [it for it in self._words if it[1] >= place[1]][:1]
        return (*before, *after)


class Keys:
    """A list of keys, of which those that stand in a text are found without trying each."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, key in enumerate(keys):
            self._places.setdefault(key, []).append(place)
        self._longest = max((key.count(" ") // 2 for key in self._places), default=0)

    def standing_in(self, text: Spelt, start: int = 0) -> list[int]:
        """The places in the list, from ``start`` on, of the keys whose words stand in the text."""
        held = (self._places.get(run, ()) for run in text.runs(self._longest))
        return sorted(place for places in held for place in places if place >= start)


def key_of(text: str) -> str:
    """The key of a text."""
    return Spelt(text).key


def _folded(word: str) -> str:
    """One word; a corpus has so many that the plain ones go the short way."""
    return word.lower() if word.isascii() else fold(word).replace(" ", "")
