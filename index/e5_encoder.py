"""The network of multilingual-e5-small, transformers' BertModel with the packed weights unpacked.

The table of 250,000 pieces stays packed in the mapped file, and of it only the rows that a text
needs are unpacked: the network then takes 43 MB (bfloat16) instead of 280.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
TABLE = "embeddings.word_embeddings.weight"
_NORMS = frozenset({"aln", "oln"})


class E5Network:
    """Reads pieces, one text at a time: what is read beside a text never changes its vectors."""

    def __init__(self, packed: PackedModel) -> None:
        self._table = packed.blocks("emb.word", packed.shape.width)
        self.window = packed.shape.positions
        self.width = packed.shape.width
        self.vocabulary = packed.shape.vocabulary
        self._network = _network(packed)
        self._precision = fastest_precision()
        self._network.to(self._precision)

    def read(self, ids: Sequence[int]) -> Rows:
        """The last layer's row for each piece, shape (pieces, 384)."""
        import torch  # noqa: PLC0415 - already loaded with the network

        # Places are given: the network's own tables of them are not among the weights.
        places = torch.arange(len(ids))[None]
        with torch.inference_mode():
            read = self._network(
                inputs_embeds=self.words(torch.tensor(ids, dtype=torch.int64))[None],
                position_ids=places,
                token_type_ids=torch.zeros_like(places),
            )
        return np.asarray(read.last_hidden_state[0].float().numpy(), dtype=np.float32)

    def words(self, pieces: "torch.Tensor") -> "torch.Tensor":
        """The vectors of word pieces in the network's precision, shape (pieces, 384)."""
        import torch  # noqa: PLC0415

        rows = unpacked(self._table[pieces.numpy()])
        return torch.from_numpy(rows).to(self._precision)

    def weights(self) -> "dict[str, torch.Tensor]":
        """All weights but the table of pieces, by their names in transformers' BertModel."""
        own = self._network.state_dict()
        return {name: weight for name, weight in own.items() if name != TABLE}


def _network(packed: PackedModel) -> Any:  # noqa: ANN401 - transformers publishes no types
    import torch  # noqa: PLC0415 - seconds that only a use of e5 should pay
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    shape = packed.shape
    config = BertConfig(
        vocab_size=1,  # the table of pieces stays packed
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=None,
    )
    with torch.device("meta"):
        network = BertModel(config, add_pooling_layer=False)
    network.load_state_dict(_state(packed), strict=False, assign=True)
    network.train(mode=False)
    return network


def _state(packed: PackedModel) -> "dict[str, torch.Tensor]":
    import torch  # noqa: PLC0415

    width, inner = packed.shape.width, packed.shape.inner
    state = {
        TABLE: np.zeros((1, width), dtype=np.float32),
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
