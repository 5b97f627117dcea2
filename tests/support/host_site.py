"""Other people's websites that include the widget, and a Chromium that finds them by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, FrameLocator, Locator, Page

from tests.support.browsing import Net, Reader, find_chromium, launch_arguments
from tests.support.served import served

LISTED = "http://www.association.example"
STRANGER = "http://www.stranger.example"

PLAIN = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Lakes</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><header><h1>Society for Lake Studies</h1></header>
<main><p>Our meeting is in May. <a href="#programme">Programme</a></p>
<button id="mine" type="button">Ours</button></main>
{widget}</body></html>"""


@dataclass(slots=True)
class HostSite:
    """A server whose pages a test writes; the names of both websites lead to it."""

    pages: dict[str, Response] = field(default_factory=dict)

    def put(self, path: str, html: str, **headers: str) -> str:
        """Keep a page at ``path``; header names are given with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = HTMLResponse(html, headers=named)
        return path

    def app(self) -> FastAPI:
        """The server over the pages as they are at each request."""
        app = FastAPI(openapi_url=None)

        @app.get("/{path:path}")
        def page(path: str) -> Response:
            return self.pages.get(f"/{path}", Response(status_code=404))

        return app


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts pages with the widget of ``chat`` on the listed website."""

    site: HostSite
    chat: str

    def __call__(self, attributes: str = "", path: str = "/", **headers: str) -> str:
        """The address of a page with one tag."""
        return self.of(self.tag(attributes), path, **headers)

    def of(self, widget: str, path: str = "/", **headers: str) -> str:
        """The address of a page with this markup before the end of its body."""
        return LISTED + self.site.put(path, PLAIN.format(widget=widget), **headers)

    def tag(self, attributes: str = "") -> str:
        """The tag as the instructions have it."""
        return f'<script src="{self.chat}/widget.js" defer {attributes}></script>'


@contextmanager
def host_site() -> Iterator[tuple[HostSite, str]]:
    """A site and its address on this machine."""
    site = HostSite()
    with served(site.app()) as address:
        yield site, address


def launch_by_name(browser: Browser, net: Net, address: str) -> Browser:
    """A second Chromium like ``browser``, to which both websites' names lead to ``address``.

    To it they and a server at 127.0.0.1 are of different origin and different site.
    """
    place = address.removeprefix("http://")
    # Playwright turns the partitioning of storage off, with which a frame would get a storage of
    # its own; without it Chromium refuses storage to frames of other sites, as others do.
    unpartitioned = "ThirdPartyStoragePartitioning"
    rules = [f"MAP {name.removeprefix('http://')}:80 {place}" for name in (LISTED, STRANGER)]
    return browser.browser_type.launch(
        executable_path=find_chromium(browser.browser_type),
        args=launch_arguments(net, rules, without=(unpartitioned,)),
    )


@dataclass(slots=True)
class Guest:
    """Someone on a website that has the widget."""

    page: Page

    @property
    def launcher(self) -> Locator:
        """The button, or the buttons."""
        return self.page.locator("shoroku-widget .launch")

    @property
    def panel(self) -> Locator:
        """The panel, seen or not."""
        return self.page.locator("shoroku-widget dialog")

    @property
    def chat(self) -> FrameLocator:
        """The chat in the panel."""
        return self.page.frame_locator("shoroku-widget iframe")

    def come(self, address: str) -> "Guest":
        """Open a page and wait for the button."""
        self.page.goto(address)
        self.launcher.first.wait_for()
        return self

    def open_chat(self) -> "Guest":
        """Press the button and wait until a question can be asked."""
        self.launcher.click()
        self.usable()
        return self

    def usable(self) -> None:
        """Wait until the chat in the panel takes questions and has the focus it asked for."""
        # A page that hangs never becomes of use; a busy machine only takes its time.
        self.page.locator("shoroku-widget .usable").wait_for(timeout=60_000)
        self.chat.locator(".intro [data-ask]").first.wait_for(timeout=60_000)

    def ask(self, question: str) -> Locator:
        """Ask in the panel; gives the whole answer."""
        self.chat.locator("#question textarea").fill(question)
        self.chat.locator("#question textarea").press("Enter")
        self.chat.locator("#live [data-finished]").wait_for()
        return self.chat.locator("#live .answer")

    def focus(self) -> str:
        """What has the focus within the widget, or else on the page: a class or a tag."""
        return str(self.page.evaluate(_FOCUS))

    def photograph(self, name: str) -> None:
        """Keep a screenshot of the window as it is, once it has come to rest."""
        self.page.wait_for_timeout(400)
        Reader(self.page).photograph(name)

    def violations(self) -> list[str]:
        """What axe finds wrong on the website, its frames included."""
        return Reader(self.page).violations()


_FOCUS = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.id || at.className || at.tagName.toLowerCase();
}"""
