"""Log lines as JSON or text, and what they never hold: questions, addresses, keys.

Our own lines say what happened and, in ``extra={"told": {…}}``, the few values that belong to it.
Of an exception the types and places are written, not the message, which may repeat a question; of
other libraries' lines the place alone.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

from rag.settings import Settings

OURS = ("corpus", "index", "rag", "eval", "ui")
_TRUSTED = {*OURS, "uvicorn"}
_LEFT_OUT = "A message of another library, left out"

request_id: ContextVar[str] = ContextVar("request_id", default="")


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to ``stream``, standard error unless another is given. To be called once, at a start."""
    target = stream or sys.stderr
    as_text = settings.log_format == "text" or (settings.log_format == "auto" and target.isatty())
    handler = logging.StreamHandler(target)
    handler.setFormatter(TextLines() if as_text else JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())


class JsonLines(logging.Formatter):
    """One JSON object a line: ``time``, ``level``, ``logger``, ``message``, and what was told."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **_told(record),
        }
        if record.exc_info:
            line["exception"] = list(_places(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for people: ``time LEVEL message name=value …``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; an exception's places follow in lines of their own."""
        told = "".join(f" {name}={value}" for name, value in _told(record).items())
        line = f"{_time(record)} {record.levelname:<7} {_message(record)}{told}"
        places = _places(record.exc_info[1]) if record.exc_info else ()
        return "\n    ".join((line, *places))


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in _TRUSTED:
        return " ".join(record.getMessage().split())
    return f"{_LEFT_OUT} ({record.module}:{record.lineno})"


def _told(record: logging.LogRecord) -> dict[str, object]:
    within = request_id.get()
    told = getattr(record, "told", {})
    return {**told, **({"request_id": within} if within else {})}


def _places(error: BaseException | None) -> Iterator[str]:
    """The exception's type and where it was raised, innermost first; then those behind it."""
    while error is not None:
        yield type(error).__name__
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            yield f"at {frame.filename}:{frame.lineno} in {frame.name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
