"""What the sources panel shows, as plain values: an answer's citations set in their abstracts.

Nothing is escaped here: ``ui.render`` does that, and it alone.
"""

from dataclasses import dataclass

from corpus.abstract import PARAGRAPH_BREAK, Abstract
from rag.answer import Answer
from rag.conference_facts import conference_name
from ui.dates import long_date
from ui.service import Shelf


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is quoted or is not."""

    text: str
    quoted: bool


Paragraph = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One abstract in the panel.

    ``marker`` is None for an abstract that only comes near; ``excerpt`` is empty where the
    record itself is the source.
    """

    anchor: str
    marker: int | None
    title: str
    authors: tuple[str, ...]
    place: str
    keywords: tuple[str, ...]
    language: str
    excerpt: tuple[Paragraph, ...]
    whole: tuple[Paragraph, ...]


def source_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every citation of an answer, in the order of their markers."""
    return tuple(
        _card(
            shelf.abstract(citation.abstract_id),
            place(shelf, citation.abstract_id, language),
            anchor=f"source-{turn}-{citation.marker}",
            marker=citation.marker,
            span=(citation.start, citation.end),
        )
        for citation in answer.citations
    )


def nearest_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every abstract that comes near without being cited."""
    cited = {citation.abstract_id for citation in answer.citations}
    near = (item for item in answer.nearest if item.abstract_id not in cited)
    return tuple(
        _card(
            shelf.abstract(item.abstract_id),
            place(shelf, item.abstract_id, language),
            f"near-{turn}-{number}",
        )
        for number, item in enumerate(near, start=1)
    )


def _card(
    abstract: Abstract,
    given_at: str,
    anchor: str,
    marker: int | None = None,
    span: tuple[int, int] = (0, 0),
) -> Card:
    whole = paragraphs_with_quote(abstract.text, *span)
    return Card(
        anchor=anchor,
        marker=marker,
        title=abstract.title,
        authors=tuple(author.name_and_affiliation for author in abstract.authors),
        place=given_at,
        keywords=abstract.keywords,
        language=abstract.language,
        excerpt=tuple(p for p in whole if any(segment.quoted for segment in p)),
        whole=whole,
    )


def place(shelf: Shelf, abstract_id: str, language: str) -> str:
    """Where an abstract was given: the conference's name and its date."""
    conference = shelf.conference(shelf.abstract(abstract_id).conference_id)
    name = conference_name(conference, "ja" if language == "ja" else "en")
    return f"{name} · {long_date(conference.date, language)}" if conference.date else name


def paragraphs_with_quote(text: str, start: int, end: int) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text``, with ``text[start:end]`` set apart wherever it runs."""
    paragraphs = []
    begin = 0
    for body in text.split(PARAGRAPH_BREAK):
        paragraphs.append(_cut(body, start - begin, end - begin))
        begin += len(body) + len(PARAGRAPH_BREAK)
    return tuple(paragraphs)


def _cut(body: str, start: int, end: int) -> Paragraph:
    """``body`` in up to three segments; the offsets may lie outside of it."""
    first, last = sorted((min(max(start, 0), len(body)), min(max(end, 0), len(body))))
    pieces = ((body[:first], False), (body[first:last], True), (body[last:], False))
    return tuple(Segment(text, quoted) for text, quoted in pieces if text)
