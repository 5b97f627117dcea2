"""What the reader's last layer tells of each sentence: how surely it answers.

Shared by training (bench.train_reader) and by answering (rag.reader.reader).
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

WIDTH = 384
HIDDEN = 128
# Where training begins: a cosine counts ten times, and the middle of what cosines give.
FIRST_SCALE = 10.0
FIRST_THRESHOLD = 4.0


class Head(nn.Module):
    """Scores sentences by their mean beside the question's, and by the best match of each word.

    The latter is late interaction (Khattab & Zaharia 2020, doi:10.1145/3397271.3401075) with a
    learnt weight a word.
    """

    def __init__(self) -> None:
        super().__init__()
        last = nn.Linear(HIDDEN, 1)
        _begin_at_nothing(last)
        self.by_mean = nn.Sequential(nn.Linear(3 * WIDTH, HIDDEN), nn.GELU(), last)
        self.weigher = nn.Linear(WIDTH, 1)
        _begin_at_nothing(self.weigher)
        self.scale = nn.Parameter(torch.tensor(FIRST_SCALE))
        self.threshold = nn.Parameter(torch.tensor(FIRST_THRESHOLD))

    def forward(self, question: Tensor, sentences: Sequence[Tensor]) -> Tensor:
        """One score a sentence, shape (sentences,).

        ``question`` and each sentence have the last states of their word pieces: (pieces, WIDTH).
        A score is by how much likelier, as a logarithm, the sentence answers than none does.
        """
        lengths = torch.tensor([len(rows) for rows in sentences])
        owner = torch.repeat_interleave(torch.arange(len(sentences)), lengths)
        rows = torch.cat(list(sentences))
        sums = torch.zeros(len(sentences), WIDTH).index_add(0, owner, rows)
        # A sentence may have no piece.
        means = sums / lengths.clamp(min=1)[:, None]
        asked = question.mean(0).expand_as(means)
        by_mean = self.by_mean(torch.cat([means, asked, means * asked], -1))[:, 0]
        found: Tensor = by_mean + self.scale * self._by_word(question, rows, owner, len(sentences))
        return found - self.threshold

    def _by_word(self, question: Tensor, rows: Tensor, owner: Tensor, count: int) -> Tensor:
        weights = self.weigher(question)[:, 0].softmax(0)
        cosines = normalize(question, dim=-1) @ normalize(rows, dim=-1).T
        best = torch.full((len(question), count), -1.0).scatter_reduce(
            1, owner.expand_as(cosines), cosines, "amax", include_self=False
        )
        found: Tensor = weights @ best
        return found


def _begin_at_nothing(layer: nn.Linear) -> None:
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
