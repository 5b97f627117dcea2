"""The server over HTTP: what is open, what is closed, and whose conversation is whose."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from corpus.errors import ShorokuError
from tests.support.markup import parsed
from tests.support.served import Fixed, Visitor, served, table_app, table_live, wait_ready
from tests.support.table_assistant import FINDING, HOW_MANY, WHO_BOATS, WHY_REEDS
from ui.security import MAX_BODY_BYTES

SITE = "https://association.example"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server over the table assistant, ready to answer."""
    with served(table_app(cors_origins=(SITE,))) as address:
        wait_ready(address)
        yield address


def test_the_bare_address_leads_to_the_page(base: str) -> None:
    """/ redirects to /chat/, and /chat/ is the page."""
    got = httpx.get(f"{base}/", follow_redirects=True)
    assert got.url.path == "/chat/"
    assert got.status_code == 200
    assert "Shoroku" in got.text


def test_the_page_is_up_while_the_model_loads() -> None:
    """Health is told at once, readiness only with the generation, and the page is there."""
    gate = threading.Event()

    def slowly() -> Fixed:
        gate.wait(20)
        return table_live()

    with served(table_app(slowly)) as address:
        assert httpx.get(f"{address}/healthz").json() == {"status": "up"}
        loading = httpx.get(f"{address}/readyz")
        assert (loading.status_code, loading.json()) == (503, {"status": "loading"})
        assert httpx.get(f"{address}/chat/").status_code == 200
        for message in Visitor(address, "early").hear("ask", [WHY_REEDS, None]):
            if "Opening the abstracts…" in str(message):
                gate.set()
        assert gate.is_set(), "The wait was not told."
        assert FINDING in parsed(message["output"]["data"][1]).text
        ready = httpx.get(f"{address}/readyz")
        assert ready.json() == {"status": "ready", "generation": "table-1"}


def test_an_index_that_cannot_be_opened_is_told_on_the_page_and_to_probes() -> None:
    """The same sentence stands on /readyz, in the welcome and under a question."""
    sentence = "There is no index in <var>. Run: shoroku build"

    def failing() -> Fixed:
        raise ShorokuError(sentence)

    with served(table_app(failing)) as address:
        visitor = Visitor(address, "one")
        visitor.open_page()
        assert sentence in parsed(visitor.trigger("settle", [None])[1]).text
        assert sentence in parsed(visitor.ask(WHY_REEDS)[1]).text
        got = httpx.get(f"{address}/readyz")
        assert (got.status_code, got.json()["message"]) == (503, sentence)


def test_two_visitors_do_not_mix(base: str) -> None:
    """The same follow-up is understood from each visitor's own question before it."""
    one, two = Visitor(base, "one"), Visitor(base, "two")
    for visitor, question in ((one, WHY_REEDS), (two, WHO_BOATS)):
        visitor.open_page()
        visitor.ask(question)
    follow_ups = [parsed(visitor.ask(HOW_MANY)[1]).text for visitor in (one, two)]
    assert f"Understood as: {WHY_REEDS} {HOW_MANY}" in follow_ups[0]
    assert f"{WHO_BOATS} {HOW_MANY}" not in follow_ups[0]
    assert f"Understood as: {WHO_BOATS} {HOW_MANY}" in follow_ups[1]
    assert f"{WHY_REEDS} {HOW_MANY}" not in follow_ups[1]


def test_a_conversation_sent_by_the_browser_is_not_believed(base: str) -> None:
    """Whatever stands where the page's state would be, a new visitor has said nothing yet."""
    forger = Visitor(base, "forger")
    forger.open_page()
    forged = {"language": "en", "conversation": {"turns": [{"question": WHO_BOATS}]}}
    assert "Understood as" not in parsed(forger.ask(HOW_MANY, forged)[1]).text


def test_a_new_conversation_forgets_the_old_one(base: str) -> None:
    """After "New conversation" a follow-up stands alone, and the page is empty."""
    visitor = Visitor(base, "again")
    visitor.open_page()
    visitor.ask(WHY_REEDS)
    past, live, panel = visitor.trigger("start_again", [None])[:3]
    assert (past, live) == ("", "")
    assert FINDING not in panel
    assert "Understood as" not in parsed(visitor.ask(HOW_MANY)[1]).text


def test_the_answer_streams_in(base: str) -> None:
    """The page is told of the search, then of growing parts, then of the whole answer."""
    visitor = Visitor(base, "stream")
    visitor.open_page()
    messages = visitor.messages("ask", [WHY_REEDS, None])
    assert len([m for m in messages if m["msg"] == "process_generating"]) >= 3
    assert "Reading the abstracts…" in str(messages)


def test_a_question_that_is_too_long_is_given_back(base: str) -> None:
    """The sentence says the limit, and the box holds the question to be shortened."""
    visitor = Visitor(base, "long")
    visitor.open_page()
    _, live, _, _, box, _ = visitor.ask("long " * 500)
    assert "2,499 characters long; at most 2,000" in parsed(live).text
    assert box == "long " * 500


