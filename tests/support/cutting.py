"""Cuts a piece of work off at each of its steps on the disk, as a kill at that moment would."""

import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

_STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "open", "shutil.rmtree"})
_CUT = 99


def cut_off_at(step: int, work: Callable[[], None]) -> bool:
    """Do ``work`` in a process of its own, killed just before its ``step``-th step, from 1.

    Whether it was killed; False means that it has fewer steps and was done to the end.
    """
    child = os.fork()
    if child == 0:
        _work_until(step, work)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, _CUT}:
        raise RuntimeError("the work failed before it was cut off")
    return code == _CUT


def cut_off() -> NoReturn:
    """End this process at once, as a kill does: nothing is tidied, no ``finally`` is run."""
    os._exit(_CUT)


def _work_until(step: int, work: Callable[[], None]) -> None:
    left = step

    def count(event: str, about: tuple[object, ...]) -> None:
        nonlocal left
        # What Python reads of its own is no step of the work, and is read but once.
        if event not in _STEPS or str(about[0]).endswith((".py", ".pyc")):
            return
        left -= 1
        if left == 0:
            cut_off()

    try:
        sys.addaudithook(count)
        work()
    except BaseException:  # noqa: BLE001 - told, and the process ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
