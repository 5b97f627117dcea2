"""How strings are put before a browser: unescaped, on a page of their own; or on the chat page."""

from collections.abc import Callable

from playwright.sync_api import Page

from corpus.errors import ShorokuError
from tests.support.browsing import Reader
from tests.support.hostile_markup import PROVOKE
from tests.support.served import Fixed

# A question is echoed to 400 characters; what is cut off would not be tested.
ECHOED = 390

# Shows each of the documents in a frame of its own, and provokes what is in it.
CONTROL = f"""async (pages) => {{
    const provoke = {PROVOKE};
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const opened = (frame) => new Promise((done) => {{
        frame.onload = () => setTimeout(done, 60);
        setTimeout(done, 1500);
        document.body.append(frame);
    }});
    for (let first = 0; first < pages.length; first += 40) {{
        const frames = pages.slice(first, first + 40).map((html) =>
            Object.assign(document.createElement("iframe"), {{ srcdoc: html }}));
        await Promise.all(frames.map(opened));
        // One that has gone to another site is out of reach.
        for (const frame of frames) if (frame.contentDocument) provoke(frame.contentDocument);
        await pause(300);
        for (const frame of frames) frame.remove();
    }}
}}"""


def arrived(page: Page, address: str) -> Reader:
    """Someone at the chat page."""
    someone = Reader(page, rest_ms=0)
    someone.open(address)
    return someone


def failing(reason: str) -> Callable[[], Fixed]:
    """What cannot be opened, for this reason: such a sentence may hold paths and names of files."""

    def fail() -> Fixed:
        raise ShorokuError(reason)

    return fail


def shown(text: str) -> str:
    """The text as a browser shows it, apart from white space and what cannot be drawn."""
    return " ".join(text.replace("\0", "").replace("�", "").split())


def packed(texts: list[str], most: int) -> list[str]:
    """The texts in order, several a line break apart, in packs of at most so many characters."""
    packs = [""]
    for text in texts:
        if len(packs[-1]) + len(text) + 1 > most:
            packs.append("")
        packs[-1] = f"{packs[-1]}\n{text}".strip("\n")
    return packs
