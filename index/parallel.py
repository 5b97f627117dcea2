"""Work on all cores at once: the encoders compute outside Python's lock, so threads do."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

# What the threads are called that work so.
_NAME = "embed"

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def once(make: Callable[[], Result]) -> Callable[[], Result]:
    """``make``, called at the first need and never again, whichever thread needs it first."""
    lock, made = threading.Lock(), list[Result]()

    def get() -> Result:
        with lock:
            if not made:
                made.append(make())
        return made[0]

    return get


def in_parallel(
    work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item], size: int
) -> Iterator[Sequence[Result]]:
    """The results of ``work`` for each ``size`` items, in order, each as soon as it is there.

    The first error ends it. A single run is done in the caller's own thread, and so is all where
    that is itself one of several at such work: the cores are taken.
    """
    runs = [items[start : start + size] for start in range(0, len(items), size)]
    at_it = threading.current_thread().name.startswith(_NAME)
    if len(runs) <= 1 or cores() == 1 or at_it:
        yield from map(work, runs)
        return
    with ThreadPoolExecutor(min(cores(), len(runs)), _NAME) as pool:
        yield from pool.map(work, runs)


def shared(
    work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
) -> list[Result]:
    """The results of ``work`` for all items, as many of them on each core."""
    size = max(1, -(-len(items) // cores()))
    return [result for run in in_parallel(work, items, size) for result in run]
