"""What readers say of answers is kept, and nothing about them."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from rag.conversation import Conversation
from tests.support.served import Visitor, served, table_app, wait_ready
from tests.support.table_assistant import REEDS, WHY_REEDS, TableAssistant
from ui.feedback import Feedback
from ui.redaction import redacted

ANSWER = TableAssistant().ask(WHY_REEDS, Conversation())


def kept(folder: Path) -> list[dict[str, object]]:
    """Every line."""
    lines = (folder / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_thumb_is_kept_with_what_it_is_about(tmp_path: Path) -> None:
    """Question, sources and day; a word comes with the id of its thumb, cut to 500 characters."""
    feedback = Feedback.into(tmp_path / "var")
    entry_id = feedback.judge(ANSWER, "down")
    feedback.add_word(entry_id, "  Too short.  ")
    feedback.add_word(entry_id, "x" * 900)
    feedback.add_word(entry_id, "   ")
    thumb, word, long = kept(tmp_path / "var")
    assert (thumb["id"], thumb["thumb"], thumb["question"]) == (entry_id, "down", WHY_REEDS)
    assert (thumb["abstracts"], thumb["kind"]) == ([REEDS.id], "answer")
    assert word == {"id": entry_id, "word": "Too short."}
    assert len(str(long["word"])) == 500
    assert set(thumb) == {"id", "day", "thumb", "question", "kind", "abstracts", "generation"}


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ("Write to me: a.b@example.org!", "Write to me: [e-mail]"),
        ("Call +81 (0)3-1234-5678.", "Call [number]."),
        ("In 2020, 758 of 9,052 left.", "In 2020, 758 of 9,052 left."),
    ],
)
def test_addresses_are_not_kept(said: str, stays: str, tmp_path: Path) -> None:
    """Neither e-mail addresses nor telephone numbers; years and counts stay."""
    assert redacted(said) == stays
    Feedback.into(tmp_path).judge(replace(ANSWER, question=said), "up")
    assert kept(tmp_path)[0]["question"] == stays


def test_many_at_once_leave_whole_lines(tmp_path: Path) -> None:
    """Two hundred thumbs from eight threads are two hundred lines."""
    feedback = Feedback.into(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: feedback.judge(ANSWER, "up"), range(200)))
    assert {str(entry["id"]) for entry in kept(tmp_path)} == ids
    assert len(ids) == 200


def test_a_word_without_a_thumb_is_not_kept(tmp_path: Path) -> None:
    """What a browser sends without having pressed a thumb writes no file."""
    with served(table_app(var=tmp_path)) as address:
        wait_ready(address)
        visitor = Visitor(address, "stranger")
        visitor.open_page()
        visitor.trigger("keep_word", ["buy this", "forged", None])
    assert not (tmp_path / "feedback.jsonl").exists()


def test_thumbs_are_read_back_and_deleted(tmp_path: Path) -> None:
    """The newest first, each with its words; one deleted, then all, the others untouched."""
    feedback = Feedback.into(tmp_path)
    first, second = (feedback.judge(ANSWER, thumb) for thumb in ("up", "down"))
    feedback.add_word(first, "Good.")
    feedback.add_word(first, "Very.")
    assert [(it.id, it.thumb, it.words) for it in feedback.all()] == [
        (second, "down", ()),
        (first, "up", ("Good.", "Very.")),
    ]
    feedback.remove(second)
    assert [it.id for it in feedback.all()] == [first]
    assert kept(tmp_path)[0]["generation"] == ANSWER.generation
    feedback.clear()
    assert feedback.all() == ()


def test_a_broken_line_hides_no_other(tmp_path: Path) -> None:
    """A line that a full disk cut short is passed over."""
    feedback = Feedback.into(tmp_path)
    feedback.judge(ANSWER, "up")
    with feedback.file.open("ab") as file:
        file.write(b'{"id": "half\n')
    feedback.judge(ANSWER, "down")
    assert [it.thumb for it in feedback.all()] == ["down", "up"]


def test_that_a_thumb_cannot_be_kept_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader sees no fault of a disk; the operator does, without the words."""
    (tmp_path / "var").write_text("no folder")
    Feedback.into(tmp_path / "var").judge(ANSWER, "up")
    assert "could not be kept" in caplog.text
    assert WHY_REEDS not in caplog.text
