"""A stop without a broken answer: what runs is finished, what comes is sent away with 503."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.paths import own_path
from ui.problems import details, refused_request

_LOG = logging.getLogger(__name__)
STOP_SECONDS = 10.0
_LOOK_SECONDS = 0.05
_BACK_SECONDS = 10
# A page that is open holds this stream for as long as it is open; nothing is lost with it.
_ENDLESS = "/chat/gradio_api/heartbeat/"
_ALIVE = "/healthz"
_SENTENCE = "The server is being stopped or updated. Please ask again in a moment."


class Traffic:
    """The requests that are being answered, and whether more are taken. For one event loop."""

    def __init__(self) -> None:
        self.closed = False
        self.running = 0
        self._endless: set[asyncio.Task[None]] = set()

    async def finish(self, seconds: float, hurried: Callable[[], bool]) -> None:
        """Take no more, and wait for those that run: ``seconds`` at most, or until ``hurried``."""
        self.closed = True
        _LOG.info(
            "Stopping; answers that run are finished", extra={"told": {"running": self.running}}
        )
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        # Looked at again and again, for uvicorn keeps a second Ctrl-C as a flag.
        while self.running and loop.time() < deadline and not hurried():  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_SECONDS)
        if self.running:
            _LOG.warning("Answers were cut off", extra={"told": {"running": self.running}})
        for stream in self._endless:
            stream.cancel()

    async def hold(self, stream: "asyncio.Task[None]") -> None:
        """Wait for a stream that ends with the server at the latest, without an error."""
        self._endless.add(stream)
        try:
            await asyncio.shield(stream)
        except asyncio.CancelledError:
            stream.cancel()
            if not self.closed:
                raise
        finally:
            self._endless.discard(stream)


class Door:
    """Lets requests in and counts them; once the traffic is closed it answers 503."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, count, or send away."""
        path = own_path(scope)
        if scope["type"] != "http" or path == _ALIVE:
            await self._app(scope, receive, send)
        elif self._traffic.closed:
            told = details(503, "stopping", _SENTENCE, _BACK_SECONDS)
            response = refused_request(path, told)
            response.headers["connection"] = "close"
            await response(scope, receive, send)
        elif path.startswith(_ENDLESS):
            await self._hold(scope, receive, send)
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._traffic.running += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._traffic.running -= 1

    async def _hold(self, scope: Scope, receive: Receive, send: Send) -> None:
        stream = asyncio.ensure_future(self._app(scope, receive, send))
        await self._traffic.hold(stream)
        if self._traffic.closed:
            with suppress(RuntimeError):  # it had not begun, or had just ended by itself
                await send({"type": "http.response.body", "body": b"", "more_body": False})
