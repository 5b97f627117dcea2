"""Who asks too often, who pretends to be others, and who comes when the house is full."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import httpx
import pytest

from tests.support.gated import Gated
from tests.support.markup import parsed
from tests.support.programs import EVENTS, ask
from tests.support.served import Fixed, Visitor, served, table_app, wait_ready, wait_until
from tests.support.table_assistant import WHY_REEDS

SITE = "https://association.example"


def statuses(base: str, times: int, headers: dict[str, str] | None = None) -> list[int]:
    """Ask so often."""
    return [ask(base, WHY_REEDS, headers).status_code for _ in range(times)]


@pytest.fixture
def strict() -> Iterator[str]:
    """A server that takes three questions an hour from each client, and believes no proxy."""
    with served(table_app(question_limits=("3/hour",), trusted_proxies=())) as address:
        wait_ready(address)
        yield address


def test_so_many_questions_and_no_more(strict: str) -> None:
    """The fourth is refused at once, says when to come again, and the fifth likewise."""
    assert statuses(strict, 5) == [200, 200, 200, 429, 429]
    got = ask(strict, WHY_REEDS, EVENTS)
    assert (got.status_code, got.json()["code"]) == (429, "rate_limited")
    assert 0 < int(got.headers["retry-after"]) <= 3600
    assert got.json()["retry_after"] == int(got.headers["retry-after"])


def test_a_made_up_forwarder_buys_nothing(strict: str) -> None:
    """A thousand addresses in X-Forwarded-For, from a client that is no proxy, are one client."""
    spoofed = [{"x-forwarded-for": f"203.0.{it // 250}.{it % 250}"} for it in range(200)]
    with httpx.Client() as client:
        got = [
            client.post(f"{strict}/api/ask", json={"question": WHY_REEDS}, headers=it).status_code
            for it in spoofed
        ]
    assert got.count(200) == 3
    assert set(got) == {200, 429}


def test_a_trusted_proxy_tells_its_clients_apart() -> None:
    """The last hop that the proxy adds counts, whatever a client wrote before it."""
    app = table_app(question_limits=("1/hour",), trusted_proxies=("127.0.0.0/8",))
    with served(app) as address:
        wait_ready(address)

        def asked(forwarded: str) -> int:
            return statuses(address, 1, {"x-forwarded-for": forwarded})[0]

        assert asked("198.51.100.7") == 200
        assert asked("203.0.113.1, 198.51.100.7") == 429
        assert asked("198.51.100.8") == 200
        assert asked("2001:db8::1") == 200
        assert asked("2001:db8::2") == 429
        assert asked("2001:db8:0:1::2") == 200


def test_asking_on_the_page_is_under_the_same_limit(strict: str) -> None:
    """Three questions over the API, and the page's fourth gets the sentence."""
    statuses(strict, 3)
    visitor = Visitor(strict, "limited")
    visitor.open_page()
    assert "many questions just now" in parsed(visitor.ask(WHY_REEDS)[1]).text


def test_earlier_questions_count_where_they_had_to_be_asked(strict: str) -> None:
    """A made-up conversation of two more questions uses up three."""
    assert ask(strict, WHY_REEDS, earlier=["One?", "Two?"]).status_code == 200
    assert statuses(strict, 1) == [429]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/abstracts"),
        ("GET", "/browse"),
        ("POST", "/mcp"),
        ("POST", "/chat/gradio_api/queue/join"),
    ],
)
def test_calling_too_often_is_refused(method: str, path: str) -> None:
    """Lists, the page's queue and the protocol too; files and probes are not counted."""
    with served(table_app(request_limits=("2/hour",))) as address:
        wait_ready(address)
        got = [httpx.request(method, address + path) for _ in range(4)]
        assert [it.status_code == 429 for it in got] == [False, False, True, True]
        assert int(got[-1].headers["retry-after"]) > 0
        assert got[-1].headers["x-content-type-options"] == "nosniff"
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert httpx.get(f"{address}/pages/pages.css").status_code == 200


def test_a_listed_page_can_read_why_it_was_refused() -> None:
    """The preflight allows what asking needs, and a refusal carries the header too."""
    with served(table_app(question_limits=("1/hour",), cors_origins=(SITE,))) as address:
        wait_ready(address)
        asking = {
            "origin": SITE,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        }
        assert httpx.options(f"{address}/api/ask", headers=asking).status_code == 200
        statuses(address, 1)
        got = ask(address, WHY_REEDS, {"origin": SITE})
        assert got.status_code == 429
        assert got.headers["access-control-allow-origin"] == SITE
        assert "retry-after" in got.headers["access-control-expose-headers"]


def test_a_full_house_says_so_at_once() -> None:
    """While two are answered and two wait, twenty more are refused in far less time than a wait."""
    gated = Gated()
    app = table_app(lambda: Fixed(gated), concurrent_answers=2, queue_length=2)
    with served(app) as address, ThreadPoolExecutor(4) as four, httpx.Client() as client:
        wait_ready(address)
        inside = [four.submit(ask, address, WHY_REEDS) for _ in range(4)]
        wait_until(lambda: "shoroku_queue_depth 2.0" in httpx.get(f"{address}/metrics").text)
        told = [timed(client, "GET", f"{address}/healthz")[1] for _ in range(20)]
        asking = {"json": {"question": WHY_REEDS}}
        refused = [timed(client, "POST", f"{address}/api/ask", **asking) for _ in range(20)]
        gated.gate.set()
        assert [it.result().status_code for it in inside] == [200] * 4
    assert {it.status_code for it, _ in refused} == {503}
    assert {it.json()["code"] for it, _ in refused} == {"busy"}
    assert all(int(it.headers["retry-after"]) > 0 for it, _ in refused)
    # Little more than the least that this server says, however busy the machine is.
    assert median(seconds for _, seconds in refused) < 0.02 + 3 * median(told)


def timed(
    client: httpx.Client,
    method: str,
    address: str,
    **options: Any,  # noqa: ANN401 - httpx's own
) -> tuple[httpx.Response, float]:
    """Call, and how long that took."""
    began = time.perf_counter()
    return client.request(method, address, **options), time.perf_counter() - began


def test_who_leaves_a_stream_leaves_the_queue() -> None:
    """Their place is free for the next one, although nothing has been answered."""
    gated = Gated()
    app = table_app(lambda: Fixed(gated), concurrent_answers=1, queue_length=1)

    async def leave_early(address: str) -> None:
        async with httpx.AsyncClient() as client:
            body = {"question": WHY_REEDS}
            first = asyncio.create_task(client.post(f"{address}/api/ask", json=body))
            await asyncio.to_thread(wait_until, lambda: gated.inside == 1)
            async with client.stream(
                "POST", f"{address}/api/ask", json=body, headers=EVENTS
            ) as got:
                assert got.status_code == 200
                assert (await client.post(f"{address}/api/ask", json=body)).status_code == 503
            await asyncio.to_thread(wait_until, lambda: depth(address) == 0)
            gated.gate.set()
            assert (await first).status_code == 200

    with served(app) as address:
        wait_ready(address)
        asyncio.run(leave_early(address))


def depth(address: str) -> float:
    """How many questions wait."""
    lines = httpx.get(f"{address}/metrics").text.splitlines()
    return next(float(it.split()[1]) for it in lines if it.startswith("shoroku_queue_depth "))
