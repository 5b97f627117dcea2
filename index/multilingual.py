"""More vector files, by an encoder that reads any language beside any other.

They are made where they pay: where some of the documents are not English, or all are so few that
making them costs a minute or two, so that a question in Japanese finds English abstracts as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.abstract import Booklet
from index.embedding import EmbedderIdentity, Rows
from index.vectors import VectorIndex, read_rows, write_rows

PASSAGES = "multilingual-passages.npy"
SENTENCES = "multilingual-sentences.npy"
TITLES = "multilingual-titles.npy"
FILES = (PASSAGES, SENTENCES, TITLES)

# What the first encoder reads well.
FIRST_LANGUAGE = "en"
# So many English abstracts are read in five minutes or less (docs/japanese.md).
FEW = 2000
# Beyond, a stray abstract in another language (or one that only looks like it) does not make all
# the others be read again, which takes four times as long as all the rest.
FOREIGN_SHARE = 0.01


class MultilingualEmbedder(Protocol):
    """Reads questions and texts of any language into one space of unit vectors."""

    @property
    def identity(self) -> EmbedderIdentity:
        """Which model this is."""

    def queries(self, texts: Sequence[str]) -> Rows:
        """One unit row a question, shape (texts, dimension)."""

    def passages(self, texts: Sequence[str]) -> Rows:
        """One unit row a text, shape (texts, dimension); the same text gives the same bytes."""


@dataclass(frozen=True, slots=True)
class SecondEncoder:
    """Which encoder makes the files, how it is loaded, and up to how many English abstracts."""

    identity: EmbedderIdentity
    load: Callable[[], MultilingualEmbedder]
    few: int = FEW

    def identity_for(self, booklets: Sequence[Booklet]) -> EmbedderIdentity | None:
        """The encoder that an index of these booklets names, or None where none pays."""
        languages = [abstract.language for booklet in booklets for abstract in booklet.abstracts]
        foreign = sum(language != FIRST_LANGUAGE for language in languages)
        pays = len(languages) <= self.few or foreign >= FOREIGN_SHARE * len(languages)
        return self.identity if pays else None


@dataclass(frozen=True, slots=True)
class MultilingualVectors:
    """Rows of passages, sentences and titles, each in the order of the catalogue.

    Titles stand for themselves beside the passages that they are read with: a question often
    says a title in other words.
    """

    passages: VectorIndex
    sentences: Rows
    titles: Rows

    @classmethod
    def load(cls, folder: Path) -> "MultilingualVectors":
        """Read what :meth:`save` wrote.

        Raises:
            ValueError: a file holds anything but a matrix of float32.

        """
        return cls(
            VectorIndex.load(folder / PASSAGES),
            read_rows(folder / SENTENCES),
            read_rows(folder / TITLES),
        )

    def save(self, folder: Path) -> None:
        """Write the files named in ``FILES``."""
        self.passages.save(folder / PASSAGES)
        write_rows(folder / SENTENCES, self.sentences)
        write_rows(folder / TITLES, self.titles)

    def part(
        self, passages: Sequence[int], sentences: Sequence[int], titles: Sequence[int]
    ) -> "MultilingualVectors":
        """The rows of these numbers alone."""
        return MultilingualVectors(
            VectorIndex(self.passages.rows[list(passages)]),
            self.sentences[list(sentences)],
            self.titles[list(titles)],
        )
