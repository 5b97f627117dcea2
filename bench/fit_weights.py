"""Fits rag/weights.json:  python -m bench.fit_weights SETS [--only evidence|answerability]

SETS is a folder of public question sets in the BEIR form (see fit_examples).

Sentences: first a softmax over all candidates of a question without the trained ranker, as in
ListNet (Cao et al. 2007, doi:10.1145/1273496.1273513), then what the ranker weighs beside them, by
the mean of hit@1 and hit@3 over the sets. (Fitted by likelihood together, the ranker is believed
too much: it is surest where the questions are like those that it learnt from.) Answerability:
logistic regression; its intercept is then moved so that ``KEPT`` of the answerable development
questions are answered. Signals are those of the sentence that comes first, so sentences are fitted
before.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bench.fit_examples import OWN, Example, Matrix, development_examples, public_examples
from index.embedding import load_minilm
from rag.answerability import Signals
from rag.content import ANSWERS
from rag.evidence import Features
from rag.weights import AnswerabilityWeights, EvidenceWeights, load_weights

Truth = NDArray[np.bool_]

KEPT = 0.9
# What a public set weighs in the fit of sentences beside the development split.
OF_PUBLIC = 0.05
# What a question weighs in the fit of answerability.
OF_EACH = {OWN: 1.0, "squad": 0.5, "scifact": 0.15, "pubmedqa": 0.15}
RIDGE = 0.003
# Encyclopaedic questions know no roles: what the table of affinities says is believed beforehand.
ROLE_BEFOREHAND = 0.8
ROLE_RIDGE = 0.1
OF_RANKER = ("ranked", "confirmed")
TRIED = {"ranked": (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0), "confirmed": (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)}
FOLDS = 5
SEED = 1
NAMES = tuple(field.name for field in fields(Features))
WEIGHTS = Path(__file__).resolve().parent.parent / "rag" / "weights.json"


def main(arguments: list[str]) -> int:
    """Collect, fit, write; prints what each step gives."""
    parser = argparse.ArgumentParser(prog="python -m bench.fit_weights", description=__doc__)
    parser.add_argument("sets", type=Path, metavar="SETS")
    parser.add_argument("--only", choices=("evidence", "answerability"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    embedder = load_minilm(options.threads)

    def gathered() -> list[Example]:
        own = development_examples(embedder)
        return [*own, *public_examples(options.sets, embedder)]

    if options.only != "answerability":
        _write("evidence", asdict(fit_evidence(gathered())))
    if options.only != "evidence":
        _write("answerability", asdict(fit_answerability(gathered())))
    print(WEIGHTS.read_text(encoding="utf-8"))
    return 0


def _write(part: str, fitted: dict[str, float]) -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights[part] = {name: round(value, 3) for name, value in fitted.items()}
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    load_weights.cache_clear()


def fit_evidence(examples: Sequence[Example]) -> EvidenceWeights:
    """Weights of the features, those of the ranker last."""
    useful = [e for e in examples if 0 < e.right.sum() < len(e.right)]
    basis = _listnet([_without_ranker(e) for e in useful])
    best = max(_with_ranker(basis), key=lambda weights: _merit(useful, weights))
    for name in sorted({e.set_name for e in useful}):
        of_set = [e for e in useful if e.set_name == name]
        print(f"{name}: {len(of_set)} questions, sentences hit@1 {hit_rate(of_set, best, 1):.3f}, "
              f"hit@3 {hit_rate(of_set, best, 3):.3f} (fitted)")  # fmt: skip
    return EvidenceWeights(*map(float, best))


def _without_ranker(example: Example) -> Example:
    masked = example.features.copy()
    masked[:, [NAMES.index(name) for name in OF_RANKER]] = 0.0
    return replace(example, features=masked)


def _with_ranker(basis: Matrix) -> list[Matrix]:
    tried = []
    for values in product(*(TRIED[name] for name in OF_RANKER)):
        weights = basis.copy()
        weights[[NAMES.index(name) for name in OF_RANKER]] = values
        tried.append(weights)
    return tried


def _merit(examples: Sequence[Example], weights: Matrix) -> float:
    """The mean over sets of hit@1 and hit@3; the development split counts as all others do."""
    own = [e for e in examples if e.set_name == OWN]
    others = sorted({e.set_name for e in examples} - {OWN})
    public = [_both(examples, name, weights) for name in others]
    return _both(own, OWN, weights) + float(np.mean(public))


def _both(examples: Sequence[Example], name: str, weights: Matrix) -> float:
    of_set = [e for e in examples if e.set_name == name]
    return hit_rate(of_set, weights, 1) + hit_rate(of_set, weights, 3)


def hit_rate(examples: Sequence[Example], weights: Matrix, k: int) -> float:
    """Share of the questions with a right sentence among the first ``k``."""
    best = [np.argsort(-(e.features @ weights), kind="stable")[:k] for e in examples]
    return float(np.mean([e.right[b].any() for e, b in zip(examples, best, strict=True)]))


def _listnet(examples: Sequence[Example]) -> Matrix:
    beforehand = np.array([ROLE_BEFOREHAND if name == "role" else 0.0 for name in NAMES])
    ridge = np.array([ROLE_RIDGE if name == "role" else RIDGE for name in NAMES])
    shares = _shares(examples)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        off = weights - beforehand
        total, slope = float(ridge @ (off * off)), 2 * ridge * off
        for example, share in zip(examples, shares, strict=True):
            scores = example.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            right = np.where(example.right, chances, 0)
            total -= share * float(np.log(right.sum()))
            slope -= share * ((right / right.sum() - chances) @ example.features)
        return total, slope

    return np.asarray(minimize(loss, beforehand, jac=True, method="L-BFGS-B").x)


def _shares(examples: Sequence[Example]) -> list[float]:
    """Each set weighs as a whole, however many questions it has."""
    sizes = {name: sum(e.set_name == name for e in examples) for name in OF_EACH}
    return [(1.0 if e.set_name == OWN else OF_PUBLIC) / sizes[e.set_name] for e in examples]


def fit_answerability(examples: Sequence[Example]) -> AnswerabilityWeights:
    """Weights of the signals; the figures printed are of questions outside the fold fitted."""
    signals = np.array([e.signals for e in examples])
    truth = np.array([e.answerable for e in examples])
    weights = np.array([OF_EACH[e.set_name] for e in examples])
    model = LogisticRegression(C=1.0, max_iter=5000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    unseen = cross_val_predict(
        model, signals, truth, cv=folds, method="decision_function",
        params={"sample_weight": weights},
    )  # fmt: skip
    for name in OF_EACH:
        _print_refusals(name, *_of_set(examples, name, truth, unseen))
    model.fit(signals, truth, sample_weight=weights)
    answered, logits = _of_set(examples, OWN, truth, signals @ model.coef_[0])
    lowest = float(np.quantile(logits[answered], 1 - KEPT))
    shift = -lowest + float(np.log(ANSWERS / (1 - ANSWERS)))
    found = dict(zip((f.name for f in fields(Signals)), model.coef_[0], strict=True))
    return AnswerabilityWeights(intercept=shift, **{k: float(v) for k, v in found.items()})


def _of_set(
    examples: Sequence[Example], name: str, truth: Truth, logits: Matrix
) -> tuple[Truth, Matrix]:
    own = np.array([e.set_name == name for e in examples])
    return truth[own], logits[own]


def _print_refusals(name: str, truth: Truth, logits: Matrix) -> None:
    lowest = float(np.quantile(logits[truth], 1 - KEPT))
    refused = float((logits[~truth] < lowest).mean())
    print(f"{name}: {len(truth)} questions, unseen: AUROC {roc_auc_score(truth, logits):.3f}, "
          f"refused {refused:.3f} of the unanswerable at {KEPT} kept")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
