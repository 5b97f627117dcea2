"""Other people's websites that include the widget, and a Chromium that finds them by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser

from tests.support.browsing import Net, launch_arguments
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

    pages: dict[str, HTMLResponse] = field(default_factory=dict)

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
    rules = (f"MAP {name.removeprefix('http://')}:80 {place}" for name in (LISTED, STRANGER))
    return browser.browser_type.launch(
        executable_path=browser.browser_type.executable_path, args=launch_arguments(net, *rules)
    )
