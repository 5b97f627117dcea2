"""Long lists are folded: nothing is left out, and never is only a row or two hidden."""

from dataclasses import dataclass, replace

import pytest
from bs4 import BeautifulSoup

from corpus.abstract import Abstract, Conference, Tombstone
from rag.answer import Answer, Kind
from rag.citation import cite_record
from rag.conversation import Conversation
from tests.support.table_assistant import CONFERENCE, REEDS, WHY_REEDS, TableAssistant
from ui import render
from ui.i18n import ENGLISH, JAPANESE

ANSWER = TableAssistant().ask(WHY_REEDS, Conversation())


@dataclass(frozen=True, slots=True)
class Many:
    """A shelf with so many abstracts."""

    count: int

    def abstracts(self) -> tuple[Abstract, ...]:
        """Alike but for title and id."""
        return tuple(
            replace(REEDS, id=f"{REEDS.id}-{n}", title=f"Talk number {n}")
            for n in range(1, self.count + 1)
        )

    def abstract(self, abstract_id: str, /) -> Abstract:
        """One of them."""
        return next(it for it in self.abstracts() if it.id == abstract_id)

    def conferences(self) -> tuple[Conference, ...]:
        """The only one."""
        return (CONFERENCE,)

    def conference(self, _conference_id: str, /) -> Conference:
        """The only one."""
        return CONFERENCE

    def tombstone(self, _abstract_id: str, /) -> Tombstone | None:
        """Nothing was withdrawn."""
        return None


def parsed(html: str) -> BeautifulSoup:
    """A piece of a page, to be looked through."""
    return BeautifulSoup(html, "lxml")


def listed(count: int) -> Answer:
    """A reply with so many rows, each with its record."""
    cited = tuple(cite_record(n, it) for n, it in enumerate(Many(count).abstracts(), 1))
    rows = "\n".join(f"- “{it.title}” – A, B [{it.marker}]" for it in cited)
    text = f"There are {count}.\n\n{rows}\n\nThat is all."
    return replace(ANSWER, kind=Kind.RECORDS, text=text, citations=cited, nearest=())


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
