"""The product as a reader meets it: the real index, a real browser, four kinds of window."""

import pytest

from tests.browser.conftest import ReaderMaker
from tests.support.browsing import VIEWS, Net, View

WHY = "Why do Cambodian technical intern trainees flee?"
FOLLOW_UP = "And how many of them were women?"
WHERE = "Which method was used to study illegal foreign workers in Vietnam?"
NOWHERE = "What is the recipe for onion soup?"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_reader_asks_follows_up_and_is_told_what_is_not_there(
    reader: ReaderMaker, real_server: str, net: Net, view: View
) -> None:
    """Two questions, a follow-up and an abstention; nothing leaves the machine; axe is content."""
    someone = reader(**view.context_options())
    someone.rest_ms = 700
    outside: list[str] = []
    someone.page.on("request", lambda request: outside.append(request.url))
    before = net.caught()

    someone.open(real_server)
    assert "Conference" in someone.text("h1")
    assert someone.violations() == []
    someone.photograph(f"{view.name}-1-welcome")

    someone.ask(WHY)
    quote = someone.text("#live .answer blockquote")
    assert "[1]" in quote
    marked = someone.text("#sources .sources:not([hidden]) .excerpt mark")
    assert marked in quote
    assert "Phengse Chhour (Hosei University)" in someone.text("#sources .card .authors")
    assert someone.violations() == []
    someone.photograph(f"{view.name}-2-answer")

    someone.page.click("#live .marker >> nth=0")
    someone.page.wait_for_timeout(900)
    assert someone.in_sight("#sources .sources:not([hidden]) .source mark")
    someone.photograph(f"{view.name}-3-source")

    someone.ask(FOLLOW_UP)
    assert "Understood as" in someone.text("#live .understood")
    assert "3 females" in someone.text("#live .answer")

    someone.ask(WHERE)
    assert "Vietnam" in someone.text("#live .answer")
    assert someone.page.locator("#past .turn").count() == 2

    someone.ask(NOWHERE)
    assert "Not in the abstracts" in someone.text("#live .notice")
    assert someone.page.locator("#sources .sources:not([hidden]) .card").count() >= 2
    assert someone.violations() == []
    someone.photograph(f"{view.name}-4-not-in-the-abstracts")

    assert not someone.overflows()
    assert [url for url in outside if not url.startswith((real_server, "data:", "blob:"))] == []
    assert net.caught() == before


def test_the_net_catches_what_leaves(reader: ReaderMaker, net: Net) -> None:
    """The control: a page that asks another host is caught, so that none caught means none sent."""
    someone = reader()
    before = net.caught()
    someone.page.set_content('<img src="http://elsewhere.example/pixel.png">')
    someone.page.wait_for_timeout(500)
    assert net.caught() == [*before, "elsewhere.example"]


def test_axe_finds_what_is_wrong(reader: ReaderMaker) -> None:
    """The control: on a page with a picture without a text axe says so."""
    someone = reader()
    someone.page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=''></main>")
    assert any("image-alt" in violation for violation in someone.violations())
