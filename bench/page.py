"""What a reader's browser has to bear: weight, time until of use, shifts, input held up.

``python -m bench.page`` starts a server of its own over the index in var/, waits until it is warm,
opens each page in fresh browsers with nothing cached, and prints a Markdown table
(docs/chat-page.md). It needs the Chromium that the browser tests need.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from bench.speed import Figure, free_port, machine, serving, wait_for
from tests.support.browsing import find_chromium

RUNS = 7
# What comes after a question can be asked is counted too; one request stays open for good.
QUIET_MS = 800
QUESTION = "Why do Cambodian technical intern trainees flee?"
BOX = "#question textarea"
EXAMPLE = ".intro [data-ask]"

# Counts from the first moment of each page: layout shifts that no input of the reader's caused,
# tasks of more than 50 ms, and how long each key waited until what it did was drawn.
WATCH = """window.seen = { shift: 0, tasks: [], keys: [] };
const watch = (type, note, more = {}) => new PerformanceObserver((list) =>
    list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("longtask", (entry) => seen.tasks.push(entry.duration));
watch("event", (entry) => { if (entry.name === "keydown") seen.keys.push(entry.duration); },
    { durationThreshold: 16 });"""

DRAWN = """new Promise((done) => new PerformanceObserver((list) => list.getEntries()
    .filter((entry) => entry.name === "first-contentful-paint")
    .forEach((entry) => done(entry.startTime))).observe({ type: "paint", buffered: true }))"""


@dataclass(slots=True)
class Visit:
    """What one reader's browser saw of one page."""

    bytes_received: float = 0
    requests: int = 0
    elsewhere: int = 0
    usable_ms: float = 0
    shift: float = 0
    blocked_ms: float = 0
    longest_key_ms: float = 0
    answered_ms: float = 0
    received: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with serving(port), sync_playwright() as playwright:
        wait_for(f"{base}/readyz")
        browser = playwright.chromium.launch(
            executable_path=find_chromium(playwright.chromium), args=["--no-sandbox"]
        )
        visit_chat(browser, base)
        chats = [visit_chat(browser, base) for _ in range(RUNS)]
        lists = [visit_list(browser, base) for _ in range(RUNS)]
        browser.close()
    print(f"{machine()}, {RUNS} fresh browsers a page\n")
    print("| what | goal | median | runs | met |\n|---|---|---|---|---|")
    print("\n".join(figure.row for figure in (*of_chat(chats), *of_list(lists))))
    print(f"\n{statistics.median(v.requests for v in chats):g} requests for the chat page.")


def of_chat(visits: list[Visit]) -> Iterator[Figure]:
    """The chat page's rows."""
    yield Figure("chat: requests to another server", 0, "", values(visits, "elsewhere"))
    yield Figure("chat: received, nothing cached", 400, "KB", values(visits, "bytes_received", 1e3))
    yield Figure("chat: a question can be asked after", 1.5, "s", values(visits, "usable_ms", 1e3))
    yield Figure("chat: layout shift, to the answer", 0.1, "", values(visits, "shift"))
    yield Figure("chat: main thread blocked (TBT)", 200, "ms", values(visits, "blocked_ms"))
    yield Figure("chat: slowest key while typing", 100, "ms", values(visits, "longest_key_ms"))
    yield Figure("chat: Enter to whole answer", 1.5, "s", values(visits, "answered_ms", 1e3))


def of_list(visits: list[Visit]) -> Iterator[Figure]:
    """The list's rows."""
    yield Figure("list: requests to another server", 0, "", values(visits, "elsewhere"))
    yield Figure("list: received, nothing cached", 60, "KB", values(visits, "bytes_received", 1e3))
    yield Figure("list: drawn after", 0.5, "s", values(visits, "usable_ms", 1e3))
    yield Figure("list: layout shift", 0.1, "", values(visits, "shift"))


def values(visits: list[Visit], name: str, divisor: float = 1) -> tuple[float, ...]:
    """One measure of every visit."""
    return tuple(getattr(visit, name) / divisor for visit in visits)


def visit_chat(browser: Browser, base: str) -> Visit:
    """Open the chat, type a question as soon as that is possible, and wait for the answer."""
    with opened(browser, base) as (page, visit):
        page.goto(f"{base}/chat/")
        page.wait_for_selector(EXAMPLE)
        visit.usable_ms = page.evaluate("performance.now()")
        page.wait_for_timeout(QUIET_MS)
        visit.bytes_received, visit.requests = sum(visit.received), len(visit.received)
        visit.blocked_ms = page.evaluate("seen.tasks.reduce((sum, ms) => sum + ms - 50, 0)")
        page.click(BOX)
        page.keyboard.type(QUESTION, delay=30)
        visit.longest_key_ms = page.evaluate("Math.max(16, ...seen.keys)")
        began = page.evaluate("performance.now()")
        page.keyboard.press("Enter")
        page.wait_for_selector("#live [data-finished]")
        visit.answered_ms = page.evaluate("performance.now()") - began
        page.wait_for_timeout(300)
        visit.shift = page.evaluate("seen.shift")
    return visit


def visit_list(browser: Browser, base: str) -> Visit:
    """Open the list of abstracts."""
    with opened(browser, base) as (page, visit):
        page.goto(f"{base}/browse", wait_until="networkidle")
        visit.usable_ms = page.evaluate(DRAWN)
        visit.bytes_received, visit.requests = sum(visit.received), len(visit.received)
        visit.shift = page.evaluate("seen.shift")
    return visit


@contextmanager
def opened(browser: Browser, base: str) -> Iterator[tuple[Page, Visit]]:
    """A page of a browser that keeps nothing; the visit notes the bytes of each request."""
    visit = Visit()
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB")
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on(
        "Network.loadingFinished", lambda done: visit.received.append(done["encodedDataLength"])
    )
    page.on("request", lambda request: _note(visit, request.url, base))
    yield page, visit
    context.close()


def _note(visit: Visit, url: str, base: str) -> None:
    visit.elsewhere += not url.startswith((base, "data:", "blob:"))


if __name__ == "__main__":
    main()
