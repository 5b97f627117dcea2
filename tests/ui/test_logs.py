"""Logs: one line a request, and never what was asked, by whom, or with which key."""

import base64
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from rag.settings import load_settings
from tests.support.processes import ServerProcess, moody_server
from tests.support.served import Visitor, served, table_app, wait_ready
from ui.logs import JsonLines, TextLines, configure

QUESTION = "Did Zyxwvut Mikado lecture at Qwertzu?"
ADDRESS = "203.0.113.77"
KEY = "sk-canary-0123456789"
HEADERS = {"X-Forwarded-For": ADDRESS, "Authorization": f"Bearer {KEY}", "Cookie": f"k={KEY}"}


def marks() -> list[str]:
    """Each mark as it is, as it stands in an address, and in base64."""
    raw = [QUESTION, "Zyxwvut", ADDRESS, KEY]
    encoded = [base64.b64encode(it.encode()).decode()[:12] for it in raw]
    return [*raw, *map(quote, raw), *encoded]


def do_everything(server: ServerProcess) -> None:
    """Ask, ask what crashes, search, follow a link, mistype an address: all of it marked."""
    visitor = Visitor(server.base, "marked", HEADERS)
    visitor.open_page()
    visitor.ask(QUESTION)
    visitor.ask(f"crash {QUESTION}")
    for path in ("/browse?q=", "/chat/?q=", "/a/", "/nowhere/", "/cite.bib?id="):
        httpx.get(server.base + path + quote(QUESTION), headers=HEADERS)
    httpx.request(f"X{KEY}", f"{server.base}/chat/", headers=HEADERS)
    for asked in (QUESTION, f"crash {QUESTION}"):
        told = {"question": asked, "earlier": [asked], "id": KEY}
        httpx.post(f"{server.base}/api/ask", json=told, headers=HEADERS)
        for kind in ("text/event-stream", "application/json"):
            httpx.post(f"{server.base}/api/ask", json=told, headers=HEADERS | {"Accept": kind})
    httpx.post(f"{server.base}/api/ask", json={QUESTION: KEY}, headers=HEADERS)
    httpx.post(f"{server.base}/api/ask", content=QUESTION, headers=HEADERS)
    speak_mcp(server)


def speak_mcp(server: ServerProcess) -> None:
    """Call each tool, one that crashes, one that is not there; then break the protocol's rules."""
    marked: list[tuple[str, dict[str, object]]] = [
        ("ask", {"question": QUESTION}),
        ("ask", {"question": f"crash {QUESTION}"}),
        ("ask", {"question": QUESTION, QUESTION: KEY}),
        ("search_abstracts", {"query": QUESTION, "page": QUESTION}),
        ("search_abstracts", {"query": QUESTION}),
        ("get_abstract", {"id": QUESTION}),
        (QUESTION, {"id": KEY}),
    ]
    bodies: list[object] = [
        *(rpc("tools/call", {"name": name, "arguments": told}) for name, told in marked),
        rpc("tools/call", {"name": QUESTION, "arguments": QUESTION}),
        rpc(QUESTION, {QUESTION: KEY}),
        rpc("initialize", {"protocolVersion": QUESTION, "clientInfo": {"name": QUESTION}}),
        rpc("logging/setLevel", {"level": QUESTION}),
        {"jsonrpc": QUESTION, "method": KEY},
        {"jsonrpc": "2.0", "method": f"notifications/{QUESTION}", "params": {"x": KEY}},
        {"jsonrpc": "2.0", "id": QUESTION, "result": {"x": KEY}},
        [QUESTION],
    ]
    address = f"{server.base}/mcp"
    headers = HEADERS | {"Accept": "application/json, text/event-stream"}
    for body in bodies:
        httpx.post(address, json=body, headers=headers)
    httpx.post(address, content=QUESTION, headers=headers)
    for name, value in (
        ("Host", f"{KEY}.example"),
        ("Origin", f"https://{KEY}.example"),
        ("Content-Type", KEY),
        ("Accept", KEY),
        ("Mcp-Session-Id", KEY),
        ("Mcp-Protocol-Version", KEY),
    ):
        httpx.post(address, json=bodies[0], headers=headers | {name: value})


def rpc(method: str, params: object) -> dict[str, object]:
    """A call as the protocol has it."""
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def test_nothing_of_a_visitor_is_logged(tmp_path: Path) -> None:
    """Even where all is logged, and an exception repeats the question: no mark in any encoding."""
    with moody_server(tmp_path, SHOROKU_LOG_LEVEL="debug") as server:
        do_everything(server)
    assert [mark for mark in marks() if mark in server.written] == []
    assert "A question could not be answered" in server.written
    assert "ValueError" in server.written
    assert "moody_server.py" in server.written


