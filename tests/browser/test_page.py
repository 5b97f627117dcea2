"""How the page behaves, over an assistant whose answers are known."""

import threading

import pytest

from tests.browser.conftest import ReaderMaker
from tests.support.browsing import Net
from tests.support.served import Fixed, served, table_app, table_live
from tests.support.table_assistant import (
    BOATS,
    FINDING,
    HOW_MANY,
    MOON,
    REEDS,
    WHO_BOATS,
    WHY_REEDS,
)

PHONE = {"viewport": {"width": 390, "height": 844}}

# Each sets PWNED or fetches from elsewhere as soon as it is taken for HTML.
HOSTILE = (
    "<script>window.PWNED=1</script>",
    "<img src=x onerror=window.PWNED=1>",
    "<svg onload=window.PWNED=1>",
    "<body onload=window.PWNED=1><input autofocus onfocus=window.PWNED=1>",
    "<details open ontoggle=window.PWNED=1>x</details>",
    '"><iframe srcdoc="<script>parent.PWNED=1</script>"></iframe>',
    "'-alert(1)-' \" onmouseover=\"window.PWNED=1",
    "<a href=javascript:window.PWNED=1>x</a>",
    "<form action=http://elsewhere.example><button>Go</button></form>",
    "![x](http://elsewhere.example/a.png) <img src=http://elsewhere.example/b.png>",
    "<style>*{background:url(http://elsewhere.example/c.png)}</style>",
    "${(window.PWNED=1)} {{constructor.constructor('window.PWNED=1')()}} `${window.PWNED=1}`",
    "</div></article></section></main><h1>Owned</h1>",
)
EVENTS = "['click','mouseover','focus','error','load','toggle']"
FIRE = f"""for (const e of document.querySelectorAll('.turn, .turn *, .card, .card *'))
    for (const name of {EVENTS})
        if (name !== 'click' || !e.closest('[data-ask]')) e.dispatchEvent(new Event(name))"""
FORBIDDEN = ".turn :is(script, img, svg, iframe, form, style, input)"


def test_what_is_typed_is_shown_and_never_run(
    reader: ReaderMaker, table_server: str, net: Net
) -> None:
    """Markup in a question is read as text: nothing runs, nothing is fetched, no form appears."""
    someone = reader()
    before = net.caught()
    someone.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    someone.open(table_server)
    for hostile in HOSTILE:
        someone.ask(hostile)
        assert someone.text("#live .question bdi") == hostile
        someone.page.evaluate(FIRE)
        assert someone.page.evaluate("window.PWNED") is None
    someone.page.wait_for_timeout(300)
    assert someone.page.locator(".turn").count() == len(HOSTILE)
    assert someone.page.locator(FORBIDDEN).count() == 0
    assert net.caught() == before


def test_the_hostile_strings_are_alive(reader: ReaderMaker, net: Net) -> None:
    """The control: set into a page as HTML, with the same events, they run or fetch something."""
    someone = reader()
    alive = []
    for hostile in HOSTILE:
        before = net.caught()
        someone.page.goto("about:blank")
        someone.page.set_content(f'<main class=turn title="{hostile}">{hostile}</main>')
        someone.page.evaluate(FIRE)
        someone.page.wait_for_timeout(300)
        if someone.page.evaluate("window.PWNED") or net.caught() != before:
            alive.append(hostile)
    assert len(alive) >= 8, alive


def test_a_marker_leads_to_its_source_and_keeps_the_conversation(
    reader: ReaderMaker, table_server: str
) -> None:
    """The source is focused and in sight, also of an earlier answer, and the address stays."""
    someone = reader()
    someone.open(f"{table_server}/chat/?lang=en")
    someone.ask(WHY_REEDS)
    someone.ask(WHO_BOATS)
    address = someone.page.url
    someone.page.click("#past .marker")
    assert someone.page.evaluate("document.activeElement.id") == "source-1-1"
    assert someone.text("#source-1-1 mark") == FINDING
    assert someone.in_sight("#source-1-1 mark")
    assert not someone.in_sight("#source-2-1")
    someone.page.click("#live .marker")
    assert someone.page.evaluate("document.activeElement.id") == "source-2-1"
    assert someone.page.url == address
    assert someone.page.locator(".turn").count() == 2


