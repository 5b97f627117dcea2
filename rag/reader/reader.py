"""How surely each sentence answers: question and sentences in, log odds out."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ShorokuError
from index.parallel import in_parallel, once
from index.together import Together, together
from rag.reader.window import MOST_OF_SENTENCE, Laid, laid

if TYPE_CHECKING:
    from torch import Tensor

    from index.bert import Bert
    from index.embedding import MiniLM
    from rag.reader.head import Head

WEIGHTS = "weights.safetensors"
DIGEST = "2c6e89781472355ef6f117edddb7b96aa39f5a8685261ba4fd0591dc08c137b7"
# Names of the head's weights in the file begin so; all others are MiniLM's.
OF_HEAD = "head."
# Abstracts whose windows are kept in memory, about 10 kB each.
KEPT = 2000

_FOLDER = files("rag.reader")

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


class ReaderError(ShorokuError):
    """The reader's weights cannot be read."""


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
    """MiniLM with its upper layers trained to choose sentences. Safe in several threads.

    A window gets the same log odds alone as among others.
    """

    def __init__(self, minilm: "MiniLM", network: "Bert", head: "Head") -> None:
        self._minilm = minilm
        self._network = network
        self._head = head
        self.windows = lru_cache(maxsize=KEPT)(self._windows)

    def logits(self, question: str, windows: Sequence[Window]) -> list[Rows]:
        """For each window the log odds that each of its sentences answers, (sentences,)."""
        asked = self._minilm.pieces(question)
        begin, end = self._minilm.framed([])
        texts = [laid(asked, it.title, it.pieces, begin, end) for it in windows]
        # An odd number of windows is shared best where each is a job of its own.
        return [found for run in in_parallel(self._read, texts, 1) for found in run]

    def _windows(self, document: Document) -> tuple[Window, ...]:
        title = tuple(self._minilm.pieces(document.title))
        own = [self._minilm.pieces(text)[:MOST_OF_SENTENCE] for text in document.sentences]
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


def load_reader(minilm: "MiniLM", folder: Traversable = _FOLDER) -> TrainedReader:
    """The reader; its weights in ``folder``, those that were not trained from MiniLM.

    Raises:
        ReaderError: the weights are missing or are not those of this version.

    """
    from index.bert import Bert, in_precision  # noqa: PLC0415 - imports torch
    from index.embedding import fastest_precision, minilm_weights  # noqa: PLC0415
    from rag.reader.head import Head  # noqa: PLC0415

    trained = _trained(folder)
    own = {name: it for name, it in trained.items() if not name.startswith(OF_HEAD)}
    head = Head()
    head.load_state_dict(
        {n.removeprefix(OF_HEAD): it.float() for n, it in trained.items() if n not in own}
    )
    network = Bert(in_precision(minilm_weights() | own, fastest_precision()))
    return TrainedReader(minilm, network, head.eval())


def _trained(folder: Traversable) -> "dict[str, Tensor]":
    from safetensors.torch import load  # noqa: PLC0415 - needs torch

    file = folder.joinpath(WEIGHTS)
    raw = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != DIGEST:
        raise ReaderError(f"{file} is not the file of this version; reinstall Shoroku.")
    return load(raw)
