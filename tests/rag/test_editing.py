"""A change to the booklets is a change to shelf and index together, or to neither."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.abstract import Abstract
from corpus.errors import CorpusError, ShorokuError
from corpus.library import read_library
from corpus.shelf import Shelf
from index.build import BuildReport
from rag import editing
from rag.assistant import Assistant
from rag.settings import Settings, load_settings
from tests.support.cutting import cut_off, cut_off_at
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened
from tests.support.shelves import MOSS, WOOL, contents, put

NEVER = 10**9
Build = Callable[[], BuildReport]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings over a shelf of two booklets, and an index of them."""
    corpus = put(tmp_path, moss=MOSS, wool=WOOL)
    settings = load_settings(corpus=corpus, var=tmp_path / "var")
    index(settings)()
    return settings


def index(settings: Settings, embedder: HashingEmbedder | None = None) -> Build:
    """What brings the index up to date, with the small embedder."""
    return lambda: built(settings.var, [p.booklet for p in read_library(settings.corpus)], embedder)


def ferns(settings: Settings) -> Abstract:
    """The abstract that is withdrawn."""
    abstracts = [a for p in read_library(settings.corpus) for a in p.booklet.abstracts]
    return next(abstract for abstract in abstracts if abstract.title == "Ferns under Bridges")


def test_withdrawing_embeds_nothing_and_leaves_no_way_in(settings: Settings) -> None:
    """The abstract is gone from records, texts and answers; only its tombstone is there."""
    gone, embedder = ferns(settings), HashingEmbedder()
    changed = editing.withdraw(settings, gone, "It was wrong.", index(settings, embedder))
    assert (changed.built.changed, changed.built.embedded, embedder.read) == (True, 0, [])
    generation = opened(settings.var)
    assistant = Assistant(generation, HashingEmbedder())
    for question in ("Which talks are there?", "What grows under bridges?", "Who is Per Lund?"):
        answer = assistant.ask(question)
        cited = [citation.abstract_id for citation in answer.citations]
        assert gone.id not in [*cited, *(near.abstract_id for near in answer.nearest)]
        assert "Ferns under Bridges" not in answer.text
    stone = generation.catalogue.tombstone(gone.id)
    assert stone is not None
    assert (stone.title, stone.reason) == (gone.title, "It was wrong.")


def test_undoing_embeds_nothing_and_brings_all_back(settings: Settings) -> None:
    """The generation before is current again, and not a text was read for it."""
    before = opened(settings.var).id
    editing.withdraw(settings, ferns(settings), "It was wrong.", index(settings))
    embedder = HashingEmbedder()
    changed = editing.undo(settings, index(settings, embedder))
    assert (changed.built.embedded, embedder.read) == (0, [])
    assert opened(settings.var).id == before


def test_adding_embeds_what_is_new_only(settings: Settings, tmp_path: Path) -> None:
    """A second booklet leaves the vectors of the others as they are."""
    given = tmp_path / "given" / "booklet.txt"
    given.parent.mkdir()
    given.write_text(WOOL.replace("2020", "2022").replace("Wool", "Silk"), "utf-8")
    before = len(opened(settings.var).catalogue.passages())
    changed = editing.add(settings, [given], "silk-2022", index(settings))
    assert (changed.built.embedded, changed.built.reused) == (1, before)
    assert changed.parsed is not None
    assert [a.title for a in changed.parsed.booklet.abstracts] == ["Dyeing Silk with Lichens"]


def test_trying_touches_nothing(settings: Settings, tmp_path: Path) -> None:
    """A dry run gives the records under the ids that they would have."""
    given = tmp_path / "booklet.txt"
    given.write_text(WOOL, "utf-8")
    before = contents(settings.corpus)
    parsed = editing.try_reading([given], "silk-2022")
    assert parsed.booklet.conference.id == "silk-2022"
    assert contents(settings.corpus) == before


def test_a_build_that_fails_rolls_the_shelf_back(settings: Settings) -> None:
    """Index and shelf are as they were, and there is nothing to undo."""

    def fail() -> BuildReport:
        raise ShorokuError("The disk is full.")

    before, generation = contents(settings.corpus), opened(settings.var).id
    with pytest.raises(ShorokuError, match="disk is full"):
        editing.remove(settings, "wool", fail)
    assert contents(settings.corpus) == before
    assert opened(settings.var).id == generation
    with pytest.raises(CorpusError, match="no change to take back"):
        editing.undo(settings, index(settings))


def test_a_document_without_abstracts_is_refused(settings: Settings, tmp_path: Path) -> None:
    """Nothing is put on the shelf that could not be read."""
    given = tmp_path / "empty.txt"
    given.write_text("\n\n")
    before = contents(settings.corpus)
    with pytest.raises(CorpusError):
        editing.add(settings, [given], "empty", index(settings))
    assert contents(settings.corpus) == before


def test_what_a_kill_left_is_put_right_by_the_next_command(settings: Settings) -> None:
    """A change that was killed before its index was published is taken back."""
    before = contents(settings.corpus)
    assert cut_off_at(NEVER, lambda: _never(editing.remove(settings, "wool", cut_off)))
    assert contents(settings.corpus) != before
    editing.repair(settings)
    assert contents(settings.corpus) == before
    assert not Shelf(settings.corpus).history.pending()


def _never(_: object) -> None:
    """Take a result that nobody needs."""


def test_a_change_at_work_is_left_alone(settings: Settings) -> None:
    """While one command changes the shelf, another does not mend what is not broken."""
    shelf = Shelf(settings.corpus)
    with shelf.locked(), shelf.remove("wool") as staged, shelf.history.applied(staged):
        editing.repair(settings)
        assert not (settings.corpus / "wool").exists()
    assert not (settings.corpus / "wool").exists()
