"""The pages of abstracts in a real browser: seen, read aloud, printed, without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsing import Net, Reader
from tests.support.hostile_markup import HITS, PROVOKE, STRAYS, WATCH, hostile_strings
from tests.support.hostile_shelf import HostileAssistant, hostile_shelf
from tests.support.leaks import leaks, open_sink
from tests.support.served import Fixed, served, table_app, wait_ready
from tests.support.table_assistant import BOATS, REEDS
from tests.support.wide_shelf import BARE, WideAssistant

OUR_SCRIPTS = 2  # the file of the pages, and the data for machines
ReaderMaker = Callable[..., Reader]


@pytest.fixture(scope="module")
def wide_server() -> Iterator[str]:
    """A server over abstracts that are hard to lay out."""
    with served(table_app(lambda: Fixed(WideAssistant()))) as address:
        wait_ready(address)
        yield address


def test_nothing_is_asked_elsewhere_and_little_is_loaded(
    reader: ReaderMaker, wide_server: str, net: Net
) -> None:
    """A page, its style and its script: under 60 KB, and no other host."""
    someone = reader()
    before = len(net.caught())
    sizes: list[int] = []
    someone.page.on("response", lambda response: sizes.append(len(response.body())))
    someone.page.goto(f"{wide_server}/browse", wait_until="networkidle")
    assert len(sizes) <= 4
    assert sum(sizes) < 60_000
    assert net.caught()[before:] == []


def test_everything_works_without_scripts(browser: Browser, wide_server: str) -> None:
    """Searching, filtering, turning pages, opening, citing."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{wide_server}/browse")
    assert page.inner_text(".count") == "35 abstracts"
    page.click("text=Next")
    assert page.inner_text(".turning span") == "Page 2 of 2"
    page.fill("#f-q", "cedar shore 7")
    page.press("#f-q", "Enter")
    assert page.inner_text(".count") == "3 abstracts"
    page.goto(f"{wide_server}/browse")
    page.select_option("#f-year", "2029")
    page.click(".filters button")
    page.click(".row h3 a")
    assert page.inner_text("h1") == BARE.title
    assert not page.is_visible("button[data-copy]")
    with page.expect_download() as download:
        page.click("text=BibTeX")
    assert download.value.suggested_filename == f"{BARE.id}.bib"
    context.close()


def test_a_citation_is_copied(browser: Browser, wide_server: str) -> None:
    """The button puts the reference into the clipboard and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{wide_server}/a/{REEDS.id}")
    page.click("button[data-copy]")
    page.wait_for_function("document.querySelector('button[data-copy]').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Okada, Mari & Lindqvist, Bo (2031). Why Reeds Return")
    context.close()


def test_the_keyboard_reaches_everything(reader: ReaderMaker, wide_server: str) -> None:
    """The first stop leads past the head; then links, filters and rows in their order."""
    page = reader().page
    page.goto(f"{wide_server}/browse")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.keyboard.type("cedar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/browse?q=cedar**")
    assert BOATS.title in page.inner_text(".rows")


def test_the_printed_page_is_the_abstract(browser: Browser, wide_server: str) -> None:
    """On paper: no menus and buttons, black on white also at night, the reference in it."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{wide_server}/a/{REEDS.id}")
    page.emulate_media(media="print")
    for gone in ("nav", ".cite-ways", ".ask-about"):
        assert not page.locator(gone).first.is_visible()
    assert page.is_visible("#citation")
    colours = "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert page.eval_on_selector("body", colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    context.close()


def test_hostile_strings_do_nothing_on_these_pages(browser: Browser) -> None:
    """As any field of a record, as the reason of a withdrawal, as what is searched and chosen."""
    texts = [hostile.text for hostile in hostile_strings()]
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    context.add_init_script(WATCH)
    page = context.new_page()
    app = table_app(lambda: Fixed(HostileAssistant(hostile_shelf(texts))))
    with served(app) as address:
        wait_ready(address)
        for number in range(len(texts)):
            _open(page, f"{address}/a/hostile/{number}?from=0&to={len(texts[number])}")
        for number in range(0, len(texts), 10):
            _open(page, f"{address}/a/withdrawn/{number}")
        for number in range(-(-len(texts) // 20)):
            _open(page, f"{address}/browse?page={number + 1}")
        for text in texts[::3]:
            _open(page, f"{address}/browse", q=text, author=text, session=text, lang=text)
    context.close()


def test_showing_an_abstract_asks_no_other_server(browser: Browser) -> None:
    """Constructs that fetch from elsewhere, in every field, fetch nothing; no policy is needed."""
    with open_sink() as sink:
        texts = [leak.text for leak in leaks(sink.address)]
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        with served(table_app(lambda: Fixed(HostileAssistant(hostile_shelf(texts))))) as address:
            wait_ready(address)
            for number in range(len(texts)):
                page.goto(f"{address}/a/hostile/{number}")
                page.goto(f"{address}/a/withdrawn/{number}")
            page.goto(f"{address}/browse")
            page.goto(f"{address}/browse?page=2")
            page.wait_for_timeout(500)
        context.close()
        assert sink.arrived == set()


def _open(page: Page, address: str, **query: Any) -> None:  # noqa: ANN401 - texts
    if query:
        address = page.evaluate("([a, q]) => a + '?' + new URLSearchParams(q)", [address, query])
    page.goto(address)
    shown = page.locator(".abstract, .rows, .message").first
    page.locator("html").evaluate(PROVOKE)
    assert shown.evaluate(STRAYS) == [], address
    assert page.locator("script, style, iframe, base").count() <= OUR_SCRIPTS, address
    assert page.evaluate(HITS) == [], address
