"""Japanese against its goals: python -m bench.japanese DATA [--sets jsquad anlp pubmedqa mixed].

DATA holds beir/ and books/. What the reader learnt from is not asked. Prints a Markdown
table (docs/japanese.md); --var keeps the indexes.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from bench.japanese_questions import questions_aside, sentence_ranks
from bench.japanese_sets import SETS, JapaneseSet, assistant_of, crosslingual, known_items
from eval.beir.evidence import labelled_questions, same
from eval.beir.sets import BeirQuestion, BeirSet, read_set
from index.embedding import load_minilm
from rag.assistant import Assistant
from rag.content import ANSWERS

FEW = 3

Figures = Iterator[tuple[str, float, int]]


def main(arguments: list[str]) -> int:
    """Measure each set and print a row for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", nargs="+", choices=sorted(SETS), default=list(SETS))
    parser.add_argument("--questions", type=int, default=500, help="at most so many of a set")
    parser.add_argument("--var", type=Path, help="keep the indexes here and use them again")
    options = parser.parse_args(arguments)
    if not (options.data / "beir").is_dir():
        print(f"{options.data / 'beir'} is missing; there is nothing to measure.")
        return 0
    embedder = load_minilm()
    print("| set | figure | value | questions |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for name in options.sets:
            asked = SETS[name](options.data)
            assistant = assistant_of(asked, options.var or Path(scratch), embedder)
            for figure, value, count in MEASURED[name](asked, assistant, options):
                print(f"| {name} | {figure} | {value:.3f} | {count} |", flush=True)
    return 0


def _jsquad(asked: JapaneseSet, assistant: Assistant, options: argparse.Namespace) -> Figures:
    some = _sample(asked.kept_aside, options.questions)
    yield from hits(assistant, some, (1, 5))
    yield from evidence(asked, assistant, some)
    yield from refusals(assistant, some)


def _known_items(asked: JapaneseSet, assistant: Assistant, options: argparse.Namespace) -> Figures:
    yield from hits(assistant, asked.kept_aside, (1, 3, 5))
    yield from refusals(assistant, asked.kept_aside)
    yield from _written(asked, assistant, options)


def _written(asked: JapaneseSet, assistant: Assistant, _: argparse.Namespace) -> Figures:
    """The questions written for it, near misses among them."""
    questions = tuple(questions_aside(asked.name, asked.booklets[0]))
    ranks = np.array(sentence_ranks(assistant, questions))
    yield "asked: first sentence answers", float(np.mean(ranks == 1)), len(ranks)
    yield "asked: one of three answers", float(np.mean((ranks > 0) & (ranks <= FEW))), len(ranks)
    estimates = [assistant.consider(one.text).confidence for one in questions]
    truth = [bool(one.spans) for one in questions]
    yield "asked: AUROC", float(roc_auc_score(truth, estimates)), len(questions)


def _mixed(_: JapaneseSet, assistant: Assistant, options: argparse.Namespace) -> Figures:
    """What documents in the other language take away; compare with each alone."""
    japanese, english = known_items(options.data), crosslingual(options.data)
    own = _english(options.data)
    for name, questions in (
        ("Japanese over Japanese, ", japanese.kept_aside),
        ("Japanese over English, ", english.kept_aside),
        ("English over English, ", own),
    ):
        for figure, value, count in hits(assistant, questions, (1, 5)):
            yield name + figure, value, count


def _crosslingual(asked: JapaneseSet, assistant: Assistant, options: argparse.Namespace) -> Figures:
    yield from hits(assistant, asked.kept_aside, (1, 3, 5))
    yield from refusals(assistant, asked.kept_aside)
    for figure, value, count in hits(assistant, _english(options.data), (1, 5)):
        yield "English, " + figure, value, count


MEASURED: dict[str, Callable[[JapaneseSet, Assistant, argparse.Namespace], Figures]] = {
    "jsquad": _jsquad,
    "anlp": _known_items,
    "pubmedqa": _crosslingual,
    "mixed": _mixed,
    "invented": _written,
}


def hits(
    assistant: Assistant, questions: Sequence[BeirQuestion], depths: tuple[int, ...]
) -> Figures:
    """Share of the questions with a right document among the first so many, and the time."""
    ranks, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        found = assistant.retrieve(question.text)[: max(depths)]
        seconds.append(time.perf_counter() - started)
        ranks.append([hit.abstract_id in question.relevant for hit in found])
    for depth in depths:
        yield f"hit@{depth}", float(np.mean([any(r[:depth]) for r in ranks])), len(ranks)
    yield "median s of a search", float(np.median(seconds)), len(seconds)


def evidence(
    asked: JapaneseSet, assistant: Assistant, questions: Sequence[BeirQuestion]
) -> Figures:
    """hit@1 and hit@3 of the sentences that hold the answer, the right document given."""
    known = frozenset(a.id for booklet in asked.booklets for a in booklet.abstracts)
    ranks = []
    for one in labelled_questions(BeirSet(asked.name, asked.booklets[0], tuple(questions), {})):
        ranked = assistant.consider(one.question, without=known - {one.document.id}).ranked
        spans = [(e.sentence.start, e.sentence.end) for e in ranked]
        ranks.append([any(same(span, right) for right in one.right) for span in spans])
    for depth in (1, 3):
        share = float(np.mean([any(r[:depth]) for r in ranks]))
        yield f"evidence hit@{depth}, document given", share, len(ranks)


def refusals(assistant: Assistant, questions: Sequence[BeirQuestion]) -> Figures:
    """How well questions are told from the same ones with their documents taken away."""
    kept = [assistant.consider(q.text).confidence for q in questions]
    removed = [assistant.consider(q.text, without=q.relevant).confidence for q in questions]
    truth = [1] * len(kept) + [0] * len(removed)
    yield "gold removed: AUROC", float(roc_auc_score(truth, kept + removed)), len(kept)
    yield "answered of the answerable", float(np.mean(np.array(kept) >= ANSWERS)), len(kept)
    yield "refused with the gold removed", float(np.mean(np.array(removed) < ANSWERS)), len(kept)


def _english(data: Path) -> tuple[BeirQuestion, ...]:
    """The same medical abstracts asked about in English."""
    return _sample(read_set(data / "beir" / "pubmedqa").questions, 150)


def _sample(questions: Sequence[BeirQuestion], most: int) -> tuple[BeirQuestion, ...]:
    """At most so many, evenly spread."""
    return tuple(questions[:: max(1, len(questions) // most)][:most])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
