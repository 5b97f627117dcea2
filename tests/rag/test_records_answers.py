"""Questions for the records are answered exactly, with the criterion said in words."""

import pytest

from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation
from tests.support.booklets import BOTH, FERRIES, ICE, REEDS

TOTAL = sum(len(booklet.abstracts) for booklet in BOTH)


def cited(answer: Answer) -> list[str]:
    """The abstracts of an answer, whose rows are checked to have their markers."""
    assert all(f"[{citation.marker}]" in answer.text for citation in answer.citations)
    return [citation.abstract_id for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "abstracts"),
    [
        ("Which talks are about reeds?", [REEDS]),
        ("talks on reeds", [REEDS]),
        ("Is there anything on ferries?", [FERRIES]),
        ("Which abstracts are by Mari Okada?", [REEDS]),
        ("Is Mari Okada presenting anything?", [REEDS]),
        ("Who from Suwa University presented on reeds?", [REEDS]),
        ("What is the first abstract in the booklet?", [BOTH[0].abstracts[0]]),
        ("最後の発表は何ですか。", [BOTH[-1].abstracts[-1]]),
        ("佐藤花子さんの発表を一覧にしてください。", [ICE]),
        ("最初の発表者は誰ですか。", [BOTH[0].abstracts[0]]),
        ("最後の発表のタイトルは何ですか。", [BOTH[-1].abstracts[-1]]),
        ("諏訪大学の人はいますか。", [ICE]),
        ("Who are the co-authors of Mari Okada?", [REEDS]),
        (f"When is “{REEDS.title}”?", [REEDS]),
        (f"Which session does “{REEDS.title}” belong to?", [REEDS]),
    ],
)
def test_the_right_records(lake_assistant: Assistant, question: str, abstracts: list) -> None:  # type: ignore[type-arg]
    """Exactly the records that were asked for are cited, each in a row of its own."""
    answer = lake_assistant.ask(question)

    assert answer.kind is Kind.RECORDS
    assert cited(answer) == [abstract.id for abstract in abstracts]


def test_who_has_several(lake_assistant: Assistant) -> None:
    """Nobody has two abstracts here, which is said, and not how many authors there are."""
    answer = lake_assistant.ask("How many authors have more than one abstract?")

    assert answer.kind is Kind.RECORDS
    assert answer.text == "No author who is named has more than one abstract here."


def test_the_coauthors_of_a_work(lake_assistant: Assistant) -> None:
    """Where a work is named and nobody of it, all who wrote it are told."""
    answer = lake_assistant.ask("Who are the co-authors of the paper on reeds?")

    assert "Mari Okada (Suwa University)" in answer.text
    assert "Bo Lindqvist" in answer.text


def test_what_and_by_whom(lake_assistant: Assistant) -> None:
    """“… and who gives it?” is answered by the row, and no part of the topic."""
    answer = lake_assistant.ask("Is there a talk about reeds and who gives it?")

    assert cited(answer) == [REEDS.id]
    assert "“reeds”" in answer.text


def test_a_comparison_of_counts(lake_assistant: Assistant) -> None:
    """Both numbers are said, and the rows of both sides shown."""
    answer = lake_assistant.ask("Are there more talks about reeds or about ferries?")

    assert cited(answer) == [REEDS.id, FERRIES.id]
    assert answer.text.startswith("As many abstracts are about “reeds” (1) as about “ferries” (1)")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which talks did Ottoline Quackenbush give?", "no author called “Ottoline Quackenbush”"),
        ("How many talks were there in 1987?", "no abstracts from 1987"),
        ("How many talks are about beekeeping?", f"0 of {TOTAL}"),
    ],
)
def test_what_is_not_there_is_said(lake_assistant: Assistant, question: str, said: str) -> None:
    """A person, a year, a topic that the records lack is named as lacking; nothing is cited."""
    answer = lake_assistant.ask(question)

    assert said in answer.text
    assert answer.citations == ()


def test_another_person(lake_assistant: Assistant) -> None:
    """“And Mari Okada?” asks of her what was asked of somebody else."""
    first = lake_assistant.ask("What did Quispe present?")
    assert first.citations

    followed = lake_assistant.ask(
        "And Mari Okada?", Conversation().after("What did Quispe present?", first)
    )
    assert cited(followed) == [REEDS.id]
    assert followed.rewritten == "What did Mari Okada present?"


def test_either_of_two_topics(lake_assistant: Assistant) -> None:
    """What holds one or the other is listed, though nothing holds both."""
    answer = lake_assistant.ask("Which talks deal with reeds or ferries?")

    assert cited(answer) == [REEDS.id, FERRIES.id]
    assert f"2 of {TOTAL} abstracts match “reeds or ferries”" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What are the topics of the conference?",
        "Which topics does this meeting have?",
        "プログラムを教えてください。",
        "この抄録集には何件の抄録がありますか。",
    ],
)
def test_the_conference_is_no_topic(lake_assistant: Assistant, question: str) -> None:
    """Its topics are all that there are."""
    assert len(cited(lake_assistant.ask(question))) == TOTAL


def test_two_topics_compared_in_japanese(lake_assistant: Assistant) -> None:
    """Both sides are topics, however the question goes on."""
    answer = lake_assistant.ask("reedsとferriesの発表はどちらが多いですか。")

    assert cited(answer) == [REEDS.id, FERRIES.id]


def test_the_affiliation_asked_for_of_a_topic_is_no_place(lake_assistant: Assistant) -> None:
    """What stands before 所属 may say of whom it is asked."""
    answer = lake_assistant.ask("reedsについての論文の著者の所属は？")

    assert cited(answer) == [REEDS.id]
    assert "Suwa University" in answer.text


@pytest.mark.parametrize(
    "question", ["Which talks do not mention reeds?", "Which papers don't deal with reeds?"]
)
def test_what_does_not_hold_a_topic(lake_assistant: Assistant, question: str) -> None:
    """All others are listed, and the heading says so."""
    answer = lake_assistant.ask(question)

    assert REEDS.id not in cited(answer)
    assert answer.text.startswith(f"{TOTAL - 1} of {TOTAL} abstracts do not mention “reeds”")


@pytest.mark.parametrize(
    "question",
    [
        "Is the paper on reeds by Quispe?",
        "Did Quispe write the paper on reeds?",
        f"Is “{REEDS.title}” by Quispe?",
    ],
)
def test_whether_it_is_by_somebody(lake_assistant: Assistant, question: str) -> None:
    """Who did write it is told, whoever was asked about."""
    answer = lake_assistant.ask(question)

    assert cited(answer) == [REEDS.id]
    assert "Mari Okada (Suwa University)" in answer.text


def test_whom_a_text_cites(lake_assistant: Assistant) -> None:
    """“Which abstracts cite Sano?” lists those that name Sano."""
    assert cited(lake_assistant.ask("Which abstracts cite Sano?")) == [REEDS.id]


def test_what_does_not_hold_a_topic_within_limits(lake_assistant: Assistant) -> None:
    """Of one author only their own abstracts are looked through."""
    answer = lake_assistant.ask("Which talks by Mari Okada do not mention ferries?")

    assert cited(answer) == [REEDS.id]
    assert answer.text.startswith(
        f"1 of {TOTAL} abstracts does not mention “ferries” and is by Mari"
    )


@pytest.mark.parametrize(
    "question",
    ["How many people were deported?", "How many people died?", "Which country is mentioned most?"],
)
def test_whom_and_what_texts_count_no_record_tells(assistant: Assistant, question: str) -> None:
    """People who were deported are no authors, and a country that is mentioned is no venue."""
    assert assistant.ask(question).kind is not Kind.RECORDS
