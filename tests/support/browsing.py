"""A real Chromium, and a net around it that catches whatever it sends elsewhere."""

import re
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page, Playwright

SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "var" / "screenshots"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
)
# The net is on this machine, which Chromium would keep pages of other origins from asking.
_WITHOUT = ("LocalNetworkAccessChecks", "LocalNetworkAccessChecksWarn")


def find_chromium(chromium: BrowserType) -> str:
    """The path of a Chromium on this machine.

    Raises:
        FileNotFoundError: there is none; the sentence says what to install.

    """
    own = chromium.executable_path
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found or Path(own).exists():
        return found or own
    raise FileNotFoundError(
        "The browser tests need Chromium and found none. On Debian, as root: "
        "apt-get install chromium fonts-noto-cjk. Elsewhere: .venv/bin/playwright install chromium."
    )


# What Chromium asks for itself, whatever page it shows, and no switch seems to stop.
_CHROMIUMS_OWN = {
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    "update.googleapis.com",
    "www.google.com",
}
_HOST_HEADER = re.compile(rb"\r\nHost: ([^\r:]+)", re.IGNORECASE)
# The server's name in a TLS greeting (RFC 6066, section 3): type 0, three lengths, the name.
_TLS_NAME = re.compile(rb"\x00\x00\x00.\x00.\x00\x00(.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.DOTALL)


@dataclass(slots=True)
class Net:
    """A port of this machine that every other host's name leads to; keeps who was meant."""

    port: int
    hosts: list[str] = field(default_factory=list)

    def caught(self) -> list[str]:
        """The hosts that pages have asked so far."""
        return [host for host in self.hosts if host not in _CHROMIUMS_OWN]


@contextmanager
def stretched_net() -> Iterator[Net]:
    """Listen until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    net = Net(listener.getsockname()[1])
    done = threading.Event()
    thread = threading.Thread(target=_catch, args=(listener, net, done))
    thread.start()
    try:
        yield net
    finally:
        done.set()
        thread.join()
        listener.close()


def _catch(listener: socket.socket, net: Net, done: threading.Event) -> None:
    while not done.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        # One that is opened ahead and never used must not hold up the others.
        threading.Thread(target=_note_host, args=(connection, net)).start()


def _note_host(connection: socket.socket, net: Net) -> None:
    with connection, suppress(OSError):
        connection.settimeout(2)
        greeting = connection.recv(4096)
        if greeting:
            net.hosts.append(host_in(greeting))
            connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


def host_in(greeting: bytes) -> str:
    """The host in the first bytes of HTTP or TLS, or those bytes where they are neither."""
    header = _HOST_HEADER.search(greeting)
    if header:
        return header[1].decode()
    for name in _TLS_NAME.finditer(greeting):
        length = name[1][0]
        if length <= len(name[2]):
            return name[2][:length].decode()
    return repr(greeting)


def launch(playwright: Playwright, net: Net) -> Browser:
    """Start Chromium so that every host but this machine is the net."""
    return playwright.chromium.launch(
        executable_path=find_chromium(playwright.chromium), args=launch_arguments(net)
    )


def launch_arguments(net: Net, rules: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """What Chromium is started with: rules of its resolver that go before ours, features off."""
    every = ", ".join((*rules, f"MAP * 127.0.0.1:{net.port}", "EXCLUDE 127.0.0.1"))
    features = ",".join((*_WITHOUT, *without))
    return [*_QUIET, f"--disable-features={features}", f"--host-resolver-rules={every}"]


@dataclass(frozen=True, slots=True)
class View:
    """A kind of window."""

    name: str
    width: int
    height: int
    scheme: str

    def context_options(self) -> dict[str, Any]:
        """What Playwright makes such a window from."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.scheme,
            "device_scale_factor": 1.5,
            "reduced_motion": "no-preference",
        }


# What a page asks elsewhere for its styles is not fetched once more, and only faults are told.
_AXE = '{ resultTypes: ["violations"], preload: false }'
VIEWS = tuple(
    View(f"{device}-{scheme}", width, height, scheme)
    for device, width, height in (("desktop", 1360, 900), ("phone", 390, 844))
    for scheme in ("light", "dark")
)


@dataclass(slots=True)
class Reader:
    """Someone at the chat page."""

    page: Page
    asked: int = 0
    rest_ms: int = 100

    def open(self, address: str) -> None:
        """Open the page and wait until it offers its examples."""
        self.page.goto(address)
        self.page.wait_for_selector(".intro [data-ask]", timeout=60_000)

    def ask(self, question: str) -> None:
        """Type a question, press Enter, and wait for the whole answer."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.answered()

    def answered(self) -> None:
        """Wait for the next whole answer, and for the window to come to rest."""
        self.asked += 1
        self.page.wait_for_selector(f'#live [data-turn="{self.asked}"][data-finished]')
        self.page.wait_for_timeout(self.rest_ms)

    def text(self, selector: str) -> str:
        """The visible text of the first element."""
        return self.page.locator(selector).first.inner_text()

    def in_sight(self, selector: str) -> bool:
        """Whether the first element lies wholly or partly within the window."""
        seen = "e => { const r = e.getBoundingClientRect();"
        seen += " return r.bottom > 0 && r.top < window.innerHeight && r.height > 0; }"
        return bool(self.page.locator(selector).first.evaluate(seen))

    def overflows(self) -> bool:
        """Whether the page is wider than its window."""
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(wider))

    def violations(self) -> list[str]:
        """What axe finds wrong: rule, severity and the elements."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        found = self.page.evaluate(f"axe.run({_AXE}).then(it => it.violations)")
        return [
            f"{v['id']} ({v['impact']}): {[node['html'][:120] for node in v['nodes']]}"
            for v in found
        ]

    def photograph(self, name: str) -> None:
        """Keep a screenshot of the window as it is."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
