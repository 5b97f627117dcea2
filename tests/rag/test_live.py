"""A serving assistant follows the index between two questions, and never to a broken one."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from corpus.abstract import Booklet, Tombstone
from corpus.errors import ShorokuError
from index.build import build
from index.embedding import MiniLM
from index.publish import generation_folder
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.live import LiveAssistant
from rag.settings import Settings, load_settings
from tests.support.booklets import LAKE_BOOKLET, REEDS, with_text
from tests.support.indexing import silent

LISTED = "Which talks are there?"
OTHER_WATER = "This paper finds that beavers let the seeds of reeds take root."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings over an empty folder."""
    return load_settings(var=tmp_path / "var")


def publish(settings: Settings, minilm: MiniLM, booklet: Booklet = LAKE_BOOKLET) -> str:
    """Build a generation; gives its id."""
    report = build(settings.var, [booklet], minilm.identity, lambda: minilm, silent)
    return report.generation_id


def changed(title: str) -> Booklet:
    """The booklet with another title and finding for its first abstract."""
    booklet = with_text(LAKE_BOOKLET, REEDS.id, OTHER_WATER)
    first, *others = booklet.abstracts
    return replace(booklet, abstracts=(replace(first, title=title), *others))


def test_nothing_to_open(settings: Settings) -> None:
    """Before the first build there is one sentence that says what to do."""
    with pytest.raises(ShorokuError, match="shoroku build"):
        LiveAssistant(settings).current()


def test_a_new_generation_is_taken_up(settings: Settings, minilm: MiniLM) -> None:
    """Between two questions, whole, without loading the model again."""
    first = publish(settings, minilm)
    live = LiveAssistant(settings)
    before = live.current()
    second = publish(settings, minilm, changed("Beavers"))
    after = live.current()

    assert (before.generation_id, after.generation_id) == (first, second)
    assert after.embedder is before.embedder
    assert "Beavers" in after.ask(LISTED).text
    assert REEDS.title in before.ask(LISTED).text
    assert live.current() is after


def test_a_broken_generation_is_refused(
    settings: Settings, minilm: MiniLM, caplog: pytest.LogCaptureFixture
) -> None:
    """The old one serves on, the reason is logged once, and the next sound one is taken up."""
    first = publish(settings, minilm)
    live = LiveAssistant(settings)
    before = live.current()
    broken = generation_folder(settings.var, publish(settings, minilm, changed("Beavers")))
    (broken / "vectors.npy").write_bytes(b"torn")

    with caplog.at_level(logging.WARNING):
        assert all(live.current() is before for _ in range(3))

    assert before.ask(LISTED).generation == first
    warned = [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]
    assert len(warned) == 1
    assert "vectors.npy" in warned[0]
    third = publish(settings, minilm, changed("Otters"))
    assert live.current().generation_id == third
    assert "Otters" in live.current().ask(LISTED).text


def test_two_threads_never_mix(settings: Settings, minilm: MiniLM) -> None:
    """While the index is replaced, each answer of either thread is wholly of one generation."""
    ids = {publish(settings, minilm)}
    live = LiveAssistant(settings)
    replaced = Event()

    def ask_on() -> list[tuple[Assistant, Answer]]:
        given: list[tuple[Assistant, Answer]] = []
        while not replaced.is_set() or len(given) < 2:
            assistant = live.current()
            given.append((assistant, assistant.ask("Why do reeds return?")))
        assistant = live.current()
        return [*given, (assistant, assistant.ask(LISTED))]

    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(ask_on) for _ in range(2)]
        ids.update(publish(settings, minilm, changed(title)) for title in ("Beavers", "Otters"))
        replaced.set()
        given = [each for future in asked for each in future.result(timeout=60)]

    for assistant, answer in given:
        assert answer.generation == assistant.generation_id
        assert answer.generation in ids
        for citation in answer.citations:
            abstract = assistant.catalogue.abstract(citation.abstract_id)
            assert citation.quote == abstract.text[citation.start : citation.end]
            assert citation.title == abstract.title
    assert len(ids) == 3
    assert "Otters" in given[-1][1].text


def test_a_conversation_outlives_what_was_withdrawn(settings: Settings, minilm: MiniLM) -> None:
    """A follow-up about an abstract that was withdrawn meanwhile gets an answer, and never it."""
    publish(settings, minilm)
    live = LiveAssistant(settings)
    question = "What let the seeds take root?"
    first = live.current().ask(question)
    assert REEDS.id in {citation.abstract_id for citation in first.citations}
    so_far = Conversation().after(question, first)
    stone = Tombstone(REEDS.id, LAKE_BOOKLET.conference.id, REEDS.title, date(2031, 6, 1), "Wrong.")
    left = replace(LAKE_BOOKLET, abstracts=LAKE_BOOKLET.abstracts[1:], withdrawn=(stone,))
    gone = publish(settings, minilm, left)

    with ThreadPoolExecutor(2) as threads:
        asked = ("Who wrote it?", "What did the first one find?", question, LISTED)
        given = list(threads.map(lambda each: live.current().ask(each, so_far), asked))

    for answer in given:
        assert answer.generation == gone
        spoken_of = {it.abstract_id for it in answer.citations}
        assert REEDS.id not in spoken_of | {it.abstract_id for it in answer.nearest}
        assert REEDS.title not in answer.text


def test_two_threads_open_one_assistant(settings: Settings, minilm: MiniLM) -> None:
    """Two first questions at once do not load two models."""
    publish(settings, minilm)
    live = LiveAssistant(settings)

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(lambda _: live.current(), range(2))

    assert one is other
