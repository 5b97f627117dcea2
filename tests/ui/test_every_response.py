"""What docs/security.md promises of every response, asked of every address that there is."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute

from tests.support.served import served, table_app, wait_ready

SITE = "https://www.association.example"
PUBLIC = {"/widget.js"}


def addresses(app: FastAPI) -> set[str]:
    """Every path that answers GET, its parameters filled in, and some that there are not."""
    found = {path for route in app.routes for path in _paths(route)}
    filled = {path.replace("{", "").replace("}", "").replace(":path", "") for path in found}
    wrong = {"/nowhere", "/chat/nowhere", "/chat/gradio_api/upload", "/%00", "/a/%3Cscript%3E"}
    return filled | wrong | {"/chat/", "/chat/config", "/chat/theme.css"}


def _paths(route: BaseRoute) -> Iterator[str]:
    included = getattr(route, "original_router", None)
    if included is not None:
        for inner in included.routes:
            yield from _paths(inner)
    elif "GET" in (getattr(route, "methods", None) or ()):
        yield str(getattr(route, "path"))  # noqa: B009 - not every route has one


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """The application, which no one may frame or call from elsewhere."""
    return table_app()


@pytest.fixture(scope="module")
def base(app: FastAPI) -> Iterator[str]:
    """A server."""
    with served(app) as address:
        wait_ready(address)
        yield address


def test_every_response_carries_the_policy(app: FastAPI, base: str) -> None:
    """Pages, data, scripts, refusals and errors: nothing foreign, no framing, no sniffing."""
    paths = addresses(app)
    assert {"/", "/healthz", "/readyz", "/widget.js"} <= paths
    for path in sorted(paths):
        headers = got(base, path).headers
        policy = dict(rule.partition(" ")[::2] for rule in headers[POLICY].split("; "))
        assert policy["default-src"] in {"'self'", "'none'"}, path
        assert policy["frame-ancestors"] == "'self'", path
        assert {policy["object-src"], policy["form-action"], policy["base-uri"]} <= OWN, path
        assert not any(scheme in headers[POLICY] for scheme in ("http:", "https:", "*")), path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert "camera=()" in headers["permissions-policy"], path
        assert headers["x-frame-options"] == "SAMEORIGIN", path
        assert "set-cookie" not in headers, path


POLICY = "content-security-policy"
OWN = {"'self'", "'none'"}


def test_no_page_of_another_site_may_read_a_response(app: FastAPI, base: str) -> None:
    """Only the widget's script, which is the same for all, answers whoever asks."""
    for path in sorted(addresses(app)):
        allowed = got(base, path, Origin=SITE).headers.get("access-control-allow-origin")
        assert allowed == ("*" if path in PUBLIC else None), path


def test_only_listed_websites_may_frame_any_page() -> None:
    """With a list the policy of every response names it, and nothing contradicts it."""
    app = table_app(frame_ancestors=(SITE,))
    with served(app) as address:
        wait_ready(address)
        for path in sorted(addresses(app)):
            headers = got(address, path).headers
            assert f"frame-ancestors 'self' {SITE}" in headers[POLICY], path
            assert "x-frame-options" not in headers, path


def got(base: str, path: str, **headers: str) -> httpx.Response:
    """The beginning of the response, for some never end."""
    with httpx.stream("GET", base + path, headers=headers, timeout=10) as response:
        return response
