"""Text never becomes code: strings that run on a page without escaping do nothing on ours.

The pages are opened with their content security policy switched off, so that escaping alone is
what is tested; the policy is a second line (docs/security.md).
"""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from rag.settings import SettingsError, load_settings
from tests.support.host_site import HostSite, host_site
from tests.support.hostile_markup import HITS, PROVOKE, STRAYS, WATCH, Place, hostile_strings
from tests.support.hostile_shelf import A_HANDFUL, SHOW, HostileAssistant, hostile_shelf
from tests.support.planting import CONTROL, ECHOED, arrived, failing, packed, shown
from tests.support.served import Fixed, served, table_app, wait_ready

STRINGS = hostile_strings()
TEXTS = [hostile.text for hostile in STRINGS]
AT_LEAST = 200


@pytest.fixture(scope="module")
def bare_site() -> Iterator[tuple[HostSite, str]]:
    """A site without any policy, at its address on this machine."""
    with host_site() as (site, address):
        site.put("/", "<!doctype html><title>Control</title>")
        yield site, address


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page on which every string that runs is noted, whatever policy the server sends."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(20_000)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def hostile_server() -> Iterator[str]:
    """A server whose abstracts, answers and examples are the strings."""
    assistant = HostileAssistant(hostile_shelf(TEXTS))
    with served(table_app(lambda: Fixed(assistant))) as address:
        wait_ready(address)
        yield address


def test_every_string_runs_where_nothing_is_escaped(
    watched: Page, bare_site: tuple[HostSite, str]
) -> None:
    """The control: each of at least 200 different strings is alive on an unsanitised page."""
    watched.goto(bare_site[1])
    waiting = list(STRINGS)
    for _ in range(3):  # on a busy machine a picture may fail, and so fire, after the frame is gone
        watched.evaluate(CONTROL, [hostile.control for hostile in waiting])
        ran = set(watched.evaluate(HITS))
        waiting = [hostile for hostile in waiting if hostile.number not in ran]
    assert waiting == []
    assert len(set(TEXTS)) >= AT_LEAST


def test_the_strings_do_nothing_in_abstracts(watched: Page, hostile_server: str) -> None:
    """As title, author, affiliation, keyword, text, quotation, answer, suggestion and example."""
    someone = arrived(watched, hostile_server)
    assert someone.text(".intro li:first-child") == shown(TEXTS[0])
    nothing_ran(watched, "body")
    for handful in range(-(-len(TEXTS) // A_HANDFUL)):
        someone.ask(f"{SHOW} {handful}")
        expected = [shown(text) for text in TEXTS[handful * A_HANDFUL :][:A_HANDFUL]]
        titles = watched.locator("#sources .sources:not([hidden]) .card-title").all_inner_texts()
        assert list(map(shown, titles)) == expected
        nothing_ran(watched, "#live")
        nothing_ran(watched, "#sources .sources:not([hidden])")
    nothing_ran(watched, "body")


def test_the_strings_do_nothing_in_questions(watched: Page, hostile_server: str) -> None:
    """As a question, its echo, what it was understood as, and an answer that repeats it."""
    someone = arrived(watched, hostile_server)
    for question in packed(TEXTS, ECHOED):
        someone.ask(question)
        assert shown(someone.text("#live .question bdi")) == shown(question)
        nothing_ran(watched, "#live")
    nothing_ran(watched, "body")


def test_the_strings_do_nothing_in_addresses(watched: Page, hostile_server: str) -> None:
    """As values and names of what stands behind the question mark, and behind the number sign."""
    names = ("lang", "embed", "booklet", "__theme", "q", "view", "deep_link", "session")
    for first in range(0, len(TEXTS), 24):
        texts = TEXTS[first : first + 24]
        pairs = [f"{names[n % len(names)]}={quote(text)}" for n, text in enumerate(texts)]
        pairs += [f"{quote(text)}=1" for text in texts]
        watched.goto(f"{hostile_server}/chat/?{'&'.join(pairs)}#{quote(texts[0])}")
        # What "q" says is asked, like any question; where there is none the examples stay.
        asked = any(pair.startswith("q=") for pair in pairs)
        there = "#live [data-finished]" if asked else ".intro [data-ask]"
        watched.wait_for_selector(there, timeout=60_000)
        assert watched.locator("html").get_attribute("lang") in {"en", "ja"}
        nothing_ran(watched, "body")


def test_the_strings_do_nothing_in_the_reason_of_a_failure(watched: Page) -> None:
    """Where the abstracts cannot be opened the page says why: as it stands, to every visitor."""
    reason = "\n".join(TEXTS)
    with served(table_app(failing(reason))) as address:
        watched.goto(f"{address}/chat/")
        watched.wait_for_selector(".intro .failed")
        assert shown(watched.locator(".intro .failed").inner_text()) == shown(reason)
        nothing_ran(watched, "body")
        watched.fill("#question textarea", "?")
        watched.press("#question textarea", "Enter")
        watched.wait_for_selector("#live [data-finished]")
        assert shown(watched.locator("#live .notice p").nth(1).inner_text()) == shown(reason)
        nothing_ran(watched, "body")
        watched.goto(f"{address}/browse")
        nothing_ran(watched, ".message")


@pytest.mark.parametrize("name", ["frame_ancestors", "cors_origins"])
def test_the_strings_are_no_origins(name: str) -> None:
    """As an origin in the settings each is refused: none comes into a header of the server's."""
    taken = []
    for text in TEXTS:
        with suppress(SettingsError):
            taken.append(load_settings(**{name: (text,)}))
    assert taken == []


def test_the_strings_do_nothing_in_the_widgets_options(
    watched: Page, hostile_server: str, bare_site: tuple[HostSite, str]
) -> None:
    """As title, greeting, language, colour, position, theme and booklet of a webmaster's tag."""
    site, address = bare_site
    site.put("/widget", f'<body><script src="{hostile_server}/widget.js"></script>')
    watched.goto(f"{address}/widget")
    strays = watched.evaluate(
        f"""(texts) => texts.flatMap((text) => {{
            Shoroku.destroy();
            Shoroku.mount({{ title: text, greeting: text, lang: text, color: text, colour: text,
                position: text, theme: text, booklet: text }});
            const root = document.querySelector("shoroku-widget").shadowRoot;
            if (root.querySelector(".launch").textContent !== text) return [text];
            ({PROVOKE})(root);
            const link = new URL(root.querySelector("a").href);
            return link.searchParams.get("booklet") === text && link.pathname === "/chat/"
                ? ({STRAYS})(root) : [text];
        }})""",
        TEXTS,
    )
    assert strays == []
    assert watched.evaluate(HITS) == []


def test_the_search_for_strays_finds_them(watched: Page, bare_site: tuple[HostSite, str]) -> None:
    """The control of the search: unescaped, strings leave elements or attributes behind."""
    watched.goto(bare_site[1])
    parse = "(text) => new DOMParser().parseFromString(text, 'text/html').documentElement"
    texts = [hostile.text for hostile in STRINGS if hostile.place is Place.TEXT]
    found = watched.evaluate(
        f"(texts) => texts.filter((text) => ({STRAYS})(({parse})(text)).length > 0).length", texts
    )
    assert found >= 0.9 * len(texts)


def nothing_ran(page: Page, within: str) -> None:
    """Nothing ran, not even when everything is provoked, and nothing there could run."""
    elements = page.locator(within).first
    elements.evaluate(PROVOKE)
    assert elements.evaluate(STRAYS) == []
    assert page.evaluate(HITS) == []
