"""Fills the pages of docs/ with what the program really prints.

``--check`` writes nothing and only compares the help of the commands.
"""
# ruff: noqa: INP001, S603, T201 - a script, which starts our own command and speaks to a terminal

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
ANSWER = ROOT / "docs" / "answer.md"
QUESTION = "Why do Cambodian technical intern trainees flee?"
# <!-- help: ask --> then a fenced block, which is replaced.
_PLACE = re.compile(
    r"(<!-- help:(?P<command>[^>]*)-->\n\n```text\n)(?P<help>.*?)(```\n)", re.DOTALL
)
_EXAMPLE = re.compile(r"(## An example\n\n```json\n).*?(```\n)", re.DOTALL)
_QUIET = {"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb", "PATH": os.environ["PATH"]}


def printed(*arguments: str) -> str:
    """What ``shoroku`` prints on standard output, on a plain terminal of 88 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        cwd=ROOT,
        env=_QUIET,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def help_of(command: str) -> str:
    """The help of one command; an empty name is ``shoroku`` itself."""
    lines = (line.rstrip() for line in printed(*command.split(), "--help").splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def with_help(page: str) -> str:
    """The page with every help block as it is now."""
    return _PLACE.sub(lambda found: found[1] + help_of(found["command"].strip()) + found[4], page)


def with_example(page: str) -> str:
    """The page with the answer as it is given now."""
    answer = printed("ask", "--json", QUESTION)
    return _EXAMPLE.sub(lambda found: found[1] + answer + found[2], page)


def main() -> int:
    """Write the pages, or with ``--check`` compare; 1 where the help differs."""
    commands = COMMANDS.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        if with_help(commands) == commands:
            return 0
        print("docs/commands.md is out of date; run: make docs", file=sys.stderr)
        return 1
    COMMANDS.write_text(with_help(commands), encoding="utf-8")
    ANSWER.write_text(with_example(ANSWER.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
