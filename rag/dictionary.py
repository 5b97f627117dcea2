"""A Japanese–English dictionary, where an operator has made one (rag/edict.py); else an empty one.

It stays on disk: a question looks up a few hundred candidates, which takes a few milliseconds.
"""

import sqlite3
from functools import lru_cache
from pathlib import Path

from rag.settings import Settings, load_settings

BETWEEN = ";"
MAKE = "CREATE TABLE dictionary (term TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID"
ADD = "INSERT INTO dictionary VALUES (?, ?)"
_ONE = "SELECT words FROM dictionary WHERE term = ?"
_LONGEST = "SELECT max(length(term)) FROM dictionary"
_NAME = "dictionary.sqlite"


class Dictionary:
    """Terms with their English alternatives. Read-only, safe in several threads."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or be empty.

        Raises:
            sqlite3.DatabaseError: the file is no dictionary.

        """
        self._base = _opened(path) if path else None
        self.longest = self._longest()
        self._words = lru_cache(maxsize=4096)(self._look_up)

    def words(self, term: str) -> tuple[str, ...]:
        """The English alternatives of a term; none where it is not known."""
        return self._words(term) if len(term) <= self.longest else ()

    def _look_up(self, term: str) -> tuple[str, ...]:
        if self._base is None:
            return ()
        row = self._base.execute(_ONE, (term,)).fetchone()
        return tuple(str(row[0]).split(BETWEEN)) if row else ()

    def _longest(self) -> int:
        if self._base is None:
            return 0
        (longest,) = self._base.execute(_LONGEST).fetchone()
        return int(longest or 0)


def dictionary_path(settings: Settings) -> Path:
    """Where the dictionary lies, if there is one."""
    return settings.var / _NAME


@lru_cache(maxsize=1)
def installed_dictionary() -> Dictionary:
    """The dictionary beside the index; an empty one where none was made."""
    path = dictionary_path(load_settings())
    return Dictionary(path if path.is_file() else None)


def _opened(path: Path) -> sqlite3.Connection:
    # SQLite itself is built to be shared by threads; nothing here writes.
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
