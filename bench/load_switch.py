"""Building the index anew while users ask: no answer may fail, and none may mix generations."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.load_users import Outcome, ask_all
from bench.speed import development_questions
from corpus.abstract import Booklet
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM, load_minilm
from rag.bootstrap import read_booklets
from rag.settings import load_settings

USERS = 8
_BETWEEN_SECONDS = 1.0
Serving = Callable[[], AbstractContextManager[str]]
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Editions:
    """The corpus in editions that differ in every abstract, and the texts of each generation."""

    var: Path
    booklets: Sequence[Booklet]
    embedder: MiniLM
    texts: dict[str, Texts]

    def publish(self, number: int) -> None:
        """Build the edition of this number. All offsets move, so that a mixed answer shows."""
        booklets = [_edition(it, number) for it in self.booklets]
        report = build(
            self.var, booklets, self.embedder.identity, lambda: self.embedder, lambda *_: None
        )
        held = [it for booklet in booklets for it in booklet.abstracts]
        self.texts[report.generation_id] = {it.id: it.text for it in held}

    def whole(self, answer: dict[str, Any]) -> bool:
        """Whether every quote stands where it is said to, in the generation that is named."""
        texts = self.texts.get(answer["generation"], {})
        return all(
            texts.get(it["abstract_id"], "")[it["start"] : it["end"]] == it["quote"]
            for it in answer["citations"]
        )


def _edition(booklet: Booklet, number: int) -> Booklet:
    words = "again " * number
    return replace(
        booklet,
        abstracts=tuple(
            replace(it, text=f"Edition {number} was printed {words}here. {it.text}")
            for it in booklet.abstracts
        ),
    )


def switch_under_load(var: Path, times: int, serving: Serving) -> str:
    """A line that says what came of it."""
    editions = Editions(var, _booklets(), load_minilm(), {})
    assert editions.embedder.identity == MINILM_IDENTITY  # noqa: S101 - a bench's own footing
    editions.publish(0)
    with serving() as base:
        outcome = asyncio.run(_both(base, editions, times))
    mixed = sum(not editions.whole(it) for it in outcome.answers)
    seen = len({it["generation"] for it in outcome.answers})
    cited = sum(bool(it["citations"]) for it in outcome.answers)
    return (
        f"{times} switches, {USERS} users: {outcome.count(200)} answers ({cited} cite) of "
        f"{seen} generations; {outcome.count(503)} refused, {outcome.others} failed, "
        f"{outcome.hung} hung, {mixed} mixed; p50 {outcome.at(200, 50):.0f} ms, "
        f"p95 {outcome.at(200, 95):.0f} ms, slowest {outcome.at(200, 100):.0f} ms."
    )


def _booklets() -> list[Booklet]:
    return [it.booklet for it in read_booklets(load_settings())]


async def _both(base: str, editions: Editions, times: int) -> Outcome:
    """Ask until the last edition has been in use for a moment."""
    done = asyncio.Event()
    asking = asyncio.create_task(_ask_until(base, done))
    for number in range(1, times + 1):
        await asyncio.sleep(_BETWEEN_SECONDS)
        await asyncio.to_thread(editions.publish, number)
    await asyncio.sleep(2 * _BETWEEN_SECONDS)
    done.set()
    return await asking


async def _ask_until(base: str, done: asyncio.Event) -> Outcome:
    whole = Outcome(USERS, 0)
    while not done.is_set():
        part = await ask_all(base, development_questions(), USERS, 5, keep=True)
        whole.seconds += part.seconds
        whole.hung += part.hung
        whole.answers += part.answers
        for status, times in part.times.items():
            whole.times.setdefault(status, []).extend(times)
    return whole
