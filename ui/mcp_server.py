"""The Model Context Protocol at ``/mcp``: streamable HTTP, each request on its own.

Host and Origin are checked, so that no website can reach a server on its visitor's own machine
through a name that it points there.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, TextContent, Tool
from pydantic import ValidationError
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rag.settings import Settings
from ui.api.errors import told_of
from ui.mcp_tools import tools
from ui.problems import details, problem
from ui.security import MAX_BODY_BYTES, replay
from ui.service import AnswerService

_HERE = ("127.0.0.1", "localhost", "[::1]")
_ABOUT = (
    "Answers questions over the abstracts of a scholarly association's conferences. Use ask for "
    "questions; quote its excerpts unchanged and name their sources."
)


class McpEndpoint:
    """The protocol's endpoint, an ASGI application; it serves while :meth:`running` is open."""

    def __init__(self, service: AnswerService, settings: Settings) -> None:
        self._manager = StreamableHTTPSessionManager(
            _server(service),
            json_response=True,
            stateless=True,
            security_settings=security(settings),
            max_request_body_size=MAX_BODY_BYTES,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is no JSON at all is refused before the protocol sees it."""
        body = await Request(scope, receive).body()
        if not _is_json(body):
            told = details(400, "malformed", "The body is not JSON in UTF-8.")
            await problem(told)(scope, receive, send)
            return
        await self._manager.handle_request(scope, replay(body, receive), send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While the server runs."""
        async with self._manager.run():
            yield

    @property
    def route(self) -> Route:
        """Where it is mounted. Without sessions there is no stream to GET and none to DELETE."""
        return Route("/mcp", self, methods=["POST"])


def security(settings: Settings) -> TransportSecuritySettings:
    """Which Host and Origin are let in: this machine's own, and those of the settings."""
    hosts = (*_HERE, *settings.public_hosts)
    origins = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[*hosts, *(f"{host}:*" for host in hosts)],
        allowed_origins=[*origins, *(f"{it}:*" for it in origins), *settings.cors_origins],
    )


def _server(service: AnswerService) -> "Server[Any, Request]":
    server: Server[Any, Request] = Server("shoroku", version("shoroku"), _ABOUT)
    offered = {it.name: it for it in tools(service)}

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[Tool]:
        return [it.described for it in offered.values()]

    @server.call_tool(validate_input=False)  # type: ignore[untyped-decorator]
    async def call_tool(name: str, arguments: dict[str, Any]) -> CallToolResult:
        tool = offered.get(name)
        if tool is None:
            return _refused(f"There is no tool {name!r}; there are: {', '.join(offered)}.")
        request = server.request_context.request
        if request is None:
            return _refused("Tools are called over HTTP.")
        try:
            told = await tool.call(tool.takes.model_validate(arguments), request)
        except ValidationError as error:
            return _refused(f"An argument cannot be used: {error.errors()[0]['msg']}.")
        except Exception as error:  # noqa: BLE001 - told_of logs a fault, and tells nothing of it
            return _refused(str(told_of(error)["detail"]))
        text = TextContent(type="text", text=json.dumps(told, ensure_ascii=False))
        return CallToolResult(content=[text], structuredContent=told)

    return server


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _refused(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], isError=True)
