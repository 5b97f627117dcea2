"""Documents read in a process of their own, so that none can bring this one down.

PDF and Word files come from strangers, and are read by large libraries. The child has limits of
memory and time (:mod:`corpus.readers.limits`), an empty environment and no way to answer but JSON.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError, ScanError
from corpus.progress import Progress
from corpus.readers.limits import LEAST_SECONDS, Limits, limits_of
from corpus.readers.printed import PrintedDocument
from corpus.readers.wire import decode

_ROOT = Path(__file__).parents[2]
_CHUNK = 2**16
_LONGEST_ANSWER = 2**28
_LOADING_PYTHON = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def read_safely(
    kind: str, path: Path, progress: Progress | None = None, seconds: float | None = None
) -> PrintedDocument:
    """The document, read as the kind says: "pdf", "docx", "html" or "scan".

    A PDF of pictures is read as a "scan", through text recognition where that is installed.
    ``progress`` is told pages done and pages in all. ``seconds`` is the longest wait; without it,
    a minute for each hundred pages, and half a minute for each page of a scan. Raises CorpusError,
    and nothing else, where the document cannot be read: it is locked, damaged, too large, or takes
    too long.
    """
    try:
        found = ask(kind, path, progress, seconds)
    except ScanError:
        found = ask("scan", path, progress, seconds)
    try:
        return decode(found)
    except ValueError:
        raise CorpusError(_damaged(path)) from None


def ask(
    kind: str,
    path: Path,
    progress: Progress | None = None,
    seconds: float | None = None,
    **options: object,
) -> Any:  # noqa: ANN401 - JSON, which the caller checks
    """What the reading process says of the document, as JSON's values.

    ``options`` are the keywords of the kind's reader, values of JSON. Raises CorpusError, and
    nothing else, where it cannot read it.
    """
    command = [sys.executable, "-m", "corpus.readers.worker", kind, str(path), json.dumps(options)]
    child = subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_LOADING_PYTHON,
        start_new_session=True,
    )
    try:
        return _answer(child, path, progress, _Clock(limits_of(kind), seconds))
    finally:
        _end(child)


def _answer(
    child: "subprocess.Popen[bytes]", path: Path, progress: Progress | None, clock: "_Clock"
) -> Any:  # noqa: ANN401
    for line in _lines(child, clock, path):
        message = _message(line, path)
        if "error" in message:
            raise (ScanError if message.get("scan") is True else CorpusError)(str(message["error"]))
        if "document" in message:
            return message["document"]
        _pass_on(message, clock, progress)
    raise CorpusError(_broken_off(child.wait(), path, clock.limits))


class _Clock:
    """The time by which the child must have answered."""

    def __init__(self, limits: Limits, seconds: float | None) -> None:
        self.limits = limits
        self._fixed = seconds
        self._start = time.monotonic()
        self.allowed: float = LEAST_SECONDS if seconds is None else seconds

    def allow_pages(self, pages: int) -> None:
        """Waits as long as so many pages may take, unless the caller set the time."""
        if self._fixed is None:
            self.allowed = self.limits.seconds_for(pages)

    def left(self) -> float:
        """Seconds, negative when it is over."""
        return self._start + self.allowed - time.monotonic()


def _lines(child: "subprocess.Popen[bytes]", clock: _Clock, path: Path) -> Iterator[bytes]:
    """What the child says, line by line, until it ends or the time is up."""
    for waiting in _buffers(child, clock, path):
        while (end := waiting.find(b"\n")) >= 0:
            line = bytes(waiting[:end])
            del waiting[: end + 1]
            yield line


def _buffers(child: "subprocess.Popen[bytes]", clock: _Clock, path: Path) -> Iterator[bytearray]:
    """The bytes not yet taken, each time that more have come."""
    waiting = bytearray()
    stream = child.stdout
    if stream is None:
        return
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, clock.left())):
                raise CorpusError(_too_long(clock.allowed, path))
            more = os.read(stream.fileno(), _CHUNK)
            waiting += more
            if len(waiting) > _LONGEST_ANSWER:
                raise CorpusError(f"{path} gives more text than a booklet has; split it.")
            if not more:
                return
            yield waiting


def _message(line: bytes, path: Path) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        if isinstance(found, dict):
            return found
    raise CorpusError(_damaged(path))


def _pass_on(message: dict[str, Any], clock: _Clock, progress: Progress | None) -> None:
    done, pages = message.get("done"), message.get("pages")
    if isinstance(done, int) and isinstance(pages, int):
        clock.allow_pages(pages)
        if progress is not None:
            progress(done, pages)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ends the child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _broken_off(status: int, path: Path, limits: Limits) -> str:
    if status == -signal.SIGXCPU:
        return _too_long(LEAST_SECONDS, path)
    if status in {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGTRAP}:
        megabytes = limits.memory // 2**20
        return f"{path} needs more than {megabytes} MB of memory or is damaged; save it anew."
    return _damaged(path)


def _too_long(seconds: float, path: Path) -> str:
    return f"{path} could not be read within {seconds:.0f} seconds; split it or save it anew."


def _damaged(path: Path) -> str:
    return f"{path} is damaged: reading it broke off; open it, save it anew and add that."
