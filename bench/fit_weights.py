"""Fits rag/weights.json:  python -m bench.fit_weights DATA [--only evidence|answerability]

DATA has the folders beir (public question sets) and books (see fit_examples).

Sentences: a softmax over all candidates of a question, as in ListNet (Cao et al. 2007,
doi:10.1145/1273496.1273513). Answerability: logistic
regression; its intercept is then moved so that ``KEPT`` of the answerable questions over
conferences' booklets are answered, and the log odds are stretched to be likeliest on them. Signals
are those of the sentence that comes first, so sentences are fitted before.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from bench.fit_examples import (
    BOOKLETS,
    INVENTED,
    OWN,
    Example,
    Matrix,
    booklet_examples,
    development_examples,
    invented_examples,
    public_examples,
)
from index.embedding import load_minilm
from rag.answerability import Signals
from rag.content import ANSWERS
from rag.evidence import Features
from rag.weights import AnswerabilityWeights, EvidenceWeights, load_weights

Truth = NDArray[np.bool_]

# Of the answerable questions weighed here. Of those that are asked more are answered (about .96),
# for some are asked once more in another reading, and some are for the records.
KEPT = 0.94
# What all invented booklets, and what a public set, weigh in the fit of sentences beside a booklet.
OF_INVENTED, OF_PUBLIC = 2.0, 0.05
# Questions over conferences' booklets: what all is for. The threshold and the stretch go by them.
CONFERENCES = (OWN, *BOOKLETS)
# What a question weighs in the fit of answerability.
OF_EACH = {
    **dict.fromkeys(CONFERENCES, 1.0),
    INVENTED: OF_INVENTED,
    "squad": 0.5,
    "scifact": 0.15,
    "pubmedqa": 0.15,
}
RIDGE = 0.001
# Encyclopaedic questions know no roles: what the table of affinities says is believed beforehand.
ROLE_BEFOREHAND = 0.8
ROLE_RIDGE = 0.1
# A few dozen questions without an answer tell little: so much is believed beforehand, and a sign
# that more words, closer ones and the kind asked for speak for an answer is never turned round.
BEFOREHAND = {
    "dense": 1.52,
    "unknown": -0.76,
    "missing_names": -1.76,
    "distant_names": -0.39,
    "kind": 0.39,
    "lacking": -0.6,
    "read": 0.5,
}
AGAINST = frozenset({"unknown", "missing_names", "distant_names", "lacking"})
BELIEF = 0.003
FOLDS = 5
SEED = 1
NAMES = tuple(field.name for field in fields(EvidenceWeights))
SIGNALS = tuple(field.name for field in fields(Signals))
WEIGHTS = Path(__file__).resolve().parent.parent / "rag" / "weights.json"


def main(arguments: list[str]) -> int:
    """Collect, fit, write; prints what each step gives."""
    parser = argparse.ArgumentParser(prog="python -m bench.fit_weights", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--only", choices=("evidence", "answerability"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    embedder = load_minilm(options.threads)

    def gathered() -> list[Example]:
        own = development_examples(embedder)
        others = booklet_examples(options.data, embedder)
        invented = invented_examples(options.data, embedder)
        return [*own, *others, *invented, *public_examples(options.data / "beir", embedder)]

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
    """Weights of the features."""
    useful = [e for e in map(_weighed, examples) if 0 < e.right.sum() < len(e.right)]
    best = _listnet(useful)
    for name in sorted({e.set_name for e in useful}):
        of_set = [e for e in useful if e.set_name == name]
        print(f"{name}: {len(of_set)} questions, sentences hit@1 {hit_rate(of_set, best, 1):.3f}, "
              f"hit@3 {hit_rate(of_set, best, 3):.3f} (fitted)")  # fmt: skip
    return EvidenceWeights(*map(float, best))


def _weighed(example: Example) -> Example:
    """With the features that have a weight, in the order of the weights."""
    every = [field.name for field in fields(Features)]
    return replace(example, features=example.features[:, [every.index(name) for name in NAMES]])


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
    weighs = {**dict.fromkeys(CONFERENCES, 1.0), INVENTED: OF_INVENTED}
    return [weighs.get(e.set_name, OF_PUBLIC) / sizes[e.set_name] for e in examples]


def fit_answerability(examples: Sequence[Example]) -> AnswerabilityWeights:
    """Weights of the signals; the figures printed are of questions outside the fold fitted."""
    told = [e for e in examples if e.signals]
    signals = np.array([e.signals for e in told])
    truth = np.array([e.answerable for e in told])
    shares = _of_each(told)
    unseen = np.zeros(len(told))
    for learnt, aside in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(
        signals, truth
    ):
        unseen[aside] = signals[aside] @ _logistic(signals[learnt], truth[learnt], shares[learnt])
    for name in OF_EACH:
        _print_refusals(name, *_of_sets(told, (name,), truth, unseen))
    found = _logistic(signals, truth, shares)
    answered, logits = _of_sets(told, CONFERENCES, truth, signals @ found)
    lowest = float(np.quantile(logits[answered], 1 - KEPT))
    shift = -lowest + float(np.log(ANSWERS / (1 - ANSWERS)))
    sharp = _sharpness(*_of_sets(told, CONFERENCES, truth, signals @ found + shift))
    weights = dict(zip(SIGNALS, map(float, sharp * found), strict=True))
    return AnswerabilityWeights(intercept=sharp * shift, **weights)


def _sharpness(truth: Truth, logits: Matrix) -> float:
    """What the log odds are multiplied by to be likeliest; who is answered stays the same."""
    losses = {
        sharp: float(np.mean(np.logaddexp(0, sharp * logits) - truth * sharp * logits))
        for sharp in np.arange(0.5, 5.1, 0.5)
    }
    return float(min(losses, key=lambda sharp: losses[sharp]))


def _of_each(examples: Sequence[Example]) -> Matrix:
    """Each set weighs as a whole, however many questions it has."""
    sizes = {name: sum(e.set_name == name for e in examples) for name in OF_EACH}
    shares = np.array([OF_EACH[e.set_name] / sizes[e.set_name] for e in examples])
    return np.asarray(shares / shares.sum())


def _logistic(signals: Matrix, truth: Truth, shares: Matrix) -> Matrix:
    """Logistic regression drawn towards ``BEFOREHAND``, each weight of its sign; no intercept."""
    beforehand = np.array([BEFOREHAND[name] for name in SIGNALS])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        off = weights[:-1] - beforehand
        logits = signals @ weights[:-1] + weights[-1]
        wrong = (shares / shares.sum()) * (1 / (1 + np.exp(-logits)) - truth)
        total = (shares / shares.sum()) @ (np.logaddexp(0, logits) - truth * logits)
        slope = np.append(signals.T @ wrong + 2 * BELIEF * off, wrong.sum())
        return float(total + BELIEF * (off @ off)), slope

    bounds = [(None, 0.0) if name in AGAINST else (0.0, None) for name in SIGNALS]
    start = np.append(beforehand, 0.0)
    return np.asarray(
        minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x[:-1]
    )


def _of_sets(
    examples: Sequence[Example], names: Sequence[str], truth: Truth, logits: Matrix
) -> tuple[Truth, Matrix]:
    own = np.array([e.set_name in names for e in examples])
    return truth[own], logits[own]


def _print_refusals(name: str, truth: Truth, logits: Matrix) -> None:
    lowest = float(np.quantile(logits[truth], 1 - KEPT))
    refused = float((logits[~truth] < lowest).mean())
    print(f"{name}: {len(truth)} questions, unseen: AUROC {roc_auc_score(truth, logits):.3f}, "
          f"refused {refused:.3f} of the unanswerable at {KEPT} kept")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
