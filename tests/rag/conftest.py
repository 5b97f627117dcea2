"""Fixtures: the real model over the real booklet, and the small one over made-up booklets."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from corpus.abstract import Abstract
from corpus.library import read_library
from index.build import build
from index.embedding import MiniLM
from index.generation import Generation
from rag.answer import Answer
from rag.assistant import Assistant
from rag.bootstrap import open_assistant, read_booklets
from rag.conversation import Conversation
from rag.settings import Settings, load_settings
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened, silent
from tests.support.shelves import MOSS, WOOL, put


@pytest.fixture(scope="session")
def booklet_settings(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over an index of the booklets that lie in corpus/, built once."""
    settings = load_settings(var=tmp_path_factory.mktemp("booklet") / "var")
    booklets = [parsed.booklet for parsed in read_booklets(settings)]
    build(settings.var, booklets, minilm.identity, lambda: minilm, silent)
    return settings


@pytest.fixture(scope="session")
def assistant(booklet_settings: Settings, minilm: MiniLM) -> Assistant:
    """The real assistant over the real booklet."""
    return open_assistant(booklet_settings, minilm)


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Callable[[str], Answer]:
    """Asks a first question; one that was asked already is not asked again, to save time."""
    return cache(assistant.ask)


@pytest.fixture(scope="session")
def cambodian(assistant: Assistant) -> Abstract:
    """The abstract on Cambodian trainees."""
    return _titled(assistant, "Cambodian")


@pytest.fixture(scope="session")
def vietnam(assistant: Assistant) -> Abstract:
    """The abstract on foreign workers in Vietnam, whose author the booklet does not name."""
    return _titled(assistant, "Vietnam")


@pytest.fixture(scope="session")
def refugees(assistant: Assistant) -> Abstract:
    """The abstract on refugee protection before 1981."""
    return _titled(assistant, "Refugee")


@pytest.fixture(scope="session")
def lake_assistant(lake_generation: Generation) -> Assistant:
    """An assistant over the hand-made booklets, with the small embedder."""
    return Assistant(lake_generation, HashingEmbedder())


@pytest.fixture(scope="session")
def conversation_of(assistant: Assistant) -> Callable[..., Conversation]:
    """Asks questions one after the other and gives the conversation that came of it."""

    def talk(*questions: str) -> Conversation:
        so_far = Conversation()
        for question in questions:
            so_far = so_far.after(question, assistant.ask(question, so_far))
        return so_far

    return talk


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current directory, without settings in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SHOROKU_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _titled(assistant: Assistant, word: str) -> Abstract:
    return next(a for a in assistant.catalogue.abstracts() if word in a.title)


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over three booklets of two associations and three years."""
    later = MOSS.replace("2019", "2021").replace("Roofs", "Walls").replace("roofs", "walls")
    root: Path = tmp_path_factory.mktemp("several")
    corpus = put(root, moss_2019=MOSS, moss_2021=later, wool_2020=WOOL)
    built(root / "var", [parsed.booklet for parsed in read_library(corpus)])
    return Assistant(opened(root / "var"), HashingEmbedder())
