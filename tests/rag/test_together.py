"""Two questions in one: each is answered under its own words, with its own sources."""

import re
from dataclasses import replace

import pytest

from rag.answer import Answer, Citation, Kind
from rag.assistant import Assistant
from rag.together import together


def test_the_records_and_the_texts_answer_together(assistant: Assistant) -> None:
    """Who wrote it from the records, what it found from its text; the markers count on."""
    answer = assistant.ask("Who wrote Chhour's paper and what did it find?")

    assert answer.kind is Kind.ANSWER
    assert "Hosei University" in answer.text
    assert "What did it find?" in answer.text
    assert [it.marker for it in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.citations[0].quote == ""
    assert "indebtedness" in answer.citations[1].quote
    markers = [int(it) for it in re.findall(r"\[(\d+)\]$", answer.text, re.MULTILINE)]
    assert markers == [it.marker for it in answer.citations]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What is the aim and the method of the Vietnam study?", ("aims at", "three sources")),
        ("When and where was the conference held?", ("May 23, 2020", "Online")),
        ("How many talks are there and who chaired them?", ("4 abstracts", "Saeki")),
        ("ベトナムの論文の目的と方法は何ですか", ("aims at", "three sources")),
        ("Why do trainees flee? Who chaired the session?", ("indebtedness", "Saeki")),
    ],
)
def test_nothing_asked_is_lost(assistant: Assistant, question: str, held: tuple[str, ...]) -> None:
    """All that is asked is told."""
    text = assistant.ask(question).text
    assert all(it in text for it in held)


def test_what_one_sentence_answers_stays_one(assistant: Assistant) -> None:
    """Two questions on one thing are read together: that finds the sentence best."""
    answer = assistant.ask("How many trainees escaped by 2018 and how many were Cambodian?")
    assert "9,052" in answer.citations[0].quote
    assert "How many were Cambodian?" not in answer.text


def test_one_that_is_not_answered_is_said_to_be(assistant: Assistant) -> None:
    """The other is still answered, and nothing is listed that comes near."""
    answer = assistant.ask("Who chaired the session, and what does the Vietnam study recommend?")
    assert answer.answerable
    assert "Saeki" in answer.text
    assert answer.text.endswith("does not say.")


def test_the_same_asked_twice_is_one(assistant: Assistant) -> None:
    """Words that only ask go on with the question before them."""
    answer = assistant.ask("How full is the International Session? How many talks?")
    assert len(answer.citations) == len(assistant.catalogue.abstracts())


def test_remarks_together_are_a_remark(assistant: Assistant) -> None:
    """The last one is answered."""
    answer = assistant.ask("Who are you and what can you do?")
    assert answer.kind is Kind.SMALLTALK
    assert answer.question == "Who are you and what can you do?"


def test_a_number_of_the_document_stays_what_it_is() -> None:
    """Only the marker at the end of a quotation is counted on."""
    cited = Citation(1, "a", "Reeds", (), 0, 4, "Reeds return [1]")
    text = "> Reeds return [1] [1]"
    told = Answer("Why?", "en", Kind.ANSWER, answerable=True, confidence=0.9, text=text)
    told = replace(told, citations=(cited,))

    answer = together(told, [told, told])

    assert "> Reeds return [1] [1]" in answer.text
    assert "> Reeds return [1] [2]" in answer.text
    assert [it.marker for it in answer.citations] == [1, 2]
