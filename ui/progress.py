"""Shows how far a build is, on standard error, so that standard output holds only the result."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A bar for each stage on a terminal; elsewhere (a log, CI) one line a finished stage."""
    if not sys.stderr.isatty():
        yield _log_line
        return
    with _bars() as progress:
        yield progress


def _log_line(stage: str, done: int, total: int) -> None:
    if done >= total:
        print(f"{stage}: {done} of {total}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - only a build pays for it
    from rich.progress import Progress as Bars  # noqa: PLC0415
    from rich.progress import TaskID  # noqa: PLC0415

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show
