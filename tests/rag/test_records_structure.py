"""What is asked of the records is read from the structure of a question, whatever its wording."""

import pytest

from rag.records_fields import lacked
from rag.records_intent import Asks, read_question
from rag.records_topic import leftover


@pytest.mark.parametrize(
    ("masked", "asks", "topic"),
    [
        ("speakers?", Asks.WHO, ""),
        ("names of all presenters", Asks.WHO, ""),
        ("pls list everything about brokers", Asks.LIST, "brokers"),
        ("anyone talking about asylum?", Asks.LIST, "asylum"),
        ("how many on asylum", Asks.COUNT, "asylum"),
        ("what date?", Asks.WHEN, ""),
        ("where was it held", Asks.WHERE, ""),
        ("_title_ by who?", Asks.WHO, ""),
        ("_author_ works where?", Asks.AFFILIATION, ""),
        ("author vietnam study", Asks.WHO, "vietnam"),
        ("asylum in _session_", Asks.LIST, "asylum"),
        ("in which language are the abstracts written", Asks.LANGUAGES, ""),
        ("難民の発表ある？", Asks.LIST, "難民"),
        ("どのようなセッションがありますか。", Asks.COUNT_SESSIONS, ""),
    ],
)
def test_fields_and_topics_are_read(masked: str, asks: Asks, topic: str) -> None:
    """A question that no listed wording fits is still told, with its topic."""
    found = read_question(masked)

    assert found is not None
    assert (found.asks, leftover(found.topic, found.asks)) == (asks, topic)


@pytest.mark.parametrize(
    "masked",
    [
        "How many officers were interviewed in Vietnam?",
        "What do we know about brokers?",
        "tell me about brokers",
        "Why do trainees flee?",
        "How do illegal workers enter Vietnam?",
        "日本の難民保護の歴史についての発表の結論は何ですか？",
        "How did _author_ do the research?",
        "Why did _author_ write it?",
    ],
)
def test_questions_for_the_texts_are_left_to_them(masked: str) -> None:
    """What somebody did, found or said is no question for the records."""
    assert read_question(masked) is None


def test_what_records_lack_is_told() -> None:
    """The question which abstracts have no author asks for a field that is not there."""
    assert lacked("which abstracts have no author") == "author"
    assert lacked("キーワードがない抄録は？") == "keyword"
    assert lacked("Why is there no author of the law?") is None
