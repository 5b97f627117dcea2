"""Visitors' questions come in from a log of lines and from what the server keeps."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from eval.errors import GoldError
from eval.question_log import logged_questions
from tests.support.oracle import ABSTENTION
from ui.editor.unanswered import UnansweredLog


def test_a_log_gives_each_question_once(tmp_path: Path) -> None:
    """Whatever else stands in a line, and whatever lines are broken."""
    lines = [
        json.dumps({"question": " Why do\treeds return? ", "when": "2031-05-04"}),
        '{"question": "',
        '["question"]',
        json.dumps({"question": 7}),
        json.dumps({"question": "  "}),
        json.dumps({"question": "why do reeds return"}),
        json.dumps({"question": "葦はなぜ戻る？"}, ensure_ascii=False),
    ]
    log = tmp_path / "log.jsonl"
    log.write_bytes("\n".join(lines).encode() + b"\n\xff\n")

    assert logged_questions(log) == ("Why do reeds return?", "葦はなぜ戻る？")


def test_what_the_server_keeps_is_read(tmp_path: Path) -> None:
    """As it writes it, the most asked first; nothing is written back."""
    kept = UnansweredLog(tmp_path)
    for question in ("How deep is it?", "Who paid?", "Who paid?"):
        kept.note(replace(ABSTENTION, question=question))
    before = kept.file.read_bytes()

    assert logged_questions(kept.file) == ("Who paid?", "How deep is it?")
    assert kept.file.read_bytes() == before


def test_what_is_no_log_is_named(tmp_path: Path) -> None:
    """A file that is not there, and another database."""
    with pytest.raises(GoldError, match=r"nowhere\.jsonl cannot be read: .*Check --from"):
        logged_questions(tmp_path / "nowhere.jsonl")
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as opened:
        opened.execute("CREATE TABLE talks (title)")
    with pytest.raises(GoldError, match="holds no unanswered questions: no such table"):
        logged_questions(other)
