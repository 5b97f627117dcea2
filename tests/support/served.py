"""A real server for a test: uvicorn in a thread, and Gradio's own way of asking it."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from rag.settings import Settings, load_settings
from tests.support.table_assistant import TableAssistant
from ui.server import create_app
from ui.service import AnswerService, Asks


@dataclass(frozen=True, slots=True)
class Fixed:
    """What follows an index that never changes."""

    assistant: Asks

    def current(self) -> Asks:
        """The one assistant."""
        return self.assistant


def table_live() -> Fixed:
    """The table assistant, opened at once."""
    return Fixed(TableAssistant())


def table_app(open_live: Callable[[], Fixed] = table_live, **settings: object) -> FastAPI:
    """The application over the table assistant; without limits for one client, unless given."""
    unlimited: dict[str, object] = {"question_limits": (), "request_limits": ()}
    given: Settings = load_settings(**(unlimited | settings))

    async def made() -> FastAPI:
        return create_app(given, AnswerService(open_live, given, retry_seconds=0.2))

    # Where no loop runs Gradio makes some of its own and never closes them, which would fail
    # whichever test runs when they are collected.
    # In a thread of its own, for Playwright keeps a loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(made())).result()


@contextmanager
def served(app: FastAPI, root_path: str = "") -> Iterator[str]:
    """Serve until the block ends; gives the address without a slash at its end."""
    # As ui.server does: whom to believe is the application's own affair.
    config = uvicorn.Config(
        app,
        port=0,
        log_level="warning",
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        root_path=root_path,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to become true, and fail loudly if it does not."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {seconds} s in vain.")
        time.sleep(0.02)


def wait_ready(base: str) -> None:
    """Wait until the server answers questions."""
    wait_until(lambda: httpx.get(f"{base}/readyz").status_code == httpx.codes.OK)


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser session, without the browser."""

    base: str
    session: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def open_page(self) -> list[Any]:
        """Load the page; gives what its first event put into it."""
        return self.trigger("greet", [])

    def ask(self, question: str, forged_visit: object = None) -> list[Any]:
        """Ask; gives the final [past, live, panel, announcer, box, visit] of the page."""
        return self.trigger("ask", [question, forged_visit])

    def trigger(self, event: str, data: list[Any]) -> list[Any]:
        """Join the queue as the page does, and wait for the outcome."""
        return self.messages(event, data)[-1]["output"]["data"]  # type: ignore[no-any-return]

    def messages(self, event: str, data: list[Any]) -> list[dict[str, Any]]:
        """Everything that the server says to one event, first to last."""
        return list(self.hear(event, data))

    def hear(self, event: str, data: list[Any]) -> Iterator[dict[str, Any]]:
        """What the server says to one event, each message as it comes."""
        root = f"{self.base}/chat"
        config = httpx.get(f"{root}/config", headers=self.headers).json()
        number = next(d["id"] for d in config["dependencies"] if d["api_name"] == event)
        joining = {"data": data, "fn_index": number, "session_hash": self.session}
        join = f"{root}/gradio_api/queue/join"
        httpx.post(join, json=joining, headers=self.headers).raise_for_status()
        address = f"{root}/gradio_api/queue/data?session_hash={self.session}"
        with httpx.stream("GET", address, headers=self.headers, timeout=30) as got:
            for line in got.iter_lines():
                if line.startswith("data:"):
                    message = json.loads(line[5:])
                    yield message
                    if message["msg"] == "process_completed":
                        return
