"""Trains the token reader's upper layers:  python -m bench.train_token_reader SETS [--epochs N]

SETS is a folder of public question sets in the BEIR form (see bench.token_groups). A sentence's
score is ``SHARPNESS`` times the weighted mean of the best cosine of each of the question's word
pieces (Khattab & Zaharia 2020, doi:10.1145/3397271.3401075), half of it with the title read beside
the sentence. The loss is the negative logarithm of the share that a softmax gives to the sentences
that answer, once among all sentences of a step, once within the abstract (Cao et al. 2007,
doi:10.1145/1273496.1273513). What is kept is the mean of the weights over the second half of the
steps (Izmailov et al. 2018, arXiv:1803.05407): it forgets less of what MiniLM knew. The weights go
to index/token_reader/.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from bench.question_groups import Told
from bench.token_groups import Asked, groups_to_learn_from
from bench.token_network import TokenNetwork
from index.embedding import MiniLM, load_minilm
from index.together import ROOM, together

SEED = 1
EPOCHS = 1.2
AT_ONCE = 8
RATE = 5e-5
WARM_UP, LOWEST_RATE = 0.06, 0.02
STEEPEST = 1.0
SHARPNESS = 20.0
WITHOUT_TITLE = 0.2
REPORT = 25
TARGET = Path(__file__).resolve().parent.parent / "index" / "token_reader" / "weights.safetensors"


def main(arguments: list[str]) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_token_reader", description=__doc__)
    parser.add_argument("sets", type=Path, metavar="SETS")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    minilm = load_minilm(options.threads)
    # Numbers too small to matter are slow to add.
    torch.set_flush_denormal(True)
    trainer = Trainer(minilm)
    asked = groups_to_learn_from(options.sets, minilm)
    print(f"{len(asked)} questions to learn from", flush=True)
    save_file(trainer.train(asked, round(options.epochs * len(asked) / AT_ONCE)), options.output)
    print(f"SHA-256: {hashlib.sha256(options.output.read_bytes()).hexdigest()}")
    return 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a step shows: word pieces to read, and whose sentence each is.

    ``rows`` of all sentences, one below another; ``owner`` the sentence of each row; ``document``
    the document of each sentence; ``right`` which sentences answer their own question; ``titles``
    the rows of each document's title.
    """

    rows: Tensor
    owner: Tensor
    document: Tensor
    right: Tensor
    titles: list[Tensor]


class Trainer:
    """The network and what moves it."""

    def __init__(self, minilm: MiniLM) -> None:
        self._minilm = minilm
        self._draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
        self._known: dict[str, list[int]] = {}
        self.network = TokenNetwork(minilm.encoder.float().state_dict())
        self._optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=RATE, weight_decay=0.01, fused=True
        )

    def train(self, asked: Sequence[Asked], steps: int) -> dict[str, Tensor]:
        """So many steps over the questions in an order drawn from the seed; the mean weights."""
        rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, lambda step: _rate(step, steps))
        mean = AveragedModel(self.network)
        waiting: list[Asked] = []
        losses: list[float] = []
        for step in range(steps):
            if len(waiting) < AT_ONCE:
                waiting = self._draw.sample(asked, len(asked))
            losses.append(self._step([waiting.pop() for _ in range(AT_ONCE)]))
            rates.step()
            if step >= steps // 2:
                mean.update_parameters(self.network)
            if step % REPORT == REPORT - 1:
                print(f"step {step + 1} of {steps}: {np.mean(losses[-REPORT:]):.3f}", flush=True)
        self.network.load_state_dict(mean.module.state_dict())
        return self.network.trained()

    def _step(self, batch: Sequence[Asked]) -> float:
        told = [(asked, one) for asked in batch for one in asked.drawn_with(self._draw)]
        questions, shown = self._read(batch, [one for _, one in told])
        losses = [
            self._loss(asked, rows, shown, told)
            for asked, rows in zip(batch, questions, strict=True)
        ]
        loss = torch.stack(losses).mean()
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
        self._optimiser.step()
        return float(loss.detach())

    def _read(self, batch: Sequence[Asked], told: Sequence[Told]) -> tuple[list[Tensor], _Shown]:
        """The rows of each question, and of all that is told."""
        windows = [
            (number, window)
            for number, one in enumerate(told)
            for window in together([self._pieces(s)[:ROOM] for s in one.document.sentences])
        ]
        texts = [window.pieces for _, window in windows]
        texts += [self._pieces(asked.question) for asked in batch]
        texts += [self._pieces(one.document.title) for one in told]
        rows = [row[1:-1] for row in self.network([self._minilm.framed(text) for text in texts])]
        questions = rows[len(windows) : len(windows) + len(batch)]
        own, told_at = [], []
        for (number, window), found in zip(windows, rows, strict=False):
            own += [found[start:end] for start, end in window.places.values()]
            told_at += [(number, place) for place in window.places]
        lengths = torch.tensor([len(sentence) for sentence in own])
        owner = torch.repeat_interleave(torch.arange(len(own)), lengths)
        titles = rows[len(windows) + len(batch) :]
        right = [told[number].right[place] for number, place in told_at]
        document = torch.tensor([number for number, _ in told_at])
        return questions, _Shown(torch.cat(own), owner, document, torch.tensor(right), titles)

    def _loss(
        self, asked: Asked, rows: Tensor, shown: _Shown, told: Sequence[tuple[Asked, Told]]
    ) -> Tensor:
        scores = self._scores(asked, rows, shown)
        own = [one is asked and each is asked.answering for one, each in told]
        inside = torch.tensor(own)[shown.document]
        right = inside & shown.right
        loss = _missed(scores, right)
        return loss if right[inside].all() else loss + _missed(scores[inside], right[inside])

    def _scores(self, asked: Asked, rows: Tensor, shown: _Shown) -> Tensor:
        weights = torch.from_numpy(asked.weights)[: len(rows)]
        cosines = rows @ shown.rows.T
        best = torch.full((len(rows), len(shown.document)), -1.0).scatter_reduce(
            1, shown.owner.expand_as(cosines), cosines, "amax", include_self=False
        )
        titled = torch.stack([self._by_title(rows, title) for title in shown.titles], 1)
        beside = torch.maximum(best, titled[:, shown.document])
        return SHARPNESS * (weights @ best + weights @ beside) / 2

    def _by_title(self, rows: Tensor, title: Tensor) -> Tensor:
        """The best cosine of each of the question's pieces in a title, now and then left out."""
        if not len(title) or self._draw.random() < WITHOUT_TITLE:
            return torch.full((len(rows),), -1.0)
        return (rows @ title.T).amax(1)

    def _pieces(self, text: str) -> list[int]:
        room = self._minilm.window - 2
        return self._known.setdefault(text, self._minilm.pieces(text)[:room])


def _missed(scores: Tensor, right: Tensor) -> Tensor:
    """The negative logarithm of the share that a softmax gives to what is right."""
    return -torch.logsumexp(torch.log_softmax(scores, 0)[right], 0)


def _rate(step: int, steps: int) -> float:
    """Rising at first, then falling in a straight line."""
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(LOWEST_RATE, 1 - step / steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
