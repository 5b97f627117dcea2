"""What a bibliography needs to know of an abstract: the one value that every format is made of."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.abstract import Abstract, Conference
from rag.conference_facts import conference_name

# What XML, RIS and most reference managers refuse: control characters and halves of a pair.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s<>\"{}|\\^`\[\]]+)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """A name in its two parts; where only one is known the other is empty."""

    family: str
    given: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One abstract as a talk in the abstracts of a conference.

    All text is on one line and without control characters. What the booklet does not say is empty
    or None. ``address`` is where the abstract can be read; ``pages`` as printed.
    """

    key: str
    title: str
    authors: tuple[Author, ...]
    year: int | None
    day: date | None
    event: str
    publisher: str
    place: str
    session: str
    pages: str
    doi: str
    address: str
    language: str
    keywords: tuple[str, ...]
    abstract: str


def reference_of(abstract: Abstract, conference: Conference, address: str = "") -> Reference:
    """The reference to an abstract; ``address`` is that of its own page, or empty."""
    identifier = abstract.identifier or ""
    found = _DOI.fullmatch(identifier.strip())
    elsewhere = _ADDRESS.fullmatch(identifier.strip())
    return Reference(
        key=abstract.id,
        title=one_line(abstract.heading),
        authors=tuple(_author(it.family, it.given) for it in abstract.authors),
        year=_year(abstract, conference),
        day=conference.date,
        event=one_line(_event(conference, abstract.language)),
        publisher=one_line(conference.association or ""),
        place=one_line(conference.place or ""),
        session=one_line(abstract.session or ""),
        pages=one_line(abstract.pages or ""),
        doi=found[1] if found else "",
        address=address or (elsewhere.group() if elsewhere else ""),
        language=abstract.language,
        keywords=tuple(filter(None, map(one_line, abstract.keywords))),
        abstract=one_line(abstract.text),
    )


def one_line(text: str) -> str:
    """The text without line breaks and without characters that no format can hold."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def _author(family: str, given: str) -> Author:
    return Author(one_line(family), one_line(given))


def _year(abstract: Abstract, conference: Conference) -> int | None:
    return abstract.year or (conference.date.year if conference.date else conference.year)


def _event(conference: Conference, language: str) -> str:
    return conference_name(conference, "ja" if language == "ja" else "en")
