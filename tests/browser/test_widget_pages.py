"""The widget on pages of every kind: strict, odd, scripted, without script, without permission."""

import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import ConsoleMessage, Route

from tests.browser.conftest import GuestMaker
from tests.support.host_site import LISTED, PLAIN, STRANGER, Guest, HostSite, Writer
from tests.support.served import Fixed, served, table_app, wait_ready
from tests.support.table_assistant import FINDING, WHY_REEDS, TableAssistant

LOADS = 40
STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src {0}; frame-src {0}; "
STRICT += "require-trusted-types-for 'script'"


def test_forty_loads_of_forty_are_of_use_without_storage(
    guest: GuestMaker, page_with: Writer
) -> None:
    """In a browser that refuses a frame of another site all storage, every load takes questions."""
    address = page_with("data-open")
    usable = 0
    for _ in range(LOADS // 5):
        together = [guest() for _ in range(5)]
        for someone in together:
            someone.page.goto(address, wait_until="commit")
        for someone in together:
            someone.usable()
            usable += 1
            someone.page.context.close()
    assert usable == LOADS


def test_the_browser_does_refuse_storage(guest: GuestMaker, page_with: Writer) -> None:
    """The control: a page of the same server in such a frame may not even name localStorage."""
    someone = guest()
    someone.page.goto(page_with.of(f'<iframe src="{page_with.chat}/healthz"></iframe>'))
    named = "() => { try { return typeof localStorage } catch (error) { return error.name } }"
    body = someone.page.frame_locator("iframe").locator("body")
    assert body.evaluate(named) == "SecurityError"


def test_a_page_with_a_strict_policy_needs_two_directives(
    guest: GuestMaker, page_with: Writer
) -> None:
    """With script-src and frame-src for the server, nothing is refused and an answer comes."""
    address = page_with(content_security_policy=STRICT.format(page_with.chat))
    someone = guest()
    refused = told_by(someone)
    assert painted(someone.come(address))[1] == (35, 70, 107)
    assert FINDING in someone.open_chat().ask(WHY_REEDS).inner_text()
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_where_frames_are_forbidden_a_link_is_shown(guest: GuestMaker, page_with: Writer) -> None:
    """Without frame-src the panel says so and leads to the chat page, and no frame looks broken."""
    policy = f"default-src 'none'; script-src {page_with.chat}"
    someone = guest().come(page_with(content_security_policy=policy))
    someone.launcher.click()
    leads_elsewhere(someone, page_with.chat)


def test_an_origin_that_is_not_listed_is_shown_a_link(guest: GuestMaker, page_with: Writer) -> None:
    """The browser refuses to frame the chat there, and the panel offers it in a new tab."""
    page_with()
    someone = guest()
    refused = told_by(someone)
    someone.come(f"{STRANGER}/")
    someone.launcher.click()
    leads_elsewhere(someone, page_with.chat)
    assert someone.chat.locator("#question").count() == 0
    assert any("frame-ancestors" in text for text in refused)


def test_a_server_that_is_away_is_told_of(guest: GuestMaker, page_with: Writer) -> None:
    """When the frame cannot be fetched the panel says so and can be closed."""
    someone = guest().come(page_with())
    someone.page.route("**/chat/**", lambda route: route.abort())
    someone.launcher.click()
    leads_elsewhere(someone, page_with.chat)
    someone.page.keyboard.press("Escape")
    someone.panel.wait_for(state="hidden")
    assert someone.focus() == "launch"


def test_a_slow_server_is_waited_for(guest: GuestMaker, page_with: Writer) -> None:
    """A chat that takes seconds to begin is not given up as long as its page has come."""
    someone = guest().come(page_with())
    someone.page.route("**/chat/assets/**", slowly)
    someone.launcher.click()
    someone.page.wait_for_timeout(1500)
    assert someone.page.locator("shoroku-widget .state").inner_text() == "Opening the chat…"
    someone.page.locator("shoroku-widget .usable").wait_for(timeout=20_000)


def test_the_tag_twice_makes_one_button(guest: GuestMaker, page_with: Writer) -> None:
    """A theme and a plugin that both include it do not trouble the reader."""
    someone = guest().come(page_with.of(page_with.tag() + page_with.tag()))
    someone.page.wait_for_timeout(200)
    assert someone.launcher.count() == 1
    someone.open_chat()


def test_two_booklets_have_two_buttons(guest: GuestMaker, page_with: Writer) -> None:
    """They lie apart, have names of their own, and each opens its own chat."""
    both = page_with.tag("data-booklet=spring") + page_with.tag("data-booklet=autumn")
    someone = guest().come(page_with.of(both))
    someone.launcher.nth(1).wait_for()
    first, second = (someone.launcher.nth(number).bounding_box() for number in (0, 1))
    assert first
    assert second
    assert second["y"] + second["height"] < first["y"]
    someone.launcher.nth(1).click()
    frame = someone.page.locator("shoroku-widget iframe")
    frame.wait_for(state="attached")
    assert frame.count() == 1
    assert "booklet=autumn" in str(frame.get_attribute("src"))
    names = someone.page.locator("shoroku-widget section")
    labels = [names.nth(number).get_attribute("aria-label") for number in (0, 1)]
    assert len(set(labels)) == 2


@dataclass(frozen=True, slots=True)
class Noting(TableAssistant):
    """Notes which conference it is limited to."""

    limits: list[str] = field(default_factory=list)

    def within(self, conference_id: str, /) -> "Noting":
        """Itself."""
        self.limits.append(conference_id)
        return self


def test_the_booklet_of_the_tag_is_the_one_that_is_asked(guest: GuestMaker, site: HostSite) -> None:
    """It limits the page's head and examples, each answer, and those of a new conversation."""
    assistant = Noting()
    app = table_app(lambda: Fixed(assistant), frame_ancestors=(LISTED,))
    with served(app) as address:
        wait_ready(address)
        someone = guest().come(Writer(site, address)("data-booklet=lake-2031")).open_chat()
        someone.ask(WHY_REEDS)
        someone.chat.locator("#again").click()
        someone.chat.locator(".intro [data-ask]").first.wait_for()
        someone.ask(WHY_REEDS)
        someone.page.close()
    assert assistant.limits == ["lake-2031"] * 3


def test_an_application_can_take_it_away_and_bring_it_back(
    guest: GuestMaker, page_with: Writer
) -> None:
    """``destroy()`` leaves nothing; ``mount()`` or the tag again make one button.

    So they do after the application has put its whole body together anew.
    """
    someone = guest().come(page_with()).open_chat()
    page = someone.page
    page.evaluate("Shoroku.destroy()")
    assert page.locator("shoroku-widget, iframe").count() == 0
    page.evaluate("Shoroku.mount({ lang: 'ja' })")
    assert someone.launcher.inner_text() == "抄録に質問する"
    page.evaluate("document.body.innerHTML = '<main>Another view</main>'")
    assert someone.launcher.count() == 0
    page.add_script_tag(url=f"{page_with.chat}/widget.js")
    assert someone.launcher.count() == 1
    someone.open_chat()
    page.evaluate("Shoroku.close(); Shoroku.destroy(); Shoroku.destroy()")
    assert page.locator("shoroku-widget").count() == 0


def test_a_tag_in_the_head_without_defer_works(guest: GuestMaker, page_with: Writer) -> None:
    """Where the body is not there yet, the button waits for it."""
    script = f'<script src="{page_with.chat}/widget.js"></script></head>'
    page_with.site.put("/head", PLAIN.format(widget="").replace("</head>", script))
    guest().come(f"{LISTED}/head").open_chat()


def test_without_script_there_is_a_link(guest: GuestMaker, page_with: Writer) -> None:
    """The ``noscript`` of the instructions leads to the chat page."""
    link = f'<noscript><a href="{page_with.chat}/chat/">Ask the abstracts</a></noscript>'
    someone = guest(java_script_enabled=False)
    someone.page.goto(page_with.of(page_with.tag() + link))
    someone.page.locator("noscript a").click()
    assert someone.page.url == f"{page_with.chat}/chat/"


def test_no_style_crosses(guest: GuestMaker, page_with: Writer) -> None:
    """Where a page's styles shout at every element, button and page look as they do alone."""
    shouting = """<style>html { font-size: 40px } * { margin: 9px !important; color: red !important;
        display: block !important; font: 40px cursive !important }
        body * { transform: rotate(3deg) }
        body > * { position: static !important; width: 10px !important; opacity: .1 !important }
        iframe, button, dialog { border: 9px solid !important }</style>"""
    quiet, loud = guest().come(page_with()), guest()
    loud.come(page_with.of(shouting + page_with.tag(), "/loud"))
    looks = """e => { const s = getComputedStyle(e), b = e.getBoundingClientRect();
        return [s.color, s.font, s.position, s.opacity, b.x, b.y, b.width, b.height].join(); }"""
    assert loud.launcher.evaluate(looks) == quiet.launcher.evaluate(looks)
    heading = "document.querySelector('h1').getBoundingClientRect().toJSON()"
    with_it = loud.page.evaluate(heading)
    loud.page.evaluate("Shoroku.destroy()")
    assert loud.page.evaluate(heading) == with_it


def test_the_websites_axe_result_is_unchanged(guest: GuestMaker, page_with: Writer) -> None:
    """Closed, open and answered, axe finds with the widget what it finds without, and no more."""
    bare = guest()
    bare.page.goto(page_with.of("", "/bare"))
    before = bare.violations()
    someone = guest().come(page_with())
    assert someone.violations() == before
    someone.open_chat()
    assert someone.violations() == before
    someone.ask(WHY_REEDS)
    assert someone.violations() == before


def test_it_is_neither_printed_nor_moved_against_a_wish(
    guest: GuestMaker, page_with: Writer
) -> None:
    """On paper there is no button; where less motion is wished for, the panel does not rise."""
    someone = guest(reduced_motion="no-preference").come(page_with()).open_chat()
    moving = "e => getComputedStyle(e).animationName"
    assert someone.panel.evaluate(moving) == "rise"
    someone.page.emulate_media(reduced_motion="reduce")
    assert someone.panel.evaluate(moving) == "none"
    someone.page.emulate_media(media="print")
    assert not someone.launcher.is_visible()


COLOURS = (
    *("#23466b", "white", "#000", "yellow", "#777", "rgb(255 0 0)", "hsl(170 60% 45%)", "#0f08"),
    *("oklch(70% .15 200)", "no colour", "red; position: fixed", "var(--theirs)"),
)


@pytest.mark.parametrize("colour", COLOURS)
def test_the_words_can_be_read_on_any_colour(
    guest: GuestMaker, page_with: Writer, colour: str
) -> None:
    """Black or white is set on the webmaster's colour at a contrast of 4.5 or more (WCAG 1.4.3)."""
    someone = guest().come(page_with(f'data-color="{colour}"'))
    ink, ground = painted(someone)
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
    if colour == "yellow":
        assert (ink, ground) == ((0, 0, 0), (255, 255, 0))


def test_the_options_do_what_they_say(guest: GuestMaker, page_with: Writer) -> None:
    """Language, position, title, greeting, colour theme and booklet."""
    options = 'data-lang="ja" data-position="left" data-title="大会に質問" data-theme="dark" '
    options += 'data-greeting="ようこそ" data-booklet="lake-2031" data-colour="#a00"'
    someone = guest().come(page_with(options))
    box = someone.launcher.bounding_box()
    assert box
    assert box["x"] == 20
    assert someone.launcher.inner_text() == "大会に質問"
    assert painted(someone)[1] == (170, 0, 0)
    someone.open_chat()
    assert someone.page.get_by_role("dialog", name="大会に質問").is_visible()
    assert "ようこそ" in someone.panel.inner_text()
    assert someone.page.get_by_role("button", name="閉じる").is_visible()
    source = str(someone.page.locator("shoroku-widget iframe").get_attribute("src"))
    for part in ("embed=1", "lang=ja", "booklet=lake-2031", "__theme=dark"):
        assert part in source
    assert someone.chat.locator("html").get_attribute("lang") == "ja"


def test_the_pages_own_language_is_taken(guest: GuestMaker, page_with: Writer) -> None:
    """Without the option the page's ``lang`` decides, and only then the browser's."""
    japanese = PLAIN.format(widget=page_with.tag()).replace('lang="en"', 'lang="ja-JP"')
    page_with.site.put("/ja", japanese)
    assert guest().come(f"{LISTED}/ja").launcher.inner_text() == "抄録に質問する"
    page_with.site.put("/fr", japanese.replace("ja-JP", "fr"))
    assert guest(locale="ja-JP").come(f"{LISTED}/fr").launcher.inner_text() == "抄録に質問する"
    assert guest().come(f"{LISTED}/fr").launcher.inner_text() == "Ask the abstracts"


def test_opened_with_the_page_it_leaves_the_focus_there(
    guest: GuestMaker, page_with: Writer
) -> None:
    """``data-open`` shows the panel and takes nothing from who is reading the page.

    On a phone, where it would cover the page, it stays closed.
    """
    address = page_with("data-open")
    someone = guest().come(address)
    someone.usable()
    someone.page.wait_for_timeout(200)
    assert someone.focus() == "body"
    phone = guest(viewport={"width": 390, "height": 844}).come(address)
    assert not phone.panel.is_visible()


def slowly(route: Route) -> None:
    """Let what is asked for come late; one by one, it takes some seconds in all."""
    time.sleep(0.08)
    route.continue_()


def told_by(someone: Guest) -> list[str]:
    """What the browser's console says from now on."""
    texts: list[str] = []

    def note(message: ConsoleMessage) -> None:
        texts.append(message.text)

    someone.page.on("console", note)
    return texts


def leads_elsewhere(someone: Guest, chat: str) -> None:
    """The panel has said that it cannot show the chat, with a link; nothing broken is seen."""
    link = someone.page.locator("shoroku-widget .state a")
    link.wait_for()
    assert str(link.get_attribute("href")).startswith(f"{chat}/chat/?lang=en")
    assert link.get_attribute("target") == "_blank"
    assert not someone.page.locator("shoroku-widget iframe").is_visible()


def painted(someone: Guest) -> tuple[tuple[int, ...], ...]:
    """The button's ink and ground, in red, green and blue."""
    looks = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    told = someone.launcher.evaluate(looks)
    return tuple(tuple(map(int, colour.strip("rgb()").split(", "))) for colour in told)


def luminance(colour: tuple[int, ...]) -> float:
    """The relative luminance of WCAG 2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
