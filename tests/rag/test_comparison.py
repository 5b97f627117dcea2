"""Two works or topics side by side: each side for itself, each cell a quote, silence said."""

import re

import pytest

from corpus.abstract import Abstract
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation


def sides_cited(answer: Answer) -> list[set[str | None]]:
    """For each side the abstracts that its cells quote."""
    assert answer.comparison is not None
    by_marker = {citation.marker: citation.abstract_id for citation in answer.citations}
    return [
        {by_marker[cell] for row in answer.comparison.rows if (cell := row.cells[side])}
        for side in (0, 1)
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How do the Cambodian study and the Vietnam study differ?",
        "Compare the Cambodian study with the Vietnam study.",
        "What is the difference between the Cambodian study and the Vietnam study?",
        "カンボジアとベトナムの研究の違いは？",
        "What is the difference between Chhour's paper and the Vietnam paper?",
        "Compare Chhour with the Vietnam study",
        "How is the Cambodian study different from the Vietnam study?",
    ],
)
def test_each_side_speaks_for_itself(
    assistant: Assistant, cambodian: Abstract, vietnam: Abstract, question: str
) -> None:
    """Each column quotes its own abstract alone, and the text shows every cell with its marker."""
    answer = assistant.ask(question)

    assert answer.kind is Kind.ANSWER
    assert sides_cited(answer) == [{cambodian.id}, {vietnam.id}]
    for citation in answer.citations:
        abstract = assistant.catalogue.abstract(citation.abstract_id)
        assert citation.quote == abstract.text[citation.start : citation.end]
        assert f"> {citation.quote} [{citation.marker}]" in answer.text


def test_an_aspect_is_one_row(assistant: Assistant) -> None:
    """Asked for the methods, nothing but the methods is set side by side."""
    answer = assistant.ask("Compare the methods of the Cambodian study and the Vietnam study")

    assert answer.comparison is not None
    assert [row.aspect for row in answer.comparison.rows] == ["method"]


def test_an_aspect_may_be_given_in_a_study(
    assistant: Assistant, cambodian: Abstract, refugees: Abstract
) -> None:
    """What is compared is no part of a side's name; a side gives its own reasons first."""
    question = "Compare the reasons given in the Cambodian study and the refugee study."
    answer = assistant.ask(question)

    assert sides_cited(answer) == [{cambodian.id}, {refugees.id}]
    assert answer.citations[0].quote.startswith("This paper finds")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Compare Korea and Japan", ("Korea", "Japan")),
        ("Compare brokers and municipalities", ("broker", "municipal")),
    ],
)
def test_a_topic_is_spoken_of_in_its_column(
    assistant: Assistant, question: str, words: tuple[str, str]
) -> None:
    """Where no works are compared, each quote holds the topic that it stands under."""
    answer = assistant.ask(question)

    assert answer.comparison is not None
    by_marker = {citation.marker: citation.quote for citation in answer.citations}
    for row in answer.comparison.rows:
        for cell, word in zip(row.cells, words, strict=True):
            assert cell
            assert word in by_marker[cell].lower() or word in by_marker[cell]


def test_a_silent_side_is_told(assistant: Assistant) -> None:
    """A side that no abstract is about has empty cells, and the reply says so in words."""
    answer = assistant.ask("Compare the Vietnam study and whale songs")

    assert answer.comparison is not None
    assert all(row.cells[1] is None for row in answer.comparison.rows)
    assert re.search("whale songs.*do not say", answer.text)


def test_what_was_shown_is_compared(assistant: Assistant) -> None:
    """After a list, "[1] and [2]" and "they" are the abstracts that were shown."""
    first = assistant.ask("Which talks are about trainees?")
    before = Conversation().after("Which talks are about trainees?", first)
    shown = [citation.abstract_id for citation in first.citations]

    for question in ("Compare [1] and [2]", "How do they differ?"):
        answer = assistant.ask(question, before)
        assert sides_cited(answer) == [{shown[0]}, {shown[1]}]


@pytest.mark.parametrize(
    "question",
    [
        "Why do Cambodian trainees flee?",
        "Are there more talks about trainees or about refugees?",
        "Compare how the studies collected their data.",
    ],
)
def test_other_questions_are_no_comparison(assistant: Assistant, question: str) -> None:
    """Content, counts, and questions over all studies are answered in their own ways."""
    assert assistant.ask(question).comparison is None


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("What is the aim of the Cambodian study?", "How does it differ from the Vietnam study?"),
        ("What is the aim of the Cambodian study?", "And compared to the Vietnam paper?"),
        ("What is the aim of the Cambodian study?", "Compare this with the Vietnam study"),
        ("カンボジアの研究の目的は何ですか", "ベトナムの研究との違いは？"),
        ("カンボジアの研究の目的は何ですか", "これはベトナムの研究とどう違いますか"),
    ],
)
def test_one_side_may_have_been_spoken_of(
    assistant: Assistant, cambodian: Abstract, vietnam: Abstract, first: str, then: str
) -> None:
    """What "it" was is the one side; what it was understood as names both."""
    talk = Conversation().after(first, assistant.ask(first))
    answer = assistant.ask(then, talk)

    assert sides_cited(answer) == [{cambodian.id}, {vietnam.id}]
    assert cambodian.title in (answer.rewritten or "")


@pytest.mark.parametrize(
    "question",
    ["What do the papers have in common?", "How do the talks differ?", "論文の共通点は何ですか"],
)
def test_of_more_than_two_it_is_asked_back(assistant: Assistant, question: str) -> None:
    """Each pair that is offered is then compared."""
    answer = assistant.ask(question)

    assert answer.kind is Kind.ABSTENTION
    assert answer.suggestions
    assert all(assistant.ask(offered).comparison for offered in answer.suggestions)
