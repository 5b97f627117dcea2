"""Abstracts whose booklet gives no title are found, quoted and named by their first words."""

from pathlib import Path

import pytest

from rag.answer import Kind
from rag.assistant import Assistant
from tests.support.booklets import made_up
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened

TEXTS = [
    "We counted otters in nine rivers of the north and found that they returned. No net was used.",
    "Grass ropes carry four people over a gorge. They are replaced each June by the village.",
    "",
]
HEADING = "We counted otters in nine rivers of the north and found that …"


@pytest.fixture(scope="module")
def untitled(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over three abstracts without titles, one of them without text too."""
    var: Path = tmp_path_factory.mktemp("untitled") / "var"
    built(var, [made_up(TEXTS, title="")])
    return Assistant(opened(var), HashingEmbedder())


def test_lists_name_the_first_words(untitled: Assistant) -> None:
    """A list of the abstracts has a name for each that has words at all."""
    answer = untitled.ask("Which talks are there?")
    assert answer.kind is Kind.RECORDS
    assert f"“{HEADING}”" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What did they find about otters in rivers?",
        "Who are the authors?",
        "What is the title of the abstract on otters?",
        "How many people are carried by grass ropes?",
        "吊り橋について何を明らかにしましたか？",
        "hello",
    ],
)
def test_every_way_of_asking_works(untitled: Assistant, question: str) -> None:
    """No question fails for want of a title, and nothing is shown under an empty name."""
    answer = untitled.ask(question)
    assert answer.text
    assert "“”" not in answer.text
    assert all(citation.title for citation in answer.citations)


def test_a_missing_title_is_said(untitled: Assistant) -> None:
    """Asked for a title that the booklet does not give, the answer says so."""
    answer = untitled.ask("What is the title of the abstract on otters?")
    assert "gives no title" in answer.text
