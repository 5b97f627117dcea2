"""How well booklets of other associations are answered from (docs/quality.md).

    python -m bench.booklet_answers DATA [--book NAME…] [--misses 20]

DATA has the folder books. Each booklet is indexed in a folder of its own; a question is answered
rightly if its first excerpt holds a sentence that answers. The last column is the calibration error
that the estimates would have, were they fitted anew to each booklet's own labels (Platt's way, five
folds). The misses of booklets that are kept aside are never printed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from bench.booklet_sets import ASIDE, SOURCES, BookletQuestion, read_booklet_set
from corpus.abstract import Booklet
from eval.calibration import calibration_error
from index.build import build
from index.embedding import MINILM_IDENTITY, load_minilm, load_minilm_for_building
from index.generation import Generation, open_generation
from rag.answer import Answer, Citation, Kind
from rag.assistant import Assistant
from rag.bootstrap import SECOND, assistant_over


@dataclass(frozen=True, slots=True)
class Reply:
    """A question as it was answered; ``best`` says whether the best ranked sentence answers."""

    question: BookletQuestion
    answer: Answer
    best: bool
    estimate: float

    @property
    def first(self) -> bool:
        """Whether the first excerpt answers."""
        return self._any(self.answer.citations[:1])

    @property
    def shown(self) -> bool:
        """Whether one of the first three excerpts does."""
        return self._any(self.answer.citations[:3])

    @property
    def refused(self) -> bool:
        """Whether it was said that the abstracts do not say."""
        return self.answer.kind is Kind.ABSTENTION

    def _any(self, citations: Sequence[Citation]) -> bool:
        spans = self.question.spans
        return any(
            id_ == it.abstract_id and start < it.end and it.start < end
            for it in citations
            for id_, start, end in spans
        )


def replies(name: str, data: Path) -> Iterator[Reply]:
    """All questions over a booklet, each asked by itself."""
    booklet, questions = read_booklet_set(name, data)
    with indexed(booklet) as generation:
        assistant = assistant_over(generation, load_minilm())
        for question in questions:
            yield reply_to(assistant, question)


@contextmanager
def indexed(booklet: Booklet) -> Iterator[Generation]:
    """An index of a booklet alone, in a folder that is taken away afterwards."""
    with tempfile.TemporaryDirectory() as var:
        folder = Path(var)
        build(folder, [booklet], MINILM_IDENTITY, load_minilm_for_building, _silent, SECOND)
        yield open_generation(folder, MINILM_IDENTITY)


def reply_to(assistant: Assistant, question: BookletQuestion) -> Reply:
    """The question as it is answered, and what was made of it before anything was refused."""
    answer = assistant.ask(question.text)
    considered = assistant.consider(question.text)
    at = considered.ranked[0].sentence if considered.ranked else None
    best = at is not None and any(
        id_ == at.abstract_id and start < at.end and at.start < end
        for id_, start, end in question.spans
    )
    return Reply(question, answer, best, considered.confidence)


def _silent(*_: object) -> None:
    """No progress is shown."""


def row(name: str, held: Sequence[Reply]) -> str:
    """One booklet's figures, for a table in Markdown."""
    answerable = [it for it in held if not it.question.unanswerable]
    others = [it for it in held if it.question.unanswerable]
    truth = [not it.question.unanswerable for it in held]
    estimates = [it.estimate for it in held]
    figures = (
        np.mean([it.best for it in answerable]),
        np.mean([it.first for it in answerable]),
        np.mean([it.shown for it in answerable]),
        np.mean([not it.refused for it in answerable]),
        np.mean([it.refused for it in others]),
        roc_auc_score(truth, estimates),
        calibration_error(estimates, truth) or 0.0,
        calibration_error(_fitted_to_its_own(estimates, truth), truth) or 0.0,
    )
    cells = " | ".join(f"{figure:.3f}" for figure in figures)
    return f"| {name} | {len(answerable)} + {len(others)} | {cells} |"


def _fitted_to_its_own(estimates: Sequence[float], truth: Sequence[bool]) -> list[float]:
    """The estimates with log odds shifted and stretched to fit, each by the others' labels."""
    held = np.clip(np.array(estimates), 1e-6, 1 - 1e-6)
    odds = np.log(held / (1 - held))[:, None]
    fit = LogisticRegression()
    return [float(p) for p in cross_val_predict(fit, odds, truth, method="predict_proba")[:, 1]]


def main(arguments: list[str]) -> int:
    """Ask and count."""
    parser = argparse.ArgumentParser(prog="python -m bench.booklet_answers", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--book", nargs="+", choices=SOURCES, default=list(SOURCES))
    parser.add_argument("--misses", type=int, default=0, help="how many to print of each booklet")
    options = parser.parse_args(arguments)
    print("| booklet | questions | best sentence | first excerpt | one of three | kept | refused "
          "| AUROC | ECE | ECE fitted |\n|---|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    missed: list[Reply] = []
    for name in options.book:
        held = list(replies(name, options.data))
        print(row(name, held), flush=True)
        if name not in ASIDE:
            missed += [it for it in held if not _is_right(it)][: options.misses]
    for it in missed:
        print(f"- {it.question.text} ({it.question.unanswerable or it.question.type}, "
              f"{it.estimate:.2f}): {it.answer.text[:200]!r}")  # fmt: skip
    return 0


def _is_right(reply: Reply) -> bool:
    return reply.refused if reply.question.unanswerable else reply.first


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
