"""The samples for nginx, run as they stand: they answer, stream, limit and hold off."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from playwright.sync_api import Browser

from tests.support.moody_server import MoodyAssistant
from tests.support.served import Fixed, served, table_app, wait_ready, wait_until
from tests.support.table_assistant import FINDING, WHY_REEDS
from tests.support.web_server import WebServer, find_nginx, web_server

pytestmark = pytest.mark.slow
MARK = "Zyxwvut"
SPOOFED = "203.0.113.66"
JOIN = "/chat/gradio_api/queue/join"


def seeing_app() -> FastAPI:
    """The application, slow where it is asked to be, with a page that tells whom it sees."""
    app = table_app(lambda: Fixed(MoodyAssistant()))

    def seen(request: Request) -> dict[str, str]:
        client = request.client.host if request.client else ""
        return {"client": client, "base": str(request.base_url)}

    app.add_api_route("/seen", seen)
    # Before the chat, which is mounted last.
    app.router.routes.insert(0, app.router.routes.pop())
    return app


@pytest.fixture(scope="module", autouse=True)
def _nginx_is_there() -> None:
    try:
        find_nginx()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Shoroku under a name of its own."""
    with served(seeing_app()) as upstream:
        wait_ready(upstream)
        with web_server(tmp_path_factory.mktemp("site"), "subdomain", upstream) as server:
            yield server


@pytest.fixture(scope="module")
def part_of_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Shoroku under a path of another site."""
    with served(seeing_app(), root_path="/abstracts") as upstream:
        wait_ready(upstream)
        with web_server(tmp_path_factory.mktemp("part"), "subpath", upstream) as server:
            yield server


@pytest.mark.parametrize(("way", "home"), [("site", "/"), ("part_of_site", "/abstracts/")])
def test_a_reader_is_answered(
    browser: Browser, request: pytest.FixtureRequest, way: str, home: str
) -> None:
    """In Chromium, from the home page to the abstract's own page, nothing refused on the way."""
    server: WebServer = request.getfixturevalue(way)
    context = browser.new_context(ignore_https_errors=True, locale="en-GB")
    context.set_default_timeout(15_000)
    page = context.new_page()
    bad: list[str] = []
    page.on("response", lambda got: bad.append(got.url) if got.status >= 400 else None)
    page.goto(server.base + home)
    assert page.url == f"{server.base}{home}chat/"
    page.wait_for_selector(".intro [data-ask]")
    page.fill("#question textarea", WHY_REEDS)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("[data-finished]")
    assert FINDING in page.inner_text("#live")
    page.goto(f"{server.base}{home}browse")
    page.click(".row h3 a")
    assert page.url.startswith(f"{server.base}{home}a/")
    assert "Okada, Mari" in page.inner_text("#citation")
    assert bad == []
    context.close()


@pytest.mark.parametrize(("way", "home"), [("site", "/"), ("part_of_site", "/abstracts/")])
def test_the_server_sees_who_asks(request: pytest.FixtureRequest, way: str, home: str) -> None:
    """The client's own address, not one that it claims, and https; a base with name and path."""
    server: WebServer = request.getfixturevalue(way)
    with server.client("127.0.0.5", **{"X-Forwarded-For": SPOOFED}) as client:
        seen = client.get(f"{home}seen").json()
    assert seen == {"client": "127.0.0.5", "base": f"{server.base}{home}"}


def arrivals(server: WebServer) -> list[float]:
    """When each part of an answer came, in seconds from the first."""
    with server.client() as client:
        config = client.get("/chat/config").json()
        number = next(it["id"] for it in config["dependencies"] if it["api_name"] == "ask")
        sent = {
            "data": [f"slow 1: {WHY_REEDS}", None],
            "fn_index": number,
            "session_hash": "pieces",
        }
        client.post(JOIN, json=sent).raise_for_status()
        times = []
        stream = "/chat/gradio_api/queue/data?session_hash=pieces"
        with client.stream("GET", stream) as got:
            for line in got.iter_lines():
                if line.startswith("data:"):
                    times.append(time.monotonic())
                    if json.loads(line[5:])["msg"] == "process_completed":
                        break
    return [it - times[0] for it in times]


