"""Phrases are found by the places of their stems as they would be by reading every text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.stems import LEAST_STEM, StemIndex, spellings

WORDS = ["lake", "lakes", "Cambodia", "Cambodian", "re-entry", "reentry", "the", "氷", "湖の氷"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=6)


def _read(texts: list[str], phrase: list[str], *, derived: bool) -> list[int]:
    """The rows that a regular expression over the stems of each text finds."""
    wanted = "".join(f" {_form(stem) if derived else re.escape(stem)} " for stem in phrase)
    keys = [["".join(f" {s} " for s in found) for found in spellings(text)] for text in texts]
    return [row for row, own in enumerate(keys) if any(re.search(wanted, key) for key in own)]


def _form(stem: str) -> str:
    if len(stem) < LEAST_STEM or not stem.isascii():
        return re.escape(stem)
    shorter = "".join(f"|{stem[:end]}" for end in range(LEAST_STEM, len(stem)))
    return f"(?:{stem}[a-z]*{shorter})"


@given(texts=TEXTS, asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_a_phrase_is_found_wherever_it_stands(texts: list[str], asked: list[str]) -> None:
    """In any spelling, derived or not, in exactly the texts that hold its words in a row."""
    index = StemIndex.of(texts)
    for phrase in filter(None, spellings(" ".join(asked))):
        for derived in (False, True):
            found = index.holding(phrase, derived=derived)
            assert found.tolist() == _read(texts, phrase, derived=derived)


@given(texts=TEXTS, some=st.sets(st.integers(0, 5)))
@settings(max_examples=30)
def test_a_part_and_a_copy_from_the_disk_find_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], some: set[int]
) -> None:
    """Saved and loaded nothing changes; a part numbers its own rows anew."""
    path = Path(tmp_path_factory.mktemp("stems")) / "stems.npz"
    index = StemIndex.of(texts)
    index.save(path)
    rows = sorted(row for row in some if row < len(texts))
    part = StemIndex.of([texts[row] for row in rows])
    for phrase in (["lake"], ["lake", "lake"], ["氷"]):
        whole = index.holding(phrase, derived=True).tolist()
        assert StemIndex.load(path).holding(phrase, derived=True).tolist() == whole
        found = index.part(rows).holding(phrase, derived=True)
        assert found.tolist() == part.holding(phrase, derived=True).tolist()


def test_nothing_is_found_in_nothing() -> None:
    """No texts, or no phrase, give no rows."""
    assert StemIndex.of([]).holding(["lake"], derived=True).tolist() == []
    assert StemIndex.of(["the lake"]).holding([], derived=False).tolist() == []
