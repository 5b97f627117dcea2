"""What each reader starts from, and learns from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor, arange

from bench.reader_groups import Asked, english_questions, multilingual_questions
from index.bert import TABLE
from index.e5 import load_e5
from index.embedding import load_minilm, minilm_weights
from rag.reader.loading import ENGLISH, MULTILINGUAL, layer_of
from rag.reader.reader import Vocabulary

# Layers of e5 that are taken, of twelve: the lowest. With all, reading would take twice as long.
LAYERS = 6


@dataclass(frozen=True, slots=True)
class Base:
    """An encoder with its weights in transformers' names, the file to write, the questions."""

    vocabulary: Vocabulary
    weights: Mapping[str, Tensor]
    file: str
    questions: Callable[[Path], list[Asked]]


def english() -> Base:
    """MiniLM."""
    return Base(load_minilm(), minilm_weights(), ENGLISH, english_questions)


def multilingual() -> Base:
    """The lower half of multilingual-e5-small."""
    e5 = load_e5()
    own = {n: it for n, it in e5.network.weights().items() if layer_of(n) < LAYERS}
    table = e5.network.words(arange(e5.network.vocabulary))
    return Base(e5, {**own, TABLE: table}, MULTILINGUAL, multilingual_questions)


BASES = {"english": english, "multilingual": multilingual}
