"""Progress of a build: what a log is told, and what a terminal shows."""

import os
import pty
import subprocess
import sys

import pytest

from ui.progress import EVERY, LoggedProgress, spoken

_ON_A_TERMINAL = (
    "import time; from ui.progress import shown_progress\n"
    "with shown_progress() as show:\n"
    "    for done in range(4): show('embed passages', done, 9); time.sleep(0.3)\n"
)


def test_a_log_gets_a_line_a_finished_stage_and_one_a_minute() -> None:
    """A quick stage is one line; a slow one says each minute how far it is and what is left."""
    lines: list[str] = []
    now = [0.0]
    progress = LoggedProgress(lines.append, lambda: now[0])
    progress.show("split", 0, 2)
    progress.show("split", 2, 2)
    for done in range(0, 1001, 100):
        progress.show("embed passages", done, 1000)
        now[0] += EVERY / 2
    assert lines == [
        "split: 2 of 2",
        "embed passages: 200 of 1,000, about 4 min left",
        "embed passages: 400 of 1,000, about 3 min left",
        "embed passages: 600 of 1,000, about 2 min left",
        "embed passages: 800 of 1,000, about 1 min left",
        "embed passages: 1,000 of 1,000",
    ]


def test_without_a_step_no_estimate_is_made() -> None:
    """Where nothing was done in the first minute, the line only says how far it is."""
    lines: list[str] = []
    now = [0.0]
    progress = LoggedProgress(lines.append, lambda: now[0])
    progress.show("embed", 5, 9)
    now[0] = EVERY
    progress.show("embed", 5, 9)
    assert lines == ["embed: 5 of 9"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(10, "less than a minute"), (100, "about 2 min"), (4000, "about 1 h 07 min")],
)
def test_times_are_said_as_people_do(seconds: float, said: str) -> None:
    """Minutes, and hours where it takes so long."""
    assert spoken(seconds) == said


def test_a_terminal_shows_bars_with_the_time_left() -> None:
    """On a real terminal the stage, its count and an estimate stand in one line."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _ON_A_TERMINAL], stderr=theirs, env={**os.environ, "COLUMNS": "100"}
    ) as process:
        os.close(theirs)
        shown = b""
        while process.poll() is None:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
    os.close(ours)
    text = shown.decode()
    assert "embed passages" in text
    assert "3/9" in text
    assert "left" in text
