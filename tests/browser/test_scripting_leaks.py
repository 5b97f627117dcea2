"""Showing a text asks no other server for anything, whatever the text is made of.

What counts is what arrives at a real server on this machine. As with scripts, the page's policy is
switched off where escaping is tested, and escaping is left out where the policy is.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.support.host_site import host_site
from tests.support.hostile_shelf import A_HANDFUL, SHOW, HostileAssistant, hostile_shelf
from tests.support.leaks import Leak, Sink, leaks, open_sink
from tests.support.planting import CONTROL, ECHOED, arrived, failing, packed, shown
from tests.support.served import Fixed, served, table_app, wait_ready

AT_LEAST = 25
# One after another, each text in every option that a webmaster can write.
MOUNT = """(texts) => texts.forEach((text) => {
    Shoroku.destroy();
    Shoroku.mount(Object.fromEntries(["title", "greeting", "lang", "color", "position", "theme",
        "booklet", "open"].map((name) => [name, name === "open" ? "false" : text])));
})"""


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Another server."""
    with open_sink() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without the protection of a policy."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_every_construct_arrives_from_a_page_that_shows_it(page: Page, sink: Sink) -> None:
    """The control: rendered as Markdown with HTML, each of 25 and more reaches the other server."""
    every = leaks(sink.address)
    assert len(every) >= AT_LEAST
    show_unescaped(page, every)
    assert sink.arrived >= {leak.name for leak in every}


def test_nothing_arrives_from_our_page(page: Page, sink: Sink) -> None:
    """In question, title, authors, text, keywords, quotations, answers and suggestions: none."""
    texts = [leak.text for leak in leaks(sink.address)]
    assistant = HostileAssistant(hostile_shelf(texts))
    with served(table_app(lambda: Fixed(assistant))) as address:
        wait_ready(address)
        someone = arrived(page, address)
        for handful in range(-(-len(texts) // A_HANDFUL)):
            someone.ask(f"{SHOW} {handful}")
            page.locator("#sources .sources:not([hidden]) summary").first.click()
        for question in packed(texts, ECHOED):
            someone.ask(question)
            assert shown(someone.text("#live .question bdi")) == shown(question)
        page.wait_for_timeout(500)
        page.goto("about:blank")
    assert sink.arrived == set()


def test_nothing_arrives_from_addresses_options_and_failures(page: Page, sink: Sink) -> None:
    """As the query of chat and list, as each option of the widget, as why nothing opens: none."""
    texts = [leak.text for leak in leaks(sink.address)]
    with host_site() as (site, website), served(table_app()) as address:
        wait_ready(address)
        for text in texts:
            asked = urlencode(dict.fromkeys(("q", "author", "session", "lang", "booklet"), text))
            page.goto(f"{address}/browse?{asked}#{quote(text)}")
        for question in packed(texts, ECHOED):
            asked = urlencode(dict.fromkeys(("q", "lang", "booklet", "__theme"), question))
            page.goto(f"{address}/chat/?{asked}#{quote(question)}")
            page.wait_for_selector("#live [data-finished]")
        site.put("/widget", f'<body><script src="{address}/widget.js"></script>')
        page.goto(f"{website}/widget")
        page.evaluate(MOUNT, texts)
        page.wait_for_timeout(500)
    with served(table_app(failing("\n".join(texts)))) as address:
        page.goto(f"{address}/chat/")
        page.wait_for_selector(".intro .failed")
        page.wait_for_timeout(500)
        page.goto("about:blank")
    assert sink.arrived == set()


def test_the_policy_alone_holds_back_what_is_not_escaped(
    browser: Browser, sink: Sink, table_server: str
) -> None:
    """The second line: under our policy nothing loads from elsewhere, even from bare markup."""
    context = browser.new_context()
    staying = tuple(leak for leak in leaks(sink.address) if not leak.leaves)
    policy = httpx.get(f"{table_server}/chat/").headers["content-security-policy"]
    show_unescaped(context.new_page(), staying, content_security_policy=policy)
    context.close()
    assert sink.arrived == set()


def show_unescaped(page: Page, every: tuple[Leak, ...], **headers: str) -> None:
    """Open a page of another site that shows each construct in a frame of its own.

    Frames that a script fills in have the policy of the page around them.
    """
    with host_site() as (site, address):
        site.put("/", "<!doctype html><title>Control</title>", **headers)
        page.goto(address)
        page.evaluate(CONTROL, [leak.control for leak in every])
        page.wait_for_timeout(500)
