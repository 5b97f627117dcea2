"""The form for a gold question: what it shows, and what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, QueryParams

from corpus.abstract import Abstract
from index.sentences import sentence_spans
from rag.language import language_of
from ui.editor.gold_line import Draft, suggested_type
from ui.editor.retention import Retention
from ui.pages.listing import Wanted, entries_of, listing
from ui.service import Asks

_OPENED = 2
_OFFERED = 8
_MOST_OPENED = 5
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a question was kept: ``kind`` is unanswered or thumbs."""

    kind: str
    id: str
    question: str
    language: str
    nearest: tuple[str, ...]

    @classmethod
    def find(cls, kept: Retention, kind: str, entry_id: str) -> "Asked | None":
        """What is kept under this id; None where nothing is any more."""
        if kind == "thumbs":
            judged = kept.feedback.get(entry_id)
            return (
                None
                if judged is None
                else cls(
                    kind, entry_id, judged.question, language_of(judged.question), judged.abstracts
                )
            )
        found = kept.unanswered.get(entry_id)
        return (
            None
            if found is None
            else cls("unanswered", entry_id, found.question, found.language, found.nearest)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that can be marked; ``value`` is what the form sends."""

    value: str
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """An abstract that is looked at, in sentences."""

    id: str
    title: str
    language: str
    lines: tuple[Line, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An abstract that could be looked at."""

    id: str
    title: str
    opened: bool


@dataclass(frozen=True, slots=True)
class GoldForm:
    """All that the form shows."""

    asked: Asked
    draft: Draft
    search: str
    offers: tuple[Offer, ...]
    sheets: tuple[Sheet, ...]
    generation: str


def gold_form(
    asked: Asked, assistant: Asks, query: QueryParams | FormData, draft: Draft | None = None
) -> GoldForm:
    """The form over what is kept; ``query`` names the abstracts to look at and to look for."""
    held = {it.id: it for it in assistant.catalogue.abstracts()}
    search = str(query.get("q", ""))[:200]
    chosen = [str(it) for it in query.getlist("abstract")] or list(asked.nearest[:_OPENED])
    opened = [held[it] for it in dict.fromkeys(chosen) if it in held][:_MOST_OPENED]
    known = [held[it] for it in asked.nearest if it in held]
    offered = dict.fromkeys([*opened, *(_found(assistant, search) if search else known)])
    filled = draft or _empty(asked)
    return GoldForm(
        asked,
        filled,
        search,
        tuple(Offer(it.id, it.heading, it in opened) for it in offered),
        tuple(_sheet(it, filled) for it in opened),
        assistant.generation_id,
    )


def read_draft(form: FormData) -> Draft:
    """What was filled in."""
    given = {name: str(form.get(name, "")).strip() for name in _FIELDS}
    sheets = [str(it) for it in form.getlist("abstract")]
    clauses = zip(sheets, map(str, form.getlist("clause")), strict=False)
    return Draft(
        question=given["question"],
        language=given["language"],
        type=given["type"],
        difficulty=given["difficulty"],
        answered=given["answered"] == "yes",
        unanswerable=given["unanswerable"],
        together=given["together"] == "yes",
        note=given["note"],
        marked=tuple(filter(None, map(_mark, map(str, form.getlist("mark"))))),
        clauses=tuple(clauses),
    )


_FIELDS = (
    "question",
    "language",
    "type",
    "difficulty",
    "answered",
    "unanswerable",
    "together",
    "note",
)


def _empty(asked: Asked) -> Draft:
    return Draft(
        question=asked.question,
        language=asked.language,
        type=suggested_type(asked.question),
        difficulty="literal",
        answered=True,
        unanswerable="near_miss",
        together=False,
        note="",
    )


def _found(assistant: Asks, search: str) -> Sequence[Abstract]:
    shelf = assistant.catalogue
    entries = entries_of(shelf.abstracts(), shelf.conference)
    return [it.abstract for it in listing(entries, Wanted(words=search), "en").entries[:_OFFERED]]


def _sheet(abstract: Abstract, draft: Draft) -> Sheet:
    spans = sentence_spans(abstract.text, abstract.language)
    lines = tuple(
        Line(
            f"{start}:{end}:{abstract.id}",
            abstract.text[start:end],
            (abstract.id, start, end) in draft.marked,
        )
        for start, end in spans
    )
    return Sheet(
        abstract.id,
        abstract.heading,
        abstract.language,
        lines,
        dict(draft.clauses).get(abstract.id, ""),
    )


def _mark(value: str) -> tuple[str, int, int] | None:
    start, _, rest = value.partition(":")
    end, _, abstract_id = rest.partition(":")
    numbers = all(
        it.isascii() and it.isdecimal() and len(it) <= _LONGEST_NUMBER for it in (start, end)
    )
    return (abstract_id, int(start), int(end)) if numbers else None