def test_a_careless_server_does_log_them(tmp_path: Path) -> None:
    """The control: with the usual logging the same requests leave question and address."""
    with moody_server(tmp_path, mood="careless") as server:
        do_everything(server)
    assert QUESTION in server.written
    assert ADDRESS in server.written
    assert f"mcp.server.lowlevel.server:Tool '{QUESTION}' not listed" in server.written


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged from here on, as JSON."""
    before, levels = logging.root.handlers[:], {it: logging.getLogger(it).level for it in ("ui",)}
    stream = io.StringIO()
    configure(load_settings(log_format="json"), stream)
    yield stream
    logging.root.handlers[:] = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def requests_in(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines about requests."""
    every = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in every if line["message"] == "request"]


def test_one_line_a_request(lines: io.StringIO) -> None:
    """Route template, status, duration, and the id that the response carries too."""
    with served(table_app()) as base:
        wait_ready(base)
        paths = ["/a/lake-2031/reeds", "/healthz", "/chat/", "/wrong", "/chat/gradio_api/upload"]
        got = [httpx.get(base + path) for path in paths]
    ids = [it.headers["x-request-id"] for it in got]
    told = [it for it in requests_in(lines) if it["request_id"] in ids]
    assert [(it["route"], it["status"]) for it in told] == [
        ("/a/{abstract_id:path}", 200),
        ("/healthz", 200),
        ("/chat/", 200),
        ("unknown", 404),
        ("unknown", 404),
    ]
    assert [it["request_id"] for it in told] == ids
    assert len({it["request_id"] for it in told}) == len(paths)
    for line in told:
        assert set(line) == KEYS
        assert line["ms"] >= 0
        assert line["time"].endswith("Z")


KEYS = {"time", "level", "logger", "message", "method", "route", "status", "ms", "request_id"}


def test_start_readiness_and_stop_are_lines(tmp_path: Path) -> None:
    """What an operator looks for first: version, generation, end; each line is JSON by itself."""
    with moody_server(tmp_path) as server:
        server.process.terminate()
        assert server.process.wait(timeout=40) == 0
    told = {line["message"]: line for line in map(json.loads, server.written.splitlines())}
    assert told["Starting"]["version"]
    assert told["Ready to answer"]["generation"] == "moody-1"
    assert told["Stopped"]["level"] == "info"


@pytest.mark.parametrize(
    ("settings", "written"),
    [
        ({"log_level": "warning"}, ""),
        ({"log_format": "text"}, " INFO    request method=GET route=/healthz status=200 ms="),
        ({"log_format": "auto"}, '"message": "request"'),
    ],
)
def test_level_and_format_are_settings(
    lines: io.StringIO, settings: dict[str, str], written: str
) -> None:
    """At "warning" requests leave no line; text is for people; a file gets JSON by itself."""
    assert lines.getvalue() == ""
    stream = io.StringIO()
    with served(table_app()) as base:
        configure(load_settings(**settings), stream)
        httpx.get(f"{base}/healthz")
    assert written in stream.getvalue()
    assert (stream.getvalue() == "") == (written == "")


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_other_libraries_lines_are_left_out(form: logging.Formatter) -> None:
    """Of a line that is not ours only its place is written: it may hold anything."""
    record = logging.makeLogRecord(
        {"name": "gradio.x", "msg": QUESTION, "module": "x", "lineno": 7}
    )
    assert QUESTION not in form.format(record)
    assert "x:7" in form.format(record)
    assert "kept" in form.format(logging.makeLogRecord({"name": "ui.x", "msg": "kept"}))


def test_the_exceptions_behind_one_are_told_by_type_and_place() -> None:
    """Types and places of the whole chain, no message of any of them."""
    line = json.loads(JsonLines().format(_record_of_a_chain()))
    assert {"KeyError", "RuntimeError"} <= set(line["exception"])
    assert any("test_logs.py" in place for place in line["exception"])
    assert QUESTION not in json.dumps(line)


def _record_of_a_chain() -> logging.LogRecord:
    try:
        _fail_twice()
    except RuntimeError as error:
        told = (RuntimeError, error, error.__traceback__)
    return logging.LogRecord("ui.x", logging.ERROR, "x.py", 1, "Failed", (), told)


def _fail_twice() -> None:
    try:
        _fail_once()
    except KeyError as cause:
        raise RuntimeError(QUESTION) from cause


def _fail_once() -> None:
    raise KeyError(QUESTION)
