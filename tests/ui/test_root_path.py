"""Shown by a web server under a path of its site, Shoroku is as open and as closed as elsewhere."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support.markup import parsed
from tests.support.served import Visitor, served, table_app, wait_ready
from tests.support.table_assistant import FINDING, REEDS, WHY_REEDS


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server behind one that shows it at /abstracts/ and takes that off each request."""
    with served(table_app(request_limits=["20/minute"]), root_path="/abstracts") as address:
        wait_ready(address)
        yield address


def test_questions_are_answered(base: str) -> None:
    """The page is there and answers, and its way home stays under the path."""
    visitor = Visitor(base, "sub")
    visitor.open_page()
    assert FINDING in parsed(visitor.ask(WHY_REEDS)[1]).text
    assert httpx.get(f"{base}/").headers["location"] == "chat/"


@pytest.mark.parametrize(
    "path", ["/chat/gradio_api/upload", "/chat/gradio_api/info", "/chat/monitoring"]
)
def test_what_is_closed_stays_closed(base: str, path: str) -> None:
    """Doors that are chosen by the path do not open because the path begins otherwise."""
    assert (httpx.get(base + path).status_code, httpx.get(base + path).text) == (404, "Not found")


def test_plain_pages_keep_their_policy(base: str) -> None:
    """The page of an abstract has the policy without inline scripts."""
    policy = httpx.get(f"{base}/a/{REEDS.id}").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_limits_hold(base: str) -> None:
    """Who asks too often is told so."""
    address = f"{base}/chat/gradio_api/queue/join"
    told = [httpx.post(address, json={}).status_code for _ in range(25)]
    assert told[-1] == 429
