"""Chromium, and servers for it to look at."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browsing import Net, Reader, launch, stretched_net
from tests.support.command_line import ROOT, command, environment
from tests.support.host_site import LISTED, Guest, HostSite, Writer, host_site, launch_by_name
from tests.support.served import free_port, served, table_app, wait_ready, wait_until

ReaderMaker = Callable[..., Reader]
GuestMaker = Callable[..., Guest]


@pytest.fixture(scope="session")
def net() -> Iterator[Net]:
    """What catches requests to any other machine."""
    with stretched_net() as stretched:
        yield stretched


@pytest.fixture(scope="session")
def browser(net: Net) -> Iterator[Browser]:
    """Chromium. Where there is none the tests fail and say what to install."""
    with sync_playwright() as playwright:
        try:
            started = launch(playwright, net)
        except FileNotFoundError as error:
            pytest.fail(str(error), pytrace=False)
        yield started
        started.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[ReaderMaker]:
    """Makes readers, each with a browser profile of their own."""
    contexts = []

    def make(**options: Any) -> Reader:  # noqa: ANN401 - Playwright's own options
        usual = {"locale": "en-GB", "reduced_motion": "reduce"}
        context = browser.new_context(**(usual | options))
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Reader(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def table_server() -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app()) as address:
        wait_ready(address)
        yield address


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The product as it is started by hand, over the booklets that lie in corpus/."""
    settings = {
        "SHOROKU_VAR": str(tmp_path_factory.mktemp("real") / "var"),
        # All readers of these tests come from one address.
        "SHOROKU_QUESTION_LIMITS": "[]",
        "SHOROKU_REQUEST_LIMITS": "[]",
    }
    address = f"http://127.0.0.1:{free_port()}"
    line = command("serve", "--port", address.rpartition(":")[2])
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(
            line, cwd=ROOT, env=environment(**settings), stdout=output, stderr=output
        )
        try:
            wait_until(lambda: _is_ready(address) or server.poll() is not None, seconds=120)
            assert server.poll() is None, _text(output)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def framed_server() -> Iterator[str]:
    """A server over the table assistant that one website may frame."""
    with served(table_app(frame_ancestors=(LISTED,))) as address:
        wait_ready(address)
        yield address


@pytest.fixture(scope="session")
def _by_name(browser: Browser, net: Net) -> Iterator[tuple[HostSite, Browser]]:
    with host_site() as (site, address):
        named = launch_by_name(browser, net, address)
        yield site, named
        named.close()


@pytest.fixture
def site(_by_name: tuple[HostSite, Browser]) -> HostSite:
    """What the websites show."""
    return _by_name[0]


@pytest.fixture
def page_with(site: HostSite, framed_server: str) -> Writer:
    """Writes pages that include the widget."""
    return Writer(site, framed_server)


@pytest.fixture
def guest(_by_name: tuple[HostSite, Browser]) -> Iterator[GuestMaker]:
    """Makes guests of the websites, to whom frames of other sites get no storage."""
    contexts = []

    def make(**options: Any) -> Guest:  # noqa: ANN401 - Playwright's own options
        window = {"width": 1200, "height": 800}
        usual = {"locale": "en-GB", "viewport": window, "reduced_motion": "reduce"}
        context = _by_name[1].new_context(**(usual | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Guest(context.new_page())

    yield make
    for context in contexts:
        context.close()


def _text(output: Any) -> str:  # noqa: ANN401 - a temporary file has no public type
    output.seek(0)
    return str(output.read().decode())


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
