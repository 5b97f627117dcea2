"""``eval new`` as a person meets it: driven through a terminal, and fed line by line."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from eval.check import gold_faults
from eval.dialogue import ask_for_questions
from eval.gold import load_gold
from rag.answer import Kind
from tests.support.booklets import FERRIES, ICE, REEDS
from tests.support.command_line import ROOT, environment

SHELF = (REEDS, FERRIES, ICE)
FINDS = "This paper finds that a falling water level let the seeds take root."
# Question; texts; abstract; sentence; no more; type; how put; note; yes.
BY_NUMBER = ("How was the harbour quarrel ended?", "t", "2", "3", "", "finding", "", "", "y", "")


def talked(
    file: Path, lines: Sequence[str], monkeypatch: pytest.MonkeyPatch, logged: Sequence[str] = ()
) -> str:
    """Everything shown while these lines are typed."""
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
    out = StringIO()
    ask_for_questions(file, SHELF, logged, Console(file=out, width=100))
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A gold file that is still to be made."""
    return tmp_path / "lakes.jsonl"


def test_a_sentence_is_chosen_by_its_number(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The abstract is shown with numbered sentences; the span is the sentence to the letter."""
    shown = talked(file, BY_NUMBER, monkeypatch)
    (gold,) = load_gold(file).questions

    assert "3. The quarrel ended when the harbour was divided." in shown
    assert gold.id == "q001"
    assert [s.text for s in gold.every_span] == ["The quarrel ended when the harbour was divided."]
    assert (gold.type, gold.difficulty, gold.kind) == ("finding", "literal", Kind.ANSWER)
    assert gold_faults(file, SHELF)[1] == ()


def test_words_that_are_not_quite_right_are_confirmed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First refused, then copied with slips: the text's own words are shown and stored."""
    typed = FINDS.replace("falling", "faling").lower()
    lines = ("Why do reeds return?", "t", "1", "no such words here", typed, "n", typed, "y")
    shown = talked(file, (*lines, "", "", "", "from memory", "y", ""), monkeypatch)
    (gold,) = load_gold(file).questions

    assert "That does not stand in this abstract." in shown
    assert shown.count(f"The text says: {FINDS}") == 2
    assert [s.text for s in gold.every_span] == [FINDS]
    assert (gold.type, gold.note) == ("why", "from memory")


def test_an_abstract_is_found_by_its_words(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title or author; what fits none is said, and a number may be given at any time."""
    lines = ("Why do reeds return?", "t", "volcano", "0", "okada shallow", "1", "6", "", "", "", "")
    shown = talked(file, (*lines, "y", ""), monkeypatch)

    assert shown.count("No abstract has these words. Numbers go from 1 to 3.") == 2
    assert shown.count(f"   1. {REEDS.title}\n") == 2
    assert [q.abstracts for q in load_gold(file).questions] == [(REEDS.id,)]


def test_alternatives_and_parts_are_kept_apart(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence or another; and a further part from another abstract."""
    lines = ("Who was asked or counted?", "t", "1", "4", "a", "1", "5", "p", "2", "2", "no")
    talked(file, (*lines, "several", "", "", "y", ""), monkeypatch)
    (gold,) = load_gold(file).questions

    assert [len(group) for group in gold.spans] == [2, 1]
    assert gold.abstracts == (REEDS.id, FERRIES.id)


def test_the_programme_and_nothing_at_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records hold what the reply must say; a question without an answer says why."""
    parts = ("Anne Moreau | Moreau, Anne", "Nagano College", "")
    records = ("Who chairs?", "p", "", "", *parts, "", "y")
    nothing = ("How deep is the lake?", "n", "how_many", "", "near_miss", "", "y", "")
    talked(file, (*records, *nothing), monkeypatch)
    first, second = load_gold(file).questions

    assert first.expect == (("Anne Moreau", "Moreau, Anne"), ("Nagano College",))
    assert (first.kind, first.type) == (Kind.RECORDS, "records")
    assert (second.kind, second.unanswerable_kind) == (Kind.ABSTENTION, "near_miss")
    assert [first.id, second.id] == ["q001", "q002"]


def test_a_rewording_goes_to_its_twins_split(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the person is told so."""
    again = ("how was the harbor quarrel ended", "t", "2", "3", "", "", "", "", "y", "")
    shown = talked(file, (*BY_NUMBER[:-1], *again), monkeypatch)
    first, second = load_gold(file).questions

    assert first.split == second.split
    assert f"It goes to '{first.split}' with q001" in shown


def test_a_japanese_question_over_english_text_is_crosslingual(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default; over Japanese text it is not."""
    lines = ("葦はなぜ戻るのですか", "t", "1", "6", "", "why", "", "", "y")
    own = ("気温は何度上がりましたか", "t", "3", "3", "", "how_many", "", "", "y", "")
    talked(file, (*lines, *own), monkeypatch)

    told = [(q.language, q.difficulty) for q in load_gold(file).questions]
    assert told == [("ja", "crosslingual"), ("ja", "literal")]


def test_questions_of_a_log_come_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are there already are left out; one may be passed over."""
    talked(file, BY_NUMBER, monkeypatch)
    logged = ("How was the harbour quarrel ended?", "What is a stand?", "How cold was it?")
    lines = ("n", "y", "n", "how_many", "", "near_miss", "", "y", "")
    shown = talked(file, lines, monkeypatch, logged)

    assert "What is a stand?" in shown
    assert [q.question for q in load_gold(file).questions] == [logged[0], "How cold was it?"]


@pytest.mark.parametrize("kept", range(1, len(BY_NUMBER) - 1))
def test_who_stops_in_the_middle_writes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """Wherever the input ends before the last yes, the file is not made, and no error is shown."""
    shown = talked(file, BY_NUMBER[:kept], monkeypatch)

    assert "0 questions added." in shown
    assert not file.exists()


def test_who_says_no_at_the_end_writes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last question is whether to write."""
    assert "0 questions added" in talked(file, (*BY_NUMBER[:-2], "n", ""), monkeypatch)
    assert not file.exists()


@pytest.fixture
def heard_interrupts() -> Iterator[None]:
    """Ctrl-C is heard by what is started, even where the tests themselves run in the background.

    A shell lets such jobs ignore it, and a process passes on what it ignores.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard_interrupts")
def test_a_real_terminal(tmp_path: Path) -> None:
    """The command in a pseudo-terminal, over the booklets in corpus/: prompts, Ctrl-C, one line."""
    file = tmp_path / "mine.jsonl"
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "ui", "eval", "new", str(file)]
    settings = environment(SHOROKU_VAR=str(tmp_path / "var"), TERM="xterm-256color")
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=follower, stdout=follower, stderr=follower
    ) as person:
        os.close(follower)
        try:
            _until(leader, "Question")
            for typed, asked in (
                ("Who paid for the interviews?", "Where does the answer stand"),
                ("n", "What is asked for"),
                ("who", "How it is put"),
                ("", "Why there is no answer"),
                ("full_text_only", "A note"),
                ("", "Write q001"),
                ("y", "Question"),
            ):
                os.write(leader, f"{typed}\n".encode())
                _until(leader, asked)
            _interrupt(person, leader, "1 question added.")
            assert person.wait(timeout=20) == 0
        finally:
            person.kill()
            os.close(leader)

    assert json.loads(file.read_text(encoding="utf-8"))["unanswerable_kind"] == "full_text_only"


def _interrupt(person: "subprocess.Popen[bytes]", terminal: int, words: str) -> None:
    """Press Ctrl-C until these words stand there.

    One that falls between the prompt and the wait for a key is only noticed with the next.
    """
    for _ in range(6):
        person.send_signal(signal.SIGINT)
        if words in _read(terminal, words, 10):
            return
    pytest.fail(f"{words!r} was not said after Ctrl-C.")


def _until(terminal: int, words: str) -> None:
    """Read what the terminal shows until these words stand there."""
    seen = _read(terminal, words, 60)
    assert words in seen, seen


def _read(terminal: int, words: str, seconds: float) -> str:
    """What the terminal shows, up to these words, its end, or so many seconds."""
    seen, end = "", time.monotonic() + seconds
    while words not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:  # Linux: the other end is closed
                break
    return seen
