"""The network of BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423), over texts laid end to end.

What each word piece goes through alone (nine tenths of the work) is done for all texts at once, as
the rows of one matrix; only attention is done text by text. So nothing is padded, and a text gets
the same bytes alone as among others: a row of a product does not depend on the rows beside it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import embedding, gelu, layer_norm, linear, scaled_dot_product_attention

from index.typed import Typed

# Of the pinned weights (config.json of all-MiniLM-L6-v2); check_weights knows no others.
HEADS = 12
EPSILON = 1e-12
# Word pieces that go through the network together: enough to keep the processor busy, few enough
# that what lies between two layers stays in its cache.
PACK = 2048
# Products of fewer rows are computed in another way, whose last bits differ.
FEWEST = 16
# Products that narrow their rows, of more than so many and fewer than so many, are added up in
# another order by processors that multiply tiles (AMX); such are computed a few rows at a time.
FEW, MANY = 32, 384
_FILLER = 0
# The table of word pieces' vectors, by its name in transformers' BertModel.
TABLE = "embeddings.word_embeddings.weight"

Pieces = Sequence[int]
# Word pieces, shape (pieces,), to their vectors, shape (pieces, width).
Words = Callable[[Tensor], Tensor]
_Pair = tuple[Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weight and bias of each step; ``attention`` makes query, key and value at once."""

    attention: _Pair
    attended: _Pair
    first_norm: _Pair
    up: _Pair
    down: _Pair
    second_norm: _Pair


class Bert:
    """Reads word pieces, special ones included; read-only, safe in several threads."""

    def __init__(self, own: Mapping[str, Tensor], words: Words | None = None) -> None:
        """``own`` has each weight by its name in transformers' BertModel, all of one precision.

        ``words`` looks word pieces up where their table is not among the weights.
        """
        self._words = words or _in_table(own[TABLE])
        self._places = own["embeddings.position_embeddings.weight"]
        self._types = own["embeddings.token_type_embeddings.weight"]
        self._norm = _pair(own, "embeddings.LayerNorm")
        depth = sum(name.endswith("intermediate.dense.bias") for name in own)
        self._layers = [_layer(own, f"encoder.layer.{number}") for number in range(depth)]

    def read(self, texts: Sequence[Pieces]) -> list[Tensor]:
        """The last states of each text, shape (pieces, width), in single precision."""
        return self.read_typed([Typed(text) for text in texts])

    def read_typed(self, texts: Sequence[Typed]) -> list[Tensor]:
        """The same of texts whose pieces are of several types."""
        with torch.inference_mode():
            return [rows for pack in _packs(texts) for rows in self._filled(pack)]

    def _filled(self, pack: list[Typed]) -> list[Tensor]:
        """The states of a pack; one that is too small gets a text that nobody asks for."""
        lacking = FEWEST - sum(map(len, pack))
        filled = [*pack, Typed([_FILLER] * lacking)] if lacking > 0 else pack
        return list(self._pack(filled))[: len(pack)]

    def _pack(self, texts: Sequence[Typed]) -> Iterator[Tensor]:
        lengths = [len(text) for text in texts]
        pieces = torch.tensor([piece for text in texts for piece in text.pieces])
        types = torch.tensor([type_ for text in texts for type_ in text.types])
        places = torch.cat([torch.arange(length) for length in lengths])
        found = self._words(pieces) + self._types[types] + embedding(places, self._places)
        states = _normed(found, self._norm)
        for layer in self._layers:
            attended = linear(
                _attention(linear(states, *layer.attention), lengths), *layer.attended
            )
            states = _normed(attended + states, layer.first_norm)
            inner = _narrowed(gelu(linear(states, *layer.up)), layer.down)
            states = _normed(inner + states, layer.second_norm)
        yield from torch.split(states.float(), lengths)


def in_precision(weights: Mapping[str, Tensor], precision: torch.dtype) -> dict[str, Tensor]:
    """The weights as numbers of this format."""
    return {name: tensor.detach().to(precision) for name, tensor in weights.items()}


def _in_table(table: Tensor) -> Words:
    return lambda pieces: embedding(pieces, table)


def _packs(texts: Sequence[Typed]) -> Iterator[list[Typed]]:
    """The texts in their order, as many at a time as ``PACK`` pieces hold, and at least one."""
    pack: list[Typed] = []
    size = 0
    for text in texts:
        if pack and size + len(text) > PACK:
            yield pack
            pack, size = [], 0
        pack.append(text)
        size += len(text)
    if pack:
        yield pack


def _attention(mixed: Tensor, lengths: list[int]) -> Tensor:
    """What each piece takes from its own text; ``mixed`` is (pieces, query + key + value)."""
    width = mixed.shape[1] // 3
    taken = torch.empty_like(mixed[:, :width])
    for rows, into in zip(torch.split(mixed, lengths), torch.split(taken, lengths), strict=True):
        query, key, value = rows.view(1, len(rows), 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        found = scaled_dot_product_attention(query, key, value)
        into.copy_(found.transpose(1, 2).reshape(len(rows), width))
    return taken


def _narrowed(rows: Tensor, step: _Pair) -> Tensor:
    """``linear`` from the wide inner states, the same bytes for a row whatever stands beside it."""
    if not FEW < len(rows) < MANY:
        return linear(rows, *step)
    some = torch.tensor_split(rows, -(-len(rows) // FEW))
    return torch.cat([linear(own, *step) for own in some])


def _layer(own: Mapping[str, Tensor], name: str) -> _Layer:
    parts = [_pair(own, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    weights, biases = zip(*parts, strict=True)
    return _Layer(
        attention=(torch.cat(weights), torch.cat(biases)),
        attended=_pair(own, f"{name}.attention.output.dense"),
        first_norm=_pair(own, f"{name}.attention.output.LayerNorm"),
        up=_pair(own, f"{name}.intermediate.dense"),
        down=_pair(own, f"{name}.output.dense"),
        second_norm=_pair(own, f"{name}.output.LayerNorm"),
    )


def _pair(own: Mapping[str, Tensor], name: str) -> _Pair:
    return own[f"{name}.weight"], own[f"{name}.bias"]


def _normed(states: Tensor, norm: _Pair) -> Tensor:
    return layer_norm(states, states.shape[-1:], *norm, eps=EPSILON)
