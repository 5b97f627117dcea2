"""Where several conferences are held, a question may be limited to one, and answers name them."""

from pathlib import Path

import pytest

from corpus.library import read_library
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.scope import Scopes
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened
from tests.support.shelves import MOSS, put

OLD, NEW, CRAFTS = "moss-2019", "moss-2021", "wool-2020"


@pytest.mark.parametrize(
    ("question", "conferences", "rest"),
    [
        ("Which talks were given in 2019?", (OLD,), "Which talks were given?"),
        ("What was said of moss at the autumn conference?", (CRAFTS,), "What was said of moss?"),
        ("Who spoke at the spring conference?", (OLD, NEW), "Who spoke?"),
        ("Who spoke at the 2021 spring conference?", (NEW,), "Who spoke?"),
        ("Which talks were given at NSB 2021?", (NEW,), "Which talks were given?"),
        ("Which talks were given at SFC?", (CRAFTS,), "Which talks were given?"),
        ("2020年の発表は？", (CRAFTS,), "発表は？"),
        ("Who chaired the autumn conference?", (CRAFTS,), "Who chaired the autumn conference?"),
        ("What does SFC stand for?", (CRAFTS,), "What does SFC stand for?"),
    ],
)
def test_a_limit_is_understood(
    several: Assistant, question: str, conferences: tuple[str, ...], rest: str
) -> None:
    """Year, season, association and their combinations name their conferences."""
    scope = Scopes(several.catalogue).of(question)
    assert scope is not None
    assert (scope.conference_ids, scope.question) == (conferences, rest)


@pytest.mark.parametrize(
    "question",
    [
        "Which talks are there?",
        "What was said in 1974?",
        "Who spoke at the winter conference?",
        "Who chaired the conference?",
        "What grows in Bergen?",
    ],
)
def test_what_names_no_conference_sets_no_limit(several: Assistant, question: str) -> None:
    """A year or a name that no conference has is part of the question."""
    assert Scopes(several.catalogue).of(question) is None


def test_one_conference_is_never_limited(lake_assistant: Assistant, tmp_path: Path) -> None:
    """With one booklet a year in a question is a year in the texts."""
    corpus = put(tmp_path, moss=MOSS)
    built(tmp_path / "var", [parsed.booklet for parsed in read_library(corpus)])
    alone = Assistant(opened(tmp_path / "var"), HashingEmbedder())
    assert Scopes(alone.catalogue).of("Which talks were given in 2019?") is None
    assert "2019" not in alone.ask("Which talks are there?").text
    assert lake_assistant.ask("Which talks are there?").citations


def test_lists_texts_and_facts_keep_to_the_limit(several: Assistant) -> None:
    """Records, retrieval and what is said of the conference are of the one that was named."""
    listed = several.ask("Which talks were given in 2019?")
    assert [it.title for it in listed.citations] == ["Mosses on Roofs", "Ferns under Bridges"]
    told = several.ask("What did the study on moss measure in 2021?")
    assert all(several.catalogue.abstract(i).conference_id == NEW for i in ids_of(told))
    chair = several.ask("Who chaired the autumn conference in 2020?").text
    assert "Reed" in chair
    assert "Berg" not in several.ask("Who was the chair at the autumn conference?").text


def ids_of(answer: Answer) -> list[str]:
    """The abstracts that an answer cites or offers."""
    return [c.abstract_id for c in answer.citations] + [n.abstract_id for n in answer.nearest]


def test_answers_name_the_conference(several: Assistant) -> None:
    """Behind each title stands where it was given; excerpts stay verbatim."""
    answer = several.ask("Which talks are there?")
    assert "“Mosses on Roofs” (NSB Spring Conference 2019)" in answer.text
    assert "“Dyeing Wool with Lichens” (SFC Autumn Conference 2020)" in answer.text
    quoted = several.ask("What deepest brown does crottle give to wool?")
    for citation in quoted.citations:
        text = several.catalogue.abstract(citation.abstract_id).text
        assert citation.quote == text[citation.start : citation.end]
        assert citation.quote in quoted.text


def test_a_conversation_goes_over_the_limit(several: Assistant) -> None:
    """What was spoken of before may lie beyond the limit, or be withdrawn: no answer fails."""
    first = several.ask("Which talks were given in 2019?")
    so_far = Conversation().after(first.question, first)
    for question in ("What did the first one find?", "And in 2021?", "Who wrote it in 2020?"):
        answer = several.ask(question, so_far)
        assert answer.question == question
        so_far = so_far.after(question, answer)
