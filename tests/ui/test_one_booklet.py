"""A page that is limited to one booklet, as a widget with ``data-booklet`` asks for it."""

import asyncio
from collections.abc import Iterator

import pytest

from index.build import build
from index.embedding import MiniLM
from rag.assistant import Assistant
from rag.bootstrap import open_assistant
from rag.settings import load_settings
from tests.support.booklets import BOTH, LAKES, REEDS
from tests.support.indexing import silent
from tests.support.served import Fixed
from ui.service import AnswerService, Inquiry

BRIDGES = "bridges-2032"
ROPES = "How many people do grass ropes carry?"


@pytest.fixture(scope="module")
def both(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The real assistant over two booklets."""
    settings = load_settings(var=tmp_path_factory.mktemp("both") / "var")
    build(settings.var, BOTH, minilm.identity, lambda: minilm, silent)
    return open_assistant(settings, minilm)


@pytest.fixture
def service(both: Assistant) -> Iterator[AnswerService]:
    """The service over it."""
    started = AnswerService(lambda: Fixed(both), load_settings())
    started.start()
    yield started
    started.stop()


def cited(service: AnswerService, question: str, booklet: str) -> set[str]:
    """The conferences that an answer quotes."""
    reply = asyncio.run(service.ask(Inquiry(question, booklet=booklet)))
    return {citation.abstract_id.partition("/")[0] for citation in reply.answer.citations}


def test_only_that_booklet_is_asked(service: AnswerService) -> None:
    """What another booklet answers is not found; without a limit it is."""
    assert cited(service, ROPES, "") == {BRIDGES}
    assert cited(service, ROPES, BRIDGES) == {BRIDGES}
    assert cited(service, ROPES, LAKES.id) == set()


def test_a_booklet_that_is_not_there_is_no_limit(service: AnswerService) -> None:
    """A slip in a webmaster's tag does not leave readers without answers."""
    for slip in ("bridges", "../bridges-2032", "<b>", "x" * 5000):
        assert cited(service, ROPES, slip) == {BRIDGES}


def test_the_limited_assistant_knows_no_other(both: Assistant) -> None:
    """Its records, counts and examples are those of the one booklet."""
    lakes = both.within(LAKES.id)
    assert [conference.id for conference in lakes.catalogue.conferences()] == [LAKES.id]
    assert REEDS in lakes.catalogue.abstracts()
    assert lakes.within(BRIDGES) is lakes
    assert both.within("") is both
