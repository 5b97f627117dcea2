"""Questions that only sound as if they were for the records are left to the texts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.record_questions import opened_over
from corpus.abstract import Booklet
from index.embedding import MiniLM
from rag.answer import Answer, Kind
from tests.support.programme import programme


@pytest.fixture(scope="module")
def ask(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """Asks of an invented booklet that names nobody."""
    made = programme()
    unnamed = tuple(replace(it, authors=()) for it in made.abstracts)
    folder: Path = tmp_path_factory.mktemp("beyond")
    return opened_over(Booklet(made.conference, unnamed), folder, minilm).ask


@pytest.mark.parametrize(
    "question",
    [
        "how many of the undocumented carers in Vienna come from Ukraine?",
        "how long does a bride from Nepal remain without papers in India?",
        "Swedish coworkers resentment paid course cleaners",
        "who wrote the handbook that fixes the Korean wording?",
        "Why do carers send more often than those at home?",
        "how many people played the game on the web?",
    ],
)
def test_what_the_texts_are_asked(ask: Callable[[str], Answer], question: str) -> None:
    """Where people of a text come from, who wrote a thing in it, why one did more than another."""
    assert ask(question).kind is not Kind.RECORDS


@pytest.mark.parametrize(
    "question",
    [
        "Who is from Leiden University?",
        "abstracts with authors affiliated with Leiden University",
        "how many speakers come from Ukraine?",
    ],
)
def test_without_affiliations_it_is_said_so(ask: Callable[[str], Answer], question: str) -> None:
    """Where authors are from is still asked of the records, which name neither."""
    text = ask(question).text
    assert "no affiliations" in text or "no author" in text
