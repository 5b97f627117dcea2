"""Starts our own command as a person would: a process of its own, from any folder."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of the machine that the tests happen to run on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOROKU_")}
    return kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"} | more


def command(*arguments: str) -> list[str]:
    """The command line of ``shoroku`` with these arguments."""
    return [sys.executable, "-m", "ui", *arguments]


def shoroku(
    *arguments: str, cwd: Path, given: str | bytes = b"", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run to the end; ``given`` is standard input, ``settings`` are environment variables."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**settings),
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
