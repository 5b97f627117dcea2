"""Fixtures of the ways in."""

import time

import pytest

from index.embedding import MiniLM
from rag.assistant import Assistant
from rag.bootstrap import build_index, open_assistant
from rag.settings import load_settings

HOUR, LONGEST_TEST = 3600, 30


@pytest.fixture(autouse=True)
def within_an_hour() -> None:
    """No test begins just before an hour turns: then limits by the hour let one more in."""
    left = HOUR - time.time() % HOUR
    if left < LONGEST_TEST:
        time.sleep(left + 1)


@pytest.fixture(scope="session")
def assistant(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The real assistant over the booklets that lie in corpus/."""
    settings = load_settings(var=tmp_path_factory.mktemp("ways-in") / "var")
    build_index(settings, lambda _stage, _done, _total: None)
    return open_assistant(settings, minilm)
