"""What a document may cost: memory, time and pages. A hostile one hits a limit, not the machine."""

import contextlib
import os
import resource
from dataclasses import dataclass

LEAST_SECONDS = 60
# More would not fit the memory: each thread of the recogniser takes some for itself.
MOST_THREADS = min(4, os.cpu_count() or 1)
MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes of address space; ``threads`` is how many processors work at once."""

    memory: int
    seconds_a_page: float
    threads: int = 1

    def seconds_for(self, pages: int) -> int:
        """How long a document of so many pages may take: at least a minute."""
        return max(LEAST_SECONDS, round(pages * self.seconds_a_page))


_READING = Limits(memory=2**30, seconds_a_page=0.6)


def limits_of(kind: str) -> Limits:
    """The limits of a kind of document. Recognising a "scan" takes far more than reading does."""
    if kind == "scan":
        return Limits(memory=4 * 2**30, seconds_a_page=30, threads=MOST_THREADS)
    return _READING


def limit_this_process(limits: Limits) -> None:
    """Bounds memory and processor time of this process for good; no core dump, no file written."""
    _set(resource.RLIMIT_CORE, 0, 0)
    _set(resource.RLIMIT_FSIZE, 0, 0)
    _set(resource.RLIMIT_AS, limits.memory, limits.memory)
    allow_pages(limits, 0)


def allow_pages(limits: Limits, pages: int) -> None:
    """Gives the process the processor time of so many pages."""
    most = limits.seconds_for(MOST_PAGES) * limits.threads
    _set(resource.RLIMIT_CPU, limits.seconds_for(pages) * limits.threads, most)


def _set(limit: int, soft: int, hard: int) -> None:
    """A system that knows no such limit goes without it: the parent's clock still holds."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(limit, (soft, hard))
