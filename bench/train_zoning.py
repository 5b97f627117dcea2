"""Trains what tells the parts of an abstract:

    python -m bench.train_zoning DATA [--output FILE]

It learns from abstracts that were read by hand (bench/zone_labels/README.md), upon MiniLM's
vectors, and is measured on two booklets that it has not seen. A step shows ``AT_ONCE`` abstracts.
The loss is the cross entropy of the sentences' zones and, for each aspect, the negative logarithm
of the share that a softmax over the abstract's sentences, and over "none of these", gives to those
that answer. What is kept is the mean of the weights over the second half of the steps. How sure it
is, is fitted to a part kept aside.
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
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel

from bench.zone_sets import ASIDE, LEARNT, Labelled, labelled
from index.embedding import Embedder, load_minilm
from index.reading import Reading
from rag.roles import roles_in
from rag.zoning.loading import SURENESS, WEIGHTS
from rag.zoning.network import Sentences, ZoningNetwork
from rag.zoning.zoner import any_of
from rag.zoning.zones import ASPECTS, ZONES

SEED = 1
EPOCHS = 12
AT_ONCE = 8
RATE, DECAY = 2e-3, 0.02
WARM_UP, LOWEST_RATE = 30, 0.02
STEEPEST = 1.0
SMOOTHED = 0.05
# What the aspects weigh beside the zones.
OF_ASPECTS = 0.3
REPORT = 100
# One abstract in so many is kept aside to fit how sure it is.
ASIDE_TO_FIT = 4
TARGET = Path(__file__).resolve().parent.parent / "rag" / "zoning" / WEIGHTS


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """An abstract as the network sees it, ``answers`` of shape (sentences + 1, aspects).

    The last row of ``answers`` says that none does.
    """

    sentences: Sentences
    zones: Tensor
    answers: Tensor


def main(arguments: list[str]) -> int:
    """Train, write and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_zoning", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    minilm = load_minilm()
    learnt = [read(it, minilm) for it in labelled(LEARNT, options.data)]
    sureness = fitted_sureness(learnt)
    network = trained(learnt)
    weights = {name: it.half().contiguous() for name, it in network.state_dict().items()}
    save_file({**weights, SURENESS: torch.tensor(sureness)}, options.output)
    print(f"SHA-256: {hashlib.sha256(options.output.read_bytes()).hexdigest()}")
    for name in ASIDE:
        found = [read(it, minilm) for it in labelled([name], options.data)]
        print("\n".join(measured(network, found)))
    return 0


def read(one: Labelled, embedder: Embedder) -> Read:
    """With the vectors that a build would store."""
    texts = [Reading(one.sentences, place) for place in range(len(one.sentences))]
    halves = [rows.astype("float16") for rows in embedder.sentence_tokens(texts)]
    answers = torch.zeros(len(one.sentences) + 1, len(ASPECTS))
    for column, aspect in enumerate(ASPECTS):
        places = one.labels.aspects[aspect] or (len(one.sentences),)
        answers[list(places), column] = 1.0
    tokens = [torch.from_numpy(rows.astype("float32")) for rows in halves]
    return Read(
        Sentences(tokens, roles_in(one.sentences)),
        torch.tensor([ZONES.index(it) for it in one.labels.zones]),
        answers,
    )


def trained(learnt: Sequence[Read]) -> ZoningNetwork:
    """So many epochs over the abstracts in an order drawn from the seed; the mean network."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    network = ZoningNetwork()
    mean = AveragedModel(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(learnt) // AT_ONCE
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min(1.0, (at + 1) / WARM_UP) * max(LOWEST_RATE, 1 - at / steps)
    )
    waiting: list[Read] = []
    for step in range(steps):
        if len(waiting) < AT_ONCE:
            waiting = draw.sample(learnt, len(learnt))
        loss = _loss(network, [waiting.pop() for _ in range(AT_ONCE)])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), STEEPEST)
        optimiser.step()
        rates.step()
        if step % REPORT == 0:
            print(f"step {step} of {steps}: {loss.item():.3f}", flush=True)
        if step >= steps // 2:
            mean.update_parameters(network)
    network.load_state_dict(mean.module.state_dict())
    return network.eval()


def _loss(network: ZoningNetwork, batch: Sequence[Read]) -> Tensor:
    found = network([it.sentences for it in batch])
    zones = cross_entropy(
        torch.cat([scores for scores, _ in found]),
        torch.cat([it.zones for it in batch]),
        label_smoothing=SMOOTHED,
    )
    aspects = [_of_aspects(odds, it.answers) for (_, odds), it in zip(found, batch, strict=True)]
    return zones + OF_ASPECTS * torch.stack(aspects).mean()


def _of_aspects(odds: Tensor, answers: Tensor) -> Tensor:
    """The mean over the aspects; what is scored stands against "none of these" at nothing."""
    logs = torch.log_softmax(torch.cat([odds, odds.new_zeros(1, odds.shape[1])]), 0)
    return -torch.logsumexp(logs.masked_fill(answers == 0, -torch.inf), 0).mean()


def fitted_sureness(learnt: Sequence[Read]) -> list[float]:
    """What turns the odds that any sentence answers into a probability: a slope, then offsets.

    There is one offset an aspect. They are fitted to a part of the abstracts by a network that has
    learnt from the others. Who asks for what few abstracts tell has a reason to: it counts as if
    half of them told it.
    """
    network = trained([it for at, it in enumerate(learnt) if at % ASIDE_TO_FIT])
    aside = learnt[::ASIDE_TO_FIT]
    odds = np.concatenate([any_of(_scored(network, it)[1]) for it in aside])
    answered = np.concatenate([it.answers[-1].numpy() == 0 for it in aside])
    of_aspect = np.tile(np.eye(len(ASPECTS)), (len(aside), 1))
    weights = np.where(answered, np.tile(_odds_against(answered), len(aside)), 1.0)
    fit = LogisticRegression(fit_intercept=False)
    fit.fit(np.c_[odds, of_aspect], answered, sample_weight=weights)
    return [float(it) for it in fit.coef_[0]]


def _odds_against(answered: np.ndarray) -> np.ndarray:
    """For each aspect the abstracts without it, for one that has it; at least 1."""
    share = answered.reshape(-1, len(ASPECTS)).mean(0)
    return np.asarray(np.maximum(1.0, (1 - share) / np.maximum(share, 1e-3)))


def _scored(network: ZoningNetwork, one: Read) -> tuple[np.ndarray, np.ndarray]:
    with torch.inference_mode():
        zones, aspects = network([one.sentences])[0]
    return zones.numpy(), aspects.numpy()


def measured(network: ZoningNetwork, found: Sequence[Read]) -> list[str]:
    """How often the likeliest zone is right; for each aspect how often the best sentence is."""
    scored = [_scored(network, it) for it in found]
    right = [
        zones.argmax(1) == it.zones.numpy() for (zones, _), it in zip(scored, found, strict=True)
    ]
    lines = [f"  zones right: {np.concatenate(right).mean():.3f}"]
    for column, aspect in enumerate(ASPECTS):
        odds = [aspects[:, column] for _, aspects in scored]
        answers = [it.answers[:, column].numpy() for it in found]
        best = [bool(a[o.argmax()]) for o, a in zip(odds, answers, strict=True) if not a[-1]]
        holds = [not a[-1] for a in answers]
        several = 0 < len(best) < len(found)
        likely = [float(any_of(o[:, None])[0]) for o in odds]
        area = f"{roc_auc_score(holds, likely):.3f}" if several else "-"
        lines.append(f"  {aspect}: {np.mean(best or [False]):.3f} of {len(best)}, AUROC {area}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
