"""What the server refuses and what it forbids a browser, as plain ASGI middleware.

Gradio sends no security header of its own and opens routes for uploads, proxies, files and direct
calls; the page needs none of them, so only what it was seen to use is let through.
"""

import logging
import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.i18n import ENGLISH
from ui.metrics import Metrics
from ui.paths import own_path
from ui.problems import details, refused_request

_LOG = logging.getLogger(__name__)

# Gradio's page needs 'unsafe-inline', and its HTML component compiles templates, which needs
# 'unsafe-eval'. Escaping (ui.render) is therefore the first line; this is the second: whatever
# slipped through could still reach no other host, post no form, and load no picture.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    "frame-src 'none'",
)

# Pages that are rendered whole need nothing of that.
_PLAIN_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
)
_PLAIN_PAGES = re.compile(
    r"/(?:a/|browse/?$|editor(?:/|$)|cite\.|pages/|api/|mcp/?$|metrics/?$|healthz/?$|readyz/?$)"
)

MAX_BODY_BYTES = 64 * 1024

# Everything under /chat that the page in a browser asks for; the rest of Gradio is closed.
_OPEN_CHAT_ROUTES = re.compile(
    r"""/chat(?:
        /?
      | /(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json)/?
      | /(?:assets|static)/[^\\]*
      | /gradio_api/(?:theme\.css|startup-events|app_id|queue/join|queue/data|cancel|reset)/?
      | /gradio_api/heartbeat/[A-Za-z0-9_-]+
    )""",
    re.VERBOSE,
)


def content_security_policy(frame_ancestors: Sequence[str], *, plain: bool = False) -> str:
    """The policy; only the server's own pages and ``frame_ancestors`` may frame the chat.

    ``plain`` is for pages without Gradio: only scripts from files of ours run there.
    """
    framing = " ".join(("frame-ancestors 'self'", *frame_ancestors))
    return "; ".join((*(_PLAIN_POLICY if plain else _POLICY), framing))


class SecurityHeaders:
    """Adds the headers to every response, errors included."""

    def __init__(self, app: ASGIApp, frame_ancestors: Sequence[str]) -> None:
        self._app = app
        self._plain_policy = content_security_policy(frame_ancestors, plain=True)
        self._headers = {
            "content-security-policy": content_security_policy(frame_ancestors),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "cross-origin-opener-policy": "same-origin",
        }
        if not frame_ancestors:
            self._headers["x-frame-options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers set when the response begins."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if _PLAIN_PAGES.match(own_path(scope)):
                    headers["content-security-policy"] = self._plain_policy
            await send(message)

        await self._app(scope, receive, send_with_headers)


class ClosedRoutes:
    """Answers 404 for every part of Gradio that the page does not use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open."""
        path = own_path(scope)
        if scope["type"] == "websocket" or (scope["type"] == "http" and _is_closed(path)):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_closed(path: str) -> bool:
    if not path.startswith("/chat"):
        return False
    return ".." in path or _OPEN_CHAT_ROUTES.fullmatch(path) is None


class BodyLimit:
    """Answers 413 for a request whose body is larger than a question can ever be.

    The body is read before anything parses it, whatever length its header claims; at
    ``limit`` bytes it is small enough to be held whole.
    """

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is small enough."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        body = None if self._claims_too_much(scope) else await self._read(receive)
        if body is None:
            sentence = f"The request is larger than {self._limit} bytes."
            told = details(413, "request_too_large", sentence)
            await refused_request(own_path(scope), told)(scope, receive, send)
            return
        await self._app(scope, replay(body, receive), send)

    def _claims_too_much(self, scope: Scope) -> bool:
        claimed = Headers(scope=scope).get("content-length", "0")
        return not claimed.isdecimal() or int(claimed[:20]) > self._limit

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body, or None as soon as it is known to be too large."""
        body = b""
        while len(body) <= self._limit:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body", False):
                return body if len(body) <= self._limit else None
        return None


class HeadRequests:
    """Answers HEAD where programs call as GET would be answered, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if (
            scope["type"] != "http"
            or scope["method"] != "HEAD"
            or not _HEADS.match(own_path(scope))
        ):
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if "body" in message else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)


_HEADS = re.compile(r"/(?:api/|healthz$|readyz$|metrics$)")


class Faults:
    """Answers 500 for a fault of ours: a sentence to the client, its trace to the log alone."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; where nothing has been answered yet, the sentence is the answer."""
        began = False

        async def noticed(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception:
            if scope["type"] != "http" or began:
                raise
            _LOG.exception("A request could not be answered")
            self._metrics.failed()
            told = details(500, "fault", ENGLISH.fault)
            await refused_request(own_path(scope), told)(scope, receive, send)


def replay(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that gives the body once, and afterwards what the client does next."""
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return unread.pop() if unread else await receive()

    return replayed
