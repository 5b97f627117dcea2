"""The fields that an editor may overrule, and how a TOML value becomes each."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from corpus.abstract import PARAGRAPH_BREAK, Note, Person, SourceLines
from corpus.names import parse_person


class WrongValueError(Exception):
    """A value is not of the sort that a field takes; the text says which sort it takes."""


Convert = Callable[[object], object]
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_PERSON_KEYS = frozenset({"family", "given", "affiliation", "honorific", "reading"})
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("text that is not empty")
    return " ".join(value.split())


def _text_or_none(value: object) -> str | None:
    return None if value == "" else _text(value)


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise WrongValueError("small Latin letters, digits and hyphens")
    return value


def _paragraphs(value: object) -> str:
    """A text with blank lines between paragraphs, or a list of paragraphs."""
    pieces = _BLANK_LINES.split(value.strip()) if isinstance(value, str) else value
    if not isinstance(pieces, list) or not pieces:
        raise WrongValueError("a text, or a list of paragraphs")
    return PARAGRAPH_BREAK.join(_text(piece) for piece in pieces)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongValueError("a list of texts")
    return tuple(_text(item) for item in value)


def _people(value: object) -> tuple[Person, ...]:
    if not isinstance(value, list):
        raise WrongValueError("a list of people")
    return tuple(_person(item) for item in value)


def _person(value: object) -> Person:
    """A text like "Family, Given (Affiliation)", or a table with the parts of a name."""
    if isinstance(value, str):
        person = parse_person(value)
        if person is None:
            raise WrongValueError('a name like "Family, Given (Affiliation)"')
        return person
    if not isinstance(value, Mapping) or not set(value) <= _PERSON_KEYS or "family" not in value:
        raise WrongValueError(
            "a name, or a table with family, given, affiliation, honorific and reading"
        )
    given = _text_or_none(value.get("given", "")) or ""
    affiliation = _text_or_none(value.get("affiliation", ""))
    honorific = _text_or_none(value.get("honorific", ""))
    reading = _text_or_none(value.get("reading", ""))
    return Person(_text(value["family"]), given, affiliation, honorific, reading)


def _person_or_none(value: object) -> Person | None:
    return None if value == "" else _person(value)


def _lines(value: object) -> SourceLines:
    match value:
        case {"first": int(first), "last": int(last)} if 1 <= first <= last:
            return SourceLines(first, last)
    raise WrongValueError("a table with first and last line")


def _notes(value: object) -> tuple[Note, ...]:
    if not isinstance(value, list):
        raise WrongValueError("a list of tables with text, first and last")
    return tuple(_note(item) for item in value)


def _note(value: object) -> Note:
    if not isinstance(value, Mapping):
        raise WrongValueError("a table with text, first and last")
    return Note(_text(value.get("text")), _lines(value))


def _date(value: object) -> dt.date | None:
    if value == "":
        return None
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise WrongValueError("a date like 2020-05-23 without quotes")
    return value


def _time(value: object) -> dt.time | None:
    if value == "":
        return None
    if not isinstance(value, dt.time):
        raise WrongValueError("a time like 10:00:00 without quotes")
    return value


def _year(value: object) -> int | None:
    if value == "":
        return None
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or not _FIRST_YEAR <= value <= _LAST_YEAR
    ):
        raise WrongValueError("a year like 2020 without quotes")
    return value


ABSTRACT_FIELDS: Mapping[str, Convert] = {
    "id": _id,
    "title": _text,
    "authors": _people,
    "keywords": _texts,
    "text": _paragraphs,
    "language": _text,
    "source": _lines,
    "notes": _notes,
    "session": _text_or_none,
    "time": _text_or_none,
    "room": _text_or_none,
    "pages": _text_or_none,
    "year": _year,
    "identifier": _text_or_none,
    "references": _texts,
}
CONFERENCE_FIELDS: Mapping[str, Convert] = {
    "association": _text_or_none,
    "association_short": _text_or_none,
    "name": _text_or_none,
    "session": _text_or_none,
    "form": _text_or_none,
    "date": _date,
    "start": _time,
    "end": _time,
    "chair": _person_or_none,
    "chair_role": _text_or_none,
    "year": _year,
    "place": _text_or_none,
}