def test_an_answer_comes_in_pieces(site: WebServer) -> None:
    """The page is told of the search at once, and of the answer a second later."""
    assert arrivals(site)[-1] > 0.8


def test_buffered_it_would_come_at_once(tmp_path: Path) -> None:
    """The control: with the line on buffering turned round, the parts come together, at the end."""
    with served(seeing_app()) as upstream:
        wait_ready(upstream)
        changed = {
            "proxy_buffering off;": "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;"
        }
        with web_server(tmp_path, "subdomain", upstream, **changed) as server:
            assert arrivals(server)[-1] < 0.5


def test_too_many_questions_are_turned_away(site: WebServer) -> None:
    """429 with when to come back, for this client alone; the server behind is not asked."""
    with site.client("127.0.0.7") as eager, site.client("127.0.0.8") as other:
        began = time.monotonic()
        answered, refused = asked_until_refused(eager)
        # Twenty at once and one more; a busy machine is given one more each second.
        assert 20 <= answered <= 22 + time.monotonic() - began
        assert refused.headers["retry-after"] == "30"
        assert "half a minute" in refused.text
        assert other.post(JOIN, json={}).status_code != 429


def asked_until_refused(client: httpx.Client) -> tuple[int, httpx.Response]:
    """How many questions were let through, and the reply that turned one away."""
    for answered in range(200):
        reply = client.post(JOIN, json={})
        if reply.status_code == 429:
            return answered, reply
    raise AssertionError("nobody was turned away")


def cut_after(server: WebServer) -> float:
    """How long a client is borne with that sends one header each half second, in seconds."""
    with server.connect() as slow:
        began = time.monotonic()
        slow.settimeout(0.5)
        slow.sendall(b"GET / HTTP/1.1\r\n")
        while time.monotonic() - began < 25 and still_open(slow):
            with suppress(OSError):
                slow.sendall(b"X-Slow: 1\r\n")
        return time.monotonic() - began


def still_open(connection: socket.socket) -> bool:
    """Whether the other side has not closed it, after half a second at most."""
    try:
        return bool(connection.recv(4096))
    except TimeoutError:
        return True
    except OSError:
        return False


def test_slow_clients_are_cut_off_and_hold_up_nobody(site: WebServer) -> None:
    """Thirty that drip their headers are gone after ten seconds; meanwhile others are answered."""
    with ThreadPoolExecutor(30) as pool, site.client() as honest:
        slow = [pool.submit(cut_after, site) for _ in range(30)]
        time.sleep(3)
        began = time.monotonic()
        assert honest.get("/healthz").status_code == 200
        assert time.monotonic() - began < 2
        times = [it.result() for it in slow]
    # The server gives ten; the rest is what thirty clients on a busy machine add.
    assert max(times) < 18
    assert min(times) > 5


def test_what_is_too_large_does_not_reach_the_server(site: WebServer) -> None:
    """More than a question can ever be, and metrics that are not for visitors."""
    with site.client() as client:
        assert client.post("/api/ask", content=b" " * 70_000).status_code == 413
        assert client.get("/metrics").status_code == 404


def test_addresses_and_questions_are_not_logged(site: WebServer) -> None:
    """One line a request, without who asked and what stands behind the question mark."""
    with site.client("127.0.0.9", **{"X-Forwarded-For": SPOOFED}) as client:
        got = client.get(f"/browse?q={MARK}")
    # nginx writes the line after the reply is out, so the reader can be here before it.
    wait_until(lambda: got.headers["x-request-id"] in site.logged())
    line = next(it for it in site.logged().splitlines() if got.headers["x-request-id"] in it)
    assert " GET /browse 200 " in line
    assert line.endswith(got.headers["x-request-id"])
    for mark in (MARK, SPOOFED, "127.0.0."):
        assert mark not in site.logged()


def test_plain_http_leads_to_https(site: WebServer) -> None:
    """Whoever types the name alone is led on."""
    text = (site.folder / "conf.d" / "subdomain.conf").read_text(encoding="utf-8")
    port = text.partition("listen 127.0.0.1:")[2].partition(";")[0]
    got = httpx.get(f"http://127.0.0.1:{port}/browse?q=x", headers={"Host": "chat.example.org"})
    assert (got.status_code, got.headers["location"]) == (
        301,
        "https://chat.example.org/browse?q=x",
    )
