"""Questions that the records answer are told from those that only the texts can answer."""

import pytest

from rag.records_intent import Asks, asks_beyond_records, read_question, records_question
from rag.records_topic import topic_of


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who chaired the session?", Asks.CHAIR),
        ("Who was the moderator?", Asks.CHAIR),
        ("What are the keywords of the study on guest workers?", Asks.KEYWORDS),
        ("How many authors are named?", Asks.COUNT_PEOPLE),
        ("How many talks are there?", Asks.COUNT),
        ("number of abstracts?", Asks.COUNT),
        ("When was the conference held?", Asks.WHEN),
        ("What time did the session start?", Asks.WHEN),
        ("Where was the conference held?", Asks.WHERE),
        ("Was the conference online?", Asks.WHERE),
        ("Which association organised the conference?", Asks.HOST),
        ("What is the title of the talk on Vietnam?", Asks.TITLE),
        ("Which university is Phengse Chhour from?", Asks.AFFILIATION),
        ("Who wrote the study on Vietnam?", Asks.WHO),
        ("Who is the author of the refugee paper?", Asks.WHO),
        ("Who presented on local policies?", Asks.WHO),
        ("List the talks.", Asks.LIST),
        ("Which abstracts are about refugees?", Asks.LIST),
        ("Is there a talk on Okinawa?", Asks.LIST),
        ("司会は誰ですか？", Asks.CHAIR),
        ("キーワードは？", Asks.KEYWORDS),
        ("発表者は何人ですか？", Asks.COUNT_PEOPLE),
        ("発表は何件ありますか？", Asks.COUNT),
        ("大会はいつ開催されましたか？", Asks.WHEN),
        ("会場はどこですか？", Asks.WHERE),
        ("主催はどこですか？", Asks.HOST),
        ("所属はどこですか？", Asks.AFFILIATION),
        ("ベトナムの研究の著者は誰ですか？", Asks.WHO),
        ("難民に関する発表はありますか？", Asks.LIST),
        ("難民をテーマとする発表", Asks.LIST),
        ("誰がどのテーマで発表しましたか", Asks.WHO),
    ],
)
def test_records_questions(question: str, asks: Asks) -> None:
    """A plain question for each field of the records is recognised, in both languages."""
    found = records_question(question)

    assert found is not None
    assert found.asks is asks


@pytest.mark.parametrize(
    "question",
    [
        "Whom did the author of the study interview?",
        "Why do Cambodian trainees flee?",
        "What did the author of the Vietnam study find?",
        "What do the papers on trainees say about brokers?",
        "What does the talk on refugees find?",
        "How many officers were interviewed?",
        "How many trainees had escaped by 2018?",
        "When did Japan sign the Refugee Convention?",
        "When were the bills submitted?",
        "Where did the missing trainees work?",
        "Where do illegal foreign workers work?",
        "When did the Technical Internship Training Program begin?",
        "What is the title of the bills submitted in the 1960s?",
        "How many people did each study interview?",
        "Where were the interviews conducted?",
        "Which theories are applied?",
        "What does the study recommend?",
        "Who submitted the bills?",
        "Who runs away?",
        "How did the researcher collect data?",
        "What is non-refoulement?",
        "Which prefectures pay subsidies?",
        "Does the paper say that wages are low?",
        "なぜ実習生は失踪するのですか？",
        "何人にインタビューしましたか？",
        "法案はいつ提出されましたか？",
        "どこでインタビューが行われましたか？",
        "難民政策はどのように発展しましたか？",
    ],
)
def test_content_questions(question: str) -> None:
    """What only the texts can answer is not sent to the records."""
    assert records_question(question) is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How many talks are there?", ""),
        ("List all abstracts.", ""),
        ("Who wrote the study on Vietnam?", "Vietnam"),
        ("Who wrote about Vietnam’s borders?", "Vietnam’s borders"),
        ("Which abstracts are about refugees?", "refugees"),
        ("Is there a talk on “reeds and lakes”?", "reeds and lakes"),
        ("難民に関する発表はありますか？", "難民"),
        ("発表は何件ありますか？", ""),
    ],
)
def test_the_topic_is_what_is_left(question: str, topic: str) -> None:
    """Without the words that only ask, the topic remains, or nothing."""
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("Who wrote the Vietnam study and what did they find?", True),
        ("Who wrote it, and how were data collected?", True),
        ("発表者はそれぞれ何を主張しましたか", True),
        ("Who wrote the Vietnam study?", False),
        ("Who chaired, and when was the session?", False),
        ("Who wrote it and what is the title?", False),
        ("Which talks are on migrants and refugees?", False),
    ],
)
def test_going_on_to_the_texts(question: str, beyond: bool) -> None:  # noqa: FBT001
    """A second clause that only the texts can answer is seen; one for the records is none."""
    assert asks_beyond_records(question) is beyond


@pytest.mark.parametrize(
    "question",
    [
        "How many people were interviewed?",
        "How many officers did the researcher interview?",
        "How many people did the Vietnam researcher survey?",
        "何人にインタビューしましたか？",
    ],
)
def test_whom_a_study_asked_is_for_the_texts(question: str) -> None:
    """Counting those interviewed is not counting authors or talks."""
    assert records_question(question) is None
    assert read_question(question) is None


def test_talks_that_used_interviews_are_counted() -> None:
    """Where talks are counted, interviews are their topic."""
    assert read_question("How many talks are about interviews?") is not None
