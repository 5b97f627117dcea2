"""Told to stop, a server finishes what it was asked, takes nothing more, and ends with 0."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.support.markup import parsed
from tests.support.processes import ServerProcess, moody_server
from tests.support.served import Visitor, wait_until
from tests.support.table_assistant import FINDING, WHY_REEDS


def asked_slowly(server: ServerProcess, seconds: int) -> str:
    """The text of an answer that takes its time."""
    visitor = Visitor(server.base, "slow")
    return parsed(visitor.ask(f"slow {seconds}: {WHY_REEDS}")[1]).text


def keep_a_page_open(server: ServerProcess, opened: threading.Event) -> None:
    """Hold the stream that an open page holds, to its end."""
    stream = f"{server.base}/chat/gradio_api/heartbeat/open"
    with httpx.stream("GET", stream, timeout=60) as got:
        for _ in got.iter_raw():
            opened.set()


def status(server: ServerProcess, path: str) -> int:
    """How a request that comes now is answered."""
    return httpx.get(server.base + path).status_code


def test_a_running_answer_is_finished_and_new_ones_are_refused(tmp_path: Path) -> None:
    """SIGTERM during an answer: it arrives whole; others get 503 and when to come back; then 0.

    A page that is merely open holds nothing up.
    """
    opened = threading.Event()
    with moody_server(tmp_path) as server, ThreadPoolExecutor() as pool:
        page = pool.submit(keep_a_page_open, server, opened)
        answer = pool.submit(asked_slowly, server, 3)
        opened.wait(30)
        time.sleep(1)
        server.process.terminate()
        wait_until(lambda: status(server, "/readyz") == 503)
        refused = httpx.get(f"{server.base}/chat/")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
        assert "Please ask again" in refused.text
        assert httpx.post(f"{server.base}/chat/gradio_api/queue/join", json={}).status_code == 503
        assert status(server, "/healthz") == 200
        assert not answer.done()
        assert FINDING in answer.result(timeout=30)
        assert server.process.wait(timeout=30) == 0
        page.result(timeout=30)
        assert "Answers were cut off" not in server.written
        assert "Traceback" not in server.written


def test_an_answer_that_takes_too_long_is_cut_off(tmp_path: Path) -> None:
    """After the time that running answers get, the process ends, still with 0."""
    with moody_server(tmp_path, stop_seconds=1) as server, ThreadPoolExecutor() as pool:
        answer = pool.submit(asked_slowly, server, 60)
        time.sleep(1)
        began = time.monotonic()
        server.process.terminate()
        assert server.process.wait(timeout=40) == 0
        assert 1 <= time.monotonic() - began < 40  # not the minute that the answer would take
        assert answer.exception(timeout=30) is not None
        assert "Answers were cut off" in server.written
