"""An answer as server-sent events: understood, source …, text …, done; or error."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from typing import Any

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from rag.answer import Answer
from ui.api.errors import told_of
from ui.service import Reply

MEDIA_TYPE = "text/event-stream"
_UNDERSTOOD = ("question", "rewritten", "language", "kind", "answerable", "confidence")
# Shorter than the time after which proxies cut a silent connection.
_PING_SECONDS = 10.0


async def stream(
    answering: "asyncio.Task[Reply]", question_id: str | int, ping_seconds: float = _PING_SECONDS
) -> AsyncIterator[bytes]:
    """The events of one answer as bytes; a comment now and then while it is waited for.

    Whoever leaves gives up their place in the queue.
    """
    try:
        while not answering.done():
            await asyncio.wait({answering}, timeout=ping_seconds)
            if not answering.done():
                yield KEEPALIVE_COMMENT
        for name, data in _outcome(answering, question_id):
            yield format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
    finally:
        answering.cancel()


def as_json(answer: Answer, question_id: str | int) -> dict[str, Any]:
    """The answer in its public form, with the id exactly as it was given."""
    return {**answer.to_json(""), "id": question_id}


def _outcome(
    answering: "asyncio.Task[Reply]", question_id: str | int
) -> Iterator[tuple[str, object]]:
    error = answering.exception()
    if error is None:
        yield from events(answering.result().answer, question_id)
    elif isinstance(error, Exception):
        yield "error", told_of(error)
    else:
        raise error


def events(answer: Answer, question_id: str | int) -> Iterator[tuple[str, object]]:
    """Names and data of an answer's events, in their order.

    The texts, one after the other, are the answer's text; the last event is the whole answer.
    """
    whole = as_json(answer, question_id)
    yield "understood", {"id": question_id, **{it: whole[it] for it in _UNDERSTOOD}}
    for citation in answer.citations:
        yield "source", asdict(citation)
    for line in answer.text.splitlines(keepends=True):
        yield "text", {"text": line}
    yield "done", whole
