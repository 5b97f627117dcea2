"""Users who ask a server one question after the other, and what became of each question."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from bench.speed import percentile

PATIENCE = 30.0
_OK = 200
_BUSY = 503


@dataclass(slots=True)
class Outcome:
    """What so many users saw in so many seconds; times in milliseconds, by status."""

    users: int
    seconds: float
    times: dict[int, list[float]] = field(default_factory=dict)
    hung: int = 0
    generations: Counter[str] = field(default_factory=Counter)
    answers: list[dict[str, object]] = field(default_factory=list)

    def note(self, status: int, milliseconds: float) -> None:
        """One response."""
        self.times.setdefault(status, []).append(milliseconds)

    def count(self, status: int) -> int:
        """Responses of this status."""
        return len(self.times.get(status, ()))

    def at(self, status: int, rank: int) -> float:
        """A percentile of the times of this status; 0 where there was none."""
        return percentile(self.times[status], rank) if self.count(status) else 0.0

    @property
    def others(self) -> int:
        """Responses that are neither an answer nor a refusal with 503."""
        return sum(len(it) for status, it in self.times.items() if status not in {_OK, _BUSY})


async def ask_all(
    base: str, questions: Sequence[str], users: int, seconds: float, *, keep: bool = False
) -> Outcome:
    """Let ``users`` ask for ``seconds``, each the next question as soon as the last is answered.

    Each keeps a connection of its own, opened before the time begins. A refused user waits as long
    as the server says. ``keep`` keeps every answer.
    """
    outcome = Outcome(users, seconds)
    lines = [await Line.open(base) for _ in range(users)]
    end = time.perf_counter() + seconds
    turns = [_turn(questions, user, users) for user in range(users)]
    talks = zip(lines, turns, strict=True)
    await asyncio.gather(*(_user(line, turn, outcome, end, keep=keep) for line, turn in talks))
    for line in lines:
        line.writer.close()
    return outcome


def _turn(questions: Sequence[str], user: int, users: int) -> Iterator[str]:
    """Every question again and again; each user begins somewhere else."""
    start = user * len(questions) // users
    return islice(cycle(questions), start, None)


@dataclass(frozen=True, slots=True)
class Line:
    """One connection. A client of a few lines, for a library's would be most of what is timed."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    host: str

    @classmethod
    async def open(cls, base: str) -> "Line":
        """Connect to ``http://ADDRESS:PORT``."""
        host = base.removeprefix("http://")
        address, _, port = host.partition(":")
        return cls(*await asyncio.open_connection(address, int(port)), host)

    async def ask(self, question: str) -> "Response":
        """Ask over the API, and read the whole response."""
        body = json.dumps({"question": question}).encode()
        head = (
            f"POST /api/ask HTTP/1.1\r\nHost: {self.host}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = (line.partition(": ")[::2] for line in lines[1:])
        headers = {name.lower(): value for name, value in fields}
        told = await self.reader.readexactly(int(headers["content-length"]))
        return Response(int(lines[0].split()[1]), headers, told)


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


async def _user(
    line: Line, questions: Iterator[str], outcome: Outcome, end: float, *, keep: bool
) -> None:
    for question in questions:
        if time.perf_counter() >= end:
            return
        began = time.perf_counter()
        try:
            got = await asyncio.wait_for(line.ask(question), PATIENCE)
        except TimeoutError:
            outcome.hung += 1
            return
        outcome.note(got.status, 1000 * (time.perf_counter() - began))
        if got.status != _OK:
            await asyncio.sleep(float(got.headers.get("retry-after", "1")))
        elif keep:
            outcome.answers.append(json.loads(got.body))
