"""An aspect of all works, each told in its own words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.record_questions import opened_over
from index.embedding import MiniLM
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.overview import aspect_of_all
from rag.zoning.zones import Aspect
from tests.support.programme import programme

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    "question",
    [
        "What are the main findings of the conference?",
        "what did the speakers find?",
        "What are the aims of the talks?",
        "各発表の目的を教えて",
        "この大会の発表の結果は？",
    ],
)
def test_every_abstract_is_told(ask: Ask, question: str) -> None:
    """One quote of each."""
    answer = ask(question)

    assert answer.kind is Kind.ANSWER
    assert len({citation.abstract_id for citation in answer.citations}) == 4
    assert len(answer.citations) == 4


def test_several_that_were_listed_are_asked_on(assistant: Assistant) -> None:
    """Each of those that were shown, and no other; one alone is asked by itself."""
    talks = assistant.ask("any talks on trainees?")
    before = Conversation().after("any talks on trainees?", talks)
    found = assistant.ask("What are the findings?", before)
    again = assistant.ask("and the methods?", before.after("What are the findings?", found))

    listed = [it.abstract_id for it in talks.citations]
    assert len(listed) == 2
    assert [it.abstract_id for it in found.citations] == listed
    assert [it.abstract_id for it in again.citations] == listed


def test_it_is_as_sure_as_its_least_sure_quote(ask: Ask) -> None:
    """Asked of each work by its title, none is less sure than what is told of all."""
    told = ask("What did the speakers find?")
    alone = [ask(f"What does “{it.title}” find?") for it in told.citations]

    assert told.confidence < 1
    assert told.confidence == pytest.approx(min(it.confidence for it in alone))


def test_who_tells_nothing_is_named(ask: Ask) -> None:
    """Future work is named by one abstract; of the others it is said that they name none."""
    answer = ask("what future work do the papers name?")

    assert [citation.title[:10] for citation in answer.citations] == ["Why do Cam"]
    assert "Nothing of the kind was found in “How Illegal" in answer.text


@pytest.mark.parametrize(
    "question", ["What methods do the presenters use?", "この大会の発表の方法は？"]
)
def test_a_period_is_no_method(ask: Ask, question: str) -> None:
    """One abstract says which period it looks at and nothing of how."""
    answer = ask(question)

    assert len({citation.abstract_id for citation in answer.citations}) == 3
    assert "The Political History" in answer.text.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("What did each speaker find?", Aspect.FINDING),
        ("What do the authors recommend?", Aspect.RECOMMENDATION),
        ("Which data do the studies use?", Aspect.DATA),
        ("Tell me the main findings of the conference", Aspect.FINDING),
        ("What are the main findings?", Aspect.FINDING),
        ("What is this conference about?", Aspect.AIM),
        ("What methods were used?", Aspect.METHOD),
        ("What did this study find?", Aspect.FINDING),
        ("what are the policy recommendations", Aspect.RECOMMENDATION),
        ("What did the author find?", None),
        ("Which methods were used for counting?", None),
        ("What did the study on reeds find?", None),
        ("Show me the programme of the session", None),
        ("What are the topics of the conference?", None),
        ("What problems do trainees have?", None),
        ("What did the studies find about brokers?", None),
        ("Which methods do the studies on trainees use?", None),
    ],
)
def test_which_questions_ask_of_all(question: str, aspect: Aspect | None) -> None:
    """Works in general have to be named, and no subject besides."""
    assert aspect_of_all(question, "en") is aspect


def test_of_too_many_not_each_is_told(minilm: MiniLM, tmp_path: Path) -> None:
    """Of many abstracts the answer asks for a narrower question."""
    assistant = opened_over(programme(), tmp_path, minilm)
    answer = assistant.ask("What are the main findings of the conference?")

    assert not answer.citations
    assert "name a topic" in answer.text


def test_what_is_said_about_something_is_where_its_word_stands(ask: Ask) -> None:
    """A word that some sentence holds is not refused, and not said to be sure."""
    answer = ask("What do the abstracts say about fees?")

    assert "fees" in answer.citations[0].quote
    assert answer.text.startswith("The closest that the abstracts say is this.")
    assert ask("What do the abstracts say about gender?").kind is Kind.ABSTENTION
