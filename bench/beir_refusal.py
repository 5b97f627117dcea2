"""Abstention on a question set: the documents that answer are thought away one by one."""

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.metrics import roc_auc_score

from bench.beir_set import BeirQuestion
from rag.assistant import Assistant

# Shares of the answerable questions that are to be answered.
KEPT = (0.90, 0.95, 0.98)


def refusal_rows(
    assistant: Assistant, questions: Sequence[BeirQuestion]
) -> Iterator[tuple[str, float]]:
    """AUROC, and what is refused where so many of the answerable are kept.

    A question that the set itself calls unanswerable is compared with the answerable ones; else
    each answerable question is asked again without its relevant documents.
    """
    answerable = [q for q in questions if not _unanswerable(q) and q.relevant]
    unanswerable = [q for q in questions if _unanswerable(q)]
    kept = np.array([assistant.consider(q.text).confidence for q in answerable])
    removed = [assistant.consider(q.text, without=q.relevant).confidence for q in answerable]
    yield from _compared("gold removed", kept, np.array(removed))
    if unanswerable:
        written = np.array([assistant.consider(q.text).confidence for q in unanswerable])
        yield from _compared("written so", kept, written)


def _compared(name: str, kept: np.ndarray, other: np.ndarray) -> Iterator[tuple[str, float]]:
    truth = np.concatenate([np.ones(len(kept)), np.zeros(len(other))])
    yield f"{name}: AUROC", float(roc_auc_score(truth, np.concatenate([kept, other])))
    for share in KEPT:
        threshold = np.quantile(kept, 1 - share)
        yield f"{name}: refused at {share:.0%} kept", float((other < threshold).mean())


def _unanswerable(question: BeirQuestion) -> bool:
    return bool(question.metadata.get("unanswerable"))
