"""Trains a reader:

    python -m bench.train_reader DATA [--reader multilingual] [--epochs N] [--output FILE]

It begins with the encoder's weights. DATA has the folders beir, books and scale (see
bench.reader_groups). A step shows ``AT_ONCE`` questions, each with the abstract that answers, or
only looks as if it did, and one that is near.
The loss is the negative logarithm of the share that a softmax over all sentences shown, and over
"none of these", gives to the sentences that answer (ListNet's top-one form, Cao et al. 2007,
doi:10.1145/1273496.1273513). What is kept is the mean of the weights over the second half of the
steps (Izmailov et al. 2018, arXiv:1803.05407). The weights go to rag/reader/.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from bench.question_groups import Told
from bench.reader_bases import BASES, Base
from bench.reader_groups import Asked
from bench.reader_network import ReaderNetwork
from index.together import Together, together
from rag.reader.window import MOST_OF_SENTENCE, Laid, laid

SEED = 1
EPOCHS = 1.0
AT_ONCE = 8
RATE_OF_LAYERS, RATE_OF_HEAD, RATE_OF_SCALES = 1e-4, 1e-3, 1e-2
WARM_UP, LOWEST_RATE = 0.06, 0.02
STEEPEST = 1.0
WITHOUT_TITLE = 0.2
# Windows that a step shows of the abstract that a question is about, unless more answer, and of
# the one that is near. Most abstracts have no more.
WINDOWS = (6, 3)
REPORT = 25
TARGET = Path(__file__).resolve().parent.parent / "rag" / "reader"


def main(arguments: list[str]) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_reader", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--reader", choices=BASES, default="english")
    parser.add_argument("--output", type=Path, help="instead of the product's own file")
    options = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    base = BASES[options.reader]()
    torch.set_num_threads(options.threads)
    # Numbers too small to matter make a step twenty times as slow.
    torch.set_flush_denormal(True)
    asked = base.questions(options.data)
    steps = round(options.epochs * len(asked) / AT_ONCE)
    print(f"{len(asked)} questions to learn from, {steps} steps", flush=True)
    target = options.output or TARGET / base.file
    save_file(Trainer(base, steps).train(asked), target)
    print(f"SHA-256: {hashlib.sha256(target.read_bytes()).hexdigest()}")
    return 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """One text that a step shows: whose question it belongs to, and which sentences answer."""

    question: int
    text: Laid
    right: tuple[bool, ...]


class Trainer:
    """The network and what moves it."""

    def __init__(self, base: Base, steps: int) -> None:
        self._vocabulary = base.vocabulary
        self._steps = steps
        self._draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
        self._known: dict[str, list[int]] = {}
        self.network = ReaderNetwork(base.weights)
        self._optimiser = _optimiser(self.network)

    def train(self, asked: Sequence[Asked]) -> dict[str, Tensor]:
        """So many steps over the questions in an order drawn from the seed; the mean weights."""
        rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._rate)
        mean = AveragedModel(self.network)
        waiting: list[Asked] = []
        losses: list[float] = []
        for step in range(self._steps):
            if len(waiting) < AT_ONCE:
                waiting = self._draw.sample(asked, len(asked))
            losses.append(self._step([waiting.pop() for _ in range(AT_ONCE)]))
            rates.step()
            if step >= self._steps // 2:
                mean.update_parameters(self.network)
            if step % REPORT == REPORT - 1:
                told = f"step {step + 1} of {self._steps}: {np.mean(losses[-REPORT:]):.3f}"
                print(told, flush=True)
        self.network.load_state_dict(mean.module.state_dict())
        return self.network.trained()

    def _step(self, batch: Sequence[Asked]) -> float:
        shown = [one for number, asked in enumerate(batch) for one in self._shown(number, asked)]
        scores = self.network([one.text for one in shown])
        loss = torch.stack([_loss(number, shown, scores) for number in range(len(batch))]).mean()
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
        self._optimiser.step()
        return float(loss.detach())

    def _shown(self, number: int, asked: Asked) -> Iterator[_Shown]:
        question = self._pieces(asked.question)
        begin, end = self._vocabulary.framed([])
        for told, most in zip(asked.drawn_with(self._draw), WINDOWS, strict=False):
            # Now and then the title is left out.
            with_title = self._draw.random() >= WITHOUT_TITLE
            title = self._pieces(told.document.title) if with_title else []
            for window in self._windows(question, told, most):
                right = tuple(told.right[place] for place in window.places)
                yield _Shown(number, laid(question, title, window, begin, end), right)

    def _windows(self, question: Sequence[int], told: Told, most: int) -> list[Together]:
        """Those with a sentence that answers and those most like the question."""
        own = [self._pieces(text)[:MOST_OF_SENTENCE] for text in told.document.sentences]
        windows = list(together(own))
        likeness = shared_with(question, windows)
        answering = [any(told.right[place] for place in it.places) for it in windows]
        order = sorted(range(len(windows)), key=lambda at: (-answering[at], -likeness[at]))
        return [windows[at] for at in sorted(order[: max(most, sum(answering))])]

    def _pieces(self, text: str) -> list[int]:
        return self._known.setdefault(text, self._vocabulary.pieces(text))

    def _rate(self, step: int) -> float:
        """Rising at first, then falling in a straight line."""
        rising = min(1.0, (step + 1) / (WARM_UP * self._steps))
        return rising * max(LOWEST_RATE, 1 - step / self._steps)


def shared_with(question: Sequence[int], windows: Sequence[Together]) -> list[float]:
    """How much of the question's pieces each window holds; what all hold counts nothing."""
    held = [set(window.pieces) for window in windows]
    rarity = {it: 1 - np.mean([it in pieces for pieces in held]) for it in set(question)}
    return [float(sum(rarity[it] for it in rarity if it in pieces)) for pieces in held]


def _optimiser(network: ReaderNetwork) -> torch.optim.Optimizer:
    scales = [network.head.scale, network.head.threshold]
    head = [p for p in network.head.parameters() if all(p is not scale for scale in scales)]
    of_head = {id(p) for p in (*scales, *head)}
    layers = [p for p in network.parameters() if id(p) not in of_head]
    groups = [(layers, RATE_OF_LAYERS), (head, RATE_OF_HEAD), (scales, RATE_OF_SCALES)]
    return torch.optim.AdamW(
        [{"params": params, "lr": rate} for params, rate in groups], weight_decay=0.01, fused=True
    )


def _loss(number: int, shown: Sequence[_Shown], scores: Sequence[Tensor]) -> Tensor:
    own = [(one, row) for one, row in zip(shown, scores, strict=True) if one.question == number]
    right = torch.tensor([answers for one, _ in own for answers in one.right])
    # Scores are above the threshold: "none of these" has none.
    logs = torch.log_softmax(torch.cat([*(row for _, row in own), torch.zeros(1)]), 0)
    answering = torch.cat([right, torch.tensor([not bool(right.any())])])
    return -torch.logsumexp(logs[answering], 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
