"""Questions from a file, one JSON object a line; answers in the same order."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.errors import QuestionError
from ui.errors import InputError

_SHAPE = 'a line is one JSON object such as {"id": "q1", "question": "Who chaired the session?"}'


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line. Questions that share a ``conversation`` are turns of it, in the file's order."""

    id: str | int
    question: str
    conversation: str | int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of output, without its line end; ``failed`` where the question was not taken."""

    line: str
    failed: bool


def parse_questions(content: bytes, name: str) -> tuple[BatchQuestion, ...]:
    """Read JSON Lines in UTF-8; blank lines are passed over. ``name`` is for messages.

    Raises:
        InputError: the first line that cannot be used, by its number.

    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {line}, is not UTF-8 text; save the file as UTF-8."
        ) from None
    # Only \n ends a line: str.splitlines would also split at U+2028, which JSON allows in strings.
    return tuple(
        _question(line, f"{name}, line {number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )


def replies(questions: Sequence[BatchQuestion], assistant: Assistant) -> Iterator[Reply]:
    """Ask each question in turn. One that the assistant does not take becomes an error line."""
    conversations: dict[str | int, Conversation] = {}
    for asked in questions:
        before = Conversation()
        if asked.conversation is not None:
            before = conversations.get(asked.conversation, before)
        try:
            answer = assistant.ask(asked.question, before)
        except QuestionError as error:
            yield Reply(
                _line({"id": "", "question": asked.question, "error": str(error)}, asked),
                failed=True,
            )
            continue
        if asked.conversation is not None:
            conversations[asked.conversation] = before.after(asked.question, answer)
        yield Reply(_line(answer.to_json(""), asked), failed=False)


def _line(value: dict[str, Any], asked: BatchQuestion) -> str:
    """``value`` as one line, with the id exactly as it was given (a number stays a number)."""
    return json.dumps({**value, "id": asked.id}, ensure_ascii=False)


def _question(line: str, place: str) -> BatchQuestion:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"{place}, is not JSON; {_SHAPE}.") from None
    if not isinstance(value, dict):
        raise InputError(f"{place}, is not a JSON object; {_SHAPE}.")
    if not isinstance(value.get("question"), str):
        raise InputError(f"{place}, has no text under 'question'; {_SHAPE}.")
    if not _is_key(value.get("id")):
        raise InputError(f"{place}, has no text or whole number under 'id'; {_SHAPE}.")
    if not (value.get("conversation") is None or _is_key(value["conversation"])):
        raise InputError(f"{place}, has neither text nor a whole number under 'conversation'.")
    return BatchQuestion(value["id"], value["question"], value.get("conversation"))


def _is_key(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
