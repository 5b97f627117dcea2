"""The readers that Shoroku carries: one for English, one for what is not English on both sides."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from corpus.errors import ShorokuError
from rag.checked_weights import checked_weights
from rag.reader.reader import TrainedReader, Vocabulary

if TYPE_CHECKING:
    from torch import Tensor

    from index.bert import Words
    from index.e5 import E5
    from index.embedding import MiniLM

ENGLISH = "weights.safetensors"
MULTILINGUAL = "multilingual.safetensors"
DIGESTS = {
    ENGLISH: "784e960c27960576eb01b83d653c08d2683ad4555af2e8736f3c137d3c79c1f8",
    MULTILINGUAL: "d9b75d51ce86a1387f1ebddd3dd293e3146c53aced36a9d9b916f6c1045f4021",
}
# Names of the head's weights in a file begin so; all others are the encoder's.
OF_HEAD = "head."

_FOLDER = files("rag.reader")


class ReaderError(ShorokuError):
    """The reader's weights cannot be read."""


def load_reader(minilm: "MiniLM", folder: Traversable = _FOLDER) -> TrainedReader:
    """The reader of English; its weights in ``folder``, those that were not trained from MiniLM.

    Raises:
        ReaderError: the weights are missing or are not those of this version.

    """
    from index.embedding import minilm_weights  # noqa: PLC0415 - imports torch

    return _reader(minilm, _trained(folder, ENGLISH), minilm_weights())


def load_multilingual_reader(e5: "E5", folder: Traversable = _FOLDER) -> TrainedReader:
    """The reader of Japanese, and of English beside it; what was not trained is e5's.

    Raises:
        ReaderError: the weights are missing or are not those of this version.

    """
    trained = _trained(folder, MULTILINGUAL)
    return _reader(e5, trained, _below(trained, e5.network.weights()), e5.network.words)


def _reader(
    vocabulary: Vocabulary,
    trained: "Mapping[str, Tensor]",
    untrained: "Mapping[str, Tensor]",
    words: "Words | None" = None,
) -> TrainedReader:
    from index.bert import Bert, in_precision  # noqa: PLC0415 - imports torch
    from index.embedding import fastest_precision  # noqa: PLC0415
    from rag.reader.head import Head  # noqa: PLC0415

    own = {name: it for name, it in trained.items() if not name.startswith(OF_HEAD)}
    head = Head()
    head.load_state_dict(
        {n.removeprefix(OF_HEAD): it.float() for n, it in trained.items() if n not in own}
    )
    network = Bert(in_precision({**untrained, **own}, fastest_precision()), words)
    return TrainedReader(vocabulary, network, head.eval())


def _below(trained: "Mapping[str, Tensor]", encoder: "Mapping[str, Tensor]") -> "dict[str, Tensor]":
    """The encoder's weights up to the highest layer that was trained."""
    highest = max(layer_of(name) for name in trained)
    return {name: weight for name, weight in encoder.items() if layer_of(name) <= highest}


def layer_of(name: str) -> int:
    """Which layer a weight belongs to, by its name in transformers' BertModel; -1: to none."""
    layer = name.partition("encoder.layer.")[2].partition(".")[0]
    return int(layer) if layer else -1


def _trained(folder: Traversable, name: str) -> "dict[str, Tensor]":
    return checked_weights(folder.joinpath(name), DIGESTS[name], ReaderError)
