"""Long lists are folded: nothing is left out, and never is only a row or two hidden."""

import pytest
from bs4 import BeautifulSoup

from tests.support.long_lists import Many, listed
from ui import render
from ui.i18n import ENGLISH, JAPANESE


def parsed(html: str) -> BeautifulSoup:
    """A piece of a page, to be looked through."""
    return BeautifulSoup(html, "lxml")


@pytest.mark.parametrize(("count", "seen"), [(1, 1), (12, 12), (13, 10), (100, 10)])
def test_a_long_list_shows_its_first_rows(count: int, seen: int) -> None:
    """In the answer and beside it; the rest is there, behind a button that says how many."""
    for html in (
        render.answer_body(listed(count), 1, ENGLISH),
        render.sources(listed(count), Many(count), 1, ENGLISH),
    ):
        page = parsed(html)
        assert len(page.find_all(class_="card") or page.find_all("li")) == count
        for hidden in page.find_all(class_="beyond"):
            hidden.decompose()
        assert len(page.find_all(class_="card") or page.find_all("li")) == seen
        buttons = [it.text for it in page.find_all("button", class_="unfold")]
        assert buttons == ([f"Show {count - seen} more"] if seen < count else [])


def test_every_row_keeps_its_marker() -> None:
    """A marker behind the fold leads to a card behind the fold, which chat.js opens."""
    page = parsed(render.answer_body(listed(30), 1, JAPANESE))
    targets = [it["data-target"] for it in page.find_all("button", class_="marker")]
    beside = parsed(render.sources(listed(30), Many(30), 1, JAPANESE))
    assert [it["id"] for it in beside.find_all(class_="source")] == targets
    assert len(targets) == 30
    assert "残り 20 件を表示" in page.text


@pytest.mark.parametrize("shown", [0, 3, 40, 90])
def test_a_long_list_that_is_coming_in_is_closed_html(shown: int) -> None:
    """Every element that begins ends, and the button comes with the last row."""
    html = str(render.answer_body(listed(30), 1, ENGLISH, shown))
    assert all(html.count(f"<{tag}") == html.count(f"</{tag}>") for tag in ("ul", "li", "div"))
    assert "data-unfold" not in html


def test_the_copy_holds_every_row() -> None:
    """What is copied and read out is never folded."""
    assert render.plain_text(listed(30)).count("Talk number") == 60
