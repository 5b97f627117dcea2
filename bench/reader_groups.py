"""What the reader learns from: questions, what answers them, and what only looks as if it did.

Questions as readers ask them (bench/reader_questions/README.md) and those of the public sets
(bench.question_groups; the same are kept aside).
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.question_groups import SETS, Told, groups_in, kept_aside, told_of
from bench.reader_texts import key_of, texts_of
from eval.beir.sets import read_set
from index.lexical import LexicalIndex

QUESTIONS = Path(__file__).parent / "reader_questions"
# Abstracts that share the question's words, to draw one from.
NEAR = 5
# Of public questions beside one of ours: more, and what they ask for is learnt instead.
OF_PUBLIC = 0.4
# How often what answers is not shown, so that nothing does.
LEFT_OUT = 0.08
SEED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``about`` is the abstract that answers or looks as if it did; near ones."""

    question: str
    about: Told
    near: tuple[Told, ...]

    def drawn_with(self, draw: random.Random) -> list[Told]:
        """What a step shows: mostly what it is about, and one that is near."""
        if any(self.about.right) and len(self.near) > 1 and draw.random() < LEFT_OUT:
            return draw.sample(self.near, 2)
        return [self.about, *draw.sample(self.near, min(1, len(self.near)))]


def questions_to_learn_from(data: Path) -> list[Asked]:
    """All that the reader may learn from; ``data`` has the folders beir, books and scale."""
    own = [asked for file in sorted(QUESTIONS.glob("*.jsonl")) for asked in _own(file, data)]
    public = [asked for name in SETS for asked in _public(data / "beir" / name)]
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    return [*own, *draw.sample(public, min(len(public), round(OF_PUBLIC * len(own))))]


def _own(file: Path, data: Path) -> Iterator[Asked]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    wanted = {row["of"] for row in rows}
    by_key = {key_of(a.text): a for a in texts_of(file.stem, data)}
    abstracts = [abstract for key, abstract in by_key.items() if key in wanted]
    lexical = LexicalIndex.of(abstracts)
    lost = len(wanted) - len(abstracts)
    print(f"{file.stem}: {len(rows)} questions over {len(abstracts)} texts, {lost} not found again")
    for row in rows:
        if about := by_key.get(row["of"]):
            best = lexical.scores(row["question"]).argsort(kind="stable")[::-1][: NEAR + 1]
            near = [abstracts[at] for at in best if abstracts[at] is not about][:NEAR]
            told = told_of(about, [(start, end) for start, end in row["spans"]])
            yield Asked(row["question"], told, tuple(told_of(a) for a in near))


def _public(folder: Path) -> Iterator[Asked]:
    for key, group in groups_in(read_set(folder)):
        if not kept_aside(key):
            about, *near = [it for it in (group.answering, *group.near) if it]
            yield Asked(group.question, about, tuple(near))
