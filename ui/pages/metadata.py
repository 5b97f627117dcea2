"""What machines read of an abstract's page: citation_* tags (Highwire) and schema.org JSON-LD."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.abstract import Abstract, Person
from ui.citing.reference import Reference, one_line

_PAGE_RANGE = re.compile(r"(\w+)\s*[-–—‐‑]+\s*(\w+)")


def citation_tags(abstract: Abstract, reference: Reference) -> tuple[tuple[str, str], ...]:
    """Name and content of each ``meta`` tag, as Google Scholar and Zotero read them."""
    return tuple((name, content) for name, content in _tags(abstract, reference) if content)


def _tags(abstract: Abstract, reference: Reference) -> Iterator[tuple[str, str]]:
    yield "citation_title", reference.title
    for person in abstract.authors:
        # An institution belongs to the author that stands before it.
        yield "citation_author", _family_first(person)
        yield from (("citation_author_institution", one_line(it)) for it in person.affiliations)
    day = reference.day
    yield (
        "citation_publication_date",
        day.strftime("%Y/%m/%d") if day else str(reference.year or ""),
    )
    yield "citation_conference_title", reference.event
    yield "citation_publisher", reference.publisher
    first, last = _pages(reference.pages)
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_doi", reference.doi
    yield "citation_language", reference.language
    yield "citation_keywords", "; ".join(reference.keywords)
    yield "citation_abstract_html_url", reference.address


def linked_data(abstract: Abstract, reference: Reference) -> dict[str, Any]:
    """The abstract as a schema.org ScholarlyArticle; what is not known is left out."""
    told = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": reference.address,
        "url": reference.address,
        "headline": reference.title,
        "name": reference.title,
        "author": [_person(it) for it in abstract.authors],
        "datePublished": reference.day.isoformat() if reference.day else str(reference.year or ""),
        "inLanguage": reference.language,
        "keywords": list(reference.keywords),
        "abstract": reference.abstract,
        "pagination": reference.pages,
        "sameAs": f"https://doi.org/{reference.doi}" if reference.doi else "",
        "publisher": _organization(reference.publisher),
        "isPartOf": {"@type": "PublicationIssue", "name": reference.event},
    }
    return {name: value for name, value in told.items() if value}


def _person(person: Person) -> dict[str, Any]:
    told = {
        "@type": "Person",
        "name": one_line(person.name),
        "familyName": one_line(person.family),
        "givenName": one_line(person.given),
        "affiliation": [_organization(one_line(it)) for it in person.affiliations],
    }
    return {name: value for name, value in told.items() if value}


def _organization(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _family_first(person: Person) -> str:
    return ", ".join(filter(None, (one_line(person.family), one_line(person.given))))


def _pages(pages: str) -> tuple[str, str]:
    found = _PAGE_RANGE.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")
