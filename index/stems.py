"""Words of titles, keywords and texts with their places, for finding phrases in all abstracts.

A phrase is found where its stems stand next to each other. For each stem the index keeps all its
places, so that a phrase costs as much as its words are frequent, whatever the size of the corpus.
A hyphenated word counts both in parts and as one.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import Stemmer  # type: ignore[import-not-found]  # PyStemmer publishes no types
from numpy.typing import NDArray

from corpus.abstract import Abstract
from corpus.matching import bare_letters
from index.analysis import STOP_WORDS

_TOKEN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W_\u3005-\u30ff\u3400-\u9fff]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_POSSESSIVE = re.compile(r"['’]s?\b")
_ISE = re.compile(r"(?<=\w\w\w)is(?=(?:e|es|ed|ing|ation|ations)$)")
_LETTERS = re.compile("[a-z]*")
# Letters that two words must share to be derived from each other.
LEAST_STEM = 5

FILES = ("stems-title.npz", "stems-named.npz", "stems-text.npz")

Rows = NDArray[np.int64]
Places = NDArray[np.int32]


def stems(text: str) -> list[str]:
    """The stems of a text in its order, without stop words; of Japanese each character."""
    plain = _POSSESSIVE.sub("", bare_letters(unicodedata.normalize("NFKC", text).casefold()))
    return [_stem(word) for word in _TOKEN.findall(plain) if word not in STOP_WORDS]


def spellings(text: str) -> tuple[list[str], ...]:
    """The stems with hyphenated words in parts, and, where that differs, as one."""
    apart, joined = _HYPHEN.sub(" ", text), _HYPHEN.sub("", text)
    return tuple(stems(it) for it in dict.fromkeys((apart, joined)))


def words_of(text: str) -> list[str]:
    """The words of a text as they are written, hyphenated ones in parts."""
    return _TOKEN.findall(_HYPHEN.sub(" ", text))


@lru_cache(maxsize=2**17)
def _stem(word: str) -> str:
    # A stemmer of its own for each word: they are cheap to make and not safe to share by threads.
    return str(Stemmer.Stemmer("english", 0).stemWord(_ISE.sub("iz", word)))


def _numbered(rows: Rows) -> Rows:
    return np.sort(rows[rows >= 0])


class StemIndex:
    """The places of every stem in the texts of some rows. Read-only, safe in several threads."""

    def __init__(
        self,
        vocabulary: Sequence[str],
        starts: Rows,
        places: Places,
        ends: Places,
        number: Rows | None = None,
    ) -> None:
        self._words = tuple(vocabulary)
        self._vocabulary = {stem: number for number, stem in enumerate(vocabulary)}
        self._sorted = sorted(vocabulary)
        self._starts = starts
        self._places = places
        self._ends = ends
        self._number = number

    @classmethod
    def of(cls, texts: Iterable[str]) -> "StemIndex":
        """Index texts; row i is the i-th of them."""
        known: dict[str, int] = {}
        stream: list[int] = []
        ends = []
        for text in texts:
            for found in spellings(text):
                stream += [known.setdefault(stem, len(known)) for stem in found]
                stream.append(-1)
            ends.append(len(stream))
        numbers = np.array(stream, dtype=np.int32)
        order = np.argsort(numbers, kind="stable").astype(np.int32)
        starts = np.searchsorted(numbers[order], np.arange(len(known) + 1))
        return cls(list(known), starts, order, np.array(ends, dtype=np.int32))

    @classmethod
    def load(cls, path: Path) -> "StemIndex":
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as held:
            words = held["words"].tobytes().decode()
            return cls(words.split("\n"), held["starts"], held["places"], held["ends"])

    def save(self, path: Path) -> None:
        """Write a .npz file; the same index gives the same bytes."""
        words = np.frombuffer("\n".join(self._words).encode(), dtype=np.uint8)
        np.savez(path, words=words, starts=self._starts, places=self._places, ends=self._ends)

    def part(self, rows: Sequence[int]) -> "StemIndex":
        """The same over some of the rows, numbered anew in their order."""
        own = np.arange(len(self._ends)) if self._number is None else self._number
        # What has no number finds none in the last place either.
        anew = np.full(int(own.max(initial=-1)) + 2, -1, dtype=np.int64)
        anew[list(rows)] = np.arange(len(rows))
        number = anew[own]
        return StemIndex(self._words, self._starts, self._places, self._ends, number)

    def holding(self, phrase: Sequence[str], *, derived: bool) -> Rows:
        """The rows whose stems hold these next to each other, ascending.

        ``derived``: each stem also as part of a longer one, or the other way round.
        """
        if not phrase:
            return np.zeros(0, dtype=np.int64)
        found = self._of(phrase[0], derived=derived)
        for stem in phrase[1:]:
            found = np.intersect1d(found + 1, self._of(stem, derived=derived), assume_unique=True)
        rows = np.unique(np.searchsorted(self._ends, found, side="right"))
        return rows if self._number is None else _numbered(self._number[rows])

    def _of(self, stem: str, *, derived: bool) -> Places:
        """All places of a stem, ascending where it is one."""
        names = self._derived(stem) if derived else iter([stem])
        numbers = [self._vocabulary[name] for name in names if name in self._vocabulary]
        parts = [self._places[self._starts[n] : self._starts[n + 1]] for n in numbers]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)

    def _derived(self, stem: str) -> Iterator[str]:
        if len(stem) < LEAST_STEM or not stem.isascii():
            yield stem
            return
        yield from (stem[:end] for end in range(LEAST_STEM, len(stem)))
        for place in range(bisect_left(self._sorted, stem), len(self._sorted)):
            name = self._sorted[place]
            if not name.startswith(stem):
                return
            if _LETTERS.fullmatch(name, len(stem)):
                yield name


@dataclass(frozen=True, slots=True)
class AbstractStems:
    """Of each abstract, by its row: its title, its title with its keywords, and its text."""

    title: StemIndex
    named: StemIndex
    text: StemIndex

    @classmethod
    def of(cls, abstracts: Sequence[Abstract]) -> "AbstractStems":
        """Index abstracts."""
        return cls(
            StemIndex.of(it.title for it in abstracts),
            StemIndex.of(" \n ".join((it.title, *it.keywords)) for it in abstracts),
            StemIndex.of(it.text for it in abstracts),
        )

    @classmethod
    def load(cls, folder: Path) -> "AbstractStems":
        """Read what :meth:`save` wrote.

        Raises:
            ValueError, KeyError: a file holds anything else.

        """
        return cls(*(StemIndex.load(folder / name) for name in FILES))

    def save(self, folder: Path) -> None:
        """Write the files named in ``FILES``."""
        for name, index in zip(FILES, (self.title, self.named, self.text), strict=True):
            index.save(folder / name)

    def part(self, rows: Sequence[int]) -> "AbstractStems":
        """These rows alone, numbered anew."""
        return AbstractStems(*(it.part(rows) for it in (self.title, self.named, self.text)))
