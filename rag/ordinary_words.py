"""Whether a name is also a word of the texts: "Long", "Field"."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.abstract import Abstract
from index.stems import StemIndex, spellings

# Names whose answer is kept.
KEPT = 4096


class OrdinaryWords:
    """Knows the small-letter words of the texts; those of a name are looked up by their stems."""

    def __init__(self, abstracts: Sequence[Abstract], texts: StemIndex) -> None:
        """``texts`` are the stems of the abstracts' texts, row by row."""
        self._abstracts = abstracts
        self._texts = texts
        self._held = lru_cache(maxsize=KEPT)(self._holds)

    def holds(self, name: str) -> bool:
        """Whether a text has the name in small letters between two spaces."""
        return name.isascii() and self._held(name.lower())

    def occurs(self, name: str) -> bool:
        """Whether a text has the words of the name, in whatever letters."""
        phrase = spellings(name.lower())[0]
        return bool(phrase) and bool(self._texts.holding(phrase, derived=False).tolist())

    def _holds(self, lower: str) -> bool:
        word = f" {lower} "
        return any(word in self._abstracts[row].text for row in self._rows(lower))

    def _rows(self, lower: str) -> Sequence[int]:
        """The texts that may have it: all that have its stems; all there are if it has none."""
        phrase = spellings(lower)[0]
        if not phrase:
            return range(len(self._abstracts))
        found: list[int] = self._texts.holding(phrase, derived=False).tolist()
        return found
