"""The records as rows of SQLite tables, and back."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any, TypeVar

from corpus.abstract import Abstract, Conference, Note, Person, SourceLines, Tombstone
from index.passage import Passage
from index.sentence_rows import SentenceRows

SCHEMA_VERSION = 2

# Every table is read back by its row number: the order of writing is the order of reading.
SCHEMA = f"""
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE conference (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, association TEXT, association_short TEXT,
    name TEXT, session TEXT, form TEXT, date TEXT, start TEXT, "end" TEXT, chair_role TEXT,
    year INTEGER, place TEXT
) STRICT;
CREATE TABLE abstract (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    conference_id TEXT NOT NULL REFERENCES conference (id), title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL,
    session TEXT, time TEXT, room TEXT, pages TEXT, year INTEGER, identifier TEXT,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, page INTEGER, document TEXT
) STRICT;
CREATE TABLE person (
    row INTEGER PRIMARY KEY, owner TEXT NOT NULL, family TEXT NOT NULL, given TEXT NOT NULL,
    affiliation TEXT, honorific TEXT, reading TEXT
) STRICT;
CREATE TABLE keyword (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, word TEXT NOT NULL
) STRICT;
CREATE TABLE note (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, text TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, page INTEGER, document TEXT
) STRICT;
CREATE TABLE cited (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE tombstone (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, conference_id TEXT NOT NULL, title TEXT NOT NULL,
    date TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE sentence (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL
) STRICT;
"""

_Value = TypeVar("_Value")
_Owned = dict[str, tuple[_Value, ...]]
_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that a catalogue holds, each kind in its order."""

    conferences: tuple[Conference, ...]
    abstracts: tuple[Abstract, ...]
    withdrawn: tuple[Tombstone, ...]
    passages: tuple[Passage, ...]
    sentences: SentenceRows


def write_records(connection: sqlite3.Connection, records: Records) -> None:
    """Fill the empty tables of :data:`SCHEMA`."""
    tables: dict[str, Iterable[_Row]] = {
        "conference": [_conference_row(c) for c in records.conferences],
        "abstract": [_abstract_row(a) for a in records.abstracts],
        "person": list(_person_rows(records)),
        "keyword": [(a.id, word) for a in records.abstracts for word in a.keywords],
        "note": [(a.id, n.text, *_lines(n.source)) for a in records.abstracts for n in a.notes],
        "cited": [(a.id, text) for a in records.abstracts for text in a.references],
        "tombstone": [
            (s.id, s.conference_id, s.title, s.date.isoformat(), s.reason)
            for s in records.withdrawn
        ],
        "passage": [(p.abstract_id, p.ordinal, p.start, p.end, p.digest) for p in records.passages],
        "sentence": ((s.abstract_id, s.ordinal, s.start, s.end) for s in records.sentences),
    }
    for table, rows in tables.items():
        _insert(connection, table, rows)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    columns = len(connection.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608
    marks = ", ".join("?" * columns)
    numbered = ((number, *row) for number, row in enumerate(rows))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", numbered)  # noqa: S608


def _conference_row(c: Conference) -> _Row:
    when = tuple(value and value.isoformat() for value in (c.date, c.start, c.end))
    texts = (c.id, c.association, c.association_short, c.name, c.session, c.form)
    return (*texts, *when, c.chair_role, c.year, c.place)


def _abstract_row(a: Abstract) -> _Row:
    texts = (a.id, a.conference_id, a.title, a.text, a.language)
    given = (a.session, a.time, a.room, a.pages, a.year, a.identifier)
    return (*texts, *given, *_lines(a.source))


def _lines(source: SourceLines) -> _Row:
    return source.first, source.last, source.page, source.document


def _person_rows(records: Records) -> Iterator[_Row]:
    chairs = [(_chair(c.id), c.chair) for c in records.conferences if c.chair]
    authors = [(_author(a.id), person) for a in records.abstracts for person in a.authors]
    for owner, p in (*chairs, *authors):
        yield owner, p.family, p.given, p.affiliation, p.honorific, p.reading


def _chair(conference_id: str) -> str:
    return f"chair:{conference_id}"


def _author(abstract_id: str) -> str:
    return f"author:{abstract_id}"


def read_records(connection: sqlite3.Connection) -> Records:
    """What :func:`write_records` wrote. Raises ValueError where the schema is another one."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != SCHEMA_VERSION:
        raise ValueError(f"the catalogue has schema {found}, not {SCHEMA_VERSION}")
    people = _owned((row[1], Person(*row[2:])) for row in _rows(connection, "person"))
    abstracts = _read_abstracts(connection, people)
    # Many rows speak of one abstract: they share its id, and do not each hold a copy.
    ids = {it.id: it.id for it in abstracts}
    return Records(
        _read_conferences(connection, people),
        abstracts,
        tuple(_tombstone(row) for row in _rows(connection, "tombstone")),
        tuple(Passage(ids[row[1]], *row[2:]) for row in _rows(connection, "passage")),
        _read_sentences(connection, tuple(ids)),
    )


def _read_sentences(connection: sqlite3.Connection, ids: tuple[str, ...]) -> SentenceRows:
    row_of = {id_: row for row, id_ in enumerate(ids)}
    rows = _rows(connection, "sentence")
    return SentenceRows.of(ids, ((row_of[it[1]], it[2], it[3], it[4]) for it in rows))


def _rows(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    return connection.execute(f"SELECT * FROM {table} ORDER BY row")  # noqa: S608


def _owned(rows: Iterable[tuple[str, _Value]]) -> _Owned[_Value]:
    """Values by owner; the rows of one owner stand together."""
    return {
        owner: tuple(value for _, value in group) for owner, group in groupby(rows, lambda r: r[0])
    }


def _tombstone(row: Any) -> Tombstone:  # noqa: ANN401 - a row of SQLite
    return Tombstone(row[1], row[2], row[3], date.fromisoformat(row[4]), row[5])


def _read_conferences(
    connection: sqlite3.Connection, people: _Owned[Person]
) -> tuple[Conference, ...]:
    return tuple(
        Conference(
            id=row[1],
            association=row[2],
            association_short=row[3],
            name=row[4],
            session=row[5],
            form=row[6],
            date=row[7] and date.fromisoformat(row[7]),
            start=row[8] and time.fromisoformat(row[8]),
            end=row[9] and time.fromisoformat(row[9]),
            chair=next(iter(people.get(_chair(row[1]), ())), None),
            chair_role=row[10],
            year=row[11],
            place=row[12],
        )
        for row in _rows(connection, "conference")
    )


def _read_abstracts(connection: sqlite3.Connection, people: _Owned[Person]) -> tuple[Abstract, ...]:
    keywords = _owned((row[1], row[2]) for row in _rows(connection, "keyword"))
    cited = _owned((row[1], row[2]) for row in _rows(connection, "cited"))
    notes = _owned(
        (row[1], Note(row[2], SourceLines(*row[3:]))) for row in _rows(connection, "note")
    )
    return tuple(
        Abstract(
            id=row[1],
            conference_id=row[2],
            title=row[3],
            authors=people.get(_author(row[1]), ()),
            keywords=keywords.get(row[1], ()),
            text=row[4],
            language=row[5],
            session=row[6],
            time=row[7],
            room=row[8],
            pages=row[9],
            year=row[10],
            identifier=row[11],
            source=SourceLines(*row[12:]),
            notes=notes.get(row[1], ()),
            references=cited.get(row[1], ()),
        )
        for row in _rows(connection, "abstract")
    )
