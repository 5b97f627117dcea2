"""What is learnt from: a question, abstracts, and which of their sentences answer.

Questions come from the public sets of which sentences or strings are known to answer. One part in
``PARTS`` is kept aside by document, so that no abstract is both learnt from and measured with.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from eval.beir.evidence import labelled_questions
from eval.beir.sets import BeirSet
from index.lexical import LexicalIndex
from index.sentences import sentence_spans
from rag.reader.reader import Document

SETS = ("scifact", "pubmedqa", "squad2_half")
# Sets whose texts are paragraphs of articles, with the article's title.
OF_ARTICLES = ("squad", "jsquad")
PARTS = 6
# Abstracts without an answer that share the question's words, to draw from.
NEAR = 5


@dataclass(frozen=True, slots=True)
class Told:
    """An abstract beside a question, and which of its sentences answer."""

    document: Document
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A question with the abstract that answers (none for an unanswerable one) and near ones."""

    question: str
    answering: Told | None
    near: tuple[Told, ...]


def kept_aside(key: str) -> bool:
    """Whether what belongs to this key (a document, or an article's title) is never learnt from."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % PARTS == 0


def groups_in(asked: BeirSet) -> Iterator[tuple[str, Group]]:
    """Every question of a set, each with the key that decides whether it is kept aside."""
    abstracts = asked.booklet.abstracts
    lexical = LexicalIndex.of(abstracts)
    cut = {abstract.id: told_of(abstract) for abstract in abstracts}
    for one in labelled_questions(asked):
        own = _work_of(asked.name, one.document)
        best = lexical.scores(one.question).argsort(kind="stable")[::-1][: NEAR + 1]
        near = [abstracts[row] for row in best if not abstracts[row].id.startswith(own)]
        key = one.document.title if asked.name.startswith(OF_ARTICLES) else own
        told = told_of(one.document, one.right)
        yield key, Group(one.question, told, tuple(cut[a.id] for a in near))
    documents = {abstract.id: abstract for abstract in abstracts}
    for question in asked.questions:
        if question.metadata.get("unanswerable") and question.metadata.get("doc") in documents:
            document = documents[question.metadata["doc"]]
            yield document.title, Group(question.text, None, (cut[document.id],))


def _work_of(name: str, document: Abstract) -> str:
    """How the ids of all texts of the same work begin."""
    return document.id if name.startswith(OF_ARTICLES) else document.id.split("-", maxsplit=1)[0]


def told_of(abstract: Abstract, answering: Sequence[tuple[int, int]] = ()) -> Told:
    """An abstract, of which the sentences answer that reach into one of these spans."""
    spans = list(sentence_spans(abstract.text, abstract.language))
    right = [any(start < stop and begin < end for begin, stop in answering) for start, end in spans]
    sentences = tuple(abstract.text[start:end] for start, end in spans)
    return Told(Document(abstract.title, sentences), tuple(right))
