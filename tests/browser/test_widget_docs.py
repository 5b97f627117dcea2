"""What docs/widget.md tells webmasters to write works as written, and so does the demonstration."""

import json
import re
import tomllib
from collections.abc import Iterator

import httpx
import pytest
from fastapi import Response

from rag.settings import load_settings
from tests.browser.conftest import GuestMaker
from tests.support.browsing import VIEWS, View
from tests.support.command_line import ROOT
from tests.support.host_site import LISTED, HostSite, Writer
from tests.support.served import served
from tests.support.table_assistant import FINDING, WHY_REEDS
from ui.widget.demo_site import demo_site

GUIDE = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")
EXAMPLE = "https://chat.example.org"
WEBSITE = "https://www.example.org"


def blocks(language: str) -> list[str]:
    """The guide's examples in one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


TAG, OPTIONS, FRAME, LINK, BUTTON = blocks("html")


def test_the_two_lines_for_any_page(guest: GuestMaker, page_with: Writer) -> None:
    """They put the button there, and without script a link."""
    widget = TAG.replace(EXAMPLE, page_with.chat)
    someone = guest().come(page_with.of(widget)).open_chat()
    assert FINDING in someone.ask(WHY_REEDS).inner_text()
    other = guest(java_script_enabled=False)
    other.page.goto(page_with.of(widget))
    assert other.page.locator("noscript a").get_attribute("href") == f"{page_with.chat}/chat/"


def test_the_options(guest: GuestMaker, page_with: Writer) -> None:
    """The example's language, colour, corner, title and greeting are taken."""
    someone = guest().come(page_with.of(OPTIONS.replace(EXAMPLE, page_with.chat))).open_chat()
    assert someone.launcher.inner_text() == "抄録に質問する"
    assert "お尋ねください" in someone.panel.inner_text()
    ground = someone.launcher.evaluate("e => getComputedStyle(e).getPropertyValue('--accent')")
    assert ground == "rgb(122 31 61)"
    box = someone.launcher.bounding_box()
    assert box
    assert box["x"] == 20


def test_every_option_is_in_the_table() -> None:
    """The guide names each option that the script reads, and no other."""
    script = (ROOT / "ui" / "widget" / "widget.js").read_text(encoding="utf-8")
    read = set(re.findall(r"options\.(\w+)", script)) | set(
        re.findall(r'"(\w+)" in options', script)
    )
    assert set(re.findall(r"^\| `data-(\w+)`", GUIDE, re.MULTILINE)) == read - {"colour"}


def test_the_two_lines_of_style(guest: GuestMaker, page_with: Writer) -> None:
    """They move the button out of the way."""
    (style,) = blocks("css")
    address = page_with.of(f"<style>{style}</style>{page_with.tag()}")
    box = guest().come(address).launcher.bounding_box()
    assert box
    assert 800 - (box["y"] + box["height"]) == 90
    assert 1200 - (box["x"] + box["width"]) == pytest.approx(32, abs=0.5)


def test_the_frame(guest: GuestMaker, page_with: Writer) -> None:
    """The chat is part of the page and answers there."""
    someone = guest()
    someone.page.goto(page_with.of(FRAME.replace(EXAMPLE, page_with.chat)))
    chat = someone.page.frame_locator("iframe")
    chat.locator(".intro [data-ask]").first.click()
    chat.locator("#live [data-finished]").wait_for()
    assert FINDING in chat.locator("#live .answer").inner_text()


def test_the_link(guest: GuestMaker, page_with: Writer) -> None:
    """It leads to the chat page."""
    someone = guest()
    someone.page.goto(page_with.of(LINK.replace(EXAMPLE, page_with.chat)))
    someone.page.get_by_role("link", name="Ask the abstracts").click()
    someone.page.wait_for_selector(".intro [data-ask]")


def test_a_button_of_the_website(guest: GuestMaker, page_with: Writer) -> None:
    """It opens the chat."""
    someone = guest().come(page_with.of(BUTTON + page_with.tag()))
    someone.page.click("#ask")
    someone.usable()


def test_the_two_directives(guest: GuestMaker, page_with: Writer) -> None:
    """On a page that otherwise allows nothing they are enough."""
    (directives,) = blocks("text")
    policy = f"default-src 'none'; {directives.strip().replace(EXAMPLE, page_with.chat)}"
    guest().come(page_with(content_security_policy=policy)).open_chat()


def test_the_list_of_websites() -> None:
    """Both ways of writing it are settings that load, and say what the guide says they say."""
    (written,) = blocks("toml")
    listed = tuple(tomllib.loads(written)["frame_ancestors"])
    assert load_settings(frame_ancestors=listed).frame_ancestors[0] == WEBSITE
    (value,) = re.findall(r"SHOROKU_FRAME_ANCESTORS=(\[.*?\])", GUIDE)
    assert json.loads(value) == [WEBSITE]


@pytest.fixture
def demo(site: HostSite, framed_server: str) -> Iterator[str]:
    """The made-up society's website, under the name of the website that is listed."""
    with served(demo_site(framed_server)) as address:
        for name in ("index.html", "ja.html", "embedded.html", "style.css", "emblem.svg"):
            got = httpx.get(f"{address}/{name}").raise_for_status()
            kind = got.headers["content-type"]
            site.pages[f"/{name}"] = Response(got.content, media_type=kind)
        yield LISTED


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.name))
@pytest.mark.parametrize("page", ["index", "ja"])
def test_the_demonstration(guest: GuestMaker, demo: str, page: str, view: View) -> None:
    """In both languages the page's own button opens the chat, and axe is content throughout.

    Leaves screenshots of the page with the chat closed, open, and answering.
    """
    someone = guest(**view.context_options()).come(f"{demo}/{page}.html")
    assert someone.violations() == []
    someone.photograph(f"widget-{view.name}-{page}-closed")
    someone.page.locator("[data-ask-abstracts]").first.click()
    someone.usable()
    assert someone.violations() == []
    someone.photograph(f"widget-{view.name}-{page}-open")
    assert FINDING in someone.ask(WHY_REEDS).inner_text()
    someone.photograph(f"widget-{view.name}-{page}-answer")
    assert someone.violations() == []


def test_the_demonstration_in_a_frame(guest: GuestMaker, demo: str) -> None:
    """The page with the frame shows the chat too."""
    someone = guest()
    someone.page.goto(f"{demo}/embedded.html")
    someone.page.frame_locator("iframe").locator(".intro [data-ask]").first.wait_for()
