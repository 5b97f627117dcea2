"""What stands before and after what, in the booklet that comes with the product."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, Kind

Ask = Callable[[str], Answer]

TALENT_TITLE = (
    "Foreign Trainees as Foreign Talent: Local and National Policies towards Migrant Labour in "
    "Japan"
)
CAMBODIA, VIETNAM, TALENT, REFUGEES = "Why do Cam", "How Illega", "Foreign Tr", "The Politi"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What comes after the Vietnam paper?", TALENT),
        ("Which talk is right before the Vietnam talk?", CAMBODIA),
        ("who speaks after Chhour?", VIETNAM),
        (f"What follows “{TALENT_TITLE}”?", REFUGEES),
        ("ベトナムの発表の次は何ですか", TALENT),
        ("難民の発表の前の発表は何ですか", TALENT),
    ],
)  # fmt: skip
def test_a_neighbour(ask: Ask, question: str, title: str) -> None:
    """The next or the one before, in the order of the booklet."""
    answer = ask(question)

    assert [citation.title[:10] for citation in answer.citations] == [title]
    assert answer.kind is Kind.RECORDS


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("What comes after the refugee talk?", "is the last abstract"),
        ("what talk is before the Cambodian one?", "is the first abstract"),
        ("難民の発表の次は何ですか", "最後の抄録"),
    ],
)
def test_an_end(ask: Ask, question: str, end: str) -> None:
    """Beyond the ends nothing is made up."""
    assert end in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "is the refugee talk before the Vietnam talk?",
        "Is the Vietnam talk earlier than the refugee talk?",
        "which comes first, the Vietnam paper or the refugee paper?",
        "難民の発表はベトナムの発表より前ですか",
        "ベトナムの発表と難民の発表はどちらが先ですか",
    ],
)
def test_which_is_first(ask: Ask, question: str) -> None:
    """Whichever way it is asked, the earlier is told first, both with their places."""
    answer = ask(question)

    assert [citation.title[:10] for citation in answer.citations] == [VIETNAM, REFUGEES]
    assert "2" in answer.text
    assert "4" in answer.text


@pytest.mark.parametrize(
    "question",
    ["What happened before 1981?", "Which policy came before the Refugee Convention?"],
)
def test_before_something_else(ask: Ask, question: str) -> None:
    """What came before an event is for the texts."""
    assert ask(question).kind is not Kind.RECORDS
