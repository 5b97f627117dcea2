"""Rows of abstracts, each with the marker of the record that carries it."""

from collections.abc import Callable, Iterable

from corpus.abstract import Abstract
from rag.answer import Citation, Kind
from rag.citation import cite_record
from rag.draft import Draft
from rag.phrases import Phrases

# Longer than this, a list of authors leaves their affiliations to the sources.
_LONG_LIST = 240
# A longer list is a catalogue, and no answer.
MOST_ROWS = 100

CERTAIN = 1.0
Row = Callable[[Phrases, Abstract], str]


class Rows:
    """The rows of one reply; markers run on from group to group."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._cited: list[Abstract] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """One citation of the record a row."""
        return tuple(cite_record(n, a) for n, a in enumerate(self._cited, start=1))

    def of(self, abstracts: Iterable[Abstract], row: Row | None = None) -> str:
        """A line of a list for each abstract."""
        return "\n".join(f"- {self.marked(it, row or title_and_people)}" for it in abstracts)

    def marked(self, abstract: Abstract, row: Row) -> str:
        """What is said of one abstract, with its marker."""
        return f"{row(self._phrases, abstract)} {self.marker(abstract)}"

    def marker(self, abstract: Abstract) -> str:
        """The next marker, for this abstract."""
        self._cited.append(abstract)
        return f"[{len(self._cited)}]"

    def draft(self, *paragraphs: str, known: bool = True) -> Draft:
        """The reply of these paragraphs with the citations of all rows."""
        text = "\n\n".join(filter(None, paragraphs))
        return Draft(Kind.RECORDS, known, CERTAIN if known else 0.0, text, self.citations)


def people_of(abstract: Abstract, phrases: Phrases) -> str:
    """The authors with affiliations, where these are not too long, or that none is named."""
    named = phrases.join.join(author.name_and_affiliation for author in abstract.authors)
    if len(named) > _LONG_LIST:
        named = phrases.join.join(author.name for author in abstract.authors)
    return named or phrases.unnamed_author


def title_and_people(phrases: Phrases, abstract: Abstract) -> str:
    """The title and who wrote it."""
    return f"{phrases.quote.format(text=abstract.heading)} – {people_of(abstract, phrases)}"
