"""The whole page by keyboard alone, and what a screen reader is told while an answer comes in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ReaderMaker
from tests.support.hard_answers import SATO, HardAssistant
from tests.support.served import Fixed, served, table_app, wait_ready
from tests.support.table_assistant import FINDING, HOW_MANY, WHY_REEDS

MOST_STOPS = 40
# Notes every text that the page's live regions hold, in order; the same text once.
LISTEN = """() => {
    window.heard = [];
    const live = "[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])";
    new MutationObserver(() => {
        for (const region of document.querySelectorAll(live)) {
            const text = region.textContent.trim();
            if (text && text !== region.heard) window.heard.push(text);
            region.heard = text;
        }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server whose replies are of every kind."""
    with served(table_app(lambda: Fixed(HardAssistant()))) as address:
        wait_ready(address)
        yield address


def go_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until an element has the focus, which is somewhere at each stop."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        assert not lost(page), f"on the way to {selector}"
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached.")


def lost(page: Page) -> bool:
    """Whether nothing that can be seen has the focus."""
    at = "document.activeElement"
    return bool(page.evaluate(f"{at} === document.body || !{at}.checkVisibility()"))


def press(page: Page, key: str = "Enter") -> None:
    """Press a key on what has the focus; it, or what takes its place, has it afterwards."""
    page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert not lost(page)


def test_the_whole_way_by_keyboard(reader: ReaderMaker, server: str) -> None:
    """Ask, open a marker, the abstract and its reference, follow up, begin anew, switch."""
    someone = reader()
    page = someone.page
    someone.open(server)
    go_to(page, "#question textarea")
    page.keyboard.type(WHY_REEDS)
    press(page)
    someone.answered()
    assert page.evaluate("document.activeElement.matches('#question textarea')")

    go_to(page, "#live .marker", "Shift+Tab")
    press(page)
    assert page.evaluate("document.activeElement.id") == "source-1-1"
    go_to(page, ".card .more summary")
    press(page)
    assert page.locator(".card .whole mark").inner_text() == FINDING
    go_to(page, ".card .cite summary")
    press(page)
    go_to(page, ".card .cite-ways .copy")
    go_to(page, ".card .cite-ways a[href$='.bib']")
    go_to(page, ".card .own-page a")
    assert "/a/lake-2031/reeds" in page.evaluate("document.activeElement.href")

    go_to(page, f"#live [data-ask='{HOW_MANY}']", "Shift+Tab")
    press(page)
    someone.answered()
    assert page.evaluate("document.activeElement.id") == "live"
    go_to(page, "#live .marker")
    press(page)
    assert page.evaluate("document.activeElement.id") == "source-2-1"

    go_to(page, "#again", "Shift+Tab")
    press(page)
    page.wait_for_selector(".intro [data-ask]", state="visible")
    assert page.evaluate("document.activeElement.id") == "again"
    someone.asked = 0
    go_to(page, ".intro [data-ask]", "Shift+Tab")
    press(page)
    someone.answered()
    assert not lost(page)


def test_the_switches_keep_the_focus(reader: ReaderMaker, server: str) -> None:
    """Language and theme are switched by Enter; their buttons, written anew, have it still."""
    someone = reader()
    page = someone.page
    someone.open(server)
    go_to(page, "[data-language]")
    press(page)
    page.wait_for_function("document.documentElement.lang === 'ja'")
    page.wait_for_timeout(400)
    assert page.evaluate("document.activeElement.dataset.language") == "en"
    go_to(page, "[data-theme-switch]")
    for name in ("ライト", "ダーク", "システム"):
        press(page)
        assert name in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_word_to_a_thumb_leads_back_to_the_question(reader: ReaderMaker, server: str) -> None:
    """The field for a word goes when it is sent; the focus is in the question box then."""
    someone = reader()
    page = someone.page
    someone.open(server)
    someone.ask(WHY_REEDS)
    go_to(page, "#live [data-thumb=up]", "Shift+Tab")
    press(page)
    page.wait_for_selector("#word", state="visible")
    go_to(page, "#word textarea, #word input")
    page.keyboard.type("Clear.")
    press(page)
    page.wait_for_selector("#word", state="hidden")
    page.wait_for_function("document.activeElement.matches('#question textarea')")


def test_what_is_offered_is_asked_to_the_letter(reader: ReaderMaker, server: str) -> None:
    """Where the page asks back, pressing one of what may be meant asks exactly that."""
    someone = reader()
    someone.open(server)
    someone.ask(SATO)
    offered = someone.page.locator("#live [data-ask]").all_inner_texts()
    assert len(offered) == 2
    go_to(someone.page, f"#live [data-ask='{offered[1]}']", "Shift+Tab")
    press(someone.page)
    someone.answered()
    assert someone.text("#live .question bdi") == offered[1]


def test_an_answer_is_heard_once(reader: ReaderMaker, server: str) -> None:
    """The live regions say that it is looked for, then the reply, whole, one time."""
    someone = reader()
    someone.open(server)
    someone.page.evaluate(LISTEN)
    someone.ask(WHY_REEDS)
    someone.page.wait_for_timeout(300)
    heard = someone.page.evaluate("window.heard")
    assert heard[0] == "Reading the abstracts…"
    assert [text for text in heard if FINDING in text] == heard[1:]
    assert len(heard) == 2
    someone.page.click("#again")
    someone.page.wait_for_function("window.heard.length === 3")
    assert someone.page.evaluate("window.heard[2]") == "The abstracts are open. You can ask."


def test_nothing_moves_for_who_wishes_less_motion(reader: ReaderMaker, server: str) -> None:
    """With the wish nothing is animated while an answer comes and a source is shown; else it is."""
    moving = "document.getAnimations().filter((a) => a.playState === 'running').length"
    for wish, moves in (("reduce", False), ("no-preference", True)):
        someone = reader(reduced_motion=wish)
        someone.open(server)
        someone.ask(WHY_REEDS)
        someone.page.click("#live .marker")
        assert bool(someone.page.evaluate(moving)) is moves, wish
