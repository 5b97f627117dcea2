"""Text as the sequence of its folded words with their places: names are found in questions by it.

Case, accents, punctuation and quotes do not count; each Japanese character is a word of its own,
since Japanese writes no spaces.
"""

import re
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
        found = ((fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(self.text))
        return tuple((word.replace(" ", ""), start, end) for word, start, end in found if word)

    @cached_property
    def key(self) -> str:
        """Equal for two writings of one text; keys of parts are parts of the key."""
        return "".join(f" {word} " for word, _, _ in self._words)

    @property
    def size(self) -> int:
        """How many words."""
        return len(self._words)

    def find(self, key: str) -> tuple[int, int] | None:
        """Where in the text the words of another key stand next to each other."""
        at = self.key.find(key) if key else -1
        if at < 0:
            return None
        # Each word brings two spaces.
        first = self.key.count(" ", 0, at) // 2
        last = first + key.count(" ") // 2 - 1
        return self._words[first][1], self._words[last][2]

    def beside(self, place: tuple[int, int]) -> tuple[tuple[str, int, int], ...]:
        """The words directly before and behind a place, with their own places."""
        before = [it for it in self._words if it[2] <= place[0]][-1:]
        after = [it for it in self._words if it[1] >= place[1]][:1]
        return (*before, *after)


def key_of(text: str) -> str:
    """The key of a text."""
    return Spelt(text).key
