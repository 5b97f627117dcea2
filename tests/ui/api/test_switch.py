"""A new index between two questions over the API: the answer is wholly of one or of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from index.generation import current_id
from rag.assistant import Assistant
from tests.support.booklets import LAKE_BOOKLET, REEDS, with_text
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened
from tests.support.programs import ask
from tests.support.served import served, table_app, wait_ready

WHO_REEDS = "Who wrote “Why Reeds Return to Shallow Lakes”?"
AND_THEN = "Who else wrote it?"


@dataclass(frozen=True, slots=True)
class Newest:
    """What always opens the newest generation."""

    var: Path

    def current(self) -> Assistant:
        """The assistant over it."""
        return Assistant(opened(self.var), HashingEmbedder())


@pytest.fixture
def base(var: Path) -> Iterator[str]:
    """A server over a small real index."""
    built(var, [LAKE_BOOKLET])
    with served(table_app(lambda: Newest(var))) as address:  # type: ignore[arg-type, return-value]
        wait_ready(address)
        yield address


def test_a_switch_between_two_questions(base: str, var: Path) -> None:
    """Answers, records, probe and metrics name the new generation, an old turn too."""
    first = current_id(var)
    before = ask(base, WHO_REEDS).json()
    assert before["generation"] == first
    built(var, [with_text(LAKE_BOOKLET, REEDS.id, "Beavers let the seeds of reeds take root.")])
    second = current_id(var)
    assert second != first
    after = ask(base, AND_THEN, earlier=[WHO_REEDS]).json()
    assert after["generation"] == second
    assert httpx.get(f"{base}/readyz").json()["generation"] == second
    read = httpx.get(f"{base}/api/abstracts/{REEDS.id}").json()
    assert (read["generation"], read["text"]) == (
        second,
        "Beavers let the seeds of reeds take root.",
    )
    metrics = httpx.get(f"{base}/metrics").text
    assert f'shoroku_generation_info{{id="{second}"}} 1.0' in metrics
    assert "shoroku_generation_switches_total 1.0" in metrics
