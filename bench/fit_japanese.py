"""Fits rag/multilingual.json: python -m bench.fit_japanese DATA [--var FOLDER].

Each question is weighed with its documents and with them thought away; from the gold questions the
Japanese ones of the development split, never the test split. The figures printed are of questions
outside the fold fitted. A dictionary is used where there is one beside the index (rag/edict.py).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from bench.japanese_booklet import booklet_assistant, booklet_questions
from bench.japanese_questions import questions_aside
from bench.japanese_sets import SETS, assistant_of
from eval.gold import load_gold
from index.embedding import MiniLM, load_minilm
from rag.answer import Kind
from rag.assistant import Assistant
from rag.bootstrap import open_assistant
from rag.content import ANSWERS
from rag.multilingual_estimate import MultilingualSignals
from rag.settings import load_settings

WEIGHTS = Path(__file__).parent.parent / "rag" / "multilingual.json"
GOLD = "development"
BOOKLET = "booklet"
# Questions written for it, near misses among them, over abstracts that no reader learns from.
ASKED_OF = {"anlp": "asked of the meeting", "invented": "asked of a small booklet"}
GOLD_FOLDER = Path(__file__).parent.parent / "eval" / "gold"
# What a set weighs in all, however many questions it has.
WEIGHS = {
    "jsquad": 0.3,
    "anlp": 0.3,
    "pubmedqa": 0.3,
    GOLD: 0.5,
    BOOKLET: 1.0,
    **dict.fromkeys(ASKED_OF.values(), 1.0),
}
ASKED = 100
# Answerable questions over conferences that are to be answered.
KEPT = 0.93
CONFERENCES = (GOLD, BOOKLET, *ASKED_OF.values())
FOLDS = 5
RIDGE = 0.5
_SIGNALS = MultilingualSignals
# Signals that speak against an answer, and one that may do either; all others speak for it.
_BOUNDS = {"missing": (None, 0), "lacking": (None, 0), "foreign": (None, None)}
SEED = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """The signals of one question, and whether the documents that answer were there."""

    set_name: str
    signals: tuple[float, ...]
    answerable: bool


def main(arguments: list[str]) -> int:
    """Gather, fit, print what is reached, write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--var", type=Path, help="keep the indexes here and use them again")
    options = parser.parse_args(arguments)
    embedder = load_minilm()
    with tempfile.TemporaryDirectory() as scratch:
        var = options.var or Path(scratch)
        found = [
            *development(embedder),
            *booklet(embedder),
            *written(options.data, var, embedder),
            *public(options.data, var, embedder),
        ]
    fitted = fit(found)
    WEIGHTS.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")
    print(WEIGHTS.read_text(encoding="utf-8"))
    return 0


def public(data: Path, var: Path, embedder: MiniLM) -> Iterator[Weighed]:
    """Questions of the sets, those kept aside left out where a set has others."""
    for name in ("jsquad", "anlp", "pubmedqa"):
        asked = SETS[name](data)
        assistant = assistant_of(asked, var, embedder)
        questions = asked.fitted or asked.kept_aside
        for question in questions[:: max(1, len(questions) // ASKED)]:
            yield from _both(name, assistant, question.text, question.relevant)


def development(embedder: MiniLM) -> Iterator[Weighed]:
    """The Japanese development questions that are put to the texts."""
    assistant = open_assistant(load_settings(), embedder)
    for gold in load_gold(GOLD_FOLDER).questions:
        if gold.split != "dev" or gold.language != "ja" or gold.turn != 1:
            continue
        if gold.kind is Kind.ANSWER:
            yield from _both(GOLD, assistant, gold.question, frozenset(gold.abstracts))
        elif gold.kind is Kind.ABSTENTION:
            yield from _one(GOLD, assistant, gold.question, frozenset(), answerable=False)


def booklet(embedder: MiniLM) -> Iterator[Weighed]:
    """The questions to the booklet that were written for tuning."""
    assistant = booklet_assistant(embedder)
    for question in booklet_questions():
        if question.answers:
            yield from _both(BOOKLET, assistant, question.asked, frozenset({question.abstract}))
        else:
            yield from _one(BOOKLET, assistant, question.asked, frozenset(), answerable=False)


def written(data: Path, var: Path, embedder: MiniLM) -> Iterator[Weighed]:
    """Questions written over abstracts that no reader learns from, near misses among them."""
    for over, name in ASKED_OF.items():
        asked = SETS[over](data)
        assistant = assistant_of(asked, var, embedder)
        for question in questions_aside(over, asked.booklets[0]):
            told = bool(question.spans)
            yield from _one(name, assistant, question.text, frozenset(), answerable=told)


def _both(
    name: str, assistant: Assistant, question: str, relevant: frozenset[str]
) -> Iterator[Weighed]:
    yield from _one(name, assistant, question, frozenset(), answerable=True)
    yield from _one(name, assistant, question, relevant, answerable=False)


def _one(
    name: str, assistant: Assistant, question: str, without: frozenset[str], *, answerable: bool
) -> Iterator[Weighed]:
    signals = assistant.consider(question, without=without).multilingual
    if signals is not None:
        yield Weighed(name, astuple(signals), answerable)


def fit(found: Sequence[Weighed]) -> dict[str, float]:
    """The intercept and a weight for each signal."""
    signals = np.array([one.signals for one in found])
    truth = np.array([one.answerable for one in found])
    names = np.array([one.set_name for one in found])
    weights = np.array([WEIGHS[name] / (names == name).sum() for name in names]) * len(found)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    unseen = np.zeros(len(found))
    for train, test in folds.split(signals, truth):
        unseen[test] = signals[test] @ _fitted(signals[train], truth[train], weights[train])
    coefficients = _fitted(signals, truth, weights)
    logits = signals @ coefficients
    lowest = float(np.mean([_lowest(logits[truth & (names == it)]) for it in CONFERENCES]))
    for name in WEIGHS:
        _print(name, truth[names == name], unseen[names == name])
    shift = -lowest + float(np.log(ANSWERS / (1 - ANSWERS)))
    own = [field.name for field in fields(MultilingualSignals)]
    fitted = dict(zip(own, coefficients, strict=True))
    return {"intercept": round(shift, 3), **{k: round(float(v), 3) for k, v in fitted.items()}}


def _fitted(
    signals: NDArray[np.float64], truth: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Logistic regression whose weights keep the sign that their signal must have.

    The signals lean on one another; free signs would let one be set off against the next, which
    holds for the books fitted and for no other.
    """
    sign = np.where(truth, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> float:
        margins = sign * (signals @ values[1:] + values[0])
        return float(weights @ np.logaddexp(0, -margins) + RIDGE * values[1:] @ values[1:])

    bounds = [(None, None), *(_BOUNDS.get(field.name, (0, None)) for field in fields(_SIGNALS))]
    start = np.zeros(len(bounds))
    return np.asarray(minimize(loss, start, method="L-BFGS-B", bounds=bounds).x[1:])


def _lowest(logits: NDArray[np.float64]) -> float:
    return float(np.quantile(logits, 1 - KEPT))


def _print(name: str, truth: NDArray[np.bool_], logits: NDArray[np.float64]) -> None:
    refused = float((logits[~truth] < _lowest(logits[truth])).mean())
    print(f"{name}: {truth.sum()} and {(~truth).sum()}, AUROC {roc_auc_score(truth, logits):.3f}, "
          f"refused {refused:.3f} at {KEPT} kept")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
