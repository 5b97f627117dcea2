"""A withdrawn abstract is gone from the booklet, and only that; a tombstone says why."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Tombstone
from corpus.errors import CorpusError
from corpus.library import read_booklet
from corpus.withdrawals import read_withdrawals, write_withdrawals
from tests.support.shelves import MOSS, put

DAY = dt.date(2021, 2, 3)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@pytest.fixture
def moss(tmp_path: Path) -> Path:
    """A booklet's folder."""
    return put(tmp_path, moss=MOSS) / "moss"


def test_only_the_withdrawn_abstract_goes(moss: Path) -> None:
    """The other keeps its id and every field; the tombstone holds title, day and reason."""
    mosses, ferns = read_booklet(moss).booklet.abstracts
    stone = Tombstone(ferns.id, "moss", ferns.title, DAY, "Counted twice.")
    write_withdrawals(moss / "withdrawn.toml", (stone,))
    parsed = read_booklet(moss)
    assert parsed.booklet.abstracts == (mosses,)
    assert parsed.booklet.withdrawn == (stone,)
    assert all(finding.abstract_id != ferns.id for finding in parsed.findings)


def test_an_abstract_under_a_new_id_stays_withdrawn(moss: Path) -> None:
    """Where the id is no longer known, the title tells which abstract is meant."""
    stone = Tombstone("moss/an-id-it-had", "moss", "ferns  UNDER bridges", DAY, "Counted twice.")
    write_withdrawals(moss / "withdrawn.toml", (stone,))
    booklet = read_booklet(moss).booklet
    assert [abstract.title for abstract in booklet.abstracts] == ["Mosses on Roofs"]


def test_what_is_no_longer_there_keeps_its_tombstone(moss: Path) -> None:
    """A new document without the abstract does not make the links to it dead."""
    stone = Tombstone("moss/lichens", "moss", "Lichens", DAY, "Counted twice.")
    write_withdrawals(moss / "withdrawn.toml", (stone,))
    booklet = read_booklet(moss).booklet
    assert (len(booklet.abstracts), booklet.withdrawn) == (2, (stone,))


@given(stones=st.lists(st.builds(Tombstone, WORDS, st.just("c"), WORDS, st.dates(), WORDS)))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, stones: list[Tombstone]
) -> None:
    """Any text comes back as it was."""
    path = tmp_path_factory.mktemp("withdrawn") / "withdrawn.toml"
    write_withdrawals(path, tuple(stones))
    assert read_withdrawals(path, "c") == tuple(stones)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[withdrawn]", "not valid TOML"),
        ("[[correction]]\nabstract = 'a'", "holds 'correction'"),
        ("withdrawn = 3", "only hold"),
        ("withdrawn = [3]", "entry 1 is no table"),
        ("[[withdrawn]]\nabstract = 'a'\ntitle = 'b'\ndate = 2020-01-01", "entry 1 has no reason"),
        ("[[withdrawn]]\nabstract = 'a'\ntitle = 'b'\nreason = 'c'\ndate = '2020'", "a date like"),
        ("[[withdrawn]]\nabstract = 'a'\nwho = 'b'", "unknown key 'who'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(moss: Path, written: str, said: str) -> None:
    """One sentence says which entry is wrong, and nothing is left out by guess."""
    (moss / "withdrawn.toml").write_text(written)
    with pytest.raises(CorpusError, match=said) as raised:
        read_booklet(moss)
    assert str(moss / "withdrawn.toml") in str(raised.value)
