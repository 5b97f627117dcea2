"""Which words a sentence must hold, by what is asked; and whether others than the authors speak."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, Kind
from rag.spoken_of import asks_whom_cited, is_of_others, topic_spoken_of, words_said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What do the abstracts say about fees?", ("fees",)),
        ("What is said about old age?", ("old age",)),
        ("What happened in 1969?", ("1969",)),
        ("1969年に何がありましたか", ("1969",)),
        ("What does Sano say about the yen?", ("Sano", "the yen")),
        ("What did Hooghe and Marks write on cities?", ("Hooghe", "Marks", "cities")),
        ("What does the author say about fees?", ()),
        ("What did they find?", ()),
        ("Why do trainees flee?", ()),
    ],
)
def test_words_that_must_stand_there(question: str, words: tuple[str, ...]) -> None:
    """The topic, and whoever is cited."""
    assert words_said(question) == words


def test_a_word_asked_for_as_such() -> None:
    """In both languages; nothing in other questions."""
    assert topic_spoken_of("Does it mention Korea?") == "Korea"
    assert topic_spoken_of("韓国に言及していますか") == "韓国"
    assert not topic_spoken_of("Why do trainees flee?")


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("What does earlier research say about flight?", True),
        ("What do other scholars blame?", True),
        ("先行研究は何と述べていますか", True),
        ("According to Chhour, why do trainees flee?", False),
        ("Which future research is needed?", False),
        ("Why do trainees flee?", False),
    ],
)
def test_others_than_the_authors(question: str, others: bool) -> None:  # noqa: FBT001
    """Earlier work, the literature, other scholars."""
    assert is_of_others(question) is others


@pytest.mark.parametrize(
    "question", ["Which researchers does Chhour cite?", "Whom does the Cambodian paper cite?"]
)
def test_whom_an_abstract_cites(ask: Callable[[str], Answer], question: str) -> None:
    """Every sentence that is shown names one."""
    quotes = [citation.quote for citation in ask(question).citations]

    assert quotes
    assert all("Sano" in it or "Saito" in it for it in quotes)


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("Which researchers does Chhour cite?", True),
        ("Who is cited by Chhour?", True),
        ("What does the Cambodian paper cite?", True),
        ("チョールは誰を引用していますか", True),
        ("What is cited as the main reason for fleeing?", False),
        ("Which reasons are cited for running away?", False),
        ("What does visa run refer to?", False),
    ],
)
def test_who_is_cited_is_not_what_is_cited(question: str, whom: bool) -> None:  # noqa: FBT001
    """A reason that is cited may be the authors' own."""
    assert asks_whom_cited(question) is whom


def test_somebody_cited_is_quoted_where_both_words_stand(ask: Callable[[str], Answer]) -> None:
    """What Saito says of fees stands in one sentence; of cooking nobody says anything."""
    answer = ask("What did Saito say about fees?")

    assert answer.citations[0].quote.startswith("Saito found")
    assert "fees" in answer.citations[0].quote
    assert ask("What did Saito say about cooking?").kind is Kind.ABSTENTION
    assert ask("What did Sano say about harassment?").kind is Kind.ABSTENTION


def test_the_year_of_a_source_is_none_in_which_something_happened(
    ask: Callable[[str], Answer],
) -> None:
    """In 1969 bills were submitted; 1974 only stands beside a name."""
    assert "1969" in ask("What happened in 1969?").citations[0].quote
    assert ask("What happened in 1974?").kind is Kind.ABSTENTION
