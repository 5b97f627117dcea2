"""What machines read of an abstract's page keeps to what they expect: schema.org and citation_*."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from corpus.abstract import Abstract, Conference, Person
from tests.support.table_assistant import BOATS, CONFERENCE, REEDS
from tests.support.wide_shelf import BARE, JAPANESE, MANY, OLDER
from ui.citing.reference import reference_of
from ui.pages.metadata import citation_tags, linked_data

ADDRESS = "https://chat.example.org/a/x"
TEXT = {"type": "string", "minLength": 1}
WEB = {"type": "string", "format": "uri", "pattern": "^https?://"}


def thing(kind: str, required: tuple[str, ...], **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """A value of one schema.org type that has no other properties than these."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


# The properties that schema.org gives the type (from Thing, CreativeWork and Article) as far as an
# abstract has any, each with the range that it names there: https://schema.org/ScholarlyArticle.
ORGANIZATION = thing("Organization", ("name",), name=TEXT)
PERSON = thing(
    "Person", ("name",), name=TEXT, familyName=TEXT, givenName=TEXT,
    affiliation={"type": "array", "items": ORGANIZATION, "minItems": 1},
)  # fmt: skip
ARTICLE = thing(
    "ScholarlyArticle",
    ("@context", "@id", "url", "headline", "name"),
    **{"@context": {"const": "https://schema.org"}, "@id": WEB},
    url=WEB,
    headline=TEXT,
    name=TEXT,
    author={"type": "array", "items": PERSON, "minItems": 1},
    datePublished={"type": "string", "pattern": r"^\d{4}(-\d{2}-\d{2})?$"},
    inLanguage={"enum": ["en", "ja"]},
    keywords={"type": "array", "items": TEXT, "minItems": 1},
    abstract=TEXT,
    pagination=TEXT,
    sameAs=WEB,
    publisher=ORGANIZATION,
    isPartOf=thing("PublicationIssue", ("name",), name=TEXT),
)
EXPECTED = Draft202012Validator(ARTICLE, format_checker=FormatChecker())
# What Google Scholar and Zotero know, of its indexing guidelines and of Highwire Press.
KNOWN_TAGS = {
    "citation_title", "citation_author", "citation_author_institution", "citation_doi",
    "citation_publication_date", "citation_conference_title", "citation_publisher",
    "citation_firstpage", "citation_lastpage", "citation_language", "citation_keywords",
    "citation_abstract_html_url",
}  # fmt: skip

# As records are: without control characters.
words = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=30)
people = st.builds(Person, family=words, given=words, affiliation=words | st.none())
abstracts = st.builds(
    replace,
    st.sampled_from([REEDS, BOATS, MANY, JAPANESE, BARE]),
    title=words.filter(str.strip),
    authors=st.lists(people.filter(lambda it: bool(it.name.strip())), max_size=3).map(tuple),
    keywords=st.lists(words.filter(str.strip), max_size=3).map(tuple),
    pages=st.sampled_from(["", "3", "12–19", "A-1"]),
    year=st.none() | st.integers(1900, 2100),
)
conferences = st.builds(
    replace, st.sampled_from([CONFERENCE, OLDER]), date=st.none() | st.dates(date(1900, 1, 1))
)


@given(abstracts, conferences)
def test_every_record_is_a_scholarly_article(abstract: Abstract, conference: Conference) -> None:
    """Only properties of the type, each in its range; nothing empty; addresses in full."""
    told = linked_data(abstract, reference_of(abstract, conference, ADDRESS))
    EXPECTED.validate(told)


@given(abstracts, conferences)
def test_every_tag_is_one_that_catalogues_know(abstract: Abstract, conference: Conference) -> None:
    """A title and an address always; dates as they are read; an institution only after a name."""
    tags = citation_tags(abstract, reference_of(abstract, conference, ADDRESS))
    names = [name for name, _ in tags]
    assert set(names) <= KNOWN_TAGS
    assert names[0] == "citation_title"
    assert ("citation_abstract_html_url", ADDRESS) in tags
    dates = [content for name, content in tags if name == "citation_publication_date"]
    assert all(re.fullmatch(r"\d{4}(/\d{2}/\d{2})?", it) for it in dates)
    before = [names[at - 1] for at, name in enumerate(names) if name.endswith("institution")]
    assert set(before) <= {"citation_author", "citation_author_institution"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": ""},
        {"datePublished": "4 May 2031"},
        {"author": [{"name": "Mari Okada"}]},
        {"author": "Mari Okada"},
        {"url": "/a/x"},
        {"colour": "blue"},
    ],
    ids=str,
)
def test_what_is_wrong_would_be_found(wrong: dict[str, Any]) -> None:
    """The control: each of these is refused."""
    told = linked_data(REEDS, reference_of(REEDS, CONFERENCE, ADDRESS))
    EXPECTED.validate(told)
    with pytest.raises(ValidationError):
        EXPECTED.validate(told | wrong)
