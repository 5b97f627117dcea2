"""What Prometheus reads: right counts, a form that it can read, and never a question."""

from collections.abc import Iterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support.programs import ask
from tests.support.served import Visitor, served, table_app, wait_ready
from tests.support.table_assistant import MOON, WHO_BOATS, WHY_REEDS
from ui.metrics import may_read

CANARY = "zanzibarquagga"


@pytest.fixture
def base() -> Iterator[str]:
    """A server that nobody has asked yet."""
    with served(table_app(question_limits=("6/hour",))) as address:
        wait_ready(address)
        yield address


def figures(base: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample by its name and labels, as Prometheus's own parser reads them."""
    text = httpx.get(f"{base}/metrics").text
    samples = [it for family in text_string_to_metric_families(text) for it in family.samples]
    return {(it.name, tuple(sorted(it.labels.items()))): it.value for it in samples}


def test_questions_are_counted_by_kind_language_and_way(base: str) -> None:
    """From the page and over the API; refusals by their reason; times once an answer."""
    for question in (WHY_REEDS, WHO_BOATS, MOON, MOON):
        ask(base, question)
    visitor = Visitor(base, "counted")
    visitor.open_page()
    visitor.ask(WHY_REEDS)
    ask(base, "")
    ask(base, "x" * 2001)
    ask(base, WHY_REEDS)
    ask(base, WHY_REEDS)
    told = figures(base)

    def answered(kind: str, way: str) -> float:
        labels = (("kind", kind), ("language", "en"), ("way", way))
        return told["shoroku_questions_total", labels]

    assert answered("answer", "api") == 2
    assert answered("records", "api") == 1
    assert answered("abstention", "api") == 2
    assert answered("answer", "page") == 1
    for reason in ("question_empty", "question_too_long", "rate_limited"):
        assert told["shoroku_refusals_total", (("reason", reason),)] == 1
    assert told["shoroku_answer_seconds_count", ()] == 6
    assert told["shoroku_queue_depth", ()] == 0
    assert told["shoroku_ready", ()] == 1
    assert told["shoroku_abstracts", ()] == 2
    assert told["shoroku_generation_info", (("id", "table-1"),)] == 1


def test_no_word_of_a_question_is_in_the_metrics(base: str) -> None:
    """Asked, refused and failed questions, and a made-up client, leave no trace."""
    ask(base, f"Why does the {CANARY} return?", {"x-forwarded-for": CANARY})
    ask(base, CANARY, booklet=CANARY)
    ask(base, CANARY * 200)
    assert CANARY not in httpx.get(f"{base}/metrics").text


def test_the_metrics_are_for_the_operator_alone() -> None:
    """A visitor whom the proxy forwards gets a refusal; the operator's own network gets them."""
    with served(table_app(metrics_clients=("127.0.0.1", "10.0.0.0/8"))) as address:

        def read(client: str) -> int:
            headers = {"x-forwarded-for": client}
            return httpx.get(f"{address}/metrics", headers=headers).status_code

        assert httpx.get(f"{address}/metrics").status_code == httpx.codes.OK
        assert read("10.1.2.3") == httpx.codes.OK
        assert read("198.51.100.7") == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    ("client", "allowed"),
    [("10.0.0.9", True), ("::ffff:10.0.0.9", True), ("11.0.0.9", False), ("", False), ("x", False)],
)
def test_who_may_read(client: str, allowed: bool) -> None:  # noqa: FBT001 - a table's column
    """Addresses in any spelling; what is none may not."""
    assert may_read(client, ("10.0.0.0/8",)) is allowed
