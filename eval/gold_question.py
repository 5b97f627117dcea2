"""One gold question, with the place in its file."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import ConfigDict

from rag.answer import Kind

Split = Literal["dev", "test"]
QuestionType = Literal[
    "aim",
    "method",
    "finding",
    "why",
    "how_many",
    "who",
    "where",
    "when",
    "what",
    "definition",
    "yes_no",
    "several",
    "comparison",
    "records",
    "smalltalk",
]
Difficulty = Literal["literal", "paraphrase", "typo", "abbreviation", "crosslingual"]
UnanswerableKind = Literal[
    "off_topic", "near_miss", "false_premise", "wrong_person", "full_text_only"
]

# A misspelt field must not pass as an absent one, nor "true" as true.
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """``text`` stands in the abstract's text from ``start`` to ``end``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    abstract_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question. A group of ``spans`` or ``expect`` is met by any one of its alternatives."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    question: str
    language: Literal["en", "ja"]
    type: QuestionType
    difficulty: Difficulty
    answerable: bool
    kind: Kind
    unanswerable_kind: UnanswerableKind | None
    abstracts: tuple[str, ...]
    spans: tuple[tuple[GoldSpan, ...], ...]
    expect: tuple[tuple[str, ...], ...]
    chain: str | None
    turn: int
    split: Split
    note: str

    @property
    def every_span(self) -> tuple[GoldSpan, ...]:
        """The alternatives of all groups."""
        return tuple(span for group in self.spans for span in group)


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A question and where it stands, as ``file:line``."""

    place: str
    question: GoldQuestion
