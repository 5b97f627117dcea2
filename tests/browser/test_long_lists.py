"""A long list on the chat page: folded, opened by a button or by a marker, whole on paper."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import ReaderMaker
from tests.support.browsing import Reader
from tests.support.long_lists import LongAssistant
from tests.support.served import Fixed, served, table_app, wait_ready

ROWS = "#live .answer li"
CARDS = "#desk .card"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server whose every answer lists thirty abstracts."""
    with served(table_app(lambda: Fixed(LongAssistant()))) as address:
        wait_ready(address)
        yield address


def seen(someone: Reader, selector: str) -> int:
    """How many of these are shown."""
    return someone.page.locator(f"{selector}:visible").count()


def test_a_long_list_is_unfolded(reader: ReaderMaker, server: str) -> None:
    """By its button, from which the focus goes on to the first row that was hidden."""
    someone = reader()
    someone.open(server)
    someone.ask("Which talks are there?")
    assert (seen(someone, ROWS), seen(someone, CARDS)) == (10, 10)
    assert someone.violations() == []
    someone.page.locator("#live [data-unfold]").press("Enter")
    assert (seen(someone, ROWS), seen(someone, CARDS)) == (30, 10)
    assert "Talk number 11" in someone.page.evaluate("document.activeElement.innerText")
    assert seen(someone, "#live [data-unfold]") == 0
    # A marker opens the sources where its own is still folded.
    someone.page.locator("#live .marker").nth(24).click()
    assert seen(someone, CARDS) == 30
    assert "Talk number 25" in someone.page.evaluate(
        "document.activeElement.closest('.card').innerText"
    )
    assert someone.violations() == []


def test_on_paper_nothing_is_folded(reader: ReaderMaker, server: str) -> None:
    """Every row and every source, and no button."""
    someone = reader()
    someone.open(server)
    someone.ask("Which talks are there?")
    someone.page.emulate_media(media="print")
    assert (seen(someone, ROWS), seen(someone, CARDS)) == (30, 30)
    assert seen(someone, "[data-unfold]") == 0
