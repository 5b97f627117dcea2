"""What the templates of the pages are filled with, as plain values. Nothing is escaped here."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlencode

from corpus.abstract import Abstract, Conference
from rag.conference_facts import conference_name
from ui.cards import Paragraph, Segment, paragraphs_with_quotes
from ui.citing.reference import Reference
from ui.citing.text import in_words
from ui.dates import long_date
from ui.pages.listing import Entry, Listing, Wanted
from ui.pages.metadata import citation_tags, linked_data
from ui.pages.words import Words

_SNIPPET_CHARS = 260
_BEFORE_CHARS = 80
_QUESTION_CHARS = 300
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Site:
    """How a page reaches the others: ``root`` is the way back to the first, as "../" or empty.

    ``language`` is set only where the address asks for it, and is then carried on by every link.
    """

    root: str
    language: str = ""

    def to(self, path: str, **query: object) -> str:
        """The address of a page of ours; empty values are left out."""
        given = {name: str(value) for name, value in query.items() if value}
        if self.language:
            given.setdefault("lang", self.language)
        asked = f"?{urlencode(given)}" if given else ""
        return f"{self.root or './'}{quote(path)}{asked}"


@dataclass(frozen=True, slots=True)
class Byline:
    """An author with the numbers of their affiliations in the list beneath."""

    name: str
    reading: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AbstractView:
    """Everything on an abstract's page."""

    id: str
    title: str
    language: str
    bylines: tuple[Byline, ...]
    affiliations: tuple[str, ...]
    event: str
    day: str
    facts: tuple[tuple[str, str], ...]
    link: str
    keywords: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    quoted: bool
    notes: tuple[str, ...]
    references: tuple[str, ...]
    citation: str
    description: str
    tags: tuple[tuple[str, str], ...]
    linked_data: dict[str, Any]
    question: str


def abstract_view(
    abstract: Abstract,
    conference: Conference,
    reference: Reference,
    words: Words,
    quoted: tuple[int, int] | None = None,
) -> AbstractView:
    """The page of one abstract; ``quoted`` are the offsets of a passage to mark in its text."""
    spans = [quoted] if quoted and 0 <= quoted[0] < quoted[1] <= len(abstract.text) else []
    return AbstractView(
        id=abstract.id,
        title=abstract.heading,
        language=abstract.language,
        bylines=_bylines(abstract),
        affiliations=abstract.affiliations,
        event=conference_name(conference, "ja" if words.language == "ja" else "en"),
        day=long_date(conference.date, words.language) if conference.date else "",
        facts=_facts(abstract, words),
        link=reference.doi and f"https://doi.org/{reference.doi}",
        keywords=abstract.keywords,
        paragraphs=paragraphs_with_quotes(abstract.text, spans),
        quoted=bool(spans),
        notes=tuple(note.text for note in abstract.notes),
        references=abstract.references,
        citation=in_words(reference),
        description=reference.abstract[:_SNIPPET_CHARS],
        tags=citation_tags(abstract, reference),
        linked_data=linked_data(abstract, reference),
        question=words.question_about.format(title=abstract.heading[:_QUESTION_CHARS]),
    )


def _bylines(abstract: Abstract) -> tuple[Byline, ...]:
    numbers = {name: number for number, name in enumerate(abstract.affiliations, start=1)}
    # With one institution for all, numbers would say nothing.
    told = numbers if len(numbers) > 1 else {}
    return tuple(
        Byline(it.name, it.reading or "", tuple(told[name] for name in it.affiliations if told))
        for it in abstract.authors
    )


def _facts(abstract: Abstract, words: Words) -> tuple[tuple[str, str], ...]:
    facts = (
        (words.session, abstract.session),
        (words.time, abstract.time),
        (words.room, abstract.room),
        (words.printed_pages, abstract.pages),
        (words.identifier, abstract.identifier),
    )
    return tuple((label, value) for label, value in facts if value)


@dataclass(frozen=True, slots=True)
class Row:
    """One abstract in the list."""

    address: str
    title: str
    language: str
    authors: str
    place: str
    snippet: Paragraph


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The list with its filters; ``earlier`` and ``later`` are addresses, or empty at the ends."""

    wanted: Wanted
    found: Listing
    rows: tuple[Row, ...]
    headline: str
    clear: str
    earlier: str
    later: str


def browse_view(found: Listing, wanted: Wanted, site: Site, words: Words) -> BrowseView:
    """The browse page over what was found."""
    counted = words.one_found if found.total == 1 else words.found.format(count=found.total)
    return BrowseView(
        wanted=wanted,
        found=found,
        rows=tuple(_row(entry, wanted, site, words) for entry in found.entries),
        headline=counted if found.total else words.none_found,
        clear=site.to("browse") if wanted.narrowed else "",
        earlier=_turned(wanted, found.page - 1, site) if found.page > 1 else "",
        later=_turned(wanted, found.page + 1, site) if found.page < found.pages else "",
    )


def _turned(wanted: Wanted, page: int, site: Site) -> str:
    asked = asdict(wanted) | {"page": page if page > 1 else ""}
    return site.to("browse", q=asked.pop("words"), **asked)


def _row(entry: Entry, wanted: Wanted, site: Site, words: Words) -> Row:
    event = conference_name(entry.conference, "ja" if words.language == "ja" else "en")
    session = entry.abstract.session or ""
    parts = (
        event,
        session if session not in event else "",
        "" if entry.year in event else entry.year,
    )
    return Row(
        address=site.to(f"a/{entry.abstract.id}"),
        title=entry.abstract.heading,
        language=entry.abstract.language,
        authors=_shortened(entry.authors, words),
        place=" · ".join(filter(None, parts)),
        snippet=snippet(entry.abstract.text, wanted.words),
    )


def _shortened(names: Sequence[str], words: Words) -> str:
    told = ", ".join(names[:_NAMED])
    left = len(names) - _NAMED
    return words.more_authors.format(names=told, count=left) if left > 0 else told


def snippet(text: str, words: str) -> tuple[Segment, ...]:
    """The beginning of the text, or what stands around the first of the words, those marked."""
    terms = sorted({re.escape(term) for term in words.split()}, key=len, reverse=True)
    pattern = re.compile("|".join(terms) or r"(?!)", re.IGNORECASE)
    flat = " ".join(text.split())
    hit = pattern.search(flat)
    start = max(0, hit.start() - _BEFORE_CHARS) if hit else 0
    start = flat.find(" ", start) + 1 if start and " " in flat[start : start + 30] else start
    shown = flat[start : start + _SNIPPET_CHARS]
    cut = [*(["…"] if start else []), shown, *(["…"] if start + len(shown) < len(flat) else [])]
    return _marked("".join(cut), pattern)


def _marked(text: str, pattern: re.Pattern[str]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    at = 0
    for hit in pattern.finditer(text):
        segments += [
            Segment(text[at : hit.start()], quoted=False),
            Segment(hit.group(), quoted=True),
        ]
        at = hit.end()
    return tuple(it for it in (*segments, Segment(text[at:], quoted=False)) if it.text)


def neighbours(abstracts: Sequence[Abstract], abstract_id: str) -> tuple[Abstract | None, ...]:
    """The abstracts before and after one in its booklet, None at the ends."""
    ids = [it.id for it in abstracts]
    at = ids.index(abstract_id)
    here = abstracts[at].conference_id
    around = (abstracts[at - 1] if at else None, abstracts[at + 1] if at + 1 < len(ids) else None)
    return tuple(it if it and it.conference_id == here else None for it in around)
