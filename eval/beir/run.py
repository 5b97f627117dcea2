"""One question set asked from one end to the other: retrieval, evidence, abstention and time.

The documents are indexed as one booklet, by the build and the encoders of the product, and each
question goes the whole way that a visitor's would. Nothing is fitted here.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from eval.beir.evidence import evidence_rows
from eval.beir.measures import MEASURES, Interval, mean_interval
from eval.beir.refusal import Refusal, refusals
from eval.beir.sets import BeirQuestion, BeirSet
from index.build import Progress, build
from index.e5 import E5_IDENTITY, load_e5
from index.embedding import MINILM_IDENTITY, MiniLM
from index.generation import open_generation
from index.multilingual import SecondEncoder
from rag.assistant import Assistant
from rag.bootstrap import assistant_over
from rag.language import language_of

DEPTH = 100
SCHEMA = 2

Rows = dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure beside retrieval, of how many questions at most, and where to keep what.

    ``var`` is for indexes and ``runs`` for rankings; where they are None nothing is kept.
    """

    refusal: bool = False
    evidence: bool = True
    limit: int | None = None
    var: Path | None = None
    runs: Path | None = None


@dataclass(frozen=True, slots=True)
class SetReport:
    """What came out. ``questions`` are those with a relevant document; times are in seconds.

    ``question_seconds`` holds the median and, as its bounds, the 5th and 95th percentile.
    """

    name: str
    documents: int
    questions: int
    retrieval: Rows
    evidence: Rows
    evidence_questions: int
    refusal: tuple[Refusal, ...]
    build_seconds: float
    question_seconds: Interval
    seconds: float

    def to_json(self) -> dict[str, object]:
        """Plain values, with the version of this form and of the product."""
        return {"schema": SCHEMA, "shoroku": version("shoroku"), **asdict(self)}


def measure(
    whole: BeirSet, wanted: Wanted, load_embedder: Callable[[], MiniLM], progress: Progress
) -> SetReport:
    """Index the set, ask its questions and measure; ``progress`` hears of the build alone.

    An index that is kept in ``wanted.var`` is used again, and then building takes no time.

    Raises:
        GenerationError: the documents cannot be indexed.

    """
    started = time.monotonic()
    asked = whole if wanted.limit is None else whole.sample(wanted.limit)
    with tempfile.TemporaryDirectory() as scratch:
        var = (wanted.var or Path(scratch)) / asked.name
        var.mkdir(parents=True, exist_ok=True)
        report = _measured_in(var, asked, wanted, load_embedder(), progress)
    return replace(report, seconds=time.monotonic() - started)


def _measured_in(
    var: Path, asked: BeirSet, wanted: Wanted, embedder: MiniLM, progress: Progress
) -> SetReport:
    """The report, but for the time that all of it took."""
    second = second_encoder(asked)
    built = build(var, [asked.booklet], MINILM_IDENTITY, lambda: embedder, progress, second)
    assistant = assistant_over(open_generation(var, MINILM_IDENTITY), embedder)
    judged = [question for question in asked.questions if question.relevant]
    runs, seconds = _asked(assistant, judged)
    if wanted.runs is not None:
        write_run(wanted.runs / f"{asked.name}.run", judged, runs)
    evidence = list(evidence_rows(asked, embedder, second)) if wanted.evidence else []
    return SetReport(
        name=asked.name,
        documents=len(asked.booklet.abstracts),
        questions=len(judged),
        retrieval=measured(runs, judged),
        evidence={name: value for name, value, _ in evidence},
        evidence_questions=evidence[0][2] if evidence else 0,
        refusal=tuple(refusals(assistant, asked.questions)) if wanted.refusal else (),
        build_seconds=built.seconds,
        question_seconds=_spread(seconds),
        seconds=0.0,
    )


def second_encoder(asked: BeirSet) -> SecondEncoder | None:
    """The encoder for any language, where the set is not all English.

    The product makes its vectors for small English booklets as well, in case of a question in
    another language; English answers over English are the same without, and building is quicker.
    """
    foreign = any(language_of(question.text) != "en" for question in asked.questions)
    return SecondEncoder(E5_IDENTITY, load_e5, few=len(asked.booklet.abstracts) if foreign else 0)


def measured(runs: Sequence[Sequence[str]], judged: Sequence[BeirQuestion]) -> Rows:
    """Every measure of ``MEASURES`` over the questions, with its interval."""
    return {
        name: mean_interval([of(run, q.judged) for run, q in zip(runs, judged, strict=True)])
        for name, of in MEASURES.items()
    }


def write_run(path: Path, judged: Sequence[BeirQuestion], runs: Sequence[Sequence[str]]) -> None:
    """The rankings in the form of TREC, which trec_eval and ir-measures read.

    The score falls by one a rank: those programs sort by it, and must find no ties.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        f"{question.id}\tQ0\t{document}\t{rank}\t{DEPTH - rank}\tshoroku\n"
        for question, run in zip(judged, runs, strict=True)
        for rank, document in enumerate(run, start=1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def _asked(
    assistant: Assistant, questions: Sequence[BeirQuestion]
) -> tuple[list[list[str]], list[float]]:
    """For each question its first documents, and the seconds that they took."""
    assistant.retrieve(questions[0].text)  # the first pays for what all share
    runs, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        runs.append([hit.abstract_id for hit in assistant.retrieve(question.text)[:DEPTH]])
        seconds.append(time.perf_counter() - started)
    return runs, seconds


def _spread(seconds: Sequence[float]) -> Interval:
    low, middle, high = np.percentile(seconds, (5, 50, 95))
    return Interval(float(middle), float(low), float(high))
