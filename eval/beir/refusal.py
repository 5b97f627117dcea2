"""Abstention on a question set: the documents that answer are thought away one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.beir.measures import RESAMPLES, SEED, TAILS, Interval, mean_interval
from eval.beir.sets import BeirQuestion
from rag.assistant import Assistant
from rag.content import ANSWERS

# Share of the answerable questions that are to be answered.
KEPT = 0.95

Confidences = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Refusal:
    """How well two groups of questions are told apart by the confidence of their answers.

    ``refused`` is the share of the unanswerable that falls below the confidence which 95 % of the
    answerable reach. ``kept`` and ``declined`` are what the product does at its own fixed bound:
    the shares of the answerable that it answers, and of the unanswerable that it does not.
    """

    group: str
    auroc: Interval
    refused: Interval
    kept: Interval
    declined: Interval
    answerable: int
    unanswerable: int


def refusals(assistant: Assistant, questions: Sequence[BeirQuestion]) -> Iterator[Refusal]:
    """Each answerable question against itself without its documents, and against the unanswerable.

    The second only where the set itself calls questions unanswerable.
    """
    answerable = [q for q in questions if q.relevant and not _unanswerable(q)]
    unanswerable = [q for q in questions if _unanswerable(q)]
    if not answerable:
        return
    kept = np.array([assistant.consider(q.text).confidence for q in answerable])
    removed = [assistant.consider(q.text, without=q.relevant).confidence for q in answerable]
    yield compared("documents removed", kept, np.array(removed))
    if unanswerable:
        written = np.array([assistant.consider(q.text).confidence for q in unanswerable])
        yield compared("unanswerable by the set", kept, written)


def compared(group: str, kept: Confidences, other: Confidences) -> Refusal:
    """Both figures with their bootstrap intervals; each group is drawn anew by itself."""
    draw = np.random.default_rng(SEED)
    drawn = [
        (_auroc(k, o), _refused(k, o))
        for k, o in (
            (draw.choice(kept, len(kept)), draw.choice(other, len(other))) for _ in range(RESAMPLES)
        )
    ]
    (low, low_refused), (high, high_refused) = np.percentile(drawn, TAILS, axis=0)
    return Refusal(
        group,
        Interval(_auroc(kept, other), float(low), float(high)),
        Interval(_refused(kept, other), float(low_refused), float(high_refused)),
        mean_interval((kept >= ANSWERS).astype(float).tolist()),
        mean_interval((other < ANSWERS).astype(float).tolist()),
        len(kept),
        len(other),
    )


def _auroc(kept: Confidences, other: Confidences) -> float:
    """As :func:`eval.metrics.auroc`, quick enough to be drawn thousands of times."""
    ordered = np.sort(other)
    below = np.searchsorted(ordered, kept, "left") + np.searchsorted(ordered, kept, "right")
    return float(below.sum() / (2 * len(kept) * len(other)))


def _refused(kept: Confidences, other: Confidences) -> float:
    return float((other < np.quantile(kept, 1 - KEPT)).mean())


def _unanswerable(question: BeirQuestion) -> bool:
    return bool(question.metadata.get("unanswerable"))
