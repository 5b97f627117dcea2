"""What the sources panel shows, as plain values: an answer's citations set in their abstracts.

Nothing is escaped here: ``ui.render`` does that, and it alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote, urlencode

from corpus.abstract import PARAGRAPH_BREAK, Abstract
from rag.answer import Answer, Citation, Nearest
from rag.conference_facts import conference_name
from ui.citing.reference import reference_of
from ui.citing.text import in_words
from ui.dates import long_date
from ui.service import Shelf

Span = tuple[int, int]

# Of a paragraph about so much is shown on each side of the quoted words, cut between words.
_AROUND_CHARS = 140
_AROUND_JAPANESE_CHARS = 70
_NEAR_AN_EDGE = 30


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is quoted or is not."""

    text: str
    quoted: bool


Paragraph = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One citation: the paragraphs that it stands in, or none where it cites the record itself.

    Of long paragraphs only what is near the quoted words is there, with dots where it is cut.
    """

    marker: int
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One abstract in the panel; ``excerpts`` is empty for one that only comes near.

    ``address`` is that of the abstract's own page with the first quotation marked, and ``file``
    what the ending of a reference's format is put behind; both are relative to the chat page.
    ``citation`` is the reference in words, without an address.
    """

    id: str
    anchor: str
    title: str
    authors: tuple[str, ...]
    place: str
    keywords: tuple[str, ...]
    language: str
    excerpts: tuple[Excerpt, ...]
    whole: tuple[Paragraph, ...]
    address: str
    citation: str
    file: str

    @property
    def quotes(self) -> bool:
        """Whether words of the abstract are quoted, and not its record alone."""
        return any(excerpt.paragraphs for excerpt in self.excerpts)


def source_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every abstract that is cited, in the order of the first markers."""
    by_abstract: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_abstract.setdefault(citation.abstract_id, []).append(citation)
    maker = _Maker(shelf, language)
    return tuple(
        maker.card(
            abstract_id,
            f"card-{turn}-{citations[0].marker}",
            tuple(_excerpt(shelf.abstract(abstract_id), citation, turn) for citation in citations),
            [(citation.start, citation.end) for citation in citations],
        )
        for abstract_id, citations in by_abstract.items()
    )


def nearest_cards(answer: Answer, shelf: Shelf, turn: int, language: str) -> tuple[Card, ...]:
    """A card for every abstract that comes near, where none is cited."""
    maker = _Maker(shelf, language)
    return tuple(maker.card(item.abstract_id, anchor) for item, anchor in near(answer, turn))


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


def file_of_all(cards: Sequence[Card]) -> str:
    """The address of a file with the references of all cards; ``{}`` stands for its ending."""
    asked = urlencode([("id", card.id) for card in cards])
    return f"../cite.{{}}?{asked}"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes cards from a shelf, for readers of one language."""

    shelf: Shelf
    language: str

    def card(
        self,
        abstract_id: str,
        anchor: str,
        excerpts: tuple[Excerpt, ...] = (),
        spans: Sequence[Span] = (),
    ) -> Card:
        abstract = self.shelf.abstract(abstract_id)
        conference = self.shelf.conference(abstract.conference_id)
        return Card(
            id=abstract.id,
            anchor=anchor,
            title=abstract.heading,
            authors=tuple(author.name_and_affiliation for author in abstract.authors),
            place=place(self.shelf, abstract_id, self.language),
            keywords=abstract.keywords,
            language=abstract.language,
            excerpts=excerpts,
            whole=paragraphs_with_quotes(abstract.text, spans),
            address=_own_page(abstract.id, [span for span in spans if span[0] < span[1]]),
            citation=in_words(reference_of(abstract, conference)),
            file=f"../a/{quote(abstract.id)}",
        )


def _own_page(abstract_id: str, quotes: Sequence[Span]) -> str:
    page = f"../a/{quote(abstract_id)}"
    return f"{page}?from={quotes[0][0]}&to={quotes[0][1]}#quote" if quotes else page


def _excerpt(abstract: Abstract, citation: Citation, turn: int) -> Excerpt:
    paragraphs = paragraphs_with_quotes(abstract.text, [(citation.start, citation.end)])
    most = _AROUND_JAPANESE_CHARS if abstract.language == "ja" else _AROUND_CHARS
    around = tuple(_near_quote(p, most) for p in paragraphs if any(it.quoted for it in p))
    return Excerpt(citation.marker, source_anchor(turn, citation.marker), around)


def _near_quote(paragraph: Paragraph, most: int) -> Paragraph:
    """The paragraph of one quotation, without what is far from it."""
    first, last = paragraph[0], paragraph[-1]
    before = () if first.quoted else (Segment(_end_of(first.text, most), quoted=False),)
    after = () if last.quoted else (Segment(_start_of(last.text, most), quoted=False),)
    return (*before, *(segment for segment in paragraph if segment.quoted), *after)


def _end_of(text: str, most: int) -> str:
    """The last words of a long text, after dots."""
    if len(text) <= most + _NEAR_AN_EDGE:
        return text
    kept = text[-most:]
    return f"…{kept[kept.find(' ', 0, _NEAR_AN_EDGE) + 1 :]}"


def _start_of(text: str, most: int) -> str:
    """The first words of a long text, before dots."""
    if len(text) <= most + _NEAR_AN_EDGE:
        return text
    edge = text.rfind(" ", most - _NEAR_AN_EDGE, most)
    return f"{text[: edge if edge > 0 else most]}…"


def place(shelf: Shelf, abstract_id: str, language: str) -> str:
    """Where an abstract was given: the conference's name, its date, and the printed page."""
    conference = shelf.conference(shelf.abstract(abstract_id).conference_id)
    name = conference_name(conference, "ja" if language == "ja" else "en")
    day = long_date(conference.date, language) if conference.date else ""
    pages = shelf.abstract(abstract_id).pages
    printed = f"{pages}頁" if pages and language == "ja" else f"p.\N{NO-BREAK SPACE}{pages}"
    return " · ".join(filter(None, (name, day, printed if pages else "")))


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
