"""What readers say of answers: kept in a file, without anything about the reader."""

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from rag.answer import Answer

THUMBS = ("up", "down")
_LONGEST_WORD = 500
# A file that nobody looks after must not fill a disk.
_MOST_BYTES = 20 * 1024 * 1024
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d")


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file ``feedback.jsonl`` in ``folder``; made with the first line, one writer at a time."""

    folder: Path
    _lock: threading.Lock

    @classmethod
    def into(cls, folder: Path) -> "Feedback":
        """Feedback that is kept in this folder."""
        return cls(folder, threading.Lock())

    def judge(self, answer: Answer, thumb: str) -> str:
        """Keep a thumb, ``up`` or ``down``, with what it is about; gives the entry's id."""
        entry_id = uuid4().hex
        self._add(
            {
                "id": entry_id,
                # The day alone: with the minute a line could be laid beside a server's log.
                "day": datetime.now(UTC).date().isoformat(),
                "thumb": thumb,
                "question": redacted(answer.rewritten or answer.question),
                "kind": str(answer.kind),
                "abstracts": list(dict.fromkeys(it.abstract_id for it in answer.citations)),
                "generation": answer.generation,
            }
        )
        return entry_id

    def add_word(self, entry_id: str, word: str) -> None:
        """Keep what was written to an entry; nothing where nothing was."""
        if word.strip():
            self._add({"id": entry_id, "word": redacted(word.strip()[:_LONGEST_WORD])})

    def _add(self, entry: Mapping[str, object]) -> None:
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        path = self.folder / "feedback.jsonl"
        with self._lock:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.stat().st_size + len(line) <= _MOST_BYTES:
                with path.open("ab") as file:
                    file.write(line)


def redacted(text: str) -> str:
    """The text without e-mail addresses and without numbers as long as a telephone's."""
    return _NUMBER.sub("[number]", _MAIL.sub("[e-mail]", text))
