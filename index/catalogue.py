"""The records, passages and sentences of a generation, in one SQLite file.

The file is written once and opened read-only. Everything is read at opening into immutable values,
so that any number of threads may use a catalogue without a lock.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from corpus.abstract import Abstract, Booklet, Conference, Tombstone
from index.catalogue_rows import SCHEMA, SCHEMA_VERSION, Records, read_records, write_records
from index.passage import Passage, Sentence

__all__ = ["FILE", "SCHEMA_VERSION", "Catalogue"]

FILE = "catalogue.sqlite"
_NONE = slice(0, 0)


@dataclass(frozen=True)
class Catalogue:
    """Everything that is known of the corpus, in a fixed order."""

    _records: Records

    @classmethod
    def of(
        cls,
        booklets: Sequence[Booklet],
        passages: Sequence[Passage],
        sentences: Sequence[Sentence],
    ) -> "Catalogue":
        """The catalogue of ``booklets`` in their order."""
        return cls(
            Records(
                tuple(booklet.conference for booklet in booklets),
                tuple(abstract for booklet in booklets for abstract in booklet.abstracts),
                tuple(stone for booklet in booklets for stone in booklet.withdrawn),
                tuple(passages),
                tuple(sentences),
            )
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
            return cls(read_records(connection))

    def save(self, path: Path) -> None:
        """Write a new file at ``path``."""
        with closing(sqlite3.connect(path)) as connection:
            # The folder is thrown away if anything fails: a journal would only cost time.
            connection.executescript("PRAGMA journal_mode = OFF;" + SCHEMA)
            with connection:
                write_records(connection, self._records)

    def conferences(self) -> tuple[Conference, ...]:
        """All conferences, in the order of the booklets."""
        return self._records.conferences

    def conference(self, conference_id: str) -> Conference:
        """One conference.

        Raises:
            KeyError: there is none of this id.

        """
        return self._conference_of[conference_id]

    def abstracts(self) -> tuple[Abstract, ...]:
        """All abstracts; row i here is row i of every lexical score."""
        return self._records.abstracts

    def abstract(self, abstract_id: str) -> Abstract:
        """One abstract.

        Raises:
            KeyError: there is none of this id.

        """
        return self._abstract_of[abstract_id]

    def withdrawn(self) -> tuple[Tombstone, ...]:
        """What is left of the abstracts that were withdrawn, in the order of the booklets."""
        return self._records.withdrawn

    def tombstone(self, abstract_id: str) -> Tombstone | None:
        """What is left of one abstract, or None where it was not withdrawn."""
        return next((stone for stone in self.withdrawn() if stone.id == abstract_id), None)

    def passages(self) -> tuple[Passage, ...]:
        """All passages; row i here is row i of the vectors."""
        return self._records.passages

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences; row i here is row i of the token vectors."""
        return self._records.sentences

    def sentences_of(self, abstract_id: str) -> tuple[Sentence, ...]:
        """The sentences of one abstract in order; none where it has no text."""
        return self.sentences()[self._rows_of.get(abstract_id, _NONE)]

    def sentence_rows(self, abstract_id: str) -> range:
        """Which rows of ``sentences`` are those of one abstract."""
        own = self._rows_of.get(abstract_id, _NONE)
        return range(own.start, own.stop)

    def abstract_row(self, abstract_id: str) -> int:
        """Which row of ``abstracts`` an abstract is.

        Raises:
            KeyError: there is none of this id.

        """
        return self._row_of[abstract_id]

    def holds(self, abstract_id: str) -> bool:
        """Whether there is an abstract of this id."""
        return abstract_id in self._abstract_of

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {abstract.id: row for row, abstract in enumerate(self.abstracts())}

    @cached_property
    def _rows_of(self) -> dict[str, slice]:
        """Where the sentences of each abstract stand; those of one stand together."""
        found: dict[str, slice] = {}
        at = 0
        for abstract_id, own in groupby(self.sentences(), key=lambda it: it.abstract_id):
            end = at + sum(1 for _ in own)
            found[abstract_id], at = slice(at, end), end
        return found

    @cached_property
    def _conference_of(self) -> MappingProxyType[str, Conference]:
        return MappingProxyType(
            {conference.id: conference for conference in self._records.conferences}
        )

    @cached_property
    def _abstract_of(self) -> MappingProxyType[str, Abstract]:
        return MappingProxyType({abstract.id: abstract for abstract in self._records.abstracts})
