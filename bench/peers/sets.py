"""What is asked of every system: the booklet with its development questions, and public sets."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from bench.peers.protocol import Document
from bench.peers.systems import ROOT, VAR
from corpus.abstract import Abstract
from eval.beir.evidence import Labelled, labelled_questions
from eval.beir.sets import BeirQuestion, read_set
from eval.gold import GoldQuestion, load_gold
from rag.answer import Kind
from rag.bootstrap import read_booklets
from rag.settings import load_settings

BOOKLET = "booklet"
DATA = ROOT.parent / "shared" / "data" / "beir"
PUBLIC = ("cranfield", "pubmedqa", "squad2_half", "scifact", "bioasq")
LANGUAGE = "en"
# Questions and documents of the sets that are cut: whole, these three would take several times as
# long as all others together, for every system but one encodes them twice.
CUTS = {"squad2_half": (600, 646), "scifact": (400, 2000), "bioasq": (176, 5000)}
SEED = 1
# What of Shoroku was fitted to a set, or chosen by it (bench/fit_weights.py, docs/quality.md).
FITTED = {
    BOOKLET: "sentences, declining",
    "cranfield": "ranking",
    "pubmedqa": "ranking, sentences, declining",
    "squad2_half": "sentences, declining",
    "bioasq": "ranking, sentences",
    "scifact": "ranking, sentences, declining",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document that answers."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """``judged`` holds the grades of documents, ``spans`` where an answer stands, if known.

    ``kind`` says of an unanswerable question why it is one, where that is known.
    """

    id: str
    text: str
    answerable: bool
    judged: dict[str, int]
    spans: tuple[Span, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Documents and the questions that are asked of them."""

    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]

    @property
    def path(self) -> Path:
        """The documents as a file that every system can read; written where it is missing."""
        path = VAR / "documents" / f"{self.name}.jsonl"
        lines = "".join(json.dumps(asdict(document)) + "\n" for document in self.documents)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != lines:
            path.write_text(lines, encoding="utf-8")
        return path


def asked(name: str, data: Path) -> Asked:
    """The booklet, or a public set of the folder ``data``, cut where it is large."""
    if name == BOOKLET:
        return booklet()
    whole = public(data / name)
    return cut(whole, *CUTS[name]) if name in CUTS else whole


def cut(whole: Asked, questions: int, documents: int) -> Asked:
    """A draw of the questions, all documents judged to answer them, and a draw of the others.

    Where more than ``documents`` are judged, those alone are kept.
    """
    draw = random.Random(SEED)  # noqa: S311 - the same each time, no secret
    asks = _drawn(draw, whole.questions, questions)
    known = {document.id for document in whole.documents}
    judged = {d for q in asks for d, grade in q.judged.items() if grade > 0} & known
    others = tuple(one for one in whole.documents if one.id not in judged)
    kept = judged.union(one.id for one in _drawn(draw, others, max(0, documents - len(judged))))
    return Asked(whole.name, tuple(one for one in whole.documents if one.id in kept), asks)


def _drawn(draw: random.Random, things: tuple[T, ...], count: int) -> tuple[T, ...]:
    """So many of the things, in their order; all where there are no more."""
    chosen = draw.sample(range(len(things)), min(count, len(things)))
    return tuple(things[number] for number in sorted(chosen))


def booklet() -> Asked:
    """The records of the shipped booklet and its English development questions, each alone."""
    abstracts = [a for parsed in read_booklets(load_settings()) for a in parsed.booklet.abstracts]
    gold = load_gold(ROOT / "eval" / "gold")
    return Asked(
        BOOKLET,
        tuple(map(_document, abstracts)),
        tuple(_of_gold(question) for question in gold.questions if _is_asked(question)),
    )


def _is_asked(gold: GoldQuestion) -> bool:
    """Follow-ups, questions for the records and Japanese are nothing that the others claim."""
    alone = gold.split == "dev" and gold.turn == 1 and gold.language == LANGUAGE
    return alone and gold.kind in (Kind.ANSWER, Kind.ABSTENTION)


def _of_gold(gold: GoldQuestion) -> Question:
    spans = tuple(Span(s.abstract_id, s.start, s.end) for s in gold.every_span)
    kind = str(gold.unanswerable_kind or "")
    return Question(
        gold.id, gold.question, gold.answerable, dict.fromkeys(gold.abstracts, 1), spans, kind
    )


def public(folder: Path) -> Asked:
    """A set in the BEIR form; sentences that answer are those that ``shoroku bench beir`` reads."""
    found = read_set(folder)
    texts = {abstract.id: abstract.text for abstract in found.booklet.abstracts}
    spans: dict[str, list[Span]] = {}
    for labelled in labelled_questions(found):
        spans.setdefault(labelled.question, []).extend(_spans(labelled, texts))
    return Asked(
        found.name,
        tuple(map(_document, found.booklet.abstracts)),
        tuple(_of_set(question, spans) for question in found.questions),
    )


def _spans(labelled: Labelled, texts: dict[str, str]) -> Iterator[Span]:
    """The labelled places that stand as they are in the document as it is indexed."""
    text = texts.get(labelled.document.id)
    if text == labelled.document.text:
        for start, end in labelled.right:
            yield Span(labelled.document.id, start, end)


def _of_set(question: BeirQuestion, spans: dict[str, list[Span]]) -> Question:
    answerable = bool(question.relevant) and not question.metadata.get("unanswerable")
    right = tuple(spans.get(question.text, ())) if answerable else ()
    return Question(question.id, question.text, answerable, question.judged, right)


def _document(abstract: Abstract) -> Document:
    authors = ", ".join(person.name for person in abstract.authors)
    return Document(abstract.id, abstract.title, authors, abstract.text)
