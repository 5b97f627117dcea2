"""The questions that the abstracts did not answer, if the operator has them kept.

Of each: its words without addresses and numbers, how often it was asked, and the first and last
day. Nothing of who asked, and no time of day. What is deleted is overwritten in the file.
"""

import hashlib
import json
import logging
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rag.answer import Answer, Kind
from ui.redaction import redacted

_LOG = logging.getLogger(__name__)
_LONGEST = 500
# Someone who only wants to fill the disk shall not.
_MOST = 10_000
_PATIENCE_SECONDS = 5.0
_MODE = 0o600

_TABLE = """
CREATE TABLE IF NOT EXISTS unanswered (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, language TEXT NOT NULL, times INTEGER NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, nearest TEXT NOT NULL
) WITHOUT ROWID
"""
# WITHOUT ROWID: rows lie by their digest, so that not even their order tells when they came.
_NOTE = """
INSERT INTO unanswered VALUES (:id, :question, :language, 1, :day, :day, :nearest)
ON CONFLICT (id) DO UPDATE SET
    times = times + 1, last_day = excluded.last_day, nearest = excluded.nearest
"""
_CROWDED_OUT = """
DELETE FROM unanswered WHERE id IN (
    SELECT id FROM unanswered ORDER BY times DESC, last_day DESC, id LIMIT -1 OFFSET ?)
"""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One question as it is kept; ``nearest`` are ids of abstracts, the nearest first."""

    id: str
    question: str
    language: str
    times: int
    first_day: date
    last_day: date
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnansweredLog:
    """The file ``unanswered.sqlite`` in ``folder``; made with the first question."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self.folder / "unanswered.sqlite"

    def note(self, answer: Answer) -> None:
        """Keep the question if the abstracts did not answer it.

        That it cannot be kept is logged and hinders no answer.
        """
        if answer.kind is not Kind.ABSTENTION:
            return
        try:
            self._note(answer)
        except (sqlite3.Error, OSError) as error:
            _LOG.warning("An unanswered question could not be kept in %s: %s", self.file, error)

    def _note(self, answer: Answer) -> None:
        wording = redacted((answer.rewritten or answer.question).strip())[:_LONGEST]
        values = {
            "id": _digest(wording),
            "question": wording,
            "language": answer.language,
            # The day alone: with the minute a line could be laid beside a web server's log.
            "day": datetime.now(UTC).date().isoformat(),
            "nearest": json.dumps([it.abstract_id for it in answer.nearest]),
        }
        self._make()
        with self._open() as opened:
            opened.execute(_NOTE, values)
            opened.execute(_CROWDED_OUT, (_MOST,))

    def all(self) -> tuple[Unanswered, ...]:
        """Every question, the most asked first."""
        order = "SELECT * FROM unanswered ORDER BY times DESC, last_day DESC, question"
        if not self.file.exists():
            return ()
        with self._open() as opened:
            return tuple(map(_row, opened.execute(order)))

    def get(self, question_id: str) -> Unanswered | None:
        """One of them by its id."""
        return next((it for it in self.all() if it.id == question_id), None)

    def remove(self, question_id: str) -> None:
        """Delete one; nothing where there is none of this id."""
        self._delete("DELETE FROM unanswered WHERE id = ?", question_id)

    def clear(self) -> None:
        """Delete all."""
        self._delete("DELETE FROM unanswered")

    def purge(self, before: date) -> int:
        """Delete what was last asked before this day; gives how many."""
        return self._delete("DELETE FROM unanswered WHERE last_day < ?", before.isoformat())

    def _delete(self, statement: str, *values: str) -> int:
        if not self.file.exists():
            return 0
        with self._open() as opened:
            return opened.execute(statement, values).rowcount

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file.touch(_MODE)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.file, timeout=_PATIENCE_SECONDS)) as opened, opened:
            opened.execute("PRAGMA secure_delete = ON")
            opened.execute(_TABLE)
            yield opened


def _digest(question: str) -> str:
    """The same for questions that differ in case, spaces and the mark at their end alone."""
    folded = " ".join(unicodedata.normalize("NFKC", question).casefold().split()).rstrip("?!.。 ")
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]


def _row(row: tuple[str, str, str, int, str, str, str]) -> Unanswered:
    number, question, language, times, first, last, nearest = row
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Unanswered(number, question, language, times, *days, tuple(json.loads(nearest)))
