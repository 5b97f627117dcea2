"""References as people and reference managers see them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from corpus.abstract import Abstract, Conference, Person, SourceLines
from tests.support.table_assistant import CONFERENCE, REEDS
from ui.citing.formats import FORMATS
from ui.citing.reference import reference_of
from ui.citing.text import in_words

PAGE = "https://abstracts.example/a/lake-2031/reeds"


def test_text_names_authors_year_title_conference_and_address() -> None:
    """The line that is copied can stand in a list of references as it is."""
    assert in_words(reference_of(REEDS, CONFERENCE, PAGE)) == (
        "Okada, Mari & Lindqvist, Bo (2031). Why Reeds Return to <Shallow> Lakes & Ponds. "
        f"SLS Annual Meeting 2031, Open Session, 4 May 2031. {PAGE}"
    )


def test_text_of_a_japanese_abstract_is_japanese() -> None:
    """Name order, brackets and date are those of a Japanese list of references."""
    abstract = Abstract(
        "k-1", "k", "葦はなぜ戻るか", (Person("岡田", "真理"), Person("林", "望")), (), "本文",
        "ja", SourceLines(1, 2), pages="7",
    )  # fmt: skip
    told = in_words(
        reference_of(abstract, Conference("k", name="湖沼学会大会", date=date(2031, 5, 4)))
    )
    assert told == "岡田 真理・林 望（2031）「葦はなぜ戻るか」湖沼学会大会, 2031年5月4日, 7頁."


def test_what_is_not_known_is_left_out() -> None:
    """No empty brackets, no 'None', no invented year."""
    bare = Abstract("b-1", "b", "A Title?", (), (), "Text.", "en", SourceLines(1, 1))
    reference = reference_of(bare, Conference("b"))
    assert in_words(reference) == "A Title? b."
    dated = reference_of(replace(bare, title="A Title", year=2031), Conference("b"))
    assert in_words(dated) == "A Title (2031). b."
    japanese = replace(bare, title="葦", year=2031, language="ja")
    assert in_words(reference_of(japanese, Conference("b"))) == "「葦」（2031）b."
    item = json.loads(FORMATS["json"].write([reference]))[0]
    assert set(item) == {
        "id", "type", "title", "container-title", "event-title", "language", "abstract",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("identifier", "doi", "address"),
    [
        ("10.1234/x.5", "10.1234/x.5", PAGE),
        ("https://doi.org/10.1234/x.5", "10.1234/x.5", PAGE),
        ("doi:10.1234/x.5", "10.1234/x.5", PAGE),
        ("https://example.org/5", "", PAGE),
        ("P-17", "", PAGE),
        (None, "", PAGE),
    ],
)
def test_an_identifier_is_a_doi_only_where_it_is_one(
    identifier: str | None, doi: str, address: str
) -> None:
    """A number of the booklet's own never becomes a DOI."""
    reference = reference_of(replace(REEDS, identifier=identifier), CONFERENCE, PAGE)
    assert (reference.doi, reference.address) == (doi, address)


def test_every_format_takes_many() -> None:
    """All that an answer cites can be had in one file."""
    references = [reference_of(REEDS, CONFERENCE), reference_of(replace(REEDS, id="x"), CONFERENCE)]
    written = {ending: form.write(references) for ending, form in FORMATS.items()}
    assert written["bib"].count("@inproceedings{") == 2
    assert written["ris"].count("TY  - CPAPER") == 2
    assert len(json.loads(written["json"])) == 2
    assert written["txt"].count("\n") == 2
