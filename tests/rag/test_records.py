"""Records are counted, listed and looked up; what they lack is said to be lacking."""

import re

import pytest

from index.generation import Generation
from rag.answer import Kind
from rag.assistant import Assistant
from rag.authors import Authors, KnownPerson
from rag.draft import Draft
from rag.language import Language
from rag.records import RecordsDesk
from rag.records_intent import Asks, RecordsQuestion
from rag.topic import Match
from tests.support.booklets import BOTH, FERRIES, ICE, LAKES, REEDS

TOTAL = sum(len(booklet.abstracts) for booklet in BOTH)


@pytest.fixture(scope="session")
def desk(lake_generation: Generation) -> RecordsDesk:
    """The desk over the hand-made booklets."""
    return RecordsDesk(lake_generation.catalogue, Authors(lake_generation.catalogue))


def told(
    desk: RecordsDesk, asks: Asks, match: Match | None = None, language: Language = "en"
) -> Draft:
    """The reply, whose markers and citations are checked to match one to one."""
    draft = desk.answer(RecordsQuestion(asks, "water"), match, language)
    assert draft is not None
    markers = [int(n) for n in re.findall(r"\[(\d+)\]", draft.text)]
    assert markers == [citation.marker for citation in draft.citations]
    return draft


def of(*abstracts: object) -> Match:
    """A literal match of these."""
    return Match(tuple(abstracts), literal=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("asks", [Asks.COUNT, Asks.LIST])
def test_all_are_counted_and_listed(desk: RecordsDesk, asks: Asks) -> None:
    """The number of all abstracts, and each with its title and authors."""
    draft = told(desk, asks)

    assert re.search(rf"\b{TOTAL}\b", draft.text.splitlines()[0])
    for abstract in (a for booklet in BOTH for a in booklet.abstracts):
        assert abstract.title in draft.text
        assert all(author.name in draft.text for author in abstract.authors)
    assert len(draft.citations) == TOTAL
    assert (draft.kind, draft.answerable, draft.confidence) == (Kind.RECORDS, True, 1.0)


def test_a_topic_is_counted(desk: RecordsDesk) -> None:
    """How many of how many match, and which."""
    draft = told(desk, Asks.COUNT, of(REEDS, FERRIES))

    assert re.search(rf"\b2\b.*\b{TOTAL}\b.*water", draft.text.splitlines()[0])
    assert ICE.title not in draft.text


def test_near_in_meaning_is_not_called_a_match(desk: RecordsDesk) -> None:
    """Abstracts that do not hold the word are offered as near, not counted as matches."""
    near = told(desk, Asks.LIST, Match((REEDS,), literal=False))
    literal = told(desk, Asks.LIST, of(REEDS))

    assert near.text.splitlines()[0] != literal.text.splitlines()[0]
    assert "water" in near.text.splitlines()[0]


@pytest.mark.parametrize("asks", [Asks.COUNT, Asks.LIST])
def test_none_is_a_count(desk: RecordsDesk, asks: Asks) -> None:
    """That no abstract matches is an answer, with the topic and the total."""
    draft = told(desk, asks, Match((), literal=False))

    assert "water" in draft.text
    assert f"0 of {TOTAL}" in draft.text
    assert draft.answerable


def test_who_wrote_what_is_not_there(desk: RecordsDesk) -> None:
    """Asked for the author of what no abstract is about, nobody is named."""
    draft = told(desk, Asks.WHO, Match((), literal=False))

    assert not draft.answerable
    assert "Okada" not in draft.text


def test_named_authors(desk: RecordsDesk) -> None:
    """Every author is named, with the affiliation where the booklet gives one."""
    draft = told(desk, Asks.WHO, of(REEDS))

    assert REEDS.title in draft.text
    assert "Mari Okada (Suwa University), Bo Lindqvist" in draft.text
    assert draft.answerable


@pytest.mark.parametrize("asks", [Asks.WHO, Asks.AFFILIATION])
def test_an_unnamed_author(desk: RecordsDesk, asks: Asks) -> None:
    """Where the booklet names no author, the answer says so, cites the record, answers nothing."""
    draft = told(desk, asks, of(FERRIES))

    assert "names no author" in draft.text
    assert FERRIES.title in draft.text
    assert not draft.answerable
    assert [c.abstract_id for c in draft.citations] == [FERRIES.id]


def test_an_unnamed_author_in_japanese(desk: RecordsDesk) -> None:
    """The same in the other language, the title as it is."""
    draft = told(desk, Asks.WHO, of(FERRIES), "ja")

    assert "記載されていません" in draft.text
    assert FERRIES.title in draft.text
    assert not draft.answerable


def test_keywords(desk: RecordsDesk) -> None:
    """The keywords in their order; none where the booklet gives none."""
    assert "reeds, water level" in told(desk, Asks.KEYWORDS, of(REEDS)).text
    assert "御神渡り、気候" in told(desk, Asks.KEYWORDS, of(ICE), "ja").text
    lacking = told(desk, Asks.KEYWORDS, of(FERRIES))
    assert "no keywords" in lacking.text
    assert not lacking.answerable


def test_people_are_counted_once(desk: RecordsDesk) -> None:
    """The named authors are counted, and the abstracts without one are told beside them."""
    draft = told(desk, Asks.COUNT_PEOPLE)

    assert re.search(r"\b4\b", draft.text)
    for name in ("Mari Okada", "Bo Lindqvist", "佐藤 花子", "Ana Quispe"):
        assert name in draft.text
    assert f"1 of {TOTAL}" in draft.text


def test_a_person_with_abstracts(desk: RecordsDesk) -> None:
    """What someone wrote is listed under the name."""
    draft = desk.person((KnownPerson(REEDS.authors[0], (REEDS.id,)),), "en")

    assert "Mari Okada (Suwa University)" in draft.text
    assert REEDS.title in draft.text
    assert [c.abstract_id for c in draft.citations] == [REEDS.id]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who wrote the study on reeds?", ("Mari Okada (Suwa University)", "Bo Lindqvist")),
        ("Who is the author of the paper on ferries?", ("names no author", FERRIES.title)),
        ("Which university is Mari Okada from?", ("Suwa University",)),
        ("What did Quispe present?", ("Ana Quispe", "Rope Bridges")),
        ("Who is Anne Moreau?", ("Anne Moreau (Nagano College)", "Chair and Moderator")),
        ("Who chaired the session?", ("Anne Moreau", "bridges-2032")),
        ("How many abstracts are there?", (str(TOTAL),)),
        ("Which abstracts are about ferries?", (FERRIES.title, f"1 of {TOTAL}")),
        ("What does SLS stand for?", ("Society for Lake Studies",)),
        ("What are the keywords of the paper on reeds?", ("reeds, water level",)),
        ("要旨は何件ありますか？", (f"{TOTAL}件",)),
        ("佐藤花子さんの所属は？", ("諏訪大学",)),
        ("司会は誰ですか？", ("Anne Moreau",)),
    ],
)
def test_a_question_is_looked_up(
    lake_assistant: Assistant, question: str, parts: tuple[str, ...]
) -> None:
    """Asked in plain words, the records answer in the language of the question."""
    answer = lake_assistant.ask(question)

    assert answer.kind is Kind.RECORDS
    assert all(part in answer.text for part in parts), answer.text


@pytest.mark.parametrize(
    "question", ["How many abstracts are about whales?", "List talks on opera"]
)
def test_a_topic_that_nobody_treats(lake_assistant: Assistant, question: str) -> None:
    """None is a count too: no abstract is passed off as a match."""
    answer = lake_assistant.ask(question)

    assert f"0 of {TOTAL}" in answer.text or "nearest in meaning" in answer.text


def test_the_conference_of_the_records(lake_assistant: Assistant) -> None:
    """When it was is read from the record of the conference."""
    assert LAKES.date is not None
    assert str(LAKES.date.year) in lake_assistant.ask("When was the conference held?").text
