"""One log line for each request: its route, status and duration; no path, query or address."""

import logging
import time
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.logs import request_id

_LOG = logging.getLogger(__name__)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_SERVER_FAULT = 500
_TRY_AGAIN = 503


class RequestLog:
    """Writes the line when the response has ended, and gives it the id that the line has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a fresh request id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        own_id, began, status = uuid4().hex[:16], time.perf_counter(), _SERVER_FAULT

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = own_id
            await send(message)

        before = scope.get("root_path", "")
        token = request_id.set(own_id)
        try:
            await self._app(scope, receive, send_noted)
        finally:
            _write(scope, before, status, time.perf_counter() - began)
            request_id.reset(token)


def _write(scope: Scope, root_path: str, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in _METHODS else "other"
    told = {
        "method": method,
        "route": route_template(scope, root_path),
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    # One who is asked to come back has been answered as is right.
    fault = status >= _SERVER_FAULT and status != _TRY_AGAIN
    _LOG.log(logging.ERROR if fault else logging.INFO, "request", extra={"told": told})


def route_template(scope: Scope, root_path: str = "") -> str:
    """The route that took the request, as ``/a/{abstract_id:path}``; "unknown" where none did.

    To be called after the response; ``root_path`` is that of the scope before it was routed.
    """
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "unknown"
    mounted = scope.get("root_path", "").removeprefix(root_path)
    return str(path) if path.startswith(mounted) else f"{mounted}{path}"
