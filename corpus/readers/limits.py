"""What a document may cost: memory, time and pages. A hostile one hits a limit, not the machine."""

import contextlib
import resource

MEMORY = 2**30
LEAST_SECONDS = 60
_PAGES_A_MINUTE = 100
MOST_PAGES = 5000


def seconds_for(pages: int) -> int:
    """How long a document of so many pages may take: a minute for each hundred, at least one."""
    return max(LEAST_SECONDS, LEAST_SECONDS * -(-pages // _PAGES_A_MINUTE))


def limit_this_process() -> None:
    """Bounds memory and processor time of this process for good; no core dump, no file written."""
    _set(resource.RLIMIT_CORE, 0, 0)
    _set(resource.RLIMIT_FSIZE, 0, 0)
    _set(resource.RLIMIT_AS, MEMORY, MEMORY)
    most = seconds_for(MOST_PAGES)
    _set(resource.RLIMIT_CPU, LEAST_SECONDS, most)


def allow_pages(pages: int) -> None:
    """Gives the process the processor time of so many pages."""
    _set(resource.RLIMIT_CPU, seconds_for(pages), seconds_for(MOST_PAGES))


def _set(limit: int, soft: int, hard: int) -> None:
    """A system that knows no such limit goes without it: the parent's clock still holds."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(limit, (soft, hard))
