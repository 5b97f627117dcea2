"""Programs that call the server: asking, and reading events."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

EVENTS = {"accept": "text/event-stream"}


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event."""

    name: str
    data: Any


def ask(
    base: str, question: str, headers: dict[str, str] | None = None, **body: object
) -> httpx.Response:
    """Ask over the API."""
    told = {"question": question, **body}
    return httpx.post(f"{base}/api/ask", json=told, headers=headers, timeout=30)


def events(response: httpx.Response) -> list[Event]:
    """The events of a stream that has ended."""
    blocks = [it for it in response.text.split("\n\n") if it and not it.startswith(":")]
    return [_event(block) for block in blocks]


def _event(block: str) -> Event:
    fields = dict(line.split(": ", 1) for line in block.splitlines())
    return Event(fields["event"], json.loads(fields["data"]))
