"""A file of questions: read by line, answered in order, turns kept together."""

import json
from collections.abc import Iterable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.assistant import Assistant
from ui.batch import BatchQuestion, parse_questions, replies
from ui.errors import InputError

KEYS = st.text() | st.integers()
QUESTIONS = st.builds(BatchQuestion, KEYS, st.text(), st.none() | KEYS)


def as_lines(questions: Iterable[BatchQuestion], *, escaped: bool) -> bytes:
    """The questions as JSON Lines."""
    rows = (
        {"id": asked.id, "question": asked.question, "conversation": asked.conversation}
        for asked in questions
    )
    return "\n".join(json.dumps(row, ensure_ascii=escaped) for row in rows).encode()


@given(st.lists(QUESTIONS), st.booleans())
def test_every_file_of_questions_reads_back(questions: list[BatchQuestion], escaped: bool) -> None:  # noqa: FBT001
    """What was written as JSON Lines, escaped or not, is read back whole and in order."""
    assert parse_questions(as_lines(questions, escaped=escaped), "q") == tuple(questions)


@given(st.binary())
def test_any_bytes_give_questions_or_one_sentence(content: bytes) -> None:
    """No content makes the reader fail in any other way than by its own error."""
    with suppress(InputError):
        assert len(parse_questions(content, "q.jsonl")) <= content.count(b"\n") + 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Who chaired?", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('["Who chaired?"]', "is not a JSON object"),
        ('{"id": "a", "question": 3}', "has no text under 'question'"),
        ('{"question": "Who?"}', "has no text or whole number under 'id'"),
        ('{"id": true, "question": "Who?"}', "has no text or whole number under 'id'"),
        ('{"id": 1, "question": "Who?", "conversation": [1]}', "under 'conversation'"),
    ],
)
def test_unusable_line_is_named_with_its_reason(line: str, reason: str) -> None:
    """Each kind of wrong line is named by number and reason."""
    content = f'{{"id": 1, "question": "Who?"}}\n{line}\n'.encode()
    with pytest.raises(InputError, match=f"q, line 2, .*{reason}"):
        parse_questions(content, "q")


def test_line_that_is_not_utf8_is_named() -> None:
    """Bytes of another encoding are named by their line."""
    with pytest.raises(InputError, match="q, line 2, is not UTF-8"):
        parse_questions(b'{"id": 1, "question": "Who?"}\n{"id": 2, "question": "\xff"}', "q")


def test_replies_keep_order_ids_and_conversations(assistant: Assistant) -> None:
    """Ids come back as given, in order; turns of one conversation see each other, others do not."""
    first = "How many Cambodian trainees were interviewed?"
    follow_up = "And how many of them were women?"
    asked = (
        BatchQuestion(7, first, "a"),
        BatchQuestion("x", follow_up, "a"),
        BatchQuestion("alone", follow_up),
    )
    rows = [json.loads(reply.line) for reply in replies(asked, assistant)]
    assert [row["id"] for row in rows] == [7, "x", "alone"]
    assert rows[1]["rewritten"] is not None
    assert rows[2]["rewritten"] is None


def test_question_that_cannot_be_taken_leaves_the_others(assistant: Assistant) -> None:
    """An empty question gets an error line of its own; the next one is answered."""
    asked = (BatchQuestion("empty", "  "), BatchQuestion("good", "Who chaired the session?"))
    bad, good = replies(asked, assistant)
    assert bad.failed
    assert json.loads(bad.line).keys() == {"id", "question", "error"}
    assert not good.failed
    assert json.loads(good.line)["kind"] == "records"


def test_each_reply_is_one_line(assistant: Assistant) -> None:
    """A line end in a question does not break the line of its answer."""
    (reply,) = replies((BatchQuestion(1, "Who\nchaired?"),), assistant)
    assert "\n" not in reply.line
