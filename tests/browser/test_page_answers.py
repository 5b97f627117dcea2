"""What a reader can do with an answer: cite it, link to it, judge it, print it, in two tongues."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pybtex.database
import pytest
from playwright.sync_api import Browser

from tests.support.browsing import Net, Reader
from tests.support.served import served, table_app, wait_ready
from tests.support.table_assistant import (
    BOATS,
    FINDING,
    HOW_MANY,
    REEDS,
    WHO_BOATS,
    WHY_REEDS,
)

ReaderMaker = Callable[..., Reader]


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps what readers say."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def server(var: Path) -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app(var=var)) as address:
        wait_ready(address)
        yield address


def test_a_source_is_cited_and_opens_on_its_own_page(reader: ReaderMaker, server: str) -> None:
    """The reference as a file, and the whole abstract with the quoted words in sight."""
    someone = reader()
    someone.open(server)
    someone.ask(WHY_REEDS)
    someone.page.click("#desk .cite summary")
    with someone.page.expect_download() as download:
        someone.page.click("#desk .cite-ways >> text=BibTeX")
    entries = pybtex.database.parse_file(str(download.value.path()), "bibtex").entries
    assert [it.fields["year"] for it in entries.values()] == ["2031"]
    with someone.page.context.expect_page() as opened:
        someone.page.click("#desk .own-page a")
    page = opened.value
    page.wait_for_load_state()
    assert page.inner_text("mark#quote") == FINDING
    assert page.inner_text("h1") == REEDS.title
    assert someone.page.locator("#live .turn").count() == 1


def test_a_link_asks_its_question_anew_and_says_so(browser: Browser, server: str) -> None:
    """The copied link, opened by someone else, shows the answer to the same question."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    one = Reader(page)
    one.open(server)
    one.ask(WHY_REEDS)
    page.click("#live .copy.link")
    page.wait_for_function("document.querySelector('#live .copy.link').textContent === 'Copied'")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server}/chat/?q={quote(WHY_REEDS).replace('%20', '+').replace('%3F', '%3F')}"
    other = Reader(context.new_page())
    other.page.goto(link)
    other.answered()
    assert FINDING in other.text("#live .answer")
    assert "asked anew" in other.text("#live .understood")
    other.ask(HOW_MANY)
    assert other.page.locator(".turn").count() == 2
    context.close()


def test_a_link_with_nothing_to_ask_is_the_plain_page(reader: ReaderMaker, server: str) -> None:
    """An empty question is not asked; one that is too long is refused in words."""
    someone = reader()
    someone.open(f"{server}/chat/?q=%20")
    someone.page.wait_for_timeout(600)
    assert someone.page.locator(".turn").count() == 0
    someone.page.goto(f"{server}/chat/?q={'x' * 2500}")
    someone.answered()
    assert "at most 2,000" in someone.text("#live .notice")


def test_a_thumb_and_a_word_are_kept(reader: ReaderMaker, server: str, var: Path) -> None:
    """By keyboard alone: the thumb, the word, and thanks that a screen reader hears."""
    someone = reader()
    someone.open(server)
    someone.ask(WHO_BOATS)
    someone.page.focus("#live [data-thumb=down]")
    someone.page.keyboard.press("Enter")
    assert someone.page.get_attribute("#live [data-thumb=down]", "aria-pressed") == "true"
    someone.page.wait_for_selector("#word :is(input, textarea)", state="visible")
    someone.page.fill("#word :is(input, textarea)", "Who built them? me@example.org")
    someone.page.press("#word :is(input, textarea)", "Enter")
    someone.page.wait_for_selector("#word", state="hidden")
    said = "document.querySelector('#announcer [role=status]').textContent.includes('Thank you')"
    someone.page.wait_for_function(said)
    lines = (var / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    thumb, word = map(json.loads, lines[-2:])
    assert (thumb["thumb"], thumb["abstracts"]) == ("down", [BOATS.id])
    assert word == {"id": thumb["id"], "word": "Who built them? [e-mail]"}


def test_the_language_can_be_switched_within_a_conversation(
    reader: ReaderMaker, server: str
) -> None:
    """The page's own words change, the conversation stays, and follow-ups still follow."""
    someone = reader()
    someone.open(server)
    someone.ask(WHY_REEDS)
    someone.page.click("[data-language=ja]")
    someone.page.wait_for_function("document.documentElement.lang === 'ja'")
    assert someone.page.locator("#live .turn").count() == 1
    someone.ask(HOW_MANY)
    assert "次の質問として理解しました" in someone.text("#live .understood")
    someone.page.click("[data-language=en]")
    someone.page.wait_for_function("document.documentElement.lang === 'en'")


def test_on_paper_are_the_answers_and_their_sources(reader: ReaderMaker, server: str) -> None:
    """No box, no buttons; the sources of every turn, black on white also at night."""
    someone = reader(color_scheme="dark")
    someone.open(server)
    someone.ask(WHY_REEDS)
    someone.ask(HOW_MANY)
    someone.page.emulate_media(media="print")
    for gone in ("#composer", ".tools", ".ways", ".suggestions", ".card .cite"):
        assert someone.page.locator(gone).locator("visible=true").count() == 0, gone
    assert someone.page.locator(".sources").locator("visible=true").count() == 2
    background = "e => getComputedStyle(e).backgroundColor"
    assert someone.page.eval_on_selector("body", background) == "rgb(255, 255, 255)"
    assert (
        someone.page.eval_on_selector(".answer", "e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    )


def test_the_page_is_light(reader: ReaderMaker, server: str, net: Net) -> None:
    """At most 400 KB over the wire and no other host, from opening to an answer."""
    someone = reader()
    session = someone.page.context.new_cdp_session(someone.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    before = len(net.caught())
    someone.open(server)
    box = "() => performance.now()"
    usable = someone.page.evaluate(box)
    someone.page.wait_for_timeout(500)
    print(f"{sum(received) / 1000:.0f} KB in {len(received)} requests, {usable:.0f} ms")  # noqa: T201
    assert sum(received) <= 400_000
    assert net.caught()[before:] == []
    # A bound that only something broken exceeds: the machine may be busy.
    assert usable < 15_000
