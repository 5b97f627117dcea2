"""What is trained is what is used: the network that learns reads as the product does."""

import pytest
import torch

from bench.reader_network import ReaderNetwork
from index.bert import Bert
from index.embedding import MiniLM, minilm_weights
from index.together import together
from rag.reader.head import Head
from rag.reader.loading import OF_HEAD, load_reader
from rag.reader.reader import TrainedReader, Window
from rag.reader.window import laid

QUESTION = "When do reeds return?"
TITLE = "The shore of the lake"
SENTENCES = (
    "Reeds return where the water is low.",
    "Why?",
    "The bills were rejected. " * 12,
    "In spring the water was kept low.",
)


@pytest.fixture(scope="module")
def network() -> ReaderNetwork:
    """Before any training, but for its head, which would say nothing yet."""
    torch.manual_seed(3)
    made = ReaderNetwork(minilm_weights())
    for parameter in made.head.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return made.eval()


def _windows(minilm: MiniLM) -> tuple[Window, ...]:
    title = tuple(minilm.pieces(TITLE))
    return tuple(Window(title, it) for it in together([minilm.pieces(s) for s in SENTENCES]))


def test_it_reads_as_the_product_does(network: ReaderNetwork, minilm: MiniLM) -> None:
    """The same log odds but for rounding, from the weights as they are stored."""
    begin, end = minilm.framed([])
    windows = _windows(minilm)
    asked = minilm.pieces(QUESTION)
    with torch.inference_mode():
        learnt = network([laid(asked, it.title, it.pieces, begin, end) for it in windows])
    stored = network.trained()
    head = Head()
    head.load_state_dict(
        {n.removeprefix(OF_HEAD): it for n, it in stored.items() if n.startswith(OF_HEAD)}
    )
    own = {n: it.float() for n, it in stored.items() if not n.startswith(OF_HEAD)}
    reader = TrainedReader(minilm, Bert(minilm_weights() | own), head.eval())
    for expected, found in zip(learnt, reader.logits(QUESTION, windows), strict=True):
        assert found == pytest.approx(expected.numpy(), abs=0.25)


def test_only_upper_layers_are_trained(network: ReaderNetwork, minilm: MiniLM) -> None:
    """What is stored are the types, the layers from the second on, and the head."""
    stored = set(network.trained())
    layers = {name for name in stored if name.startswith("encoder.layer.")}
    assert {name.split(".")[2] for name in layers} == {"1", "2", "3", "4", "5"}
    others = {name for name in stored - layers if not name.startswith(OF_HEAD)}
    assert others == {"embeddings.token_type_embeddings.weight"}
    assert layers < set(minilm_weights())
    assert isinstance(load_reader(minilm), TrainedReader)
