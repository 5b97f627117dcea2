"""What the sources panel shows, as plain values: an answer's citations set in their abstracts.

Nothing is escaped here: ``ui.render`` does that, and it alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.abstract import PARAGRAPH_BREAK, Abstract
from rag.answer import Answer, Citation, Nearest
from rag.conference_facts import conference_name
from ui.dates import long_date
from ui.service import Shelf

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is quoted or is not."""

    text: str
    quoted: bool


Paragraph = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One citation: the paragraphs that it stands in, or none where it cites the record itself."""

    marker: int
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One abstract in the panel; ``excerpts`` is empty for one that only comes near."""

    anchor: str
    title: str
    authors: tuple[str, ...]
    place: str
    keywords: tuple[str, ...]
    language: str
    excerpts: tuple[Excerpt, ...]
    whole: tuple[Paragraph, ...]

    @property
    def quotes(self) -> bool:
        """Whether words of the abstract are quoted, and not its record alone."""
        return any(excerpt.paragraphs for excerpt in self.excerpts)


def source_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every abstract that is cited, in the order of the first markers."""
    by_abstract: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_abstract.setdefault(citation.abstract_id, []).append(citation)
    return tuple(
        _card(
            shelf.abstract(abstract_id),
            place(shelf, abstract_id, language),
            f"card-{turn}-{citations[0].marker}",
            tuple(_excerpt(shelf.abstract(abstract_id), citation, turn) for citation in citations),
            [(citation.start, citation.end) for citation in citations],
        )
        for abstract_id, citations in by_abstract.items()
    )


def nearest_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every abstract that comes near, where none is cited."""
    return tuple(
        _card(shelf.abstract(item.abstract_id), place(shelf, item.abstract_id, language), anchor)
        for item, anchor in near(answer, turn)
    )


def near(answer: Answer, turn: int) -> Iterator[tuple[Nearest, str]]:
    """The abstracts that come near, with the anchors of their cards.

    None where the answer cites something: beside what answers, what does not would distract.
    """
    if not answer.citations:
        for number, item in enumerate(answer.nearest, start=1):
            yield item, f"near-{turn}-{number}"


def source_anchor(turn: int, marker: int) -> str:
    """The anchor of the excerpt that a marker leads to."""
    return f"source-{turn}-{marker}"


def _card(
    abstract: Abstract,
    given_at: str,
    anchor: str,
    excerpts: tuple[Excerpt, ...] = (),
    spans: Sequence[Span] = (),
) -> Card:
    return Card(
        anchor=anchor,
        title=abstract.heading,
        authors=tuple(author.name_and_affiliation for author in abstract.authors),
        place=given_at,
        keywords=abstract.keywords,
        language=abstract.language,
        excerpts=excerpts,
        whole=paragraphs_with_quotes(abstract.text, spans),
    )


def _excerpt(abstract: Abstract, citation: Citation, turn: int) -> Excerpt:
    paragraphs = paragraphs_with_quotes(abstract.text, [(citation.start, citation.end)])
    around = tuple(p for p in paragraphs if any(segment.quoted for segment in p))
    return Excerpt(citation.marker, source_anchor(turn, citation.marker), around)


def place(shelf: Shelf, abstract_id: str, language: str) -> str:
    """Where an abstract was given: the conference's name and its date."""
    conference = shelf.conference(shelf.abstract(abstract_id).conference_id)
    name = conference_name(conference, "ja" if language == "ja" else "en")
    return f"{name} · {long_date(conference.date, language)}" if conference.date else name


def paragraphs_with_quotes(text: str, spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text``, with every span set apart wherever it runs.

    Without the breaks between them the segments' texts are the paragraphs' texts again.
    """
    paragraphs = []
    begin = 0
    for body in text.split(PARAGRAPH_BREAK):
        paragraphs.append(_cut(body, [(start - begin, end - begin) for start, end in spans]))
        begin += len(body) + len(PARAGRAPH_BREAK)
    return tuple(paragraphs)


def _cut(body: str, spans: Sequence[Span]) -> Paragraph:
    """``body`` in segments; a span may lie partly or wholly outside of it."""
    inside = [(max(start, 0), min(end, len(body))) for start, end in spans]
    inside = [(start, end) for start, end in inside if start < end]
    edges = sorted({0, len(body), *(edge for span in inside for edge in span)})
    pieces = [
        (any(start <= left and right <= end for start, end in inside), body[left:right])
        for left, right in pairwise(edges)
    ]
    return tuple(
        Segment("".join(text for _, text in run), quoted)
        for quoted, run in groupby(pieces, key=lambda piece: piece[0])
    )