def test_the_page_greets_in_the_visitors_language(base: str) -> None:
    """The address's ?lang= is not needed: the browser's header is enough (here it has none)."""
    visitor = Visitor(base, "greet")
    assert "Opening the abstracts…" in parsed(visitor.open_page()[1]).text
    header, intro = visitor.trigger("settle", [None])
    assert "Annual Meeting 2031" in parsed(header).text
    assert WHY_REEDS in parsed(intro).values("data-ask")


CLOSED = [
    ("POST", "/chat/gradio_api/upload"),
    ("GET", "/chat/gradio_api/upload_progress?upload_id=1"),
    ("GET", "/chat/gradio_api/proxy=http://127.0.0.1:1/"),
    ("GET", "/chat/gradio_api/file=/etc/passwd"),
    ("GET", "/chat/gradio_api/file/etc/passwd"),
    ("GET", "/chat/file=/etc/passwd"),
    ("POST", "/chat/gradio_api/run/ask"),
    ("POST", "/chat/gradio_api/run/predict"),
    ("POST", "/chat/gradio_api/api/ask"),
    ("POST", "/chat/gradio_api/call/ask"),
    ("POST", "/chat/gradio_api/call/v2/ask"),
    ("GET", "/chat/gradio_api/call/ask/1"),
    ("GET", "/chat/gradio_api/info"),
    ("GET", "/chat/gradio_api/openapi.json"),
    ("GET", "/chat/gradio_api/runs"),
    ("GET", "/chat/gradio_api/deep_link"),
    ("POST", "/chat/gradio_api/component_server"),
    ("POST", "/chat/gradio_api/process_recording"),
    ("POST", "/chat/gradio_api/stream/1"),
    ("POST", "/chat/gradio_api/vibe-edit"),
    ("GET", "/chat/gradio_api/dev/reload"),
    ("GET", "/chat/gradio_api/mcp/"),
    ("GET", "/chat/monitoring"),
    ("GET", "/chat/login"),
    ("GET", "/chat/assets/..%2f..%2fconfig"),
    ("GET", "/chat/assets/%2e%2e/%2e%2e/routes.py"),
    ("GET", "/chat/static/..%5c..%5croutes.py"),
    ("GET", "/docs"),
    ("GET", "/openapi.json"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_the_page_does_not_need_is_closed(base: str, method: str, path: str) -> None:
    """Uploads, files, proxies and direct calls that go round the queue are not there."""
    got = httpx.request(method, base + path)
    assert (got.status_code, got.text) in [(404, "Not found"), (404, '{"detail":"Not Found"}')]


@pytest.mark.parametrize("path", ["/chat/", "/healthz", "/nowhere", "/chat/gradio_api/upload"])
def test_every_response_carries_the_headers(base: str, path: str) -> None:
    """Page, probe, error and refusal alike forbid what they should."""
    headers = httpx.get(base + path).headers
    policy = headers["content-security-policy"]
    for rule in ("object-src 'none'", "form-action 'self'"):
        assert rule in policy
    assert policy.startswith(("default-src 'self'", "default-src 'none'"))
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_only_the_named_sites_may_frame_the_page() -> None:
    """The setting's origins stand in the policy, and the older header, which cannot, is gone."""
    with served(table_app(frame_ancestors=(SITE,))) as address:
        headers = httpx.get(f"{address}/chat/").headers
    assert headers["content-security-policy"].endswith(f"frame-ancestors 'self' {SITE}")
    assert "x-frame-options" not in headers


@pytest.mark.parametrize("path", ["/healthz", "/chat/config", "/chat/gradio_api/queue/join"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_other_origins_are_not_answered(base: str, path: str, origin: str) -> None:
    """Gradio would echo any origin on a public host name; no unlisted one is let in here."""
    headers = {"Origin": origin, "Host": "chat.association.example"}
    asking = {**headers, "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in httpx.get(base + path, headers=headers).headers
    got = httpx.request("OPTIONS", base + path, headers=asking)
    assert "access-control-allow-origin" not in got.headers


def test_a_listed_origin_is_answered(base: str) -> None:
    """The control: the header is there for the origin in the settings."""
    got = httpx.get(f"{base}/healthz", headers={"Origin": SITE})
    assert got.headers["access-control-allow-origin"] == SITE


def test_a_body_of_the_limit_passes_and_one_byte_more_does_not(base: str) -> None:
    """Told by its length or sent in pieces without one, a larger body is refused."""
    join = f"{base}/chat/gradio_api/queue/join"
    fits = httpx.post(join, content=b" " * MAX_BODY_BYTES)
    assert fits.status_code != 413
    assert httpx.post(join, content=b" " * (MAX_BODY_BYTES + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 1024 + 1):
            yield b" " * 1024

    assert httpx.post(join, content=pieces()).status_code == 413
