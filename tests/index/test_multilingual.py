"""The second encoder's files: made where they pay, whole, re-used, never mixed with another's."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.abstract import Booklet
from index.build import MULTILINGUAL_STAGE, BuildReport, build
from index.embedding import EmbedderIdentity
from index.errors import GenerationError
from index.generation import Generation, current_id, is_stale, open_generation
from index.multilingual import FILES, SENTENCES, SecondEncoder
from index.part import part_of
from tests.support.booklets import BOTH, FERRIES, LAKE_BOOKLET, REEDS, with_text
from tests.support.hashing_embedder import HASHING, HashingEmbedder, Rows

SECOND = EmbedderIdentity("second", "2" * 64, 16)
CHANGED = with_text(LAKE_BOOKLET, FERRIES.id, "The ferries stopped. Fishers sang.")
# Without the Japanese abstract.
ENGLISH = replace(LAKE_BOOKLET, abstracts=(REEDS, FERRIES))


class Second:
    """Implements ``index.multilingual.MultilingualEmbedder`` with made-up directions."""

    def __init__(self, identity: EmbedderIdentity = SECOND) -> None:
        self.identity = identity
        self.hashing = HashingEmbedder(identity)
        self.loads = 0

    def queries(self, texts: Sequence[str]) -> Rows:
        """Unit rows."""
        return self.hashing.encode(texts)

    def passages(self, texts: Sequence[str]) -> Rows:
        """Unit rows."""
        return self.hashing.encode(texts)

    def load(self) -> "Second":
        """The encoder itself; each load is counted."""
        self.loads += 1
        return self

    def encoder(self, few: int = 0) -> SecondEncoder:
        """How a build is told of it."""
        return SecondEncoder(self.identity, self.load, few)


def _built(var: Path, booklets: Sequence[Booklet], encoder: SecondEncoder) -> BuildReport:
    first = HashingEmbedder()
    return build(var, booklets, HASHING, lambda: first, lambda *_: None, encoder)


def _opened(var: Path) -> Generation:
    return open_generation(var, HASHING, SECOND)


def test_many_english_abstracts_need_no_second_encoder(var: Path) -> None:
    """English alone, more abstracts than are cheap: no files, and the encoder is never loaded."""
    second = Second()
    _built(var, [ENGLISH], second.encoder())
    assert _opened(var).multilingual is None
    assert second.loads == 0
    assert not any((var / "generations" / str(current_id(var)) / name).exists() for name in FILES)


@pytest.mark.parametrize(("foreign", "pays"), [(1, False), (2, True)])
def test_a_stray_abstract_does_not_make_all_be_read_again(foreign: int, *, pays: bool) -> None:
    """Of 200 abstracts one in another language needs no second encoder; one in a hundred does."""
    japanese = next(a for a in LAKE_BOOKLET.abstracts if a.language == "ja")
    abstracts = (*(REEDS,) * (200 - foreign), *(japanese,) * foreign)
    booklet = replace(LAKE_BOOKLET, abstracts=abstracts)
    assert bool(Second().encoder(few=0).identity_for([booklet])) is pays


@pytest.mark.parametrize(("booklet", "few"), [(LAKE_BOOKLET, 0), (ENGLISH, 2)])
def test_each_passage_and_sentence_has_its_row(var: Path, booklet: Booklet, few: int) -> None:
    """For a Japanese abstract, and for few English ones, rows stand in the catalogue's order."""
    _built(var, [booklet], Second().encoder(few))
    found = _opened(var)
    assert found.multilingual is not None
    texts = [
        found.catalogue.abstract(s.abstract_id).text[s.start : s.end]
        for s in found.catalogue.sentences()
    ]
    np.testing.assert_array_equal(found.multilingual.sentences, Second().passages(texts))
    assert len(found.multilingual.passages) == len(found.catalogue.passages())


def test_only_what_is_new_is_read(var: Path) -> None:
    """One abstract changed: its passage and its sentences are read; nothing changed: no load."""
    _built(var, [LAKE_BOOKLET], Second().encoder(9))
    before = _opened(var)
    again = Second()
    _built(var, [LAKE_BOOKLET], again.encoder(9))
    _built(var, [CHANGED], again.encoder(9))
    own = [s for s in _opened(var).catalogue.sentences() if s.abstract_id == FERRIES.id]
    assert len(again.hashing.read) == len(own) + 1
    back = Second()
    _built(var, [LAKE_BOOKLET], back.encoder(9))
    assert back.loads == 0
    assert _opened(var).id == before.id


def test_another_second_encoder_is_refused_and_makes_the_index_stale(var: Path) -> None:
    """Questions read by one model are never compared with texts read by another."""
    _built(var, [LAKE_BOOKLET], Second().encoder(9))
    other = replace(SECOND, digest="3" * 64)
    with pytest.raises(GenerationError, match="made with the embedding model second"):
        open_generation(var, HASHING, other)
    assert not is_stale(var, [LAKE_BOOKLET], HASHING, Second().encoder(9))
    assert is_stale(var, [LAKE_BOOKLET], HASHING, Second(other).encoder(9))
    assert is_stale(var, [LAKE_BOOKLET], HASHING)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused_by_name(var: Path, name: str) -> None:
    """Cut, changed, missing: each is seen before anything is parsed."""
    _built(var, [LAKE_BOOKLET], Second().encoder(9))
    path = var / "generations" / str(current_id(var)) / name
    whole = path.read_bytes()
    for harmed in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        path.write_bytes(harmed)
        with pytest.raises(GenerationError, match=name):
            _opened(var)
    path.unlink()
    with pytest.raises(GenerationError, match="cannot be read"):
        _opened(var)


def test_a_part_has_the_rows_of_its_records(var: Path) -> None:
    """Cut to one conference, each sentence keeps its own row."""
    _built(var, BOTH, Second().encoder(99))
    whole = _opened(var)
    part = part_of(whole, [LAKE_BOOKLET.conference.id])
    assert part.multilingual is not None
    assert whole.multilingual is not None
    rows = [
        row
        for row, sentence in enumerate(whole.catalogue.sentences())
        if whole.catalogue.abstract(sentence.abstract_id).conference_id
        == LAKE_BOOKLET.conference.id
    ]
    np.testing.assert_array_equal(part.multilingual.sentences, whole.multilingual.sentences[rows])
    assert len(part.multilingual.passages) == len(part.catalogue.passages())


def test_progress_names_the_stage(var: Path) -> None:
    """Whoever waits hears of the second reading too."""
    heard: list[str] = []
    first = HashingEmbedder()
    build(
        var, [LAKE_BOOKLET], HASHING, lambda: first, lambda stage, *_: heard.append(stage),
        Second().encoder(9),
    )  # fmt: skip
    assert MULTILINGUAL_STAGE in heard


def test_an_index_without_the_second_file_is_not_taken_for_one_with_it(
    var: Path, tmp_path: Path
) -> None:
    """A file that the manifest does not name is not read, and one that it names is needed."""
    _built(var, [LAKE_BOOKLET], Second().encoder(9))
    _built(tmp_path / "plain", [ENGLISH], Second().encoder(0))
    source = var / "generations" / str(current_id(var)) / SENTENCES
    target = tmp_path / "plain" / "generations" / str(current_id(tmp_path / "plain"))
    shutil.copy(source, target)
    assert _opened(tmp_path / "plain").multilingual is None
