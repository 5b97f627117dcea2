"""The token reader as it is trained: its upper layers in single precision, the others fixed.

What it computes is what index.bert computes; here gradients flow, and texts lie side by side,
filled up to the longest, for attention. So texts of about the same length are read together.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, gelu, layer_norm, linear, scaled_dot_product_attention

from index.bert import EPSILON, HEADS

# The first layer that is trained: below, words are read; above, what they mean to one another.
FIRST_TRAINED = 2
# Bounds between short, middling and long texts, in word pieces.
LENGTHS = (0, 48, 120, 1_000_000)
NOWHERE = -1e4

Pieces = Sequence[int]


class TokenNetwork(nn.Module):
    """Reads word pieces, special ones included, into unit rows."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self._fixed = {n: t.detach().float() for n, t in weights.items() if not _is_trained(n)}
        trained = {n: t for n, t in weights.items() if _is_trained(n)}
        # A parameter's name may hold no dots.
        self._trained = nn.ParameterDict(
            {n.replace(".", "/"): nn.Parameter(t.detach().float()) for n, t in trained.items()}
        )
        self._depth = sum(name.endswith("intermediate.dense.bias") for name in weights)

    def trained(self) -> dict[str, Tensor]:
        """The trained weights by their names in MiniLM, in half precision."""
        return {
            name.replace("/", "."): weight.detach().half().contiguous()
            for name, weight in self._trained.items()
        }

    def forward(self, texts: Sequence[Pieces]) -> list[Tensor]:
        """The unit rows of each text, shape (pieces, width)."""
        rows: dict[int, Tensor] = {}
        for low, high in pairwise(LENGTHS):
            some = [number for number, text in enumerate(texts) if low <= len(text) < high]
            if some:
                rows |= zip(some, self._read([texts[number] for number in some]), strict=True)
        return [rows[number] for number in range(len(texts))]

    def _read(self, texts: Sequence[Pieces]) -> Iterator[Tensor]:
        lengths = torch.tensor([len(text) for text in texts])
        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.cat([torch.arange(int(length)) for length in lengths])
        words, types = self._weight("embeddings.word_embeddings"), self._weight(_TYPES)
        found = embedding(pieces, words) + types[0]
        states = self._normed(
            found + embedding(places, self._weight("embeddings.position_embeddings")),
            "embeddings.LayerNorm",
        )
        widest = int(lengths.max())
        owners = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        at = owners * widest + places
        unseen = torch.full((len(texts) * widest,), NOWHERE)
        unseen[at] = 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for number in range(self._depth):
                name = f"encoder.layer.{number}"
                states = self._layer(states, name, at, unseen.view(len(texts), 1, 1, widest))
        yield from torch.split(nn.functional.normalize(states, dim=-1), lengths.tolist())

    def _layer(self, states: Tensor, name: str, at: Tensor, unseen: Tensor) -> Tensor:
        attended = self._attention(states, name, at, unseen)
        attended = linear(attended, *self._pair(f"{name}.attention.output.dense"))
        states = self._normed(attended.float() + states, f"{name}.attention.output.LayerNorm")
        inner = gelu(linear(states, *self._pair(f"{name}.intermediate.dense")))
        inner = linear(inner, *self._pair(f"{name}.output.dense"))
        return self._normed(inner.float() + states, f"{name}.output.LayerNorm")

    def _attention(self, states: Tensor, name: str, at: Tensor, unseen: Tensor) -> Tensor:
        parts = [self._pair(f"{name}.attention.self.{it}") for it in ("query", "key", "value")]
        weights, biases = zip(*parts, strict=True)
        mixed = linear(states, torch.cat(weights), torch.cat(biases))
        texts, widest = unseen.shape[0], unseen.shape[-1]
        filled = mixed.new_zeros(texts * widest, mixed.shape[1]).index_copy(0, at, mixed)
        query, key, value = filled.view(texts, widest, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        found = scaled_dot_product_attention(query, key, value, unseen.to(mixed.dtype))
        return found.transpose(1, 2).reshape(texts * widest, -1)[at]

    def _normed(self, states: Tensor, name: str) -> Tensor:
        return layer_norm(states.float(), states.shape[-1:], *self._pair(name), eps=EPSILON)

    def _pair(self, name: str) -> tuple[Tensor, Tensor]:
        return self._weight(name), self._weight(name, "bias")

    def _weight(self, name: str, kind: str = "weight") -> Tensor:
        full = f"{name}.{kind}"
        if full in self._fixed:
            return self._fixed[full]
        trained: Tensor = self._trained[full.replace(".", "/")]
        return trained


_TYPES = "embeddings.token_type_embeddings"


def _is_trained(name: str) -> bool:
    layer = name.partition("encoder.layer.")[2].partition(".")[0]
    return bool(layer) and int(layer) >= FIRST_TRAINED
