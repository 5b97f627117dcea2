"""The newest and the oldest abstracts, by the years of their conferences."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, Kind
from rag.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("What are the most recent talks?", "2021"),
        ("newest abstracts", "2021"),
        ("Which talk is the oldest?", "2019"),
        ("最新の発表は？", "2021"),
        ("一番古い抄録を教えて", "2019"),
    ],
)
def test_the_abstracts_of_the_last_or_first_year(
    several: Assistant, question: str, year: str
) -> None:
    """All of that year, and no others."""
    answer = several.ask(question)
    cited = {it.abstract_id for it in answer.citations}

    assert answer.kind is Kind.RECORDS
    assert cited
    assert cited == {
        it.id for it in several.catalogue.abstracts() if it.conference_id.endswith(year)
    }


def test_of_one_year_it_is_said_that_it_is_one(ask: Callable[[str], Answer]) -> None:
    """Nothing is newer than anything else."""
    assert ask("Which talk is the most recent?").text.startswith("The abstracts are from 2020.")


@pytest.mark.parametrize("question", ["最新の研究動向", "What are the latest figures on refugees?"])
def test_what_is_new_in_a_text_is_left_to_it(ask: Callable[[str], Answer], question: str) -> None:
    """Only works are new or old by their year."""
    assert ask(question).kind is not Kind.RECORDS
