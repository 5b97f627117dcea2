"""Cue phrases are data: each compiles, names something that exists, and none is slow."""

import re
import time
import tomllib
from enum import StrEnum
from importlib.resources import files
from itertools import chain

import pytest

from rag.cuebook import load_cues
from rag.records_intent import Asks
from rag.roles import Role
from rag.smalltalk import Smalltalk
from rag.wants import Want

BOOKS = sorted(path.name.removesuffix(".toml") for path in files("rag").joinpath("cues").iterdir())
NAMED: dict[str, type[StrEnum]] = {
    "records": Asks,
    "roles": Role,
    "smalltalk": Smalltalk,
    "wants": Want,
}
ROWS = [(book, name, pattern) for book in BOOKS for name, pattern in load_cues(book).rows]
EACH_ROW = pytest.mark.parametrize(
    "pattern", [row[2] for row in ROWS], ids=[f"{row[0]}-{row[1]}" for row in ROWS]
)

LONGEST = 2000
GLANCE = 400
# Twice the text takes a linear pattern twice as long, a quadratic one four times.
DOUBLED = 3.0
ATTEMPTS = 5
# Below this the clock measures itself.
MEASURABLE_SECONDS = 0.0005


@pytest.mark.parametrize("book", NAMED)
def test_every_name_is_known(book: str) -> None:
    """A cue names something that the code knows, once."""
    names = [name for name, _ in load_cues(book).rows]

    assert len(set(names)) == len(names)
    assert set(names) <= set(NAMED[book])


@pytest.mark.parametrize("book", BOOKS)
def test_every_phrase_compiles_alone(book: str) -> None:
    """No phrase needs its neighbours to be a pattern, and none stands twice in a row."""
    read = tomllib.loads(files("rag").joinpath(f"cues/{book}.toml").read_text(encoding="utf-8"))
    for row in read["cue"]:
        phrases = list(row["any"])
        assert len(set(phrases)) == len(phrases), row["name"]
        for phrase in phrases:
            for word, group in read.get("words", {}).items():
                phrase = phrase.replace(f"<{word}>", group)  # noqa: PLW2901
            assert re.compile(phrase, re.IGNORECASE)
            assert not re.search(r"<[a-z]+>", phrase), phrase


@EACH_ROW
def test_no_cue_is_in_everything(pattern: re.Pattern[str]) -> None:
    """A cue that fits where nothing is said would fit everywhere."""
    assert pattern.search("") is None
    assert pattern.search("xyzzy") is None


@EACH_ROW
def test_no_cue_is_slow(pattern: re.Pattern[str]) -> None:
    """On its own words repeated to the longest question, time grows as the question does."""
    words = re.findall(r"[A-Za-z]{2,}|[\u3040-\u9fff]+", pattern.pattern)
    seeds = dict.fromkeys(chain((f"{word} " for word in words), words, ("a ", "?", "1 ")))
    worst = max(seeds, key=lambda seed: seconds(pattern, repeated(seed, GLANCE), tries=1))
    whole = seconds(pattern, repeated(worst, LONGEST))

    if whole > MEASURABLE_SECONDS:
        # A busy machine disturbs one measurement; a slow pattern is slow in each.
        times = (growth(pattern, worst) for _ in range(ATTEMPTS))
        assert any(it <= DOUBLED for it in times), f"quadratic on {worst!r} repeated"


def growth(pattern: re.Pattern[str], seed: str) -> float:
    """How many times as long twice the text takes."""
    half, whole = (seconds(pattern, repeated(seed, it)) for it in (LONGEST // 2, LONGEST))
    return whole / half


def repeated(seed: str, length: int) -> str:
    """The seed again and again, so many characters."""
    return (seed * length)[:length]


def seconds(pattern: re.Pattern[str], text: str, tries: int = 7) -> float:
    """Processor time of one search of the whole text, the best of some."""
    taken = []
    for _ in range(tries):
        start = time.thread_time()
        pattern.search(text)
        taken.append(time.thread_time() - start)
    return min(taken)
