"""The widget's script as it is served: small, cached, and good for any page."""

import gzip
import re
from collections.abc import Iterator

import httpx
import pytest

from tests.support.served import served, table_app

MAX_BYTES = 5000


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server; the script needs no index."""
    with served(table_app()) as address:
        yield address


def test_it_fits_in_five_kilobytes_on_the_wire(base: str) -> None:
    """Packed it is under 5 KB, and what arrives packed is the whole script."""
    with httpx.stream("GET", f"{base}/widget.js", headers={"Accept-Encoding": "gzip"}) as got:
        sent = b"".join(got.iter_raw())
        assert got.headers["content-encoding"] == "gzip"
    assert len(sent) < MAX_BYTES
    plain = httpx.get(f"{base}/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(sent) == plain.content


def test_a_browser_that_has_it_is_not_sent_it_again(base: str) -> None:
    """It may be kept for an hour, and its tag then brings 304 without a body."""
    first = httpx.get(f"{base}/widget.js")
    assert "max-age=3600" in first.headers["cache-control"]
    again = httpx.get(f"{base}/widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    other = httpx.get(f"{base}/widget.js", headers={"If-None-Match": 'W/"0"'})
    assert other.status_code == 200


@pytest.mark.parametrize("origin", [None, "https://www.association.example", "null"])
def test_any_page_may_load_it(base: str, origin: str | None) -> None:
    """Also one that asks with crossorigin, or that isolates itself; it is the same for all."""
    got = httpx.get(f"{base}/widget.js", headers={"Origin": origin} if origin else {})
    assert got.headers["content-type"] == "text/javascript; charset=utf-8"
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in got.headers


def test_head_says_what_get_would(base: str) -> None:
    """A checker of links is told that it is there."""
    head, get = httpx.head(f"{base}/widget.js"), httpx.get(f"{base}/widget.js")
    assert head.status_code == 200
    assert head.headers["etag"] == get.headers["etag"]


def test_it_makes_no_markup_of_text_and_stores_nothing(base: str) -> None:
    """Neither a way from text to HTML or code nor one to a cookie or a storage is in it."""
    source = httpx.get(f"{base}/widget.js").text
    risky = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc"
    assert re.findall(rf"{risky}|cookie|localStorage|sessionStorage|indexedDB", source) == []


def test_it_names_no_address_but_its_own(base: str) -> None:
    """No host is in it: it asks only the server that it came from."""
    source = httpx.get(f"{base}/widget.js").text
    assert set(re.findall(r"https?://[\w./]+", source)) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|import\(", source) == []


def test_what_must_come_first_is_first_in_the_page(base: str) -> None:
    """Before any script of Gradio's: the stand-in for storage, the theme, the word to the frame."""
    page = httpx.get(f"{base}/chat/").text
    first, theme, second, _ = page.split("<script>", 4)[1:]
    assert "sessionStorage" in first
    assert "shoroku-theme" in theme
    assert 'say("ready")' in second
    assert page.index("<script>") < page.index("gradio_config")
    assert page.count("sessionStorage") == 1


def test_nothing_else_is_changed(base: str) -> None:
    """Other answers beneath the page's address are passed on as they are, and lengths are right."""
    for path in ("/chat", "/chat/", "/chat/config", "/chat/nowhere", "/nowhere/chat"):
        got = httpx.get(base + path, follow_redirects=False)
        assert ("sessionStorage" in got.text) == (path == "/chat/" or got.text.startswith("<!doct"))
        assert int(got.headers.get("content-length", len(got.content))) == len(got.content)
