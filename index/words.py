"""Every word that the records write, by which spelling is mended, and which abstracts write it."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract

WORD = re.compile(r"[A-Za-z][A-Za-z’'\-]*[A-Za-z]")
WORDS = "words.npz"
ROWS = "word-rows.npy"
FILES = (WORDS, ROWS)

RowNumbers = NDArray[np.int32]
Starts = NDArray[np.int64]


class Words:
    """The words of some rows, in lower case. Read-only, safe in several threads."""

    def __init__(
        self, words: Sequence[str], starts: Starts, rows: RowNumbers, own: Starts | None = None
    ) -> None:
        """``rows[starts[i] : starts[i + 1]]`` write word i; ``own`` are those that count."""
        self._words = words
        self._starts = starts
        self._rows = rows
        self._own = own

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        """The words of texts; row i is the i-th of them."""
        rows: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            for word in {found.lower() for found in WORD.findall(text)}:
                rows.setdefault(word, []).append(row)
        words = sorted(rows)
        counts = np.fromiter((len(rows[word]) for word in words), dtype=np.int64)
        starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        owners = np.fromiter((row for word in words for row in rows[word]), dtype=np.int32)
        return cls(words, starts, owners)

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """Read what :meth:`save` wrote; which rows write a word stays on disk until it is asked.

        Raises:
            ValueError, KeyError: a file holds anything else.

        """
        with np.load(folder / WORDS, allow_pickle=False) as held:
            words, starts = held["words"].tobytes().decode(), held["starts"]
        rows = np.load(folder / ROWS, mmap_mode="r", allow_pickle=False)
        split = words.split("\n") if words else []
        if len(split) + 1 != len(starts) or int(starts[-1]) != len(rows):
            raise ValueError(f"{WORDS} and {ROWS} do not belong together")
        return cls(split, starts, rows)

    def save(self, folder: Path) -> None:
        """Write the files named in ``FILES``; the same words give the same bytes."""
        words = np.frombuffer("\n".join(self._words).encode(), dtype=np.uint8)
        np.savez(folder / WORDS, words=words, starts=self._starts)
        np.save(folder / ROWS, self._rows, allow_pickle=False)

    def part(self, rows: Sequence[int]) -> "Words":
        """The words of some of the rows, which are numbered anew in their order."""
        chosen = np.array(rows, dtype=np.int64)
        own = chosen if self._own is None else self._own[chosen]
        return Words(self._words, self._starts, self._rows, own)

    def holds(self, word: str) -> bool:
        """Whether some row writes the word, given in lower case."""
        return word in self._known

    def like(self, first: str, length: int) -> Sequence[str]:
        """The words of this first letter and length, in alphabetical order."""
        return self._by_shape.get((first, length), ())

    @cached_property
    def _known(self) -> frozenset[str]:
        if self._own is None or not len(self._rows):
            return frozenset(self._words)
        among = np.zeros(1 + max(int(self._rows.max()), int(self._own.max(initial=0))), dtype=bool)
        among[self._own] = True
        held = np.logical_or.reduceat(among[self._rows], self._starts[:-1])
        return frozenset(word for word, own in zip(self._words, held, strict=True) if own)

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._known):
            found.setdefault((word[0], len(word)), []).append(word)
        return found


def all_words(abstract: Abstract) -> str:
    """All that an abstract's record writes in words, names among them."""
    names = " ".join(person.name_and_affiliation for person in abstract.authors)
    return " ".join((abstract.title, abstract.text, names, *abstract.keywords))
