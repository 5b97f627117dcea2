"""A question for one kind of number is not answered by another kind."""

import pytest

from rag.quantities import holds_quantity, quantity_asked


@pytest.mark.parametrize(
    ("question", "holding", "lacking"),
    [
        ("How much do pickers earn a day?", "They earn 900 yen a day.", "In 2019, 300 came."),
        ("What share of the reeds was cut?", "Eighty percent was cut: 80%.", "We saw 312 reeds."),
        ("What percentage came back?", "About half came back.", "In 1999, 40 came back."),
        ("In which year was the dam built?", "It was built in 1964.", "It took ten men."),
        ("In what year did they meet?", "They met in 1990.", "They met (Sano, 2012:19)."),
        ("How often was the bill read?", "It was read on five occasions.", "It was read in 1969."),
        ("How long did they stay?", "They stayed for three long years.", "Three captains stayed."),
        ("How old were the boats?", "The boats were 40 years old.", "There were 40 boats."),
        ("漁師は何人ですか？", "漁師10人に聞いた。", "漁師に聞いた。"),
    ],
)
def test_kinds_of_number_are_told_apart(question: str, holding: str, lacking: str) -> None:
    """The right kind counts fully; a number of another kind, or a reference, not at all."""
    assert holds_quantity(question, holding) == 1
    assert holds_quantity(question, lacking) == 0


def test_a_count_belongs_to_what_is_counted() -> None:
    """A number beside the thing asked for is better than one beside another thing."""
    question = "How many captains were interviewed?"
    beside = holds_quantity(question, "We interviewed nine retired captains.")
    elsewhere = holds_quantity(question, "We interviewed nine farmers.")
    assert (beside, elsewhere) == (1, 0.5)
    assert holds_quantity(question, "We interviewed captains.") == 0


def test_women_are_counted_as_females() -> None:
    """Who is asked for in one word may be counted in the other; men are no women."""
    sentence = "We asked ten captains, 3 females and 7 males."
    assert holds_quantity("How many of them were women?", sentence) == 1
    assert holds_quantity("How many women were asked?", "We asked 7 males.") == 0.5


def test_anybody_counts_where_people_are_asked_for() -> None:
    """Whoever is counted, it is people."""
    sentence = "We interviewed nine retired captains."
    assert holds_quantity("How many people were interviewed?", sentence) == 1


@pytest.mark.parametrize(
    "question", ["Why did they leave?", "Which studies share a method?", "Who wrote it?", ""]
)
def test_no_number_is_asked_for(question: str) -> None:
    """Questions for something else ask for no number, whatever words they use."""
    assert quantity_asked(question) is None
    assert holds_quantity(question, "In 1990, nine came.") is None
