"""What is asked of every system: the booklet with its development questions, and public sets."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

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
DATA = ROOT.parent.parent / "shared" / "data" / "beir"
PUBLIC = ("scifact", "pubmedqa", "squad2_half", "cranfield")
LANGUAGE = "en"
# A larger set is cut, so that all systems are through in an hour or two on a busy machine.
DOCUMENTS, QUESTIONS = 500, 250
SEED = 1


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
    return booklet() if name == BOOKLET else cut(public(data / name), DOCUMENTS, QUESTIONS)


def cut(whole: Asked, documents: int, questions: int) -> Asked:
    """A draw of so many questions, all documents judged to answer them, and a draw of the others.

    Where more than ``documents`` are judged, those alone are kept.
    """
    draw = random.Random(SEED)  # noqa: S311 - the same each time, no secret
    asks = sorted(draw.sample(whole.questions, min(questions, len(whole.questions))), key=_id)
    known = {document.id for document in whole.documents}
    judged = {d for q in asks for d, grade in q.judged.items() if grade > 0} & known
    others = [document.id for document in whole.documents if document.id not in judged]
    free = min(len(others), max(0, documents - len(judged)))
    kept = judged.union(draw.sample(others, free))
    part = tuple(document for document in whole.documents if document.id in kept)
    return Asked(whole.name, part, tuple(asks))


def _id(question: Question) -> str:
    return question.id


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
