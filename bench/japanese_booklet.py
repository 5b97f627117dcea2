"""Japanese questions to the booklet that Shoroku comes with: python -m bench.japanese_booklet.

They are bench/japanese/booklet.toml, written for tuning; the gold questions are others. Each answer
is given as the beginnings of sentences, any of which will do. --shown prints what each question
gets; --data also prints what is right and wrong of each.
"""

import argparse
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from index.embedding import Embedder, load_minilm
from rag.assistant import Assistant
from rag.bootstrap import open_assistant
from rag.content import ANSWERS, Considered
from rag.settings import load_settings

FEW = 3
QUESTIONS = Path(__file__).parent / "japanese" / "booklet.toml"


@dataclass(frozen=True, slots=True)
class BookletQuestion:
    """A question, its abstract, and beginnings of sentences that answer; none: it has no answer."""

    asked: str
    abstract: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question got: rank of its abstract, rank of the first right sentence, estimate."""

    question: BookletQuestion
    document: int
    sentence: int
    confidence: float
    first: str
    seconds: float


def booklet_questions() -> tuple[BookletQuestion, ...]:
    """The questions in their order."""
    read = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    ids = read["abstracts"]
    return tuple(
        BookletQuestion(
            row["asked"], ids.get(row.get("abstract"), ""), tuple(row.get("answers", ()))
        )
        for row in read["questions"]
    )


def booklet_assistant(embedder: Embedder) -> Assistant:
    """The assistant over the current index."""
    return open_assistant(load_settings(), embedder)


def outcome(assistant: Assistant, question: BookletQuestion) -> Outcome:
    """Ask one question; ranks count from 1, and 0 is not found."""
    started = time.perf_counter()
    considered = assistant.consider(question.asked)
    seconds = time.perf_counter() - started
    first = considered.ranked[0].text if considered.ranked else ""
    return Outcome(question, *_ranks(considered, question), considered.confidence, first, seconds)


def _ranks(considered: Considered, question: BookletQuestion) -> tuple[int, int]:
    documents = [hit.abstract_id for hit in considered.hits]
    right = [
        evidence.sentence.abstract_id == question.abstract
        and evidence.text.startswith(question.answers)
        for evidence in considered.ranked
    ]
    document = documents.index(question.abstract) + 1 if question.abstract in documents else 0
    return document, right.index(True) + 1 if True in right else 0


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares of the questions, and seconds."""
    here = [one for one in outcomes if one.question.answers]
    gone = [one for one in outcomes if not one.question.answers]
    truth = [bool(one.question.answers) for one in outcomes]
    seconds = [one.seconds for one in outcomes]
    return {
        "right abstract first": _share([one.document == 1 for one in here]),
        "right abstract among the first 3": _share([0 < one.document <= FEW for one in here]),
        "first sentence answers": _share([one.sentence == 1 for one in here]),
        "one of the first 3 sentences answers": _share([0 < one.sentence <= FEW for one in here]),
        "AUROC": float(roc_auc_score(truth, [one.confidence for one in outcomes])),
        "answered where it is there": _share([one.confidence >= ANSWERS for one in here]),
        "refused where it is not": _share([one.confidence < ANSWERS for one in gone]),
        "median s": float(np.median(seconds)),
        "95th percentile, s": float(np.quantile(seconds, 0.95)),
    }


def _share(found: Sequence[bool]) -> float:
    return float(np.mean(found))


def main(arguments: list[str]) -> int:
    """Ask all questions and print a row for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--each", action="store_true", help="also print each question")
    options = parser.parse_args(arguments)
    assistant = booklet_assistant(load_minilm())
    questions = booklet_questions()
    assistant.consider(questions[0].asked)  # loads the encoder
    outcomes = [outcome(assistant, question) for question in questions]
    if options.each:
        for one in outcomes:
            print(f"{one.document} {one.sentence:2d} {one.confidence:.2f} {one.question.asked}")
            print(f"            {one.first[:110]}")
    count = sum(bool(question.answers) for question in questions)
    print(f"{count} questions with an answer, {len(questions) - count} without\n")
    print("| figure | value |\n|---|---|")
    for name, value in figures(outcomes).items():
        print(f"| {name} | {value:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
