"""How surely each sentence answers: question and sentences in, log odds out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.parallel import in_parallel, once
from index.together import Together, together
from rag.reader.window import MOST_OF_SENTENCE, Laid, laid
from rag.zoning.zoner import Zoner

if TYPE_CHECKING:
    from torch import Tensor

    from index.bert import Bert
    from rag.reader.head import Head

# Abstracts whose windows are kept in memory, about 10 kB each.
KEPT = 2000

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Document:
    """An abstract as the reader reads it."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Some sentences of a document that are read at once, by their places in it."""

    title: tuple[int, ...]
    pieces: Together

    @property
    def places(self) -> tuple[int, ...]:
        """Which sentences they are."""
        return tuple(self.pieces.places)


class Reader(Protocol):
    """Reads question and sentences together."""

    def windows(self, document: Document) -> tuple[Window, ...]:
        """The document in windows; each sentence is in one of them."""

    def logits(self, question: str, windows: Sequence[Window]) -> list[Rows]:
        """For each window the log odds that each of its sentences answers."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads English for an English question, and who reads all else; None: nobody does.

    ``zoner`` tells the parts of English abstracts.
    """

    english: Reader | None = None
    multilingual: Reader | None = None
    zoner: Zoner | None = None


class Vocabulary(Protocol):
    """Cuts text into the word pieces that a network was taught."""

    def pieces(self, text: str) -> list[int]:
        """Word pieces of the text without the special ones, however many."""

    def framed(self, pieces: list[int]) -> list[int]:
        """The word pieces between the two special ones."""


class LateReader:
    """A reader that is loaded when it is first asked."""

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._reader = once(load)

    def windows(self, document: Document) -> tuple[Window, ...]:
        """As the reader itself."""
        return self._reader().windows(document)

    def logits(self, question: str, windows: Sequence[Window]) -> list[Rows]:
        """As the reader itself."""
        return self._reader().logits(question, windows)


class TrainedReader:
    """An encoder with its upper layers trained to choose sentences. Safe in several threads.

    A window gets the same log odds alone as among others.
    """

    def __init__(self, vocabulary: Vocabulary, network: "Bert", head: "Head") -> None:
        self._vocabulary = vocabulary
        self._network = network
        self._head = head
        self.windows = lru_cache(maxsize=KEPT)(self._windows)

    def logits(self, question: str, windows: Sequence[Window]) -> list[Rows]:
        """For each window the log odds that each of its sentences answers, (sentences,)."""
        asked = self._vocabulary.pieces(question)
        begin, end = self._vocabulary.framed([])
        texts = [laid(asked, it.title, it.pieces, begin, end) for it in windows]
        # An odd number of windows is shared best where each is a job of its own.
        return [found for run in in_parallel(self._read, texts, 1) for found in run]

    def _windows(self, document: Document) -> tuple[Window, ...]:
        title = tuple(self._vocabulary.pieces(document.title))
        own = [self._vocabulary.pieces(text)[:MOST_OF_SENTENCE] for text in document.sentences]
        return tuple(Window(title, window) for window in together(own))

    def _read(self, texts: Sequence[Laid]) -> list[Rows]:
        states = self._network.read_typed([it.text for it in texts])
        return [self._scored(it, rows) for it, rows in zip(texts, states, strict=True)]

    def _scored(self, text: Laid, rows: "Tensor") -> Rows:
        import torch  # noqa: PLC0415 - already loaded with the model

        with torch.inference_mode():
            sentences = [rows[start:end] for start, end in text.sentences]
            found = self._head(rows[slice(*text.question)], sentences)
            return np.asarray(found.numpy(), dtype=np.float32)
