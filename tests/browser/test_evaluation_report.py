"""The page of an evaluation in a browser: readable for everyone, in both colours, on any width."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from eval.comparison import compare
from eval.freshness import Stale
from eval.kept import kept_run
from eval.page.page import to_html
from eval.run import run
from eval.summary import Setting, make_report
from eval.thresholds import Thresholds
from tests.browser.conftest import ReaderMaker
from tests.support.oracle import ABSTRACTS, CAUSE, GOLD, MAPS, Oracle, changed, quoting


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The address of a page with everything on it: floors, flips, stale labels, wrong answers."""
    before, now = (
        run(each, GOLD, lambda _done, _total: None)
        for each in (Oracle(), changed(why=quoting(MAPS, CAUSE), several=quoting(MAPS)))
    )
    stale = (Stale("gone", "lakes.jsonl:9", "no abstract 'tides' is indexed"),)
    floors = Thresholds("en", (("evidence.hit_at_1", 0.9), ("integrity.verbatim", 1.0)))
    report = make_report(Setting("oracle-1", (), "all", stale=stale, moved=("why",)), now, floors)
    compared = compare(kept_run("a", before, show_test=True), kept_run("b", now), "en")
    file = tmp_path / "report.html"
    texts = {each.id: each.text for each in ABSTRACTS}
    text = to_html(replace(report, comparison=compared), texts, show_test=True)
    file.write_text(text, encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_is_for_everyone(
    reader: ReaderMaker, page: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """With every question opened nothing overflows, and axe is content."""
    someone = reader(viewport={"width": width, "height": 900}, color_scheme=scheme)
    someone.page.goto(page)
    for question in someone.page.locator("details > summary").all():
        question.click()

    assert someone.page.locator("mark.gold.shown").first.is_visible()
    assert not someone.overflows()
    assert someone.violations() == []
    someone.photograph(f"evaluation-{scheme}-{width}")


def test_the_page_prints(reader: ReaderMaker, page: str) -> None:
    """On white, without the links within it, even for who reads in the dark."""
    someone = reader(color_scheme="dark")
    someone.page.goto(page)
    someone.page.emulate_media(media="print")

    assert someone.page.locator("nav").is_hidden()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert someone.page.evaluate(ground) == "rgb(255, 255, 255)"
    assert someone.page.pdf().startswith(b"%PDF")


def test_the_page_can_be_read_by_the_keyboard(reader: ReaderMaker, page: str) -> None:
    """The first stop leads past the head; a question opens with Enter."""
    someone = reader()
    someone.page.goto(page)
    someone.page.keyboard.press("Tab")
    assert someone.page.locator(":focus").inner_text() == "To the figures"
    first = someone.page.locator("details").first
    first.locator("summary").focus()
    someone.page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None
