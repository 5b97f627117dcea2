"""The network of multilingual-e5-small: BERT with the packed weights unpacked.

The table of 250,000 pieces stays packed in the mapped file, and of it only the rows that a text
needs are unpacked: the network then takes 43 MB (bfloat16) instead of 280.
"""

from collections.abc import Sequence
from math import isclose
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.e5_file import PackedModel, unpacked
from index.embedding import fastest_precision

if TYPE_CHECKING:
    import torch

Rows = NDArray[np.float32]

# Our name of each part of a layer to transformers'.
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_NORMS = frozenset({"aln", "oln"})


class E5Network:
    """Reads pieces, one text at a time: what is read beside a text never changes its vectors.

    Raises:
        ValueError: the packed network is not of the shape that :class:`index.bert.Bert` reads.

    """

    def __init__(self, packed: PackedModel) -> None:
        from index.bert import EPSILON, HEADS, Bert, in_precision  # noqa: PLC0415 - loads torch

        if packed.shape.heads != HEADS or not isclose(packed.shape.epsilon, EPSILON, rel_tol=1e-6):
            raise ValueError("the packed network is of another shape than the one that is read")
        self._table = packed.blocks("emb.word", packed.shape.width)
        self.window = packed.shape.positions
        self.width = packed.shape.width
        self.vocabulary = packed.shape.vocabulary
        self._precision = fastest_precision()
        self._own = in_precision(_state(packed), self._precision)
        self._network = Bert(self._own, self.words)

    def read(self, ids: Sequence[int]) -> Rows:
        """The last layer's row for each piece, shape (pieces, 384)."""
        (read,) = self._network.read([ids])
        return np.asarray(read.numpy(), dtype=np.float32)

    def words(self, pieces: "torch.Tensor") -> "torch.Tensor":
        """The vectors of word pieces in the network's precision, shape (pieces, 384)."""
        import torch  # noqa: PLC0415 - already loaded with the network

        rows = unpacked(self._table[pieces.numpy()])
        return torch.from_numpy(rows).to(self._precision)

    def weights(self) -> "dict[str, torch.Tensor]":
        """All weights but the table of pieces, by their names in transformers' BertModel."""
        return dict(self._own)


def _state(packed: PackedModel) -> "dict[str, torch.Tensor]":
    import torch  # noqa: PLC0415 - seconds that only a use of e5 should pay

    width, inner = packed.shape.width, packed.shape.inner
    state = {
        "embeddings.position_embeddings.weight": packed.vector("emb.pos").reshape(-1, width),
        "embeddings.token_type_embeddings.weight": packed.vector("emb.type").reshape(-1, width),
        "embeddings.LayerNorm.weight": packed.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.vector("emb.ln.b"),
    }
    for layer in range(packed.shape.layers):
        for ours, theirs in _LAYER.items():
            name, tensor = f"encoder.layer.{layer}.{theirs}", f"l{layer}.{ours}"
            columns = inner if ours == "fo" else width
            weight = f"{tensor}.w"
            read = packed.vector(weight) if ours in _NORMS else packed.matrix(weight, columns)
            state[f"{name}.weight"] = read
            state[f"{name}.bias"] = packed.vector(f"{tensor}.b")
    return {name: torch.from_numpy(values) for name, values in state.items()}