def test_a_near_title_leads_to_its_card(reader: ReaderMaker, table_server: str) -> None:
    """A title in an abstention is a link to the card, and reloads nothing."""
    someone = reader()
    someone.open(f"{table_server}/chat/?lang=en")
    someone.ask(MOON)
    someone.page.click(f"#live a:has-text('{BOATS.title}')")
    assert someone.page.evaluate("document.activeElement.id") == "near-1-1"
    assert someone.page.url.endswith("?lang=en")
    assert someone.page.locator("#live .turn").count() == 1


def test_the_whole_abstract_opens_with_the_excerpt_marked(
    reader: ReaderMaker, table_server: str
) -> None:
    """Opened, the card shows every paragraph, the quoted words highlighted."""
    someone = reader()
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    someone.page.click(".card summary")
    assert someone.text(".card .whole mark") == FINDING
    assert "Managers can lower the water in spring & wait." in someone.text(".card .whole")
    assert REEDS.title in someone.text(".card .card-title")


def test_examples_and_follow_ups_ask_by_a_click(reader: ReaderMaker, table_server: str) -> None:
    """A suggestion is asked as it stands; it also works from the keyboard."""
    someone = reader()
    someone.open(table_server)
    someone.page.click(f".intro [data-ask='{WHY_REEDS}']")
    someone.answered()
    assert FINDING in someone.text("#live .answer")
    someone.page.focus(f"#live [data-ask='{HOW_MANY}']")
    someone.page.keyboard.press("Enter")
    someone.answered()
    assert WHY_REEDS in someone.text("#live .understood")


def test_an_answer_can_be_copied(reader: ReaderMaker, table_server: str) -> None:
    """The clipboard gets the answer and its source, and the button says so."""
    someone = reader(permissions=["clipboard-read", "clipboard-write"])
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    someone.page.click(".copy")
    someone.page.wait_for_selector(".copy:has-text('Copied')")
    copied = someone.page.evaluate("navigator.clipboard.readText()")
    assert FINDING in copied
    assert REEDS.title in copied


def test_a_new_conversation_starts_empty(reader: ReaderMaker, table_server: str) -> None:
    """The turns go, the examples come back, and a follow-up stands alone."""
    someone = reader()
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    someone.page.click("#again")
    someone.page.wait_for_selector(".intro [data-ask]", state="visible")
    assert someone.page.locator(".turn").count() == 0
    someone.asked = 0
    someone.ask(HOW_MANY)
    assert someone.page.locator(".understood").count() == 0


def test_two_readers_at_once_do_not_mix(reader: ReaderMaker, table_server: str) -> None:
    """Two browsers ask in turns, and each follow-up goes with its own conversation."""
    one, two = reader(), reader()
    for someone, question in ((one, WHY_REEDS), (two, WHO_BOATS)):
        someone.open(table_server)
        someone.ask(question)
    for someone in (one, two):
        someone.ask(HOW_MANY)
    assert WHY_REEDS in one.text("#live .understood")
    assert WHO_BOATS in two.text("#live .understood")
    assert one.page.locator(f"#past :text('{WHO_BOATS}')").count() == 0


