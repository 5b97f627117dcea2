"""Fixtures of the ways in."""

import pytest

from index.embedding import MiniLM
from rag.assistant import Assistant
from rag.bootstrap import build_index, open_assistant
from rag.settings import load_settings


@pytest.fixture(scope="session")
def assistant(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The real assistant over the booklets that lie in corpus/."""
    settings = load_settings(var=tmp_path_factory.mktemp("ways-in") / "var")
    build_index(settings, lambda _stage, _done, _total: None)
    return open_assistant(settings, minilm)
