"""Every page in every state, seen: ``pytest tests/browser/test_gallery.py`` fills var/gallery.

Of each picture the same holds: nothing is wider than the window, no words are cut off, axe finds
nothing, and the console is quiet.
"""

import threading
from collections.abc import Iterator

import pytest

from tests.browser.conftest import GuestMaker, ReaderMaker
from tests.support.album import Album, bind, cut_off, quiet_console
from tests.support.browsing import VIEWS, Reader, View
from tests.support.hard_answers import COMPARED, ENDLESS, HELLO, LONG, SATO, HardAssistant
from tests.support.host_site import Writer
from tests.support.served import Fixed, served, table_app, wait_ready
from tests.support.table_assistant import FISH, MOON, REEDS, WHY_REEDS
from tests.support.wide_shelf import BARE, JAPANESE, MANY

LANGUAGES = ("en", "ja")
PAGES = {
    "abstract-long": f"/a/{MANY.id}",
    "abstract-japanese": f"/a/{JAPANESE.id}",
    "abstract-bare": f"/a/{BARE.id}",
    "abstract-quoted": f"/a/{REEDS.id}?from=77&to=134",
    "abstract-withdrawn": f"/a/{FISH.id}",
    "abstract-missing": "/a/nothing",
    "browse": "/browse",
    "browse-hits": "/browse?q=lake+water&language=en",
    "browse-nothing": "/browse?q=moon",
    "api": "/api/docs",
}
REPLIES = {"long": LONG, "comparison": COMPARED, "small-talk": HELLO, "which": SATO}

every_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.name))
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module", autouse=True)
def _bound() -> Iterator[None]:
    yield
    bind()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server whose abstracts are hard to lay out."""
    with served(table_app(lambda: Fixed(HardAssistant()))) as address:
        wait_ready(address)
        yield address


@pytest.fixture(scope="module")
def loading_server() -> Iterator[str]:
    """A server that never gets its abstracts open."""
    over = threading.Event()

    def never() -> Fixed:
        over.wait()
        return Fixed(HardAssistant())

    with served(table_app(never)) as address:
        yield address
        over.set()


def window(view: View, language: str) -> tuple[dict[str, object], Album]:
    """The options of such a window, and the pictures taken of it."""
    options = {**view.context_options(), "device_scale_factor": 1, "reduced_motion": "reduce"}
    return {**options, "locale": language}, Album(f"{language}-{view.name}")


@every_view
@every_language
def test_the_chat(reader: ReaderMaker, server: str, view: View, language: str) -> None:
    """Empty, an answer with all opened, hard answers, a refusal, and a question not taken."""
    options, album = window(view, language)
    someone = reader(**options)
    with quiet_console(someone.page):
        someone.open(server)
        album.picture(someone.page, "chat-empty")
        someone.ask(WHY_REEDS)
        album.picture(someone.page, "chat-answer")
        _open_everything(someone)
        album.picture(someone.page, "chat-answer-opened", whole=True)
        for name, question in REPLIES.items():
            someone.ask(question)
            album.picture(someone.page, f"chat-{name}")
        someone.page.locator("#past .marker").nth(2).click()
        album.picture(someone.page, "chat-source")
        someone.ask(MOON)
        album.picture(someone.page, "chat-refusal")
        someone.ask(ENDLESS)
        album.picture(someone.page, "chat-not-taken")


@every_view
@every_language
def test_the_pages(reader: ReaderMaker, server: str, view: View, language: str) -> None:
    """Abstracts, the list with and without hits, what is gone, and the page of the API."""
    options, album = window(view, language)
    someone = reader(**options)
    with quiet_console(someone.page):
        for name, path in PAGES.items():
            someone.page.goto(f"{server}{path}")
            assert name == "api" or someone.page.get_attribute("html", "lang") == language
            album.picture(someone.page, name, whole=True)


@every_view
@every_language
def test_loading(reader: ReaderMaker, loading_server: str, view: View, language: str) -> None:
    """The chat, a question that waits, and the list, while the abstracts are being opened."""
    options, album = window(view, language)
    someone = reader(**options)
    with quiet_console(someone.page):
        someone.page.goto(f"{loading_server}/browse")
        album.picture(someone.page, "browse-loading")
        someone.page.goto(loading_server)
        someone.page.wait_for_selector(".intro .status")
        album.picture(someone.page, "chat-loading")
        someone.page.fill("#question textarea", WHY_REEDS)
        someone.page.press("#question textarea", "Enter")
        someone.page.wait_for_selector("#live .status")
        album.picture(someone.page, "chat-waiting")


@every_view
@every_language
def test_the_widget(guest: GuestMaker, page_with: Writer, view: View, language: str) -> None:
    """On another website: the button, the panel, and an answer in it."""
    options, album = window(view, language)
    someone = guest(**options).come(page_with(f"data-lang={language}", f"/gallery-{language}"))
    with quiet_console(someone.page):
        album.picture(someone.page, "widget-closed")
        someone.open_chat()
        album.picture(someone.page, "widget-open")
        someone.ask(WHY_REEDS)
        album.picture(someone.page, "widget-answer")
    for frame in someone.page.frames:
        assert cut_off(frame) == [], frame.url


def _open_everything(someone: Reader) -> None:
    someone.page.evaluate("document.querySelectorAll('#desk details').forEach(d => d.open = true)")
    someone.page.click("#live [data-thumb=up]")
    someone.page.wait_for_selector("#word", state="visible")


def test_what_is_cut_off_is_found(reader: ReaderMaker) -> None:
    """The control: words behind an edge are found, in three ways of being cut off."""
    page = reader(viewport={"width": 300, "height": 300}).page
    style = "white-space:nowrap;width:60px;height:20px;overflow"
    for cut in ("hidden", "clip"):
        page.set_content(f'<p style="{style}:{cut}">Words that do not fit in here</p>')
        assert len(cut_off(page.main_frame)) == 1, cut
    page.set_content('<p style="position:absolute;left:250px">Unbreakable-words-over-the-edge</p>')
    assert len(cut_off(page.main_frame)) == 1
    page.set_content("<p>Words that fit</p>")
    assert cut_off(page.main_frame) == []
