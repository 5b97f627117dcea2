"""What is trained is what is used: the network that learns reads as index.bert does."""

import pytest
import torch

from bench.token_network import TokenNetwork
from index.bert import Bert
from index.embedding import (
    MiniLM,
    _bert_of,
    load_sentence_transformer,
    trained_layers,
)

TEXTS = ("Reeds return where the water is low.", "Why?", "The bills were rejected. " * 30)


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    """MiniLM's own, in single precision."""
    found: dict[str, torch.Tensor] = _bert_of(load_sentence_transformer()).state_dict()
    return found


def test_it_reads_as_the_product_does(weights: dict[str, torch.Tensor], minilm: MiniLM) -> None:
    """Short, middling and long texts side by side: the same unit rows, but for rounding."""
    network = TokenNetwork(weights)
    pieces = [minilm.framed(minilm.pieces(text)) for text in TEXTS]
    with torch.inference_mode():
        rows = network(pieces)
    for own, expected in zip(rows, Bert(weights).read(pieces), strict=True):
        unit = torch.nn.functional.normalize(expected, dim=-1)
        assert float((own * unit).sum(-1).min()) > 0.99


def test_only_upper_layers_are_trained(weights: dict[str, torch.Tensor]) -> None:
    """What is stored are the layers from the third on, under MiniLM's own names."""
    trained = TokenNetwork(weights).trained()
    assert set(trained) == set(trained_layers())
    assert set(trained) < set(weights)
    assert {name.split(".")[2] for name in trained} == {"2", "3", "4", "5"}
