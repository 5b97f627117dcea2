"""Measures of what the systems said to a set: ranking, sentences, and declining.

Each is a mean over questions with its 95 % interval, and beside Shoroku's the interval of the
difference, question by question, which is much narrower than two intervals side by side say.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from bench.marks import mark
from bench.peers.evidence import Evidence, carries_any
from bench.peers.quality import Said, read_run, run_path
from bench.peers.results import Key, Results
from bench.peers.rows import ANSWERING, Row
from bench.peers.sets import Asked
from eval.beir.measures import MEASURES, Interval, mean_interval
from eval.beir.refusal import compared
from index.embedding import Embedder

STEP = "quality"
RANKING = ("nDCG@10", "R@1", "R@5")
EVIDENCE = "evidence hit@1"
SHOWN, WORDS = "answer in what is seen first", "words seen first"
DECLINED, WRONGLY = "declined", "wrongly declined"
AUROC, REFUSED = "AUROC", "refused at 95 % kept"
DEPTH = 10
CODE = tuple(Path(__file__).with_name(name) for name in ("scores.py", "evidence.py"))

Values = dict[str, list[float]]


def score_all(results: Results, asked: Asked, embedder: Embedder) -> None:
    """Measure the kept replies of all systems, unless these very replies were measured already."""
    paths = [run_path(row.system, row.setting, asked.name) for row in ANSWERING]
    source = mark([*paths, *CODE])
    keys = [Key(STEP, row.system.key, row.setting, asked.name) for row in ANSWERING]
    if all(results.has(key, source) for key in keys):
        return
    evidence = Evidence(asked, embedder)
    ours: Values = {}
    for row, key in zip(ANSWERING, keys, strict=True):
        said = replies(row, asked)
        values = dict(per_question(asked, said, evidence))
        ours = ours or values
        results.add(key, dict(figures(asked, said, evidence, values, ours)), source)


def replies(row: Row, asked: Asked) -> dict[str, Said]:
    """What a system said to each question, by the question's id."""
    return {one.question: one for one in read_run(run_path(row.system, row.setting, asked.name))}


def per_question(
    asked: Asked, said: dict[str, Said], evidence: Evidence
) -> Iterator[tuple[str, list[float]]]:
    """Each measure with one value a question, in the same order for every system."""
    ranked = [q for q in asked.questions if any(grade > 0 for grade in q.judged.values())]
    for name in RANKING:
        yield name, [MEASURES[name](said[q.id].ranking[:DEPTH], q.judged) for q in ranked]
    known = [q for q in asked.questions if q.spans]
    yield EVIDENCE, [float(evidence.hit(q, said[q.id].reply)) for q in known]
    shown = ((evidence.shown(said[q.id].reply), q.spans) for q in known)
    yield SHOWN, [float(carries_any(places, spans)) for places, spans in shown]
    for name, answerable in ((DECLINED, False), (WRONGLY, True)):
        group = [said[q.id].reply for q in asked.questions if q.answerable is answerable]
        yield name, [float(reply.answered is False) for reply in group]


def figures(
    asked: Asked, said: dict[str, Said], evidence: Evidence, values: Values, ours: Values
) -> Iterator[tuple[str, float]]:
    """Every figure that this set can give, with its interval and that of the difference."""
    for name, found in values.items():
        if found:
            yield from _with_interval(name, mean_interval(found))
            apart = mean_interval(np.subtract(found, ours[name]).tolist())
            yield f"{name} less, low", apart.low
            yield f"{name} less, high", apart.high
    words = [evidence.words(said[q.id].reply) for q in asked.questions if q.spans]
    if any(words):
        yield WORDS, median(filter(None, words))
    yield from _told_apart(asked, said)


def _told_apart(asked: Asked, said: dict[str, Said]) -> Iterator[tuple[str, float]]:
    """How well the scores tell what the set's documents do not answer, where there is such."""
    kept = confidences([said[q.id] for q in asked.questions if q.answerable])
    other = confidences([said[q.id] for q in asked.questions if not q.answerable])
    if kept is not None and other is not None and len(kept) and len(other):
        told = compared(asked.name, kept, other)
        yield from _with_interval(AUROC, told.auroc)
        yield from _with_interval(REFUSED, told.refused)


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


def _with_interval(name: str, value: Interval) -> Iterator[tuple[str, float]]:
    yield name, value.mean
    yield f"{name} low", value.low
    yield f"{name} high", value.high
