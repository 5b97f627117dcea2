"""What the description allows and what it does not, asked by schemathesis: never a 5xx."""

from collections.abc import Iterator

import pytest

from bench.api_fuzz import Tally, fuzz
from tests.support.served import served, table_app, wait_ready

CASES = 300


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app()) as address:
        wait_ready(address)
        yield address


def test_nothing_that_is_sent_breaks_the_server(base: str) -> None:
    """Each response is described, of the described form, and says 4xx to what is not allowed."""
    tally = Tally()
    fuzz(base, CASES, tally)
    assert tally.cases >= CASES
    assert not tally.failures, "\n\n".join(tally.failures[:3])
    assert tally.accepted
    assert tally.refused
