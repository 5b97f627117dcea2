"""The answer: what every way in (terminal, chat, API) receives, and its public JSON form."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of reply this is."""

    ANSWER = "answer"
    ABSTENTION = "abstention"
    RECORDS = "records"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim excerpt: ``quote`` is the stored text of the abstract from start to end.

    A citation with ``start == end == 0`` and an empty quote points at the record itself (title,
    authors, keywords), not at its text: it carries what a ``records`` answer says.
    """

    marker: int
    abstract_id: str
    title: str
    authors: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """An abstract that comes near to a question without answering it."""

    abstract_id: str
    title: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One aspect of a comparison: for each side the marker of its citation, or None if silent."""

    aspect: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and what each says of each aspect, as markers into the citations."""

    sides: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to one question. ``text`` is Markdown with ``[n]`` markers into ``citations``.

    ``confidence`` is the estimated probability, 0 to 1, that the abstracts answer the question.
    ``rewritten`` is what the question was read as where it was a follow-up, or named something
    otherwise than the records; else None.
    ``comparison`` is set where two things were compared; ``text`` says the same in lines.
    """

    question: str
    language: str
    kind: Kind
    answerable: bool
    confidence: float
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    suggestions: tuple[str, ...] = ()
    rewritten: str | None = None
    generation: str = ""
    comparison: Comparison | None = None

    def to_json(self, question_id: str) -> dict[str, Any]:
        """The public contract (docs/answer.schema.json), ready for ``json.dumps``."""
        return {"id": question_id, **asdict(self), "kind": str(self.kind)}
