"""The records, passages and sentences of a generation, in one SQLite file.

The file is written once and opened read-only. Everything is read at opening into immutable values,
so that any number of threads may use a catalogue without a lock.
"""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract, Booklet, Conference, Tombstone
from index.catalogue_rows import SCHEMA, SCHEMA_VERSION, Records, read_records, write_records
from index.passage import Passage, Sentence
from index.sentence_rows import SentenceRows

__all__ = ["FILE", "SCHEMA_VERSION", "Catalogue"]

RowNumbers = NDArray[np.int64]

FILE = "catalogue.sqlite"


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
        """The catalogue of ``booklets`` in their order; slices stand in that of the abstracts."""
        abstracts = tuple(abstract for booklet in booklets for abstract in booklet.abstracts)
        ids = tuple(it.id for it in abstracts)
        row_of = {id_: row for row, id_ in enumerate(ids)}
        rows = ((row_of[s.abstract_id], s.ordinal, s.start, s.end) for s in sentences)
        return cls(
            Records(
                tuple(booklet.conference for booklet in booklets),
                abstracts,
                tuple(stone for booklet in booklets for stone in booklet.withdrawn),
                tuple(passages),
                SentenceRows.of(ids, rows),
            )
        )

    def part(self, conference_ids: Collection[str]) -> "Catalogue":
        """The same of some conferences alone, in its order."""
        rows, whole = self.rows_of(conference_ids), self._records
        passages = np.flatnonzero(np.isin(self.passage_owners(), rows))
        ids = tuple(whole.abstracts[row].id for row in rows)
        return Catalogue(
            Records(
                tuple(it for it in whole.conferences if it.id in conference_ids),
                tuple(whole.abstracts[row] for row in rows),
                tuple(it for it in whole.withdrawn if it.conference_id in conference_ids),
                tuple(whole.passages[row] for row in passages),
                whole.sentences.part(ids, rows),
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

    def sentences(self) -> SentenceRows:
        """All sentences; row i here is row i of the token vectors."""
        return self._records.sentences

    def sentences_of(self, abstract_id: str) -> tuple[Sentence, ...]:
        """The sentences of one abstract in order; none where it has no text."""
        own = self.sentence_rows(abstract_id)
        return self.sentences()[own.start : own.stop]

    def sentence_rows(self, abstract_id: str) -> range:
        """Which rows of ``sentences`` are those of one abstract."""
        row = self._row_of.get(abstract_id)
        return range(0) if row is None else range(*map(int, self._starts[row : row + 2]))

    def passage_owners(self) -> RowNumbers:
        """The row of its abstract for each passage, ascending."""
        return self._passage_owners

    def sentence_owners(self) -> RowNumbers:
        """The row of its abstract for each sentence, ascending."""
        return self._sentence_owners

    def rows_of(self, conference_ids: Collection[str]) -> RowNumbers:
        """The rows of the abstracts of some conferences, ascending."""
        of = self._rows_of_conference
        found = [of[id_] for id_ in conference_ids if id_ in of]
        return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *found]))

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
    def _starts(self) -> RowNumbers:
        """Where the sentences of each abstract begin; those of one stand together."""
        return np.searchsorted(self.sentence_owners(), np.arange(len(self.abstracts()) + 1))

    @cached_property
    def _sentence_owners(self) -> RowNumbers:
        return self._records.sentences.owners.astype(np.int64)

    @cached_property
    def _passage_owners(self) -> RowNumbers:
        rows = self._row_of
        return np.fromiter((rows[it.abstract_id] for it in self.passages()), dtype=np.int64)

    @cached_property
    def _rows_of_conference(self) -> dict[str, RowNumbers]:
        found: dict[str, list[int]] = {}
        for row, abstract in enumerate(self.abstracts()):
            found.setdefault(abstract.conference_id, []).append(row)
        return {id_: np.array(rows) for id_, rows in found.items()}

    @cached_property
    def _conference_of(self) -> MappingProxyType[str, Conference]:
        return MappingProxyType(
            {conference.id: conference for conference in self._records.conferences}
        )

    @cached_property
    def _abstract_of(self) -> MappingProxyType[str, Abstract]:
        return MappingProxyType({abstract.id: abstract for abstract in self._records.abstracts})
