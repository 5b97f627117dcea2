"""Users who ask a server one question after the other, and what became of each question."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

import httpx

from bench.speed import percentile

PATIENCE = 30.0


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
        return sum(len(it) for status, it in self.times.items() if status not in {200, 503})


async def ask_all(
    base: str, questions: Sequence[str], users: int, seconds: float, *, keep: bool = False
) -> Outcome:
    """Let ``users`` ask for ``seconds``, each the next question as soon as the last is answered.

    A refused user waits as long as the server says. ``keep`` keeps every answer.
    """
    outcome = Outcome(users, seconds)
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    end = time.perf_counter() + seconds
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=PATIENCE) as client:
        turns = [_turn(questions, user, users) for user in range(users)]
        await asyncio.gather(*(_user(client, it, outcome, end, keep=keep) for it in turns))
    return outcome


def _turn(questions: Sequence[str], user: int, users: int) -> Iterator[str]:
    """Every question again and again; each user begins somewhere else."""
    start = user * len(questions) // users
    return islice(cycle(questions), start, None)


async def _user(
    client: httpx.AsyncClient,
    questions: Iterator[str],
    outcome: Outcome,
    end: float,
    *,
    keep: bool,
) -> None:
    for question in questions:
        if time.perf_counter() >= end:
            return
        began = time.perf_counter()
        try:
            got = await client.post("/api/ask", json={"question": question})
        except httpx.TimeoutException:
            outcome.hung += 1
            continue
        outcome.note(got.status_code, 1000 * (time.perf_counter() - began))
        if got.status_code == httpx.codes.OK and keep:
            outcome.answers.append(got.json())
        elif got.status_code != httpx.codes.OK:
            await asyncio.sleep(float(got.headers.get("retry-after", "1")))
