"""The records, passages and sentences of a generation, in one SQLite file.

The file is written once and opened read-only. Everything is read at opening into immutable values,
so that any number of threads may use a catalogue without a lock.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from corpus.abstract import Abstract, Booklet, Conference, Note, Person, SourceLines
from index.passage import Passage, Sentence

FILE = "catalogue.sqlite"
SCHEMA_VERSION = 1

# Every table is read back by its row number: the order of writing is the order of reading.
_SCHEMA = f"""
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE conference (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, association TEXT, association_short TEXT,
    name TEXT, session TEXT, form TEXT, date TEXT, start TEXT, "end" TEXT, chair_role TEXT
) STRICT;
CREATE TABLE abstract (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    conference_id TEXT NOT NULL REFERENCES conference (id), title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
) STRICT;
CREATE TABLE person (
    row INTEGER PRIMARY KEY, owner TEXT NOT NULL, family TEXT NOT NULL, given TEXT NOT NULL,
    affiliation TEXT, honorific TEXT
) STRICT;
CREATE TABLE keyword (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, word TEXT NOT NULL
) STRICT;
CREATE TABLE note (
    row INTEGER PRIMARY KEY, abstract_id TEXT NOT NULL, text TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
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


@dataclass(frozen=True)
class Catalogue:
    """Everything that is known of the corpus, in a fixed order."""

    _conferences: tuple[Conference, ...]
    _abstracts: tuple[Abstract, ...]
    _passages: tuple[Passage, ...]
    _sentences: tuple[Sentence, ...]

    @classmethod
    def of(
        cls,
        booklets: Sequence[Booklet],
        passages: Sequence[Passage],
        sentences: Sequence[Sentence],
    ) -> "Catalogue":
        """The catalogue of ``booklets`` in their order."""
        return cls(
            tuple(booklet.conference for booklet in booklets),
            tuple(abstract for booklet in booklets for abstract in booklet.abstracts),
            tuple(passages),
            tuple(sentences),
        )

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Read a file that :meth:`save` wrote.

        Raises:
            sqlite3.Error, ValueError: the file is no catalogue of this version.

        """
        # immutable: no lock and no journal file is made beside a generation that never changes.
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return _read(connection)

    def save(self, path: Path) -> None:
        """Write a new file at ``path``."""
        with closing(sqlite3.connect(path)) as connection:
            # The folder is thrown away if anything fails: a journal would only cost time.
            connection.executescript("PRAGMA journal_mode = OFF;" + _SCHEMA)
            with connection:
                _write(connection, self)

    def conferences(self) -> tuple[Conference, ...]:
        """All conferences, in the order of the booklets."""
        return self._conferences

    def conference(self, conference_id: str) -> Conference:
        """One conference.

        Raises:
            KeyError: there is none of this id.

        """
        return self._conference_of[conference_id]

    def abstracts(self) -> tuple[Abstract, ...]:
        """All abstracts; row i here is row i of every lexical score."""
        return self._abstracts

    def abstract(self, abstract_id: str) -> Abstract:
        """One abstract.

        Raises:
            KeyError: there is none of this id.

        """
        return self._abstract_of[abstract_id]

    def passages(self) -> tuple[Passage, ...]:
        """All passages; row i here is row i of the vectors."""
        return self._passages

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences; row i here is row i of the token vectors."""
        return self._sentences

    @cached_property
    def _conference_of(self) -> MappingProxyType[str, Conference]:
        return MappingProxyType({conference.id: conference for conference in self._conferences})

    @cached_property
    def _abstract_of(self) -> MappingProxyType[str, Abstract]:
        return MappingProxyType({abstract.id: abstract for abstract in self._abstracts})


def _write(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    _insert(connection, "conference", [_conference_row(c) for c in catalogue.conferences()])
    _insert(connection, "abstract", [_abstract_row(a) for a in catalogue.abstracts()])
    _insert(connection, "person", _person_rows(catalogue))
    _insert(connection, "keyword", [(a.id, w) for a in catalogue.abstracts() for w in a.keywords])
    _insert(connection, "note", [_note_row(a, n) for a in catalogue.abstracts() for n in a.notes])
    _insert(
        connection,
        "passage",
        [(p.abstract_id, p.ordinal, p.start, p.end, p.digest) for p in catalogue.passages()],
    )
    _insert(
        connection,
        "sentence",
        [(s.abstract_id, s.ordinal, s.start, s.end) for s in catalogue.sentences()],
    )


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    for number, row in enumerate(rows):
        marks = ", ".join("?" * (len(row) + 1))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", (number, *row))  # noqa: S608


def _conference_row(c: Conference) -> tuple[object, ...]:
    when = tuple(value and value.isoformat() for value in (c.date, c.start, c.end))
    texts = (c.id, c.association, c.association_short, c.name, c.session, c.form)
    return (*texts, *when, c.chair_role)


def _abstract_row(a: Abstract) -> tuple[object, ...]:
    texts = (a.id, a.conference_id, a.title, a.text, a.language)
    return (*texts, a.source.first, a.source.last)


def _note_row(abstract: Abstract, note: Note) -> tuple[object, ...]:
    return abstract.id, note.text, note.source.first, note.source.last


def _person_rows(catalogue: Catalogue) -> list[tuple[object, ...]]:
    chairs = [(_chair(c.id), c.chair) for c in catalogue.conferences() if c.chair]
    authors = [(_author(a.id), person) for a in catalogue.abstracts() for person in a.authors]
    return [
        (owner, person.family, person.given, person.affiliation, person.honorific)
        for owner, person in (*chairs, *authors)
    ]


def _chair(conference_id: str) -> str:
    return f"chair:{conference_id}"


def _author(abstract_id: str) -> str:
    return f"author:{abstract_id}"


def _read(connection: sqlite3.Connection) -> Catalogue:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != SCHEMA_VERSION:
        raise ValueError(f"the catalogue has schema {found}, not {SCHEMA_VERSION}")
    people = _people(connection)
    return Catalogue(
        _read_conferences(connection, people),
        _read_abstracts(connection, people),
        tuple(Passage(*row[1:]) for row in _rows(connection, "passage")),
        tuple(Sentence(*row[1:]) for row in _rows(connection, "sentence")),
    )


def _rows(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY row").fetchall()  # noqa: S608


def _owned(rows: list[tuple[str, _Value]]) -> _Owned[_Value]:
    """Values by owner; the rows of one owner stand together."""
    return {
        owner: tuple(value for _, value in group) for owner, group in groupby(rows, lambda r: r[0])
    }


def _people(connection: sqlite3.Connection) -> _Owned[Person]:
    return _owned([(row[1], Person(*row[2:])) for row in _rows(connection, "person")])


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
        )
        for row in _rows(connection, "conference")
    )


def _read_abstracts(connection: sqlite3.Connection, people: _Owned[Person]) -> tuple[Abstract, ...]:
    keywords = _owned([(row[1], row[2]) for row in _rows(connection, "keyword")])
    notes = _owned(
        [(row[1], Note(row[2], SourceLines(row[3], row[4]))) for row in _rows(connection, "note")]
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
            source=SourceLines(row[6], row[7]),
            notes=notes.get(row[1], ()),
        )
        for row in _rows(connection, "abstract")
    )
