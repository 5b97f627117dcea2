"""The network that tells the parts of an abstract from the vectors of its word pieces.

Each sentence is pooled by learnt attention over its word pieces (Yang et al. 2016,
doi:10.18653/v1/N16-1174), and the sentences of an abstract are read in their order in both
directions, as for sequential sentence classification (Jin & Szolovits 2018,
doi:10.18653/v1/D18-1349). Shared by training (bench.train_zoning) and by answering.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import one_hot
from torch.nn.utils.rnn import pack_sequence, pad_sequence, unpack_sequence

from rag.roles import Role
from rag.zoning.zones import Aspect, Zone

ROLES = tuple(Role)
WIDTH = 384
HEADS = 12
OF_PIECE = 128
OF_SENTENCE = 192
LEFT_OUT = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of an abstract, by the unit rows of their word pieces, (pieces, WIDTH).

    ``roles`` are those that cue phrases tell.
    """

    rows: Sequence[Tensor]
    roles: Sequence[Role]


class ZoningNetwork(nn.Module):
    """Scores zones and aspects of each sentence of some abstracts."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Sequential(nn.Dropout(LEFT_OUT), nn.Linear(WIDTH, OF_PIECE), nn.GELU())
        self.attention = nn.Linear(WIDTH, HEADS)
        self.sentence = nn.Sequential(
            nn.Dropout(LEFT_OUT),
            nn.Linear(HEADS * OF_PIECE, OF_SENTENCE),
            nn.GELU(),
            nn.Dropout(LEFT_OUT),
        )
        self.order = nn.GRU(
            OF_SENTENCE + len(Role), OF_SENTENCE // 2, bidirectional=True, batch_first=True
        )
        self.last = nn.Dropout(LEFT_OUT)
        width = 2 * OF_SENTENCE + len(Role)
        self.zones = nn.Linear(width, len(Zone))
        self.aspects = nn.Linear(width, len(Aspect))

    def forward(self, abstracts: Sequence[Sentences]) -> list[tuple[Tensor, Tensor]]:
        """For each abstract the scores of its sentences' zones and of what answers each aspect.

        Scores of zones are to be taken as a softmax over the zones of one sentence; those of an
        aspect are log odds against "none of these", as a softmax over the sentences of the abstract
        would have them.
        """
        counts = [len(it.roles) for it in abstracts]
        pooled = self._pooled([rows for it in abstracts for rows in it.rows])
        roles = torch.tensor([ROLES.index(role) for it in abstracts for role in it.roles])
        pooled = torch.cat([pooled, one_hot(roles, len(Role)).float()], -1)
        ordered, _ = self.order(
            pack_sequence(list(torch.split(pooled, counts)), enforce_sorted=False)
        )
        states = torch.cat([pooled, self.last(torch.cat(unpack_sequence(ordered)))], -1)
        zones = torch.split(self.zones(states), counts)
        return list(zip(zones, torch.split(self.aspects(states), counts), strict=True))

    def _pooled(self, sentences: Sequence[Tensor]) -> Tensor:
        rows = pad_sequence(list(sentences), batch_first=True)
        lengths = torch.tensor([len(own) for own in sentences])
        # A sentence may have no piece: then the first row, of zeros, stands for it.
        beyond = torch.arange(rows.shape[1]) >= lengths.clamp(min=1)[:, None]
        scores = self.attention(rows).masked_fill(beyond[:, :, None], -torch.inf)
        summed = scores.softmax(1).transpose(1, 2) @ self.piece(rows)
        found: Tensor = self.sentence(summed.flatten(1))
        return found
