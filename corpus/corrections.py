"""The editor's word over the parser's: corrections.toml beside a booklet.

Each ``[[correction]]`` names one field of one record, its new value, who decided, and why.
docs/corpus.md tells editors how to write it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.abstract import Abstract, Booklet, Conference, Person, SourceLines
from corpus.editor_files import folded, read_entries
from corpus.errors import CorpusError
from corpus.fields import ABSTRACT_FIELDS, CONFERENCE_FIELDS, Convert, WrongValueError
from corpus.report import Finding, ParsedBooklet

_KEYS = frozenset({"abstract", "conference", "field", "value", "who", "why", "date"})
# The doubt that a corrected field settles.
_SETTLED = {"authors": "author_missing"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. ``abstract`` is an abstract's id or title, ``conference`` a conference's id.

    ``value`` is as TOML gives it; ``place`` says where the entry stands, for messages.
    """

    place: str
    abstract: str | None
    conference: str | None
    field: str
    value: object
    who: str
    why: str
    date: dt.date | None = None


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The entries of a corrections file. Raises CorpusError that names the entry at fault."""
    entries = read_entries(path, "correction")
    return tuple(_correction(f"{path}, correction {n}", e) for n, e in enumerate(entries, 1))


def apply_corrections(parsed: ParsedBooklet, corrections: tuple[Correction, ...]) -> ParsedBooklet:
    """The booklet with each correction made, and a finding for each.

    Raises CorpusError where a correction fits no record, no field, or no value of that field.
    """
    conference, abstracts = parsed.booklet.conference, parsed.booklet.abstracts
    findings = parsed.findings
    for correction in corrections:
        if correction.abstract is None:
            conference, finding = _correct_conference(conference, correction)
        else:
            place = _position_of(correction, parsed.booklet.abstracts, abstracts)
            old = abstracts[place]
            corrected, finding = _correct_abstract(old, correction)
            abstracts = (*abstracts[:place], corrected, *abstracts[place + 1 :])
            findings = _follow(findings, old.id, correction, finding)
        findings = (*findings, finding)
    _refuse_equal_ids(abstracts, corrections)
    return replace(parsed, booklet=Booklet(conference, abstracts), findings=findings)


def _correction(place: str, entry: Any) -> Correction:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(entry, Mapping):
        raise CorpusError(f"{place} is no table; begin it with [[correction]].")
    if unknown := sorted(set(entry) - _KEYS):
        raise CorpusError(f"{place} has the unknown key {unknown[0]!r}; remove it.")
    record = [key for key in ("abstract", "conference") if key in entry]
    if len(record) != 1:
        raise CorpusError(f"{place} must name one record: abstract = … or conference = ….")
    if "value" not in entry:
        raise CorpusError(f"{place} has no value; say what the field shall hold.")
    texts = {key: _text(place, entry, key) for key in (record[0], "field", "who", "why")}
    day = entry.get("date")
    if day is not None and not isinstance(day, dt.date):
        raise CorpusError(f"{place}: date must be a date like 2020-05-23 without quotes.")
    return Correction(
        place,
        texts.get("abstract"),
        texts.get("conference"),
        texts["field"],
        entry["value"],
        texts["who"],
        texts["why"],
        day,
    )


def _text(place: str, entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CorpusError(f"{place} has no {key}; write {key} = … with text in quotes.")
    return value.strip()


def _position_of(
    correction: Correction, read: tuple[Abstract, ...], now: tuple[Abstract, ...]
) -> int:
    """The place of the abstract that the correction names by id or title, old or corrected."""
    wanted = folded(correction.abstract or "")
    found = [
        place
        for place, pair in enumerate(zip(read, now, strict=True))
        if any(wanted in (abstract.id, folded(abstract.title)) for abstract in pair)
    ]
    if len(found) == 1:
        return found[0]
    problem = "fits several abstracts; name one by its id" if found else "fits no abstract"
    known = ", ".join(abstract.id for abstract in now)
    raise CorpusError(
        f"{correction.place}: {correction.abstract!r} {problem}. The abstracts are {known}."
    )


def _correct_conference(
    conference: Conference, correction: Correction
) -> tuple[Conference, Finding]:
    if correction.conference != conference.id:
        raise CorpusError(
            f"{correction.place}: {correction.conference!r} fits no conference; "
            f"this booklet's is {conference.id!r}."
        )
    value = _converted(correction, CONFERENCE_FIELDS)
    finding = _finding(correction, SourceLines(1, 1), getattr(conference, correction.field), value)
    return replace(conference, **{correction.field: value}), finding


def _correct_abstract(abstract: Abstract, correction: Correction) -> tuple[Abstract, Finding]:
    value = _converted(correction, ABSTRACT_FIELDS)
    corrected = replace(abstract, **{correction.field: value})
    finding = _finding(correction, abstract.source, getattr(abstract, correction.field), value)
    return corrected, replace(finding, abstract_id=corrected.id)


def _converted(correction: Correction, known: Mapping[str, Convert]) -> Any:  # noqa: ANN401
    convert = known.get(correction.field)
    if convert is None:
        raise CorpusError(
            f"{correction.place}: there is no field {correction.field!r} to correct; "
            f"the fields are {', '.join(known)}."
        )
    try:
        return convert(correction.value)
    except WrongValueError as error:
        raise CorpusError(f"{correction.place}: {correction.field} must be {error}.") from error


def _finding(correction: Correction, source: SourceLines, old: object, new: object) -> Finding:
    day = f", {correction.date.isoformat()}" if correction.date else ""
    message = f"{correction.field} was set by {correction.who}{day}: {correction.why}"
    return Finding("repair", "correction", source, message, _shown(old), _shown(new))


def _shown(value: object) -> str:
    """A field's value in one line, for the report."""
    match value:
        case None:
            return ""
        case Person():
            return value.name_and_affiliation
        case SourceLines():
            return f"{value.first}-{value.last}"
        case tuple():
            return "; ".join(_shown(item) for item in value)
        case _:
            return str(getattr(value, "text", value))


def _follow(
    findings: tuple[Finding, ...], old_id: str, correction: Correction, made: Finding
) -> tuple[Finding, ...]:
    """Findings of the abstract under its present id, without the doubt that is now settled."""
    return tuple(
        replace(finding, abstract_id=made.abstract_id) if finding.abstract_id == old_id else finding
        for finding in findings
        if not (
            finding.abstract_id == old_id
            and made.after
            and finding.code == _SETTLED.get(correction.field)
        )
    )


def _refuse_equal_ids(abstracts: tuple[Abstract, ...], corrections: tuple[Correction, ...]) -> None:
    ids = [abstract.id for abstract in abstracts]
    if len(set(ids)) < len(ids):
        places = [item.place for item in corrections if item.field == "id"]
        raise CorpusError(f"{places[-1]}: another abstract has this id; choose a new one.")
