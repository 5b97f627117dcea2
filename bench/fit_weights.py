"""Fits rag/weights.json:  python -m bench.fit_weights SETS

SETS is a folder of public question sets in the BEIR form; ``squad2_half`` is read from it. The
development split of the gold questions goes in too, never its test split.

Sentences: a softmax over all candidates of a question, as in ListNet (Cao et al. 2007,
doi:10.1145/1273496.1273513). Answerability: logistic regression; its intercept is then moved so
that ``KEPT`` of the answerable development questions are answered.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bench.public_sets import SetBooklet, SetQuestion, squad_booklets
from eval.gold import load_gold
from eval.gold_question import GoldQuestion
from eval.spans import carries
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM, load_minilm
from index.generation import open_generation
from rag.answer import Citation, Kind
from rag.answerability import Signals
from rag.assistant import Assistant
from rag.bootstrap import build_index, open_assistant
from rag.citation import cite_span
from rag.content import ANSWERS, Considered, ContentDesk
from rag.conversation import Conversation
from rag.evidence import Evidence, Features
from rag.query import QueryMaker
from rag.settings import load_settings
from rag.weights import AnswerabilityWeights, EvidenceWeights, load_weights

Matrix = NDArray[np.float64]

ASKED_OF_EACH = 25
FROM_ELSEWHERE = 6
KEPT = 0.9
# What a question of a public set weighs beside one of the development split.
OF_PUBLIC = 0.3
RIDGE = 0.003
# Encyclopaedic questions know no roles: what the table of affinities says is believed beforehand.
ROLE_BEFOREHAND = 0.8
ROLE_RIDGE = 0.1
WEIGHTS = Path(__file__).resolve().parent.parent / "rag" / "weights.json"


@dataclass(frozen=True, slots=True)
class Example:
    """One question: features of its candidates, which of them answer, signals, the truth."""

    features: Matrix
    right: NDArray[np.bool_]
    signals: tuple[float, ...]
    answerable: bool
    weight: float


def main(arguments: list[str]) -> int:
    """Collect, fit, write; prints what each step gives."""
    if len(arguments) != 1 or not Path(arguments[0], "squad2_half").is_dir():
        print("usage: python -m bench.fit_weights SETS   (a folder that holds squad2_half/)")
        return 2
    embedder = load_minilm(threads=2)
    public = list(_public(Path(arguments[0]) / "squad2_half", embedder))
    own = list(_development(embedder))
    evidence = _fit_evidence([e for e in public + own if 0 < e.right.sum() < len(e.right)])
    answerability = _fit_answerability(public + own, own)
    fitted = {"evidence": asdict(evidence), "answerability": asdict(answerability)}
    rounded = {part: {k: round(v, 3) for k, v in w.items()} for part, w in fitted.items()}
    WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    print(WEIGHTS.read_text(encoding="utf-8"))
    return 0


def _public(folder: Path, embedder: MiniLM) -> Iterator[Example]:
    draw = random.Random(1)  # noqa: S311 - a repeatable draw, no secret
    elsewhere: list[SetQuestion] = []
    for made in squad_booklets(folder):
        if not made.questions:
            continue
        asked = draw.sample(made.questions, min(ASKED_OF_EACH, len(made.questions)))
        yield from _asked(made, asked, elsewhere, embedder)
        elsewhere = [q for q in asked if q.answerable][:FROM_ELSEWHERE]
        print(f"{made.booklet.conference.id}: {len(asked)} questions", flush=True)


def _asked(
    made: SetBooklet, asked: list[SetQuestion], elsewhere: list[SetQuestion], embedder: MiniLM
) -> Iterator[Example]:
    with tempfile.TemporaryDirectory() as var:
        build(Path(var), [made.booklet], MINILM_IDENTITY, lambda: embedder, lambda *_: None)
        desk = ContentDesk(open_generation(Path(var), MINILM_IDENTITY), load_weights(), embedder)
        queries = QueryMaker(embedder, desk.corpus.rarity)
        for question in [*asked, *elsewhere]:
            considered = desk.consider(queries.make(question.text, question.text))
            stranger = question in elsewhere
            right = [not stranger and _answers(question, e) for e in considered.ranked]
            yield _example(considered, right, question.answerable and not stranger, OF_PUBLIC)


def _answers(question: SetQuestion, evidence: Evidence) -> bool:
    there = evidence.sentence.abstract_id == question.abstract_id
    return there and any(answer in evidence.text for answer in question.answers)


def _development(embedder: MiniLM) -> Iterator[Example]:
    settings = load_settings()
    build_index(settings, lambda *_: None)
    assistant = open_assistant(settings, embedder)
    before: dict[str, Conversation] = {}
    for question in load_gold(Path("eval/gold")).questions:
        if question.split == "dev" and question.language == "en":
            chain = question.chain or question.id
            conversation = before.get(chain, Conversation())
            if question.kind in (Kind.ANSWER, Kind.ABSTENTION):
                yield _of_gold(assistant, question, conversation)
            answer = assistant.ask(question.question, conversation)
            before[chain] = conversation.after(question.question, answer)


def _of_gold(assistant: Assistant, question: GoldQuestion, before: Conversation) -> Example:
    considered = assistant.consider(question.question, before)
    spans = [span for group in question.spans for span in group]
    excerpts = [_as_excerpt(assistant, evidence) for evidence in considered.ranked]
    right = [any(carries(excerpt, span) for span in spans) for excerpt in excerpts]
    return _example(considered, right, question.answerable, 1.0)


def _as_excerpt(assistant: Assistant, evidence: Evidence) -> Citation:
    sentence = evidence.sentence
    abstract = assistant.catalogue.abstract(sentence.abstract_id)
    return cite_span(1, abstract, sentence.start, sentence.end)


def _example(considered: Considered, right: list[bool], answerable: bool, weight: float) -> Example:  # noqa: FBT001
    features = np.array([astuple(e.features) for e in considered.ranked], dtype=np.float64)
    signals = astuple(considered.signals) if considered.signals else ()
    return Example(features, np.array(right), signals, answerable, weight)


def _fit_evidence(examples: list[Example]) -> EvidenceWeights:
    names = [field.name for field in fields(Features)]
    beforehand = np.array([ROLE_BEFOREHAND if name == "role" else 0.0 for name in names])
    ridge = np.array([ROLE_RIDGE if name == "role" else RIDGE for name in names])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        off = weights - beforehand
        total, slope = float(ridge @ (off * off)), 2 * ridge * off
        for example in examples:
            scores = example.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            right = np.where(example.right, chances, 0)
            share = example.weight / len(examples)
            total -= share * float(np.log(right.sum()))
            slope -= share * ((right / right.sum() - chances) @ example.features)
        return total, slope

    found = minimize(loss, beforehand, jac=True, method="L-BFGS-B").x
    print(f"sentences: {len(examples)} questions, hit@1 {_hit(examples, found, 1):.3f}, "
          f"hit@3 {_hit(examples, found, 3):.3f} (fitted)")  # fmt: skip
    return EvidenceWeights(*map(float, found))


def _hit(examples: list[Example], weights: Matrix, k: int) -> float:
    own = [e for e in examples if e.weight == 1.0]
    best = [np.argsort(-(e.features @ weights), kind="stable")[:k] for e in own]
    return float(np.mean([e.right[b].any() for e, b in zip(own, best, strict=True)]))


def _fit_answerability(examples: list[Example], own: list[Example]) -> AnswerabilityWeights:
    signals = np.array([e.signals for e in examples])
    truth = np.array([e.answerable for e in examples])
    model = LogisticRegression(C=1.0, max_iter=5000)
    model.fit(signals, truth, sample_weight=[e.weight for e in examples])
    logits = np.array([e.signals for e in own]) @ model.coef_[0]
    asked = np.array([e.answerable for e in own])
    lowest = float(np.quantile(logits[asked], 1 - KEPT))
    print(f"answerable: {len(examples)} questions, AUROC on development "
          f"{roc_auc_score(asked, logits):.3f}, refused {(logits[~asked] < lowest).mean():.3f} "
          f"of the unanswerable at {KEPT} kept")  # fmt: skip
    shift = -lowest + float(np.log(ANSWERS / (1 - ANSWERS)))
    weights = dict(zip((f.name for f in fields(Signals)), model.coef_[0], strict=True))
    return AnswerabilityWeights(intercept=shift, **{k: float(v) for k, v in weights.items()})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
