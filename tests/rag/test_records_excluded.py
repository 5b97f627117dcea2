"""What is named to be left out is left out."""

import pytest

from rag.assistant import Assistant
from rag.records_excluded import without_exclusion

OTHERS = 3


@pytest.mark.parametrize(
    ("before", "after", "bare"),
    [
        ("Who presented besides ", "?", ("Who presented by ", "?")),
        ("Which talks are not from ", "?", ("Which talks are from ", "?")),
        ("talks except those by ", "", ("talks those by ", "")),
        ("talks other than ", "'s on pay", ("talks by ", " on pay")),
        ("", "さん以外の発表は", ("", "の発表は")),
        ("", "を除く発表は何件", ("", "発表は何件")),
        ("talks from ", "?", None),
        ("", "の発表は", None),
        ("Why did it not work for ", "?", None),
    ],
)
def test_the_words_that_exclude_are_cut_out(
    before: str, after: str, bare: tuple[str, str] | None
) -> None:
    """Only those that stand directly beside the name."""
    assert without_exclusion(before, after) == bare


@pytest.mark.parametrize(
    "asked",
    [
        "Who else presented besides Chhour?",
        "Which talks are not from Hosei University?",
        "How many abstracts are not by Phengse Chhour?",
        "Chhourさん以外の発表者は?",
        "法政大学以外の発表は?",
        "法政大学を除く発表は何件?",
    ],
)
def test_all_others_are_listed(assistant: Assistant, asked: str) -> None:
    """The three abstracts that are not Chhour's, and that this is the criterion."""
    answer = assistant.ask(asked)
    assert len(answer.citations) == OTHERS
    assert all("Chhour" not in "".join(it.authors) for it in answer.citations)
    assert " not by " in answer.text or "以外" in answer.text


def test_an_exclusion_limits_what_the_texts_are_asked(assistant: Assistant) -> None:
    """No excerpt comes from the paper that is named to be left out."""
    answer = assistant.ask("What do papers other than Chhour's say about trainees?")
    assert answer.answerable
    assert all("Cambodian" not in it.title for it in answer.citations)


@pytest.mark.parametrize(
    "asked",
    ["What does Chhour's paper say about brokers?", "What do papers by Chhour say about pay?"],
)
def test_what_a_paper_says_is_asked_of_its_text(assistant: Assistant, asked: str) -> None:
    """It is no list of what matches "say about brokers"."""
    answer = assistant.ask(asked)
    assert answer.citations
    assert all(it.quote and it.authors == ("Phengse Chhour",) for it in answer.citations)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Who is from Osaka University?", "Yasutaka Saeki"),
        ("佐伯先生は誰ですか", "Yasutaka Saeki"),
        ("大会の名前は?", "JAMPS 2020"),
        ("Chhourさんは何について発表しましたか", "Why do Cambodian"),
    ],
)
def test_who_chaired_and_what_was_presented(assistant: Assistant, asked: str, told: str) -> None:
    """The records are told, not a word of the asking looked for."""
    assert told in assistant.ask(asked).text
