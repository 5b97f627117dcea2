"""Abstracts taken back after the booklet was printed: withdrawn.toml beside a booklet.

Each ``[[withdrawn]]`` names one abstract by its id, with its title, the reason and the day. The
document stays as it is: what is withdrawn is left out whenever the booklet is read, and leaves a
tombstone.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.abstract import Abstract, Tombstone
from corpus.editor_files import folded, read_entries
from corpus.errors import CorpusError
from corpus.report import ParsedBooklet

WITHDRAWN_NAME = "withdrawn.toml"
_KEYS = ("abstract", "title", "reason", "date")


def without_withdrawn(parsed: ParsedBooklet, folder: Path) -> ParsedBooklet:
    """The booklet without what the file in ``folder`` withdraws, with a tombstone for each.

    Without such a file the booklet as it is. An abstract whose id has changed since, say with its
    title's spelling, is known by its title. Raises CorpusError where the file cannot be used.
    """
    path = folder / WITHDRAWN_NAME
    if not path.is_file():
        return parsed
    stones = read_withdrawals(path, parsed.booklet.conference.id)
    gone = {_withdrawn_id(stone, parsed.booklet.abstracts) for stone in stones}
    booklet = replace(
        parsed.booklet,
        abstracts=tuple(it for it in parsed.booklet.abstracts if it.id not in gone),
        withdrawn=(*parsed.booklet.withdrawn, *stones),
    )
    findings = tuple(it for it in parsed.findings if it.abstract_id not in gone)
    return replace(parsed, booklet=booklet, findings=findings)


def read_withdrawals(path: Path, conference_id: str) -> tuple[Tombstone, ...]:
    """The entries of a file. Raises CorpusError that names the entry at fault."""
    entries = read_entries(path, "withdrawn")
    return tuple(_stone(f"{path}, entry {n}", e, conference_id) for n, e in enumerate(entries, 1))


def write_withdrawals(path: Path, stones: tuple[Tombstone, ...]) -> None:
    """Write the file anew with these entries."""
    path.write_text("\n".join(_entry(stone) for stone in stones), encoding="utf-8")


def tombstone_of(abstract: Abstract, reason: str, date: dt.date) -> Tombstone:
    """What is left of ``abstract`` once it is withdrawn."""
    return Tombstone(abstract.id, abstract.conference_id, abstract.heading, date, reason)


def _withdrawn_id(stone: Tombstone, abstracts: tuple[Abstract, ...]) -> str | None:
    if any(abstract.id == stone.id for abstract in abstracts):
        return stone.id
    wanted = folded(stone.title)
    found = [abstract.id for abstract in abstracts if folded(abstract.heading) == wanted]
    return found[0] if len(found) == 1 else None


def _stone(place: str, entry: Any, conference_id: str) -> Tombstone:  # noqa: ANN401 - any TOML
    if not isinstance(entry, Mapping):
        raise CorpusError(f"{place} is no table; begin it with [[withdrawn]].")
    if unknown := sorted(set(entry).difference(_KEYS)):
        raise CorpusError(f"{place} has the unknown key {unknown[0]!r}; remove it.")
    abstract_id, title, reason = (_text(place, entry, key) for key in _KEYS[:3])
    day = entry.get("date")
    if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
        raise CorpusError(f"{place}: date must be a date like 2020-05-23 without quotes.")
    return Tombstone(abstract_id, conference_id, title, day, reason)


def _text(place: str, entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CorpusError(f"{place} has no {key}; write {key} = … with text in quotes.")
    return value


def _entry(stone: Tombstone) -> str:
    lines = (
        f"abstract = {_quoted(stone.id)}",
        f"title = {_quoted(stone.title)}",
        f"reason = {_quoted(stone.reason)}",
        f"date = {stone.date.isoformat()}",
    )
    return "[[withdrawn]]\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string. JSON's form is TOML's, but for DEL, and for what is no character at all."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
