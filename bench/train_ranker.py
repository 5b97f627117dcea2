"""Trains the ranker's upper layers:  python -m bench.train_ranker SETS [--steps N]

SETS is a folder of public question sets in the BEIR form (see ranker_groups.SETS). A step shows
``AT_ONCE`` questions; the loss is the negative logarithm of the share that a softmax over all
sentences shown, and over "none of these", gives to the sentences that answer (ListNet's top-one
form, Cao et al. 2007, doi:10.1145/1273496.1273513). The weights go to rag/ranker/.
"""

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from bench.ranker_groups import Group, Told, groups_of
from index.embedding import MiniLM, load_minilm
from rag.ranker.network import LowerLayers, States, UpperLayers
from rag.ranker.ranker import WEIGHTS, TrainedRanker

SEED = 1
STEPS = 570
AT_ONCE = 8
RATE_OF_LAYERS, RATE_OF_HEADS, RATE_OF_SCALES = 2e-4, 1e-3, 1e-2
WARM_UP = 0.06
LOWEST_RATE = 0.02
STEEPEST = 1.0
TARGET = Path(__file__).resolve().parent.parent / "rag" / "ranker" / WEIGHTS

Pair = tuple[States, States]


def main(arguments: list[str]) -> int:
    """Train, measure on what was kept aside, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_ranker", description=__doc__)
    parser.add_argument("sets", type=Path, metavar="SETS")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    minilm = load_minilm(options.threads)
    trainer = Trainer(minilm)
    learnt, aside = groups_of(options.sets)
    print(f"{len(learnt)} questions to learn from, {len(aside)} kept aside", flush=True)
    trainer.train(learnt, options.steps)
    trainer.report(aside)
    trainer.save(options.output)
    return 0


class Trainer:
    """The upper layers in single precision, and what moves them."""

    def __init__(self, minilm: MiniLM) -> None:
        self.upper = UpperLayers(minilm.encoder).float()
        self.reader = TrainedRanker(minilm, LowerLayers(minilm.encoder).eval(), self.upper)
        layers = list(self.upper.layers.parameters())
        scales = [self.upper.scale, self.upper.threshold]
        known = {id(parameter) for parameter in (*layers, *scales)}
        heads = [p for p in self.upper.parameters() if id(p) not in known]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": layers, "lr": RATE_OF_LAYERS},
                {"params": heads, "lr": RATE_OF_HEADS},
                {"params": scales, "lr": RATE_OF_SCALES},
            ],
            weight_decay=0.01,
        )

    def train(self, groups: list[Group], steps: int) -> None:
        """So many steps over the groups in an order drawn from the seed."""
        draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
        rates = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: _rate(step, steps))
        waiting: list[Group] = []
        losses: list[float] = []
        self.upper.train()
        for step in range(steps):
            if len(waiting) < AT_ONCE:
                waiting = draw.sample(groups, len(groups))
            shown = [waiting.pop().drawn_with(draw) for _ in range(AT_ONCE)]
            losses.append(self._step(shown))
            rates.step()
            if step % 20 == 19:  # noqa: PLR2004
                print(f"step {step + 1} of {steps}: loss {np.mean(losses[-20:]):.3f}", flush=True)

    def _step(self, shown: "list[tuple[str, list[Told]]]") -> float:
        loss = torch.stack([self._loss(question, told) for question, told in shown]).mean()
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.upper.parameters(), STEEPEST)
        self.optimiser.step()
        return float(loss.detach())

    def _loss(self, question: str, told: list[Told]) -> Tensor:
        scores, right = self._scored(question, told)
        # Scores are above the threshold: "none of these" has none.
        logs = torch.log_softmax(torch.cat([scores, torch.zeros(1)]), 0)
        answering = torch.cat([right, torch.tensor([not bool(right.any())])])
        return -torch.logsumexp(logs[answering], 0)

    def _scored(self, question: str, told: list[Told]) -> tuple[Tensor, Tensor]:
        asked = self.reader.question_states(question)
        pairs = [(asked, states) for one in told for states in self.reader.states_of(one.document)]
        return torch.cat(self.upper(pairs)), torch.tensor(
            [answers for one in told for answers in one.right]
        )

    @torch.inference_mode()
    def report(self, groups: list[Group]) -> None:
        """hit@1 and hit@3 within the answering abstract, by set."""
        self.upper.eval()
        hits: dict[str, list[tuple[bool, bool]]] = {}
        for group in groups:
            if group.answering:
                scores, right = self._scored(group.question, [group.answering])
                order = right[torch.argsort(-scores)]
                found = bool(order[0]), bool(order[:3].any())
                hits.setdefault(group.set_name, []).append(found)
        for name, rows in hits.items():
            first, three = np.mean(rows, axis=0)
            print(f"{name}: hit@1 {first:.3f}, hit@3 {three:.3f} of {len(rows)}", flush=True)

    def save(self, path: Path) -> None:
        """Write the weights in half precision."""
        half = {name: value.half().contiguous() for name, value in self.upper.state_dict().items()}
        save_file(half, path)


def _rate(step: int, steps: int) -> float:
    """Rising at first, then falling in a straight line."""
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(LOWEST_RATE, 1 - step / steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
