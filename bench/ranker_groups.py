"""What the ranker learns from: a question, abstracts, and which of their sentences answer.

Questions come from the public sets of which sentences or strings are known to answer. One part in
``PARTS`` is kept aside by document, so that no abstract is both learnt from and measured with.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.abstract import Abstract
from eval.beir.evidence import Labelled, labelled_questions
from eval.beir.sets import BeirSet, read_set
from index.lexical import LexicalIndex
from index.sentences import sentence_spans
from rag.ranker.ranker import Document

SETS = ("scifact", "pubmedqa", "squad2_half")
PARTS = 6
# Abstracts without an answer that share the question's words, to draw from.
NEAR = 5
# Times that the answer is taken away, so that "none of these" is learnt as well.
WITHOUT_ANSWER = 0.12
WITHOUT_TITLE = 0.2


@dataclass(frozen=True, slots=True)
class Told:
    """An abstract beside a question, and which of its sentences answer."""

    document: Document
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A question with the abstract that answers (none for an unanswerable one) and near ones."""

    set_name: str
    question: str
    answering: Told | None
    near: tuple[Told, ...]

    def drawn_with(self, draw: random.Random) -> tuple[str, list[Told]]:
        """The question, the answering abstract (now and then without) and a near one."""
        told = [self.answering] if self.answering else []
        if self.near and draw.random() < WITHOUT_ANSWER:
            told = []
        told += draw.sample(self.near, min(1, len(self.near)))
        return self.question, [_now_and_then_untitled(one, draw) for one in told]


def groups_of(folder: Path) -> tuple[list[Group], list[Group]]:
    """The groups to learn from, and those kept aside."""
    learnt: list[Group] = []
    aside: list[Group] = []
    for name in SETS:
        for key, group in groups_in(read_set(folder / name)):
            (aside if kept_aside(key) else learnt).append(group)
    return learnt, aside


def kept_aside(key: str) -> bool:
    """Whether what belongs to this key (a document, or an article's title) is never learnt from."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % PARTS == 0


def groups_in(asked: BeirSet) -> Iterator[tuple[str, Group]]:
    """Every question of a set, each with the key that decides whether it is kept aside."""
    abstracts = asked.booklet.abstracts
    lexical = LexicalIndex.of(abstracts)
    cut = {abstract.id: told_of(abstract) for abstract in abstracts}
    for one in labelled_questions(asked):
        own = one.document.id.split("-", maxsplit=1)[0]
        best = lexical.scores(one.question).argsort(kind="stable")[::-1][: NEAR + 1]
        near = [abstracts[row] for row in best if not abstracts[row].id.startswith(own)]
        key = one.document.title if asked.name.startswith("squad") else own
        yield key, Group(asked.name, one.question, _answering(one), tuple(cut[a.id] for a in near))
    documents = {abstract.id: abstract for abstract in abstracts}
    for question in asked.questions:
        if question.metadata.get("unanswerable") and question.metadata.get("doc") in documents:
            document = documents[question.metadata["doc"]]
            yield document.title, Group(asked.name, question.text, None, (cut[document.id],))


def _answering(one: Labelled) -> Told:
    spans = list(sentence_spans(one.document.text, one.document.language))
    right = [any(start < end_ and begin < end for begin, end_ in one.right) for start, end in spans]
    sentences = tuple(one.document.text[start:end] for start, end in spans)
    return Told(Document(one.document.title, sentences), tuple(right))


def told_of(abstract: Abstract, *, titled: bool = True, right: bool = False) -> Told:
    """An abstract of which all sentences answer, or none."""
    spans = sentence_spans(abstract.text, abstract.language)
    sentences = tuple(abstract.text[start:end] for start, end in spans)
    document = Document(abstract.title if titled else "", sentences)
    return Told(document, (right,) * len(sentences))


def _now_and_then_untitled(told: Told, draw: random.Random) -> Told:
    if draw.random() >= WITHOUT_TITLE:
        return told
    return replace(told, document=replace(told.document, title=""))
