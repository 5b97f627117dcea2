"""Shows how far a build is, on standard error, so that standard output holds only the result."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

Progress = Callable[[str, int, int], None]

# Seconds between two lines of a stage that takes long, where there is no terminal.
EVERY = 60.0


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A bar for each stage on a terminal, with an estimate of the time that is left.

    Elsewhere (a log, CI) one line a finished stage, and one a minute while a stage goes on.
    """
    if not sys.stderr.isatty():
        yield LoggedProgress(_log_line).show
        return
    with _bars() as progress:
        yield progress


class LoggedProgress:
    """Progress as lines; ``clock`` gives seconds."""

    def __init__(
        self, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._write = write
        self._clock = clock
        self._stage = ""
        self._began = (0.0, 0)
        self._last = 0.0

    def show(self, stage: str, done: int, total: int) -> None:
        """Take note, and write a line where one is due."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began, self._last = stage, (now, done), now
        if done >= total:
            self._write(f"{stage}: {done:,} of {total:,}")
        elif now - self._last >= EVERY:
            self._last = now
            self._write(f"{stage}: {done:,} of {total:,}{self._left(now, done, total)}")

    def _left(self, now: float, done: int, total: int) -> str:
        began, first = self._began
        if done <= first:
            return ""
        return f", {spoken((now - began) / (done - first) * (total - done))} left"


def spoken(seconds: float) -> str:
    """A length of time as people say it: "about 4 min"."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(minutes, 60)
    return f"about {hours} h {rest:02} min" if hours else f"about {minutes} min"


def _log_line(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _bars() -> Iterator[Progress]:
    with _drawn() as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _drawn() -> "Bars":
    from rich import progress as parts  # noqa: PLC0415 - only a build pays for it
    from rich.console import Console  # noqa: PLC0415

    return parts.Progress(
        parts.TextColumn("{task.description}"),
        parts.BarColumn(),
        parts.MofNCompleteColumn(),
        parts.TimeElapsedColumn(),
        parts.TextColumn("left"),
        parts.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # The pace of the last minutes: a single slow text must not frighten anybody.
        speed_estimate_period=120,
    )
