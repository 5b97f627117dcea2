"""The ranker's network: question and abstract read apart at first, then together.

The lower layers of MiniLM read the question and the abstract each for itself, so that an abstract
is read once for all questions; the upper layers, trained by ``bench.train_ranker``, read both
together (as DeFormer does, Cao et al. 2020, doi:10.18653/v1/2020.acl-main.411). Every sentence of
the abstract gets its score from what the upper layers make of it: from its mean beside that of the
question, and from the best match of each word of the question (late interaction). Since one
reading sees all sentences, the one that concludes is told from the one that asks.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

# Layers of the encoder that are left as they are. The others are trained.
LOWER_LAYERS = 4
WIDTH = 384
HIDDEN = 128
# Where the trained scales begin: a cosine counts ten times, and the middle of what cosines give.
FIRST_SCALE = 10.0
FIRST_THRESHOLD = 4.0
# Added to what must not be looked at.
NOWHERE = -1e4


@dataclass(frozen=True, slots=True)
class States:
    """What the lower layers made of a text: shape (pieces, WIDTH).

    ``bounds`` are the rows where the first sentence begins and where each sentence ends; empty for
    a question.
    """

    rows: Tensor
    bounds: tuple[int, ...] = ()

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return max(len(self.bounds) - 1, 0)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pairs side by side: (pairs, question pieces + abstract pieces, WIDTH), padded.

    ``asked`` is 1 at words of the question; ``owner`` names the sentence of each piece of the
    abstract, or ``sentences`` where it has none.
    """

    rows: Tensor
    seen: Tensor
    asked: Tensor
    owner: Tensor
    sentences: int


class LowerLayers(nn.Module):
    """The frozen part: word pieces to states."""

    def __init__(self, encoder: Any) -> None:  # noqa: ANN401 - transformers' BertModel
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = encoder.encoder.layer[:LOWER_LAYERS]

    def forward(self, pieces: Sequence[int]) -> Tensor:
        """States of one text, shape (pieces, WIDTH)."""
        hidden: Tensor = self.embeddings(input_ids=torch.tensor([list(pieces)]))
        for layer in self.layers:
            hidden = _first(layer(hidden))
        return hidden[0]


class UpperLayers(nn.Module):
    """The trained part: pairs of states to scores."""

    def __init__(self, encoder: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.layers = copy.deepcopy(encoder.encoder.layer[LOWER_LAYERS:])
        self.side = nn.Parameter(torch.zeros(2, WIDTH))
        last = nn.Linear(HIDDEN, 1)
        _begin_at_nothing(last)
        self.head = nn.Sequential(nn.Linear(3 * WIDTH, HIDDEN), nn.GELU(), last)
        self.weigher = nn.Linear(WIDTH, 1)
        self.scale = nn.Parameter(torch.tensor(FIRST_SCALE))
        self.threshold = nn.Parameter(torch.tensor(FIRST_THRESHOLD))
        _begin_at_nothing(self.weigher)

    def forward(self, pairs: Sequence[tuple[States, States]]) -> list[Tensor]:
        """For each question and abstract one score a sentence, shape (sentences,).

        A score is how many times likelier, as a logarithm, the sentence answers than none does.
        """
        batch = _side_by_side(pairs)
        asked, told = self._together(batch)
        scores = self._by_mean(batch, asked, told) + self.scale * self._by_word(batch, asked, told)
        return [
            row[: abstract.sentences] - self.threshold
            for row, (_, abstract) in zip(scores, pairs, strict=True)
        ]

    def _together(self, batch: _Batch) -> tuple[Tensor, Tensor]:
        asked = batch.asked.shape[1]
        sides = torch.cat(
            [self.side[0].expand(asked, -1), self.side[1].expand(batch.owner.shape[1], -1)]
        )
        hidden = batch.rows + sides
        unseen = torch.zeros(batch.seen.shape).masked_fill(~batch.seen, NOWHERE)[:, None, None, :]
        precision = next(self.layers.parameters()).dtype
        hidden, unseen = hidden.to(precision), unseen.to(precision)
        # Trained weights stay in single precision; only what is multiplied is halved.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.layers:
                hidden = _first(layer(hidden, unseen))
        hidden = hidden.float()
        return hidden[:, :asked], hidden[:, asked:]

    def _by_mean(self, batch: _Batch, asked: Tensor, told: Tensor) -> Tensor:
        own = nn.functional.one_hot(batch.owner, batch.sentences + 1)[..., :-1].float()
        shares = own / own.sum(1, keepdim=True).clamp(min=1)
        sentences = shares.transpose(1, 2) @ told
        words = batch.asked[..., None]
        question = ((asked * words).sum(1) / words.sum(1))[:, None].expand_as(sentences)
        scores: Tensor = self.head(torch.cat([sentences, question, sentences * question], -1))
        return scores[..., 0]

    def _by_word(self, batch: _Batch, asked: Tensor, told: Tensor) -> Tensor:
        weights = self.weigher(asked)[..., 0].masked_fill(batch.asked == 0, NOWHERE).softmax(1)
        units = nn.functional.normalize(asked, dim=-1), nn.functional.normalize(told, dim=-1)
        cosines = units[0] @ units[1].transpose(1, 2)
        best = torch.full((*weights.shape, batch.sentences + 1), -1.0).scatter_reduce(
            2, batch.owner[:, None].expand_as(cosines), cosines, "amax", include_self=False
        )
        found: Tensor = (best[..., :-1] * weights[..., None]).sum(1)
        return found


def _side_by_side(pairs: Sequence[tuple[States, States]]) -> _Batch:
    asked = max(len(question.rows) for question, _ in pairs)
    told = max(len(abstract.rows) for _, abstract in pairs)
    sentences = max(abstract.sentences for _, abstract in pairs)
    rows = torch.zeros(len(pairs), asked + told, WIDTH)
    seen = torch.zeros(len(pairs), asked + told, dtype=torch.bool)
    words = torch.zeros(len(pairs), asked)
    owner = torch.full((len(pairs), told), sentences, dtype=torch.long)
    for i, (question, abstract) in enumerate(pairs):
        for first, part in ((0, question.rows), (asked, abstract.rows)):
            rows[i, first : first + len(part)] = part
            seen[i, first : first + len(part)] = True
        # Without the two special pieces, unless there is nothing else.
        words[i, 1 : max(len(question.rows) - 1, 2)] = 1
        for sentence, (start, end) in enumerate(pairwise(abstract.bounds)):
            owner[i, start:end] = sentence
    return _Batch(rows, seen, words, owner, sentences)


def _begin_at_nothing(layer: nn.Linear) -> None:
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)


def _first(output: Any) -> Tensor:  # noqa: ANN401 - a layer gives a tensor or a tuple, by version
    found: Tensor = output[0] if isinstance(output, tuple) else output
    return found
