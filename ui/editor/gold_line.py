"""A gold question made of what a reader asked.

The one file of the server that uses ``eval``: what a gold question is, and when it contradicts
itself, must not be said twice. It measures nothing, and loads no model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from corpus.abstract import Abstract
from corpus.errors import ShorokuError
from eval.authoring import append_question, cut, existing_questions, find_excerpt, guessed_type
from eval.authoring import split_for as drawn_split
from eval.errors import GoldError
from eval.gold_question import (
    Difficulty,
    GoldQuestion,
    GoldSpan,
    QuestionType,
    Split,
    UnanswerableKind,
)
from rag.answer import Kind

_LEFT_OUT = {"records", "smalltalk"}  # these need no sentence, but what the reply must hold

# The values of each menu.
CHOICES: dict[str, tuple[str, ...]] = {
    "types": tuple(it for it in get_args(QuestionType) if it not in _LEFT_OUT),
    "difficulties": get_args(Difficulty),
    "unanswerable": get_args(UnanswerableKind),
}


class IncompleteError(ShorokuError):
    """What an editor has to mend; ``reason`` names its sentence in ui.editor.gold_words."""

    def __init__(self, reason: str, **told: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.told = told


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor has filled in.

    ``marked`` are (abstract id, start, end) of sentences, ``clauses`` parts of sentences by
    abstract id. ``together`` says that an answer needs all of them, otherwise any one answers.
    """

    question: str
    language: str
    type: str
    difficulty: str
    answered: bool
    unanswerable: str
    together: bool
    note: str
    marked: tuple[tuple[str, int, int], ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()


def suggested_type(question: str) -> str:
    """What the question's first words ask for."""
    return guessed_type(question)


def write_gold(draft: Draft, abstracts: Sequence[Abstract], file: Path) -> str:
    """Append the draft to a gold file; gives the line.

    Raises:
        IncompleteError: nothing is marked, an excerpt does not stand in its abstract, or the
            question is in the file already.
        GoldError: it is no gold question, or cannot be written.

    """
    held = {it.id: it for it in abstracts}
    spans = _spans(draft, held) if draft.answered else ()
    if draft.answered and not spans:
        raise IncompleteError("unmarked")
    existing = existing_questions(file)
    question = _question(draft, spans, existing)
    if question.id in {it.id for it in existing}:
        raise IncompleteError("already")
    append_question(question, file)
    return dumps(asdict(question), ensure_ascii=False)


def _question(
    draft: Draft, spans: tuple[GoldSpan, ...], existing: Sequence[GoldQuestion]
) -> GoldQuestion:
    groups = tuple((it,) for it in spans) if draft.together else ((spans,) if spans else ())
    values = {
        # Not a number: it must stay the same, and free, wherever the line is moved to.
        "id": f"r{sha256(draft.question.encode('utf-8', 'replace')).hexdigest()[:10]}",
        "question": draft.question,
        "language": draft.language,
        "type": draft.type,
        "difficulty": draft.difficulty,
        "answerable": draft.answered,
        "kind": Kind.ANSWER if draft.answered else Kind.ABSTENTION,
        "unanswerable_kind": None if draft.answered else draft.unanswerable,
        "abstracts": tuple(dict.fromkeys(it.abstract_id for it in spans)),
        "spans": [[asdict(span) for span in group] for group in groups],
        "expect": (),
        "chain": None,
        "turn": 1,
        "split": _split(draft, groups, existing),
        "note": draft.note,
    }
    try:
        # As JSON, for that is what it will be; from Python's own values a strict type takes none.
        return TypeAdapter(GoldQuestion).validate_json(dumps(values))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise GoldError(f"'{name}' cannot be used: {first['msg']}.") from None


def _split(
    draft: Draft, groups: Sequence[Sequence[GoldSpan]], existing: Sequence[GoldQuestion]
) -> Split:
    return drawn_split(draft.question, groups, existing)[0]


def _spans(draft: Draft, held: Mapping[str, Abstract]) -> tuple[GoldSpan, ...]:
    marked = [cut(_held(held, name), start, end) for name, start, end in draft.marked]
    found = [_placed(_held(held, name), typed) for name, typed in draft.clauses if typed.strip()]
    return tuple(dict.fromkeys([*marked, *found]))


def _held(held: Mapping[str, Abstract], abstract_id: str) -> Abstract:
    if abstract_id not in held:
        raise IncompleteError("changed")
    return held[abstract_id]


def _placed(abstract: Abstract, typed: str) -> GoldSpan:
    found = find_excerpt(typed, abstract)
    if found is None:
        raise IncompleteError("not_there", text=typed.strip(), title=abstract.heading)
    return found.span
