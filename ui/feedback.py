"""What readers say of answers: kept in a file, without anything about the reader."""

import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from rag.answer import Answer
from ui.redaction import redacted

_LOG = logging.getLogger(__name__)
THUMBS = ("up", "down")
_LONGEST_WORD = 500
# A file that nobody looks after must not fill a disk.
_MOST_BYTES = 20 * 1024 * 1024
_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Judgement:
    """A thumb with what it is about, and what was written to it."""

    id: str
    day: date
    thumb: str
    question: str
    kind: str
    abstracts: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file ``feedback.jsonl`` in ``folder``; made with the first line, one writer at a time."""

    folder: Path
    _lock: threading.Lock

    @classmethod
    def into(cls, folder: Path) -> "Feedback":
        """Feedback that is kept in this folder."""
        return cls(folder, threading.Lock())

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return self.folder / "feedback.jsonl"

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
            self._add({"id": entry_id, "word": redacted(word.strip())[:_LONGEST_WORD]})

    def all(self) -> tuple[Judgement, ...]:
        """Every thumb with its words, the newest first."""
        with self._lock:
            return tuple(reversed(_judgements(self._lines())))

    def get(self, entry_id: str) -> Judgement | None:
        """One of them by its id."""
        return next((it for it in self.all() if it.id == entry_id), None)

    def remove(self, entry_id: str) -> None:
        """Delete one thumb and its words; nothing where there is none of this id."""
        self._keep_only(lambda it: it.id != entry_id)

    def clear(self) -> None:
        """Delete all."""
        self._keep_only(lambda _: False)

    def purge(self, before: date) -> int:
        """Delete what was said before this day; gives how many thumbs."""
        return self._keep_only(lambda it: it.day >= before)

    def _add(self, entry: Mapping[str, object]) -> None:
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with self._lock:
            try:
                self._append(line)
            except OSError as error:
                reason = error.strerror
                _LOG.warning("What a reader said could not be kept in %s: %s", self.file, reason)

    def _append(self, line: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.file.exists() and self.file.stat().st_size + len(line) > _MOST_BYTES:
            return
        self.file.touch(_MODE)
        with self.file.open("ab") as file:
            file.write(line)

    def _lines(self) -> list[dict[str, Any]]:
        """Every whole line; a half one, left by a full disk, is passed over."""
        if not self.file.exists():
            return []
        parsed = map(_parsed, self.file.read_bytes().split(b"\n"))
        return [line for line in parsed if line]

    def _keep_only(self, wanted: Callable[[Judgement], bool]) -> int:
        """Write the file anew with the wanted ones, whole or not at all; gives how many went."""
        with self._lock:
            lines = self._lines()
            before = _judgements(lines)
            kept = {it.id for it in before if wanted(it)}
            if len(kept) < len(before):
                _replace(self.file, [line for line in lines if line["id"] in kept])
            return len(before) - len(kept)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) and "id" in value else {}


def _judgements(lines: Iterable[Mapping[str, Any]]) -> list[Judgement]:
    found: dict[str, Judgement] = {}
    for line in lines:
        entry_id = str(line["id"])
        if "thumb" in line:
            found[entry_id] = Judgement(
                entry_id,
                date.fromisoformat(line["day"]),
                line["thumb"],
                line["question"],
                line["kind"],
                tuple(line["abstracts"]),
            )
        elif entry_id in found:
            judged = found[entry_id]
            found[entry_id] = replace(judged, words=(*judged.words, str(line["word"])))
    return list(found.values())


def _replace(file: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    fresh = file.with_suffix(".new")
    content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    with fresh.open("w", encoding="utf-8") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    fresh.chmod(_MODE)
    fresh.replace(file)
