"""The JAMPS booklet damaged or printed in other ways gives the same records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.abstract import Abstract
from corpus.booklet import parse_booklet

TEXT = Path(__file__).parents[2].joinpath("corpus/jamps-2020-spring/booklet.txt").read_text("utf-8")
QUOTES = str.maketrans("“”’", '""\'')


def abstracts_of(text: str) -> tuple[Abstract, ...]:
    """The abstracts of the booklet given as one text."""
    return parse_booklet(text.splitlines(), "x").booklet.abstracts


def facts_of(text: str) -> list[tuple[str, str, tuple[str, ...], int]]:
    """Title, text, keywords and number of notes of each abstract."""
    return [
        (abstract.title, abstract.text, abstract.keywords, len(abstract.notes))
        for abstract in abstracts_of(text)
    ]


def without_title_quotes(text: str) -> str:
    """Titles as bare lines, without quotes or a space before them."""
    for start in ("Why do", "How Ill", "Foreign T", "The Political H"):
        text = text.replace(f" “{start}", start).replace(f"“{start}", start)
    for end in ("Japan?”\n", "Vietnam”\n", "Japan”\n", "1981~\n"):
        text = text.replace(end, f"{end[:-2]}\n", 1)
    return text


def every(number: int, change: Callable[[str], str]) -> Callable[[str], str]:
    """Change each line whose number this one divides."""
    return lambda text: "\n".join(
        change(line) if ordinal % number == 0 else line
        for ordinal, line in enumerate(text.split("\n"), 1)
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(lambda text: text.replace("Vietnam”\n", "Vietnam\n", 1), id="quote lost"),
        pytest.param(lambda text: text.replace("1981~", "1981'"), id="quote misread otherwise"),
        pytest.param(without_title_quotes, id="titles without quotes"),
        pytest.param(every(1, lambda line: f"    {line}"), id="all indented"),
        pytest.param(every(40, lambda line: f"{line}\n\n7\n\n"), id="page numbers"),
        pytest.param(every(50, lambda line: f"\f{line}"), id="form feeds"),
        pytest.param(
            lambda text: text.replace("and National Pol", "and\n National Pol"), id="title in two"
        ),
        pytest.param(lambda text: text.replace("! “Ny", "* “Ny"), id="other mark"),
        pytest.param(lambda text: text.replace("! “Ny", "1 “Ny"), id="numbered note"),
        pytest.param(lambda text: text.replace("\n especially", "\nespecially"), id="no seam"),
        pytest.param(lambda text: text.replace("\n especially", "\n\nespecially"), id="blank seam"),
        pytest.param(lambda text: text.replace("sohan, taid", "sohan,\ntaid"), id="note in two"),
    ],
)
def test_the_same_records(damage: Callable[[str], str]) -> None:
    """No rule depends on the one form of damage that this booklet happens to have."""
    assert damage(TEXT) != TEXT
    assert facts_of(damage(TEXT)) == facts_of(TEXT)


def test_straight_quotes() -> None:
    """With straight quotes and apostrophes the same titles are found."""
    plain = TEXT.translate(QUOTES)
    assert [abstract.title for abstract in abstracts_of(plain)] == [
        abstract.title for abstract in abstracts_of(TEXT)
    ]


def test_authors_that_were_not_lost() -> None:
    """An author line where there was none names its authors and changes nothing else."""
    named = TEXT.replace(" “How", "VU, Thi (Hue University) and Ann MAI (Hanoi)\n“How")
    assert facts_of(named) == facts_of(TEXT)
    assert [person.name_and_affiliation for person in abstracts_of(named)[1].authors] == [
        "Thi Vu (Hue University)",
        "Ann Mai (Hanoi)",
    ]
