"""The API's page in a real browser: readable by everyone, and from this server alone."""

from collections.abc import Callable

import pytest

from tests.support.browsing import VIEWS, Net, Reader, View

ReaderMaker = Callable[..., Reader]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_page_fits_and_axe_finds_nothing(
    reader: ReaderMaker, table_server: str, view: View
) -> None:
    """No violation and nothing wider than the window, in every theme and size."""
    someone = reader(**view.context_options())
    someone.page.goto(f"{table_server}/api/docs")
    assert not someone.overflows()
    someone.photograph(f"api-{view.name}")
    assert someone.violations() == []


def test_nothing_is_asked_elsewhere(reader: ReaderMaker, table_server: str, net: Net) -> None:
    """Style and script are this server's own, and the policy has nothing to hold back."""
    someone = reader()
    before = len(net.caught())
    refused: list[str] = []
    someone.page.on("console", lambda it: refused.append(it.text) if it.type == "error" else None)
    someone.page.goto(f"{table_server}/api/docs", wait_until="networkidle")
    assert someone.page.inner_text("h1") == "API"
    assert net.caught()[before:] == []
    assert refused == []
