"""The Model Context Protocol, spoken by the SDK's own client with a real server."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from rag.assistant import Assistant
from tests.support.served import Fixed, served, table_app, wait_ready
from tests.support.table_assistant import BOATS, FINDING, FISH, HOW_MANY, REEDS, WHY_REEDS
from tests.ui.api.test_ask import CONTRACT

SITE = "https://agents.example"
HOST = "chat.association.example"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server over the table assistant, reached by agents under one name from elsewhere."""
    with served(table_app(public_hosts=(HOST,), cors_origins=(SITE,))) as address:
        wait_ready(address)
        yield address


def spoken(base: str, talk: Callable[[ClientSession], Awaitable[Any]]) -> Any:  # noqa: ANN401
    """What a client gets out of a conversation with the server."""

    async def connected() -> object:
        async with (
            streamable_http_client(f"{base}/mcp") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await talk(session)

    return asyncio.run(connected())


def called(base: str, tool: str, **arguments: object) -> CallToolResult:
    """The result of one call."""
    result: CallToolResult = spoken(base, lambda it: it.call_tool(tool, arguments))
    return result


def said(result: CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_the_tools_describe_themselves(base: str) -> None:
    """Three, all reading only, with schemas that are schemas."""
    tools = spoken(base, lambda it: it.list_tools()).tools
    assert [it.name for it in tools] == ["ask", "search_abstracts", "get_abstract"]
    for tool in tools:
        assert tool.description
        assert tool.annotations.readOnlyHint
        Draft202012Validator.check_schema(tool.inputSchema)
        Draft202012Validator.check_schema(tool.outputSchema)


def test_ask_gives_the_answer(base: str) -> None:
    """Structured and as text the same, in the contract's form; earlier questions are understood."""
    result = called(base, "ask", question=HOW_MANY, earlier=[WHY_REEDS])
    assert not result.isError
    assert result.structuredContent == json.loads(said(result))
    CONTRACT.validate(result.structuredContent)
    assert result.structuredContent
    assert result.structuredContent["rewritten"] == f"{WHY_REEDS} {HOW_MANY}"
    plain = called(base, "ask", question=WHY_REEDS).structuredContent
    assert plain
    assert plain["citations"][0]["quote"] == FINDING


def test_the_real_assistant_answers(assistant: Assistant) -> None:
    """What the client's own check of the result against the tool's schema lets pass."""
    question = "Why do Cambodian technical intern trainees flee?"
    with served(table_app(lambda: Fixed(assistant))) as address:
        wait_ready(address)
        given = called(address, "ask", question=question).structuredContent
        assert given
        assert given["text"] == assistant.ask(question).text
        found = called(address, "search_abstracts", query="Cambodian").structuredContent
        assert found
        assert given["citations"][0]["abstract_id"] in {it["id"] for it in found["abstracts"]}
        read = called(address, "get_abstract", id=given["citations"][0]["abstract_id"])
        assert read.structuredContent
        for it in given["citations"]:
            assert read.structuredContent["text"][it["start"] : it["end"]] == it["quote"]


def test_search_and_read(base: str) -> None:
    """Filters and pages are those of the API; the whole text is given."""
    found = called(base, "search_abstracts", query="cedar", year="2031").structuredContent
    assert found
    assert [it["id"] for it in found["abstracts"]] == [BOATS.id]
    whole = called(base, "get_abstract", id=REEDS.id).structuredContent
    assert whole
    assert whole["text"] == REEDS.text


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("ask", {"question": " "}, "Please type a question first."),
        ("ask", {"question": "x" * 2001}, "2,001 characters long"),
        ("ask", {"question": "x", "booklet": "nowhere"}, "no booklet with the id 'nowhere'"),
        ("ask", {"question": "x", "history": []}, "Extra inputs are not permitted"),
        ("ask", {}, "Field required"),
        ("search_abstracts", {"page": 0}, "greater than or equal to 1"),
        ("get_abstract", {"id": "nobody"}, "no abstract with this id"),
        ("get_abstract", {"id": FISH.id}, FISH.reason),
        ("drop_tables", {}, "there are: ask, search_abstracts, get_abstract"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    base: str, tool: str, arguments: dict[str, object], sentence: str
) -> None:
    """An agent reads it and can mend its call."""
    result = called(base, tool, **arguments)
    assert result.isError
    assert sentence in said(result)


def test_questions_are_under_the_same_limit() -> None:
    """The second question of an hour is refused, with the time to wait."""
    with served(table_app(question_limits=("1/hour",))) as address:
        wait_ready(address)
        assert not called(address, "ask", question=WHY_REEDS).isError
        refused = called(address, "ask", question=WHY_REEDS)
        assert refused.isError
        assert "Please ask again in" in said(refused)
        metrics = httpx.get(f"{address}/metrics").text
        assert 'kind="answer",language="en",way="mcp"} 1.0' in metrics


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:7860"}, 200),
        ({"host": HOST}, 200),
        ({"host": f"{HOST}:443"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": f"{HOST}.evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"origin": SITE}, 200),
        ({"origin": f"https://{HOST}"}, 200),
        ({"origin": "http://localhost:6274"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": f"https://{HOST}.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_host_and_origin_are_checked(base: str, headers: dict[str, str], status: int) -> None:
    """A website that points its own name at this server reaches nothing."""
    got = httpx.post(f"{base}/mcp", json=LIST, headers=ACCEPT | headers)
    assert got.status_code == status
    assert got.headers["x-content-type-options"] == "nosniff"


def test_there_are_no_streams_and_no_sessions(base: str) -> None:
    """GET and DELETE are not taken, so that nothing stays open; no session is given out."""
    assert httpx.get(f"{base}/mcp", headers=ACCEPT).status_code == 405
    assert httpx.delete(f"{base}/mcp").status_code == 405
    got = httpx.post(f"{base}/mcp", json=LIST, headers=ACCEPT)
    assert "mcp-session-id" not in got.headers


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b'{"jsonrpc": "2.0"}', b"[" * 9999]
)
def test_noise_is_refused(base: str, body: bytes) -> None:
    """No body is a fault of the server's."""
    headers = ACCEPT | {"content-type": "application/json"}
    got = httpx.post(f"{base}/mcp", content=body, headers=headers)
    assert 400 <= got.status_code < 500
