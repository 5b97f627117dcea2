"""The reader as it is trained: its upper layers in single precision, the lowest fixed.

What it computes is what index.bert computes; here gradients flow, and texts lie side by side,
filled up to the longest, for attention. So texts of about the same length are read together.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, gelu, layer_norm, linear, softmax

from index.bert import EPSILON, HEADS
from index.embedding import fastest_precision
from index.typed import Typed
from rag.reader.head import Head
from rag.reader.loading import OF_HEAD, layer_of
from rag.reader.window import Laid

# The first layer that is trained: below, words are read; above, what they mean to one another.
FIRST_TRAINED = 1
# Question, title, sentences: the encoders know one type.
TYPES = 3
# Bounds between short, middling and long texts, in word pieces.
LENGTHS = (0, 48, 120, 1_000_000)
NOWHERE = -1e4
_TYPES = "embeddings.token_type_embeddings.weight"


class ReaderNetwork(nn.Module):
    """Reads question and sentences into log odds, as rag.reader does."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        """``weights`` are an encoder's, by their names in transformers' BertModel."""
        super().__init__()
        own = {**weights, _TYPES: weights[_TYPES][:1].repeat(TYPES, 1)}
        self._fixed = {n: t.detach().float() for n, t in own.items() if not _is_trained(n)}
        trained = {n: t for n, t in own.items() if _is_trained(n)}
        # A parameter's name may hold no dots.
        self._trained = nn.ParameterDict(
            {n.replace(".", "/"): nn.Parameter(t.detach().float()) for n, t in trained.items()}
        )
        self._depth = sum(name.endswith("intermediate.dense.bias") for name in weights)
        self.head = Head()

    def trained(self) -> dict[str, Tensor]:
        """The trained weights as rag.reader reads them: the network's in half precision."""
        network = {
            name.replace("/", "."): weight.detach().half().contiguous()
            for name, weight in self._trained.items()
        }
        head = {OF_HEAD + name: it.detach() for name, it in self.head.state_dict().items()}
        return network | head

    def forward(self, texts: Sequence[Laid]) -> list[Tensor]:
        """For each text the log odds of its sentences."""
        states = self.states([it.text for it in texts])
        return [
            self.head(rows[slice(*it.question)], [rows[start:end] for start, end in it.sentences])
            for it, rows in zip(texts, states, strict=True)
        ]

    def states(self, texts: Sequence[Typed]) -> list[Tensor]:
        """The last states of each text, shape (pieces, width)."""
        rows: dict[int, Tensor] = {}
        for low, high in pairwise(LENGTHS):
            some = [number for number, text in enumerate(texts) if low <= len(text) < high]
            if some:
                rows |= zip(some, self._read([texts[number] for number in some]), strict=True)
        return [rows[number] for number in range(len(texts))]

    def _read(self, texts: Sequence[Typed]) -> Iterator[Tensor]:
        lengths = torch.tensor([len(text) for text in texts])
        pieces = torch.tensor([piece for text in texts for piece in text.pieces])
        types = torch.tensor([type_ for text in texts for type_ in text.types])
        places = torch.cat([torch.arange(int(length)) for length in lengths])
        words = self._weight("embeddings.word_embeddings")
        found = embedding(pieces, words) + embedding(types, self._exactly(_TYPES))
        states = self._normed(
            found + embedding(places, self._weight("embeddings.position_embeddings")),
            "embeddings.LayerNorm",
        )
        widest = int(lengths.max())
        owners = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        at = owners * widest + places
        unseen = torch.full((len(texts) * widest,), NOWHERE)
        unseen[at] = 0.0
        with torch.autocast("cpu", torch.bfloat16, enabled=fastest_precision() is torch.bfloat16):
            for number in range(self._depth):
                name = f"encoder.layer.{number}"
                states = self._layer(states, name, at, unseen.view(len(texts), 1, 1, widest))
        yield from torch.split(states, lengths.tolist())

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
        # Torch's own attention takes twice as long to go back through in bfloat16.
        likeness = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
        shares = softmax(likeness + unseen.to(mixed.dtype), -1)
        found: Tensor = shares.to(mixed.dtype) @ value
        return found.transpose(1, 2).reshape(texts * widest, -1)[at]

    def _normed(self, states: Tensor, name: str) -> Tensor:
        return layer_norm(states.float(), states.shape[-1:], *self._pair(name), eps=EPSILON)

    def _pair(self, name: str) -> tuple[Tensor, Tensor]:
        return self._weight(name), self._weight(name, "bias")

    def _weight(self, name: str, kind: str = "weight") -> Tensor:
        return self._exactly(f"{name}.{kind}")

    def _exactly(self, name: str) -> Tensor:
        if name in self._fixed:
            return self._fixed[name]
        trained: Tensor = self._trained[name.replace(".", "/")]
        return trained


def _is_trained(name: str) -> bool:
    return name == _TYPES or layer_of(name) >= FIRST_TRAINED
