"""Measures of what a system said to a set: ranking, first sentence, and declining."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.peers.evidence import Evidence, hits
from bench.peers.quality import Said, read_run, run_path
from bench.peers.results import Key, Results
from bench.peers.sets import BOOKLET, Asked, Question
from bench.peers.systems import Compared
from eval.beir.measures import MEASURES, Interval, mean_interval
from eval.beir.refusal import compared
from index.embedding import Embedder

STEP = "quality"
RANKING = ("nDCG@10", "R@1", "R@5", "R@10")
EVIDENCE = "evidence hit@1"
DECLINED, WRONGLY = "declined", "wrongly declined"
AUROC, REFUSED = "AUROC", "refused at 95 % kept"
DEPTH = 10

Figures = dict[str, float]


def score(
    results: Results, system: Compared, setting: str, asked: Asked, embedder: Embedder
) -> None:
    """Measure the kept replies, unless these very replies were measured already."""
    path = run_path(system, setting, asked.name)
    key = Key(STEP, system.key, setting, asked.name)
    source = digest(path)
    if not results.has(key, source):
        said = {one.question: one for one in read_run(path)}
        results.add(key, dict(figures(asked, said, embedder)), source)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def figures(asked: Asked, said: dict[str, Said], embedder: Embedder) -> Iterator[tuple[str, float]]:
    """Every figure that this set can give, with its interval and the number of questions."""
    ranked = [q for q in asked.questions if any(grade > 0 for grade in q.judged.values())]
    for name in RANKING:
        values = [MEASURES[name](said[q.id].ranking[:DEPTH], q.judged) for q in ranked]
        yield from _with_interval(name, mean_interval(values), len(values))
    replies = {one.question: one.reply for one in said.values()}
    found = hits(Evidence(asked, embedder), asked.questions, replies)
    if found:
        yield from _with_interval(EVIDENCE, mean_interval(found), len(found))
    yield from _declining(asked, said)


def _declining(asked: Asked, said: dict[str, Said]) -> Iterator[tuple[str, float]]:
    """Only where the set itself has questions that its documents do not answer."""
    answerable = [said[q.id] for q in asked.questions if q.answerable]
    unanswerable = [said[q.id] for q in asked.questions if not q.answerable]
    if not unanswerable:
        return
    for name, group in ((DECLINED, unanswerable), (WRONGLY, answerable)):
        declined = [float(one.reply.answered is False) for one in group]
        yield from _with_interval(name, mean_interval(declined), len(declined))
    kept, other = confidences(answerable), confidences(unanswerable)
    if kept is not None and other is not None:
        told = compared(asked.name, kept, other)
        yield from _with_interval(AUROC, told.auroc, len(kept) + len(other))
        yield from _with_interval(REFUSED, told.refused, len(other))


def confidences(said: Sequence[Said]) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
    """The system's own estimate, or else the score of its first piece; None without scores."""
    values = [_confidence(one) for one in said]
    if any(value is None for value in values):
        return None
    return np.array([value for value in values if value is not None], dtype=np.float64)


def _confidence(said: Said) -> float | None:
    if said.reply.confidence is not None:
        return said.reply.confidence
    return said.reply.found[0].score if said.reply.found else None


def _with_interval(name: str, value: Interval, count: int) -> Iterator[tuple[str, float]]:
    yield name, value.mean
    yield f"{name} low", value.low
    yield f"{name} high", value.high
    yield f"{name} n", float(count)


def declined_by_kind(asked: Asked, said: dict[str, Said]) -> dict[str, tuple[int, int]]:
    """Of the unanswerable questions of each kind: how many were declined, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for question in _unanswerable(asked):
        declined, count = counts.get(question.kind, (0, 0))
        declined += said[question.id].reply.answered is False
        counts[question.kind] = (declined, count + 1)
    return counts


def _unanswerable(asked: Asked) -> list[Question]:
    return [q for q in asked.questions if not q.answerable and asked.name == BOOKLET]
