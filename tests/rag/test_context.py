"""An excerpt that leans on the sentence before it brings that sentence along."""

from pathlib import Path

import pytest

from index.generation import Generation
from rag.context import Context
from tests.support.booklets import made_up
from tests.support.indexing import built, opened

LEANING = {
    "These companies know it.": "Some companies cheat.",
    "They open a new company.": "The owners are fined.",
    "However, nothing changed.": "A law was made.",
    "Following that, a system was set up.": "The bills were rejected.",
    "この結果は重要である。": "水位が下がった。",
    "しかし、湖は凍らなかった。": "冬が来た。",
}
STANDING = {
    "This paper finds a cause.": "The lake fell.",
    "This study asks why.": "Reeds vanished.",
    "The fishers left.": "The harbour was divided.",
    "Theory is applied.": "Crime is studied.",
    "この研究は氷を扱う。": "湖は広い。",
}


def excerpts(folder: Path, texts: list[str]) -> list[str]:
    """The widened excerpt of the last sentence of each text."""
    built(folder, [made_up(texts)])
    generation = opened(folder)
    last = {s.abstract_id: s for s in generation.catalogue.sentences()}
    found = Context(generation)
    return [text[found.start_of(last[f"made-up/{number}"]) :] for number, text in enumerate(texts)]


def test_a_leaning_sentence_brings_its_predecessor(var: Path) -> None:
    """What begins with "These …" or "However, …" cannot be understood alone."""
    texts = [f"Old. {before} {text}" for text, before in LEANING.items()]

    assert excerpts(var, texts) == [f"{before} {text}" for text, before in LEANING.items()]


def test_a_standing_sentence_comes_alone(var: Path) -> None:
    """A sentence like "This paper finds …" needs no other, nor does one that only looks alike."""
    texts = [f"{before} {text}" for text, before in STANDING.items()]

    assert excerpts(var, texts) == list(STANDING)


def test_never_across_a_paragraph(var: Path) -> None:
    """What leans on another paragraph is quoted as it stands."""
    texts = [f"{before}\n\n{text}" for text, before in LEANING.items()]

    assert excerpts(var, texts) == list(LEANING)


def test_the_first_sentence_has_nothing_before_it(var: Path) -> None:
    """A leaning sentence that opens an abstract does not reach into the abstract before."""
    assert excerpts(var, list(LEANING)) == list(LEANING)


@pytest.mark.parametrize("row", range(4))
def test_an_excerpt_begins_where_a_sentence_begins(lake_generation: Generation, row: int) -> None:
    """However far an excerpt is widened, it begins with the first letter of a sentence."""
    sentences = lake_generation.catalogue.sentences()
    starts = {(s.abstract_id, s.start) for s in sentences}
    found = Context(lake_generation)

    for sentence in sentences[row::4]:
        start = found.start_of(sentence)
        assert start <= sentence.start
        assert (sentence.abstract_id, start) in starts
