"""Example questions are made from the records, in either language."""

import re
from dataclasses import replace

import pytest

from index.embedding import MiniLM
from index.generation import open_generation
from rag.assistant import Assistant
from rag.bootstrap import assistant_over
from rag.examples import examples_about, examples_from
from rag.language import Language, language_of
from rag.settings import Settings
from tests.support.booklets import FERRIES, ICE, REEDS

ABSTRACTS = (REEDS, FERRIES, ICE)
LANGUAGES: tuple[Language, ...] = ("en", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_name_their_abstract(language: Language) -> None:
    """Each question names the main part of the title, and asks in the visitor's language."""
    for question in examples_about(FERRIES, language):
        assert "Ferries and Fishers" in question
        assert "Quarrel" not in question
        assert question.endswith("？" if language == "ja" else "?")
        assert language_of(question) == language


def test_a_title_that_asks_is_the_best_question() -> None:
    """An abstract whose title is a question is asked by its title, as it is printed."""
    asking = replace(REEDS, title="Why do reeds return?")

    assert examples_about(asking, "en")[0] == "Why do reeds return?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_abstracts_take_turns(language: Language) -> None:
    """The first three examples show three abstracts, and none is asked twice alike."""
    made = list(examples_from(ABSTRACTS, language))

    assert [abstract_id for _, abstract_id in made[:3]] == [a.id for a in ABSTRACTS]
    assert len({question for question, _ in made}) == len(made)


def test_ways_of_asking_take_turns() -> None:
    """Three examples ask in three ways."""
    first = [question for question, _ in examples_from((REEDS, FERRIES, FERRIES), "en")][:3]

    assert len({question.split("“")[0] for question in first}) == 3


def test_no_abstracts_no_examples() -> None:
    """An empty corpus has nothing to ask for."""
    assert list(examples_from((), "en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_answered(assistant: Assistant, language: Language) -> None:
    """The three questions offered are different, and each is answered when it is asked."""
    offered = assistant.examples(language)

    assert len(set(offered)) == 3
    assert all(language_of(question) == language for question in offered)
    assert all(assistant.ask(question).answerable for question in offered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_promised_untried_is_answered(
    booklet_settings: Settings, minilm: MiniLM, language: Language
) -> None:
    """Of more abstracts than are stored word by word none is tried out; all are answered still."""
    generation = open_generation(booklet_settings.var, minilm.identity)
    many = assistant_over(replace(generation, tokens=None), minilm)
    first = many.examples(language)
    offered = dict.fromkeys([*first, *(more for it in first for more in many.ask(it).suggestions)])

    assert len(offered) > len(first)
    for question in offered:
        answer = many.ask(question)
        assert answer.answerable, question
        assert all(cited.title.startswith(_named(question)) for cited in answer.citations)


def _named(question: str) -> str:
    """The title that a question quotes."""
    return re.split("[“”「」]", question)[1]
