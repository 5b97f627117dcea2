"""How well each sentence answers: questions and abstracts in, log odds out."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ShorokuError

if TYPE_CHECKING:
    from index.embedding import MiniLM
    from rag.ranker.network import LowerLayers, States, UpperLayers

WEIGHTS = "weights.safetensors"
# What is read at once, in word pieces: a long abstract whole.
MOST_PIECES = 448
MOST_OF_TITLE = 60
MOST_OF_SENTENCE = 200
MOST_OF_QUESTION = 80
# States of abstracts kept in memory, about 170 kB each.
KEPT = 500

_FOLDER = files("rag.ranker")

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Document:
    """An abstract as the ranker reads it."""

    title: str
    sentences: tuple[str, ...]


class Ranker(Protocol):
    """Scores sentences beside a question."""

    def logits(self, question: str, documents: Sequence[Document]) -> list[Rows]:
        """For each document the log odds that each of its sentences answers, (sentences,)."""


class LateRanker:
    """A ranker that is loaded when it is first asked: few questions need it, and it takes long."""

    def __init__(self, load: Callable[[], Ranker]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: Ranker | None = None

    def logits(self, question: str, documents: Sequence[Document]) -> list[Rows]:
        """As the ranker itself; without documents it is only made ready."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
        return self._loaded.logits(question, documents)


class RankerError(ShorokuError):
    """The ranker's weights cannot be read."""


class TrainedRanker:
    """MiniLM with its upper layers trained to choose sentences. Safe in several threads."""

    def __init__(self, minilm: "MiniLM", lower: "LowerLayers", upper: "UpperLayers") -> None:
        self._minilm = minilm
        self._lower = lower
        self._upper = upper
        self._known: OrderedDict[Document, tuple[States, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def logits(self, question: str, documents: Sequence[Document]) -> list[Rows]:
        """For each document the log odds that each of its sentences answers, (sentences,)."""
        import torch  # noqa: PLC0415 - already loaded with the model

        windows = [self.states_of(document) for document in documents]
        with torch.inference_mode():
            asked = self.question_states(question)
            pairs = [(asked, window) for of_one in windows for window in of_one]
            scores = iter(self._scores(pairs))
            return [_joined([next(scores) for _ in of_one]) for of_one in windows]

    def question_states(self, question: str) -> "States":
        """What the lower layers make of a question."""
        from rag.ranker.network import States  # noqa: PLC0415 - needs torch

        return States(self._read(self._minilm.pieces(question)[:MOST_OF_QUESTION]))

    def states_of(self, document: Document) -> "tuple[States, ...]":
        """What the lower layers make of an abstract, in as many windows as it needs."""
        with self._lock:
            found = self._known.pop(document, None)
        if found is None:
            found = tuple(self._windows(document))
        with self._lock:
            self._known[document] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def _windows(self, document: Document) -> "Iterator[States]":
        from rag.ranker.network import States  # noqa: PLC0415

        title = self._minilm.pieces(document.title)[:MOST_OF_TITLE]
        head = [*title, self._minilm.separator] if title else []
        sentences = [self._minilm.pieces(s)[:MOST_OF_SENTENCE] for s in document.sentences]
        for group in _groups(sentences, MOST_PIECES - len(head) - 1):
            bounds = np.cumsum([1 + len(head), *map(len, group)])
            rows = self._read([*head, *(piece for sentence in group for piece in sentence)])
            yield States(rows, tuple(int(bound) for bound in bounds))

    def _read(self, pieces: list[int]) -> Any:  # noqa: ANN401 - a tensor
        import torch  # noqa: PLC0415

        with torch.inference_mode():
            return self._lower(self._minilm.framed(pieces))

    def _scores(self, pairs: "list[tuple[States, States]]") -> list[Any]:
        return self._upper(pairs) if pairs else []


def load_ranker(minilm: "MiniLM", folder: Traversable = _FOLDER) -> TrainedRanker:
    """The ranker over a loaded encoder, whose lower layers it shares; its weights in ``folder``.

    Raises:
        RankerError: the weights are missing or do not fit.

    """
    from safetensors.torch import load_file  # noqa: PLC0415 - needs torch

    from rag.ranker.network import LowerLayers, UpperLayers  # noqa: PLC0415

    encoder = minilm.encoder
    upper = UpperLayers(encoder)
    try:
        with as_file(folder.joinpath(WEIGHTS)) as path:
            upper.load_state_dict(load_file(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise RankerError(
            f"The ranker's weights, {folder.joinpath(WEIGHTS)}, cannot be read; reinstall Shoroku."
        ) from error
    upper.layers.to(next(encoder.parameters()).dtype)
    return TrainedRanker(minilm, LowerLayers(encoder).eval(), upper.eval())


def _groups(sentences: list[list[int]], room: int) -> Iterator[list[list[int]]]:
    """Runs of sentences that fit ``room`` word pieces; each run has at least one."""
    group: list[list[int]] = []
    for sentence in sentences:
        if group and sum(map(len, group)) + len(sentence) > room:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _joined(scores: list[Any]) -> Rows:
    parts = [score.numpy() for score in scores]
    return np.concatenate(parts).astype(np.float32) if parts else np.zeros(0, dtype=np.float32)
