"""A question about the texts is limited to whom or what it names, and says so."""

from collections.abc import Callable

from corpus.abstract import Abstract
from rag.answer import Answer, Kind

Ask = Callable[[str], Answer]


def test_a_name_limits_what_is_quoted(ask: Ask, cambodian: Abstract) -> None:
    """Asked what somebody says, only that person's abstract is quoted, on the very topic."""
    answer = ask("What did Chhour say about brokers?")

    assert answer.kind is Kind.ANSWER
    assert {citation.abstract_id for citation in answer.citations} == {cambodian.id}
    assert "broker" in answer.citations[0].quote


def test_where_nothing_is_left_it_is_said(ask: Ask) -> None:
    """Where that person says nothing of it, the reply says where was looked."""
    answer = ask("What does Chhour say about subsidies?")

    assert answer.kind is Kind.ABSTENTION
    assert "Chhour" in answer.text.partition("\n")[0]


def test_a_correction_has_its_way_back(ask: Ask) -> None:
    """A mended question offers the search as typed, and that search mends nothing."""
    answer = ask("cambodain trainees brokers")
    back = ask(answer.suggestions[0])

    assert answer.text.startswith("Showing results for “cambodian")
    assert answer.suggestions[0] == "Search instead for “cambodain trainees brokers”"
    assert not back.text.startswith("Showing results")
