"""Light and dark: as the system has it, until a reader chooses; and nothing is stored before."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import GuestMaker, ReaderMaker
from tests.support.host_site import Writer
from tests.support.served import served, table_app, wait_ready

NIGHT, DAY = "rgb(22, 24, 28)", "rgb(251, 250, 246)"
SWITCH = "[data-theme-switch]"
# A browser that refuses storage throws as soon as it is touched.
REFUSE = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
        configurable: true, get() { throw new DOMException("refused", "SecurityError"); } });"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app()) as address:
        wait_ready(address)
        yield address


def ground(page: Page) -> str:
    """The colour behind everything."""
    return str(page.eval_on_selector("body", "e => getComputedStyle(e).backgroundColor"))


def kept(page: Page) -> object:
    """What this browser keeps for the server: its storage and its cookies."""
    return page.evaluate("[{...localStorage}, {...sessionStorage}, document.cookie]")


def open_chat(page: Page, address: str) -> None:
    """The chat, ready."""
    page.goto(f"{address}/chat/")
    page.wait_for_selector(".intro [data-ask]")


def open_list(page: Page, address: str) -> None:
    """The list of abstracts."""
    page.goto(f"{address}/browse")


Opening = Callable[[Page, str], None]
both = pytest.mark.parametrize("opened", [open_chat, open_list])


@both
def test_until_a_reader_chooses_it_is_as_the_system_has_it(
    reader: ReaderMaker, server: str, opened: Opening
) -> None:
    """Also when the system changes while the page is open; nothing is stored, no cookie is set."""
    page = reader(color_scheme="dark").page
    opened(page, server)
    assert ground(page) == NIGHT
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.wait_for_selector("html[data-theme=light]")
    assert ground(page) == DAY
    assert kept(page) == [{}, {}, ""]


@both
def test_a_choice_holds_on_every_page_and_can_be_taken_back(
    reader: ReaderMaker, server: str, opened: Opening
) -> None:
    """Light by night, then dark, on the chat and on the list; the system again leaves no trace."""
    page = reader(color_scheme="dark").page
    opened(page, server)
    page.click(SWITCH)
    assert ground(page) == DAY
    assert kept(page) == [{"shoroku-theme": "light"}, {}, ""]
    for again in (open_chat, open_list):
        again(page, server)
        assert ground(page) == DAY
        assert page.get_attribute(SWITCH, "aria-label") == "Theme: light"
    page.click(SWITCH)
    assert page.get_attribute(SWITCH, "aria-label") == "Theme: dark"
    assert ground(page) == NIGHT
    page.click(SWITCH)
    assert kept(page) == [{}, {}, ""]


@both
def test_it_is_switched_where_storage_is_refused(
    browser: Browser, server: str, opened: Opening
) -> None:
    """The choice holds as long as the page, and no script breaks."""
    context = browser.new_context(color_scheme="light", locale="en-GB")
    context.add_init_script(REFUSE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    opened(page, server)
    page.click(SWITCH)
    page.click(SWITCH)
    assert ground(page) == NIGHT
    assert broken == []
    context.close()


def test_other_pages_that_are_open_follow(reader: ReaderMaker, server: str) -> None:
    """What is chosen on one page changes another one of the same browser."""
    one = reader(color_scheme="light").page
    other = one.context.new_page()
    open_list(one, server)
    open_list(other, server)
    one.click(SWITCH)
    one.click(SWITCH)
    other.wait_for_selector("html[data-theme=dark]")
    assert ground(other) == NIGHT


def test_without_scripts_the_system_decides(browser: Browser, server: str) -> None:
    """There is no switch then, and the page is dark where the system is."""
    seen: tuple[tuple[Literal["dark", "light"], str], ...] = (("dark", NIGHT), ("light", DAY))
    for scheme, colour in seen:
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
        page = context.new_page()
        open_list(page, server)
        assert not page.is_visible(SWITCH)
        assert ground(page) == colour
        context.close()


def test_a_website_s_wish_holds_until_its_reader_chooses(
    guest: GuestMaker, page_with: Writer
) -> None:
    """``data-theme`` makes the chat dark by day; its switch goes before, and the bar follows."""
    someone = guest(color_scheme="light").come(page_with('data-theme="dark"', "/wish")).open_chat()
    colour = "e => getComputedStyle(e).backgroundColor"
    assert someone.chat.locator("body").evaluate(colour) == NIGHT
    assert someone.panel.evaluate(colour) == NIGHT
    someone.chat.locator(SWITCH).click()
    assert someone.chat.locator(SWITCH).get_attribute("aria-label") == "Theme: as your system"
    assert someone.chat.locator("body").evaluate(colour) == DAY
    someone.page.wait_for_timeout(100)
    assert someone.panel.evaluate(colour) == DAY
