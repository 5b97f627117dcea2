"""What must come before anything of Gradio's on the chat page.

What Gradio is given as ``head`` it adds only once its own scripts run: too late to stand in for a
storage that a browser refuses to frames, and on a slow line seconds too late to say that the frame
was not refused. What it is given as style it rewrites. So these are written into the page itself.
"""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UI = Path(__file__).parent.parent
_NIGHT = 'style media="screen and (prefers-color-scheme: dark)" data-night'
_FIRST = (
    ("style", _UI / "static" / "common.css"),
    (_NIGHT, _UI / "static" / "night.css"),
    ("script", _UI / "static" / "storage.js"),
    ("script", _UI / "static" / "theme.js"),
    ("script", _UI / "widget" / "frame.js"),
    ("style", _UI / "static" / "first.css"),
    ("style", _UI / "widget" / "frame.css"),
    ("style", _UI / "static" / "print.css"),
)
_OPENING = b"<head>"


class EarlyParts:
    """Puts scripts and style first into the head of the chat page, and leaves all else as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tags = "".join(_element(tag, path) for tag, path in _FIRST).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; the page is held until it is whole."""
        is_page = scope["type"] == "http" and scope["path"].rstrip("/").endswith("/chat")
        if is_page and scope["method"] == "GET":
            await self._app(scope, receive, _Inserting(send, self._tags))
        else:
            await self._app(scope, receive, send)


def _element(tag: str, file: Path) -> str:
    name = tag.partition(" ")[0]
    return f"<{tag}>{file.read_text(encoding='utf-8')}</{name}>"


class _Inserting:
    """A ``send`` that adds tags to a response if it is a page."""

    def __init__(self, send: Send, tags: bytes) -> None:
        self._send = send
        self._tags = tags
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._with_tags() if self._is_page() else self._body
        MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _is_page(self) -> bool:
        headers = Headers(raw=self._start["headers"])
        packed = "content-encoding" in headers
        return headers.get("content-type", "").startswith("text/html") and not packed

    def _with_tags(self) -> bytes:
        return self._body.replace(_OPENING, _OPENING + self._tags, 1)