def test_the_page_is_of_use_while_the_model_loads(reader: ReaderMaker) -> None:
    """It opens at once, takes a question, says that it waits, and answers when it can."""
    gate = threading.Event()

    def slowly() -> Fixed:
        gate.wait(30)
        return table_live()

    with served(table_app(slowly)) as address:
        someone = reader()
        someone.page.goto(address)
        someone.page.wait_for_selector(".intro .status:has-text('Opening the abstracts…')")
        someone.page.fill("#question textarea", WHY_REEDS)
        someone.page.press("#question textarea", "Enter")
        someone.page.wait_for_selector("#live .status:has-text('Opening the abstracts…')")
        assert someone.violations() == []
        gate.set()
        someone.answered()
        assert FINDING in someone.text("#live .answer")
        someone.page.wait_for_selector("h1:has-text('Annual Meeting 2031')")
        someone.page.close()


def test_a_screen_reader_is_told_the_whole_answer_once(
    reader: ReaderMaker, table_server: str
) -> None:
    """The polite live region holds the answer's words after it is whole."""
    someone = reader()
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    told = someone.page.locator("[role=status]", has_text="Reply:").inner_text()
    assert FINDING in told


def test_a_question_that_is_too_long_stays_in_the_box(
    reader: ReaderMaker, table_server: str
) -> None:
    """The sentence names the limit, and the words are still there to be shortened."""
    someone = reader()
    someone.open(table_server)
    someone.ask("why " * 600)
    assert "at most 2,000" in someone.text("#live .notice")
    assert someone.page.input_value("#question textarea") == "why " * 600


def test_the_page_speaks_japanese(reader: ReaderMaker, table_server: str) -> None:
    """A Japanese browser gets Japanese texts, and the document says its language."""
    someone = reader(locale="ja-JP")
    someone.open(table_server)
    assert someone.page.evaluate("document.documentElement.lang") == "ja"
    assert (
        someone.page.get_attribute("#question textarea", "placeholder") == "抄録について質問する…"
    )
    someone.ask(WHY_REEDS)
    assert "抄録の全文を表示" in someone.text(".card summary")
    assert someone.violations() == []
    someone.photograph("desktop-light-japanese")


def test_nothing_is_wider_than_the_window(reader: ReaderMaker, table_server: str) -> None:
    """From the smallest phone to a wide screen nothing has to be scrolled sideways."""
    someone = reader()
    someone.open(table_server)
    someone.ask("W" * 300)
    someone.ask(WHY_REEDS)
    for width in (320, 390, 768, 860, 861, 1024, 1920):
        someone.page.set_viewport_size({"width": width, "height": 700})
        assert not someone.overflows(), width


def test_on_a_phone_the_sources_are_beneath_and_lead_back(
    reader: ReaderMaker, table_server: str
) -> None:
    """A marker leads down to its source, and a link leads back to the question."""
    someone = reader(**PHONE)
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    answer = someone.page.locator("#live .answer").bounding_box()
    card = someone.page.locator(".card").bounding_box()
    assert answer
    assert card
    assert card["y"] > answer["y"] + answer["height"]
    someone.page.click("#live .marker")
    someone.page.wait_for_timeout(100)
    assert someone.in_sight(".card mark")
    someone.page.click(".back-link")
    someone.page.wait_for_timeout(100)
    assert someone.in_sight("#question-1")


def test_every_control_shows_where_the_focus_is(reader: ReaderMaker, table_server: str) -> None:
    """Going through the page by Tab, every stop is drawn with an outline or a ring."""
    someone = reader()
    someone.open(table_server)
    someone.ask(WHY_REEDS)
    someone.page.evaluate("document.body.focus()")
    drawn = """() => { const e = document.activeElement, row = e.closest('#ask-row');
        const ring = row && getComputedStyle(row).boxShadow !== 'none';
        return [e.outerHTML.slice(0, 80), ring || getComputedStyle(e).outlineStyle !== 'none']; }"""
    stops = []
    for _ in range(9):
        someone.page.keyboard.press("Tab")
        stops.append(someone.page.evaluate(drawn))
    controls = [stop for stop in stops if not stop[0].startswith("<body")]
    assert len(controls) >= 6
    assert [name for name, visible in controls if not visible] == []
