"""Questions that visitors asked, from a log: they are the best source of gold questions."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from eval.errors import GoldError
from eval.leaks import normalised

_SQLITE = b"SQLite format 3\0"
# As the server keeps what it could not answer; the most asked come first.
_MOST_ASKED = "SELECT question FROM unanswered ORDER BY times DESC, last_day DESC, question"


def logged_questions(log: Path) -> tuple[str, ...]:
    """The questions of a log, each once, in their order.

    A log is the file of unanswered questions that the server keeps, or has one JSON object with
    "question" a line; other lines are passed over.

    Raises:
        GoldError: the file cannot be read, or is another database.

    """
    try:
        content = log.read_bytes()
        kept = _kept(log) if content.startswith(_SQLITE) else _lines(content)
        return tuple(_once(kept))
    except OSError as error:
        raise GoldError(f"The log {log} cannot be read: {error.strerror}. Check --from.") from None
    except sqlite3.Error as error:
        raise GoldError(
            f"The log {log} holds no unanswered questions: {error}. Check --from."
        ) from None


def _kept(log: Path) -> list[str]:
    with closing(sqlite3.connect(f"{log.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        return [str(question) for (question,) in opened.execute(_MOST_ASKED)]


def _lines(content: bytes) -> Iterator[str]:
    for line in content.decode("utf-8", errors="replace").split("\n"):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        question = told.get("question") if isinstance(told, dict) else None
        if isinstance(question, str):
            yield question


def _once(questions: Iterable[str]) -> Iterator[str]:
    seen = {""}
    for question in questions:
        tidy = " ".join(question.split())
        if normalised(tidy) not in seen:
            seen.add(normalised(tidy))
            yield tidy
