"""The conference of a printed book: what its title page says plainly, and nothing else."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.abstract import Conference
from corpus.layout.title_page import conference_of
from corpus.library import read_booklet
from corpus.readers.printed import PrintedDocument, PrintedLine, Span, Style
from tests.support.pdfs import Run, write_pdf
from tests.support.typeset import TALKS


def page(*lines: tuple[float, str]) -> PrintedDocument:
    """A first page of lines with their sizes, each below the one before; 0 is a gap."""
    printed, top = [], 60.0
    for number, (size, text) in enumerate(lines, 1):
        top += size * 1.2 if size else 60.0
        spans = (Span(text, Style(size, font="Serif")),)
        printed.append(PrintedLine(spans, number, top=top, bottom=top + size))
    return PrintedDocument("book.pdf", tuple(line for line in printed if line.text))


def named(
    name: str, date: dt.date | None = None, year: int | None = None, place: str | None = None
) -> Conference:
    """What is to be found."""
    return Conference("book.pdf", name=name, date=date, year=year, place=place)


GAP = (0.0, "")
LATIN = page(
    (24, "PEAT7"),
    GAP,
    (20, "Book of Abstracts"),
    GAP,
    (14, "7th International Conference on"),
    (14, "Peat and its Uses"),
    GAP,
    (10, "Varna, Bulgaria"),
    (10, "August 4–9, 2031"),
    GAP,
    (9, "Varna Congress Centre"),
)
ITALIAN = page(
    (30, "IV CONVEGNO SULLE TORBIERE"),
    (16, "Trento, 9-11 ottobre 2032"),
    GAP,
    (8, "Con il patrocinio di"),
    (11, "Associazione delle Torbiere"),
)
ONE_LINE = page(
    (12, "Northern Society for Botany"),
    GAP,
    (18, "Abstracts of the Spring Meeting of the Northern Society"),
    (12, "12th to 14th of May 2030 in Bergen"),
)
JAPANESE = page((20, "第12回泥炭学会春季大会"), (14, "発表要旨集"), (12, "2031年5月23日"))


@pytest.mark.parametrize(
    ("document", "conference"),
    [
        (
            LATIN,
            named(
                "7th International Conference on Peat and its Uses",
                dt.date(2031, 8, 4),
                2031,
                "Varna, Bulgaria",
            ),
        ),
        (ITALIAN, named("IV CONVEGNO SULLE TORBIERE", None, 2032, "Trento")),
        (ONE_LINE, named("Spring Meeting of the Northern Society", None, 2030, "Bergen")),
        (JAPANESE, named("第12回泥炭学会春季大会", dt.date(2031, 5, 23), 2031)),
    ],
)
def test_a_title_page(document: PrintedDocument, conference: Conference) -> None:
    """Name, date and place come from pages that are set in unlike ways."""
    assert conference_of(document, 3) == conference


@pytest.mark.parametrize(
    "document",
    [
        page((20, "Collected Letters"), (12, "Ada Brook")),
        page((20, "PEAT 2031"), (12, "4 May 2031"), (9, "Varna Congress Centre")),
        page((20, "PEAT 2031"), (12, "4 May 2031"), GAP, (9, "Printed for the Peat Conference")),
        page((14, "Spring Meeting on Peat"), GAP, (14, "Autumn Meeting on Moss")),
        page((10, "This conference was held in order to discuss peat and its many uses.")),
        page(*[(10, f"The Conference on Peat {n}") for n in range(50)]),
    ],
)
def test_no_name_is_guessed(document: PrintedDocument) -> None:
    """No event, a hall, two names, running text or a full page: no conference."""
    assert conference_of(document, 3) is None


def test_a_page_with_an_abstract_is_no_title_page() -> None:
    """Where the first abstract stands on the first page nothing is taken from it."""
    assert conference_of(LATIN, 1) is None


def test_two_years_and_two_dates_settle_nothing() -> None:
    """A deadline beside the date of the event leaves year, date and place open."""
    lines = ((20, "Conference on Peat"), (12, "Varna, 4 May 2031"), (12, "Printed 3 April 2030"))
    assert conference_of(page(*lines), 3) == named("Conference on Peat")


def test_names_beside_a_date_are_no_place() -> None:
    """Editors who stand beside the date are not taken for a city and its country."""
    lines = ((20, "Conference on Peat"), (12, "Ada Brook, Lin Okafor"), (12, "4 May 2031"))
    found = conference_of(page(*lines), 3)
    assert found is not None
    assert (found.year, found.place) == (2031, None)


def test_a_book_names_its_conference(tmp_path: Path) -> None:
    """A PDF with a title page gives the conference of its booklet, under the booklet's id."""
    cover = [Run("9th Workshop on Wells", 60, 200, 24), Run("Tunis, 4-6 May 2031", 60, 240, 12)]
    pages = [
        [
            Run(talk.title, 60, 90, 16),
            Run(", ".join(talk.authors), 60, 115),
            *(Run(talk.text[at : at + 90], 60, 140 + at / 6) for at in range(0, 270, 90)),
        ]
        for talk in TALKS
    ]
    conference = read_booklet(write_pdf(tmp_path / "wells.pdf", [cover, *pages])).booklet.conference
    assert (conference.id, conference.name) == ("wells", "9th Workshop on Wells")
    assert (conference.year, conference.place) == (2031, "Tunis")
