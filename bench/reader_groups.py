"""What the readers learn from: questions, what answers them, and what only looks as if it did.

Questions as readers ask them (bench/reader_questions/README.md) and those of the public sets
(bench.question_groups; the same are kept aside).
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.japanese_sets import jsquad
from bench.question_groups import SETS, Group, Told, groups_in, kept_aside, told_of
from bench.reader_texts import key_of, texts_of
from eval.beir.sets import BeirSet, read_set
from index.lexical import LexicalIndex

QUESTIONS = Path(__file__).parent / "reader_questions"
IN_ENGLISH = ("arxiv", "nime", "own-en", "pubmedqa", "tdwg")
# What the reader of English learns from besides.
LATER = ("own-en-later", "own-en-third", "arxiv-later", "nime-later", "tdwg-later")
IN_JAPANESE = ("anlp", "own-ja")
# Abstracts that share the question's words, to draw one from.
NEAR = 5
# Of public questions beside one of ours: more, and what they ask for is learnt instead.
OF_PUBLIC, OF_PUBLIC_JAPANESE = 0.25, 0.15
# English questions beside one that is Japanese on one side at least: so that what is learnt of
# reading is learnt from all.
OF_ENGLISH = 0.5
# How often what answers is not shown, so that nothing does.
LEFT_OUT = 0.08
SEED = 1

Row = dict[str, Any]


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


def english_questions(data: Path) -> list[Asked]:
    """What the reader of English learns from; ``data`` has folders beir, books, scale."""
    own = _questions((*IN_ENGLISH, *LATER), data)
    sets = [read_set(data / "beir" / name) for name in SETS]
    public = [asked for one in sets for asked in _public(groups_in(one))]
    return [*own, *_some(public, OF_PUBLIC * len(own))]


def multilingual_questions(data: Path) -> list[Asked]:
    """The same for the other reader: Japanese over Japanese and over English, and some English."""
    japanese = [
        *(asked for name in IN_JAPANESE for asked in _own(name, data, "question")),
        *(asked for name in IN_ENGLISH for asked in _own(name, data, "japanese")),
    ]
    english = _questions(IN_ENGLISH, data)
    public = list(_public(_of_jsquad(data)))
    count = len(japanese)
    return [
        *japanese,
        *_some(english, OF_ENGLISH * count),
        *_some(public, OF_PUBLIC_JAPANESE * count),
    ]


def _questions(names: Iterable[str], data: Path) -> list[Asked]:
    return [asked for name in names for asked in _own(name, data, "question")]


def rows_of(name: str) -> list[Row]:
    """The questions over one source, as bench/reader_questions/README.md describes them."""
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _own(name: str, data: Path, wording: str) -> Iterator[Asked]:
    """Those that are asked in this wording; what is near is found by the first."""
    rows = [row for row in rows_of(name) if not (name == "anlp" and kept_aside(row["of"]))]
    wanted = {row["of"] for row in rows}
    by_key = {key_of(a.text): a for a in texts_of(name, data)}
    abstracts = [abstract for key, abstract in by_key.items() if key in wanted]
    lexical = LexicalIndex.of(abstracts)
    lost = len(wanted) - len(abstracts)
    asked = [row for row in rows if row.get(wording)]
    print(f"{name}: {len(asked)} questions over {len(abstracts)} texts, {lost} not found again")
    for row in asked:
        if about := by_key.get(row["of"]):
            best = lexical.scores(row["question"]).argsort(kind="stable")[::-1][: NEAR + 1]
            near = [abstracts[at] for at in best if abstracts[at] is not about][:NEAR]
            told = told_of(about, [(start, end) for start, end in row["spans"]])
            yield Asked(row[wording], told, tuple(map(told_of, near)))


def _of_jsquad(data: Path) -> Iterator[tuple[str, Group]]:
    found = jsquad(data)
    return groups_in(BeirSet("jsquad", found.booklets[0], found.learnt, {}))


def _public(groups: Iterable[tuple[str, Group]]) -> Iterator[Asked]:
    for key, group in groups:
        if not kept_aside(key):
            about, *near = [it for it in (group.answering, *group.near) if it]
            yield Asked(group.question, about, tuple(near))


def _some(asked: Sequence[Asked], most: float) -> list[Asked]:
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    return draw.sample(asked, min(len(asked), round(most)))
