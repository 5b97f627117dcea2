"""Questions that the abstracts do not answer: kept if wanted, counted, and gone in time."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rag.conversation import Conversation
from tests.support.served import Visitor, served, table_app, wait_ready
from tests.support.table_assistant import BOATS, MOON, REEDS, WHY_REEDS, TableAssistant
from ui.editor.retention import Retention
from ui.editor.unanswered import UnansweredLog
from ui.feedback import Feedback

NOTHING = TableAssistant().ask(MOON, Conversation())
TODAY = datetime.now(UTC).date()


def test_nothing_is_kept_unless_it_is_wanted(tmp_path: Path) -> None:
    """By default a question leaves no file; the control keeps it, once for the same words."""
    for wanted in (False, True):
        var = tmp_path / str(wanted)
        with served(table_app(var=var, keep_unanswered=wanted)) as base:
            wait_ready(base)
            visitor = Visitor(base, "one")
            for question in (MOON, f"  {MOON.upper()} ", WHY_REEDS):
                visitor.ask(question)
        kept = UnansweredLog(var).all()
        assert [(it.question, it.times) for it in kept] == ([(MOON, 2)] if wanted else [])
        assert var.exists() == wanted


def test_of_each_only_what_is_needed(tmp_path: Path) -> None:
    """Words, language, count, days and the nearest abstracts; redacted; nobody else reads it."""
    log = UnansweredLog(tmp_path)
    log.note(replace(NOTHING, question="Mail me at a@b.example or 090-1234-5678, on the moon?"))
    (kept,) = log.all()
    assert kept.question == "Mail me at [e-mail] or [number], on the moon?"
    assert (kept.times, kept.first_day, kept.last_day) == (1, TODAY, TODAY)
    assert kept.nearest == (BOATS.id, REEDS.id)
    assert stat.S_IMODE(log.file.stat().st_mode) == 0o600
    content = log.file.read_bytes()
    assert b"a@b.example" not in content
    assert datetime.now(UTC).strftime("T%H").encode() not in content


def test_a_follow_up_is_kept_as_it_was_understood(tmp_path: Path) -> None:
    """What stands alone, not "And there?"."""
    log = UnansweredLog(tmp_path)
    log.note(replace(NOTHING, question="And there?", rewritten="Who votes on the moon?"))
    assert [it.question for it in log.all()] == ["Who votes on the moon?"]


def test_what_is_deleted_is_not_left_in_the_file(tmp_path: Path) -> None:
    """One, all, and the old: their words are no longer among the file's bytes."""
    log = UnansweredLog(tmp_path)
    for number in range(3):
        log.note(replace(NOTHING, question=f"Will Zyxwvut{'x' * number} be elected?"))
    first = log.all()[0]
    log.remove(first.id)
    assert log.get(first.id) is None
    assert log.purge(TODAY) == 0
    assert log.purge(TODAY + timedelta(days=1)) == 2
    log.note(NOTHING)
    log.clear()
    assert log.all() == ()
    assert b"Zyxwvut" not in log.file.read_bytes()
    assert MOON.encode() not in log.file.read_bytes()


def test_many_at_once_are_all_counted(tmp_path: Path) -> None:
    """Eighty of the same from eight threads are one question, asked eighty times."""
    log = UnansweredLog(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: log.note(NOTHING), range(80)))
    assert [it.times for it in log.all()] == [80]


def test_a_full_list_drops_the_least_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is bounded: a question that was asked more often stays."""
    monkeypatch.setattr("ui.editor.unanswered._MOST", 2)
    log = UnansweredLog(tmp_path)
    log.note(NOTHING)
    for number in range(5):
        log.note(NOTHING)
        log.note(replace(NOTHING, question=f"What of the {'very ' * number}far side?"))
    assert len(log.all()) == 2
    assert log.all()[0].question == MOON


def test_that_it_cannot_be_kept_hinders_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder that cannot be written, or a file that is none of ours, is a line in the log."""
    (tmp_path / "file").write_text("no folder")
    UnansweredLog(tmp_path / "file").note(NOTHING)
    (tmp_path / "unanswered.sqlite").write_text("no database " * 100)
    UnansweredLog(tmp_path).note(NOTHING)
    assert len(caplog.records) == 2
    assert MOON not in caplog.text
    assert "could not be kept" in caplog.text


def test_all_that_is_kept_goes_after_its_days(tmp_path: Path) -> None:
    """Questions, thumbs and the words to them: there on the last day, gone on the next."""
    feedback, log = Feedback.into(tmp_path), UnansweredLog(tmp_path)
    feedback.add_word(feedback.judge(NOTHING, "down"), "Ask 090-1234-5678.")
    log.note(NOTHING)
    kept = Retention(log, feedback, days=30)
    kept.purge(TODAY + timedelta(days=30))
    assert [it.words for it in feedback.all()] == [("Ask [number].",)]
    assert len(log.all()) == 1
    kept.purge(TODAY + timedelta(days=31))
    assert (feedback.all(), log.all()) == ((), ())
    assert (tmp_path / "feedback.jsonl").read_bytes() == b""


def test_the_server_deletes_at_its_start(tmp_path: Path) -> None:
    """Also where nothing more is kept: a log that was switched off still ends in time."""
    log = UnansweredLog(tmp_path)
    log.note(NOTHING)
    with log._open() as opened:
        opened.execute("UPDATE unanswered SET last_day = '2020-01-01'")
    with served(table_app(var=tmp_path)) as base:
        wait_ready(base)
    assert log.all() == ()
