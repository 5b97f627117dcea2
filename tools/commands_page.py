"""Writes the help of every command into docs/commands.md; ``--check`` only compares."""
# ruff: noqa: INP001, S603, T201 - a script, which starts our own command and speaks to a terminal

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "commands.md"
# <!-- help: ask --> then a fenced block, which is replaced.
_PLACE = re.compile(
    r"(<!-- help:(?P<command>[^>]*)-->\n\n```text\n)(?P<help>.*?)(```\n)", re.DOTALL
)
_QUIET = {"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb", "PATH": os.environ["PATH"]}


def help_of(command: str) -> str:
    """The help of one command, as 88 columns show it; an empty name is ``shoroku`` itself."""
    shown = subprocess.run(
        [sys.executable, "-m", "ui", *command.split(), "--help"],
        cwd=ROOT,
        env=_QUIET,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = (line.rstrip() for line in shown.stdout.splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def filled(page: str) -> str:
    """The page with every help block as it is now."""
    return _PLACE.sub(lambda found: found[1] + help_of(found["command"].strip()) + found[4], page)


def main() -> int:
    """Write the page, or with ``--check`` compare it; 1 where it differs."""
    page = PAGE.read_text(encoding="utf-8")
    now = filled(page)
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    if now != page:
        print("docs/commands.md is out of date; run: make commands", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
