"""What the token reader learns from: a question, its pieces' weights, what answers, what is near.

Questions come from bench.question_groups (the same are kept aside) and from sets whose documents
are excerpts that answer as a whole.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.question_groups import SETS, Told, groups_in, kept_aside, told_of
from eval.beir.sets import read_set
from index.embedding import MiniLM
from index.lexical import LexicalIndex
from rag.query import QueryMaker

EXCERPTS = "bioasq"
# Excerpts that answer, and near ones that do not, for one question.
ANSWERING, LOOKED_AT, NEAR = 3, 40, 8
SHOWN_NEAR, SHOWN_NEAR_EXCERPTS = 1, 3
SEED = 1


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question, its word pieces' weights, what answers, what is near, how much of it is shown."""

    question: str
    weights: NDArray[np.float32]
    answering: Told
    near: tuple[Told, ...]
    shown: int

    def drawn_with(self, draw: random.Random) -> list[Told]:
        """What answers, and some of what is near."""
        return [self.answering, *draw.sample(self.near, min(self.shown, len(self.near)))]


def groups_to_learn_from(folder: Path, minilm: MiniLM) -> list[Asked]:
    """All questions but those kept aside."""
    return [*_labelled(folder, minilm), *_excerpts(folder / EXCERPTS, minilm)]


def _labelled(folder: Path, minilm: MiniLM) -> Iterator[Asked]:
    for name in SETS:
        asked = read_set(folder / name)
        lexical = LexicalIndex.of(asked.booklet.abstracts)
        for key, group in groups_in(asked):
            if group.answering and not kept_aside(key):
                weights = _weights(group.question, lexical, len(asked.booklet.abstracts), minilm)
                yield Asked(group.question, weights, group.answering, group.near, SHOWN_NEAR)


def _excerpts(folder: Path, minilm: MiniLM) -> Iterator[Asked]:
    asked = read_set(folder)
    abstracts = asked.booklet.abstracts
    excerpts = {abstract.id: abstract for abstract in abstracts}
    lexical = LexicalIndex.of(abstracts)
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    for question in asked.questions:
        answering = sorted(name for name in question.relevant if name in excerpts)
        order = lexical.scores(question.text).argsort(kind="stable")[::-1][:LOOKED_AT]
        near = [abstracts[row] for row in order if abstracts[row].id not in question.relevant]
        beside = tuple(told_of(abstract, titled=False) for abstract in near[:NEAR])
        weights = _weights(question.text, lexical, len(abstracts), minilm)
        for name in draw.sample(answering, min(ANSWERING, len(answering))):
            told = told_of(excerpts[name], titled=False, right=True)
            yield Asked(question.text, weights, told, beside, SHOWN_NEAR_EXCERPTS)


def _weights(
    question: str, lexical: LexicalIndex, count: int, minilm: MiniLM
) -> NDArray[np.float32]:
    """As rag.query weighs them in a corpus."""

    def rarity(term: str) -> float:
        held = lexical.document_frequency(term)
        return math.log(1 + (count - held + 0.5) / (held + 0.5))

    return QueryMaker(minilm, rarity).make(question, question).token_weights
