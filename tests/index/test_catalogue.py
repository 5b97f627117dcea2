"""The catalogue gives back every field of every record."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.abstract import (
    Abstract,
    Booklet,
    Conference,
    Note,
    Person,
    SourceLines,
    Tombstone,
)
from index.catalogue import Catalogue
from index.passage import Passage, Sentence
from tests.support.booklets import BOTH, LAKES, REEDS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MAYBE = st.none() | TEXT
COUNT = st.integers(1, 9999)
YEAR = st.none() | COUNT
LINES = st.builds(SourceLines, COUNT, COUNT, st.none() | COUNT, MAYBE)
PEOPLE = st.builds(Person, TEXT, TEXT, MAYBE, MAYBE, MAYBE)
STONES = st.lists(st.builds(Tombstone, TEXT, TEXT, TEXT, st.dates(), TEXT), max_size=2)
PLACES = st.tuples(*[st.integers(0, 2**31 - 1)] * 3)
SLICES = st.lists(PLACES, max_size=3)


@st.composite
def booklets(draw: st.DrawFn) -> Booklet:
    """One booklet of any content, with up to three abstracts."""
    conference = draw(
        st.builds(
            Conference, TEXT, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE,
            st.none() | st.dates(), st.none() | st.times(), st.none() | st.times(),
            st.none() | PEOPLE, MAYBE, YEAR, MAYBE,
        )
    )  # fmt: skip
    authors = st.lists(PEOPLE, max_size=3).map(tuple)
    keywords = st.lists(TEXT, max_size=3).map(tuple)
    notes = st.lists(st.builds(Note, TEXT, LINES), max_size=2).map(tuple)
    ids = draw(st.lists(TEXT, max_size=3, unique=True))
    return Booklet(
        conference,
        tuple(
            draw(
                st.builds(
                    Abstract, st.just(name), st.just(conference.id), TEXT, authors,
                    keywords, TEXT, TEXT, LINES, notes, MAYBE, MAYBE, MAYBE, MAYBE, YEAR,
                    MAYBE, st.lists(TEXT, max_size=2).map(tuple),
                )
            )
            for name in ids
        ),
        draw(STONES.map(tuple)),
    )  # fmt: skip


@given(booklet=booklets(), held=st.data())
@settings(max_examples=50)
def test_what_is_loaded_is_what_was_saved(
    tmp_path_factory: pytest.TempPathFactory, booklet: Booklet, held: st.DataObject
) -> None:
    """Every field of every record comes back equal, in the same order, unknown ones included."""
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    of = {it.id: (held.draw(SLICES), held.draw(SLICES)) for it in booklet.abstracts}
    passages = [
        Passage(id_, ordinal, start, end, held.draw(TEXT))
        for id_, (own, _) in of.items()
        for ordinal, start, end in own
    ]
    sentences = [Sentence(id_, *place) for id_, (_, it) in of.items() for place in it]
    catalogue = Catalogue.of([booklet], passages, sentences)
    catalogue.save(path)
    loaded = Catalogue.load(path)
    assert loaded == catalogue
    assert (loaded.passages(), tuple(loaded.sentences())) == (tuple(passages), tuple(sentences))
    for id_, (_, own) in of.items():
        assert loaded.sentences_of(id_) == tuple(Sentence(id_, *place) for place in own)
        assert [loaded.sentences()[row] for row in loaded.sentence_rows(id_)] == list(
            loaded.sentences_of(id_)
        )


def test_records_are_found_by_id() -> None:
    """An id gives its record, from whichever booklet."""
    catalogue = Catalogue.of(BOTH, (), ())
    assert catalogue.abstract(REEDS.id) is REEDS
    assert catalogue.conference(LAKES.id) is LAKES
    assert [a.id for a in catalogue.abstracts()][-1] == "bridges-2032/ropes"
    with pytest.raises(KeyError):
        catalogue.abstract("lakes-2031/none")


def test_a_withdrawn_abstract_leaves_a_tombstone() -> None:
    """It is found by the id that the abstract had; any other id has none."""
    stone = Tombstone("lakes-2031/eels", LAKES.id, "Eels", date(2031, 6, 1), "The author asked.")
    catalogue = Catalogue.of([replace(BOTH[0], withdrawn=(stone,)), BOTH[1]], (), ())
    assert catalogue.withdrawn() == (stone,)
    assert catalogue.tombstone(stone.id) is stone
    assert catalogue.tombstone(REEDS.id) is None


def test_reading_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    """Opening makes no journal and no lock file, and needs no right to write."""
    path = tmp_path / "folder" / "100% #1?.sqlite"
    path.parent.mkdir()
    Catalogue.of(BOTH, (), ()).save(path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    assert Catalogue.load(path).conference(LAKES.id).date == date(2031, 5, 4)
    assert list(path.parent.iterdir()) == [path]
    path.parent.chmod(0o755)


def test_another_schema_is_refused(tmp_path: Path) -> None:
    """A file with another schema version is not read as if it were this one."""
    path = tmp_path / "catalogue.sqlite"
    Catalogue.of(BOTH, (), ()).save(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ValueError, match="schema 99"):
        Catalogue.load(path)


def test_many_threads_may_read(tmp_path: Path) -> None:
    """Eight threads read one catalogue at once and all see the same records."""
    path = tmp_path / "catalogue.sqlite"
    Catalogue.of(BOTH, (), ()).save(path)
    catalogue = Catalogue.load(path)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: catalogue.abstract(REEDS.id), range(200)))
    assert found == [REEDS] * 200
    assert catalogue.conference(LAKES.id).start == time(10)
