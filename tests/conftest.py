"""Fixtures for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.embedding import MiniLM, load_minilm
from index.generation import Generation
from rag import gloss
from rag.dictionary import Dictionary
from tests.support.booklets import BOTH
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened

# How long an example takes tells of the machine, which may be busy, and not of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def no_dictionary() -> Iterator[None]:
    """What is tested does not hang on a dictionary that this machine may have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gloss, "installed_dictionary", lambda: Dictionary(None))
        yield


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """An empty folder for generations."""
    return tmp_path / "var"


@pytest.fixture
def embedder() -> HashingEmbedder:
    """The small embedder with an empty record of what it read."""
    return HashingEmbedder()


@pytest.fixture(scope="session")
def lake_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one generation of the hand-made booklets; for reading only."""
    folder = tmp_path_factory.mktemp("lakes") / "var"
    built(folder, BOTH)
    return folder


@pytest.fixture(scope="session")
def lake_generation(lake_var: Path) -> Generation:
    """The opened generation of the hand-made booklets."""
    return opened(lake_var)


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The real embedding model, loaded once; takes some seconds."""
    return load_minilm()
