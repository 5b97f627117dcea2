"""What goes in and out of the API, as pydantic models; the API's description is made from them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ui.api.codes import CODES

_CODES: dict[str, JsonValue] = {"enum": list(CODES)}
LONGEST_QUESTION = 2000
MOST_EARLIER = 8
_LARGEST_NUMBER = 2**53 - 1
_LONGEST_ID = 200

# The length is told but checked by the service, whose limit is a setting and whose sentence says
# by how much to shorten.
Question = Annotated[
    str,
    Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_QUESTION, "pattern": r"\S"}),
]
Language = Literal["en", "ja"]


class AskBody(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[
        Question, Field(description="In English or Japanese; the reply is in its language.")
    ]
    id: Annotated[
        Annotated[str, Field(max_length=_LONGEST_ID)]
        | Annotated[int, Field(strict=True, ge=-_LARGEST_NUMBER, le=_LARGEST_NUMBER)],
        Field(description="Comes back unchanged with the answer."),
    ] = "1"
    earlier: Annotated[
        list[Question],
        Field(
            max_length=MOST_EARLIER,
            description="The questions before this one, oldest first, so that “it” and “the second "
            "one” are understood. They are asked again; what was answered is not taken from you.",
        ),
    ] = []
    booklet: Annotated[
        str | None, Field(description="The id of the only booklet to be asked; else all.")
    ] = None
    language: Annotated[
        Language | None,
        Field(description="Of error sentences. Where not given, Accept-Language decides."),
    ] = None


class CitationOut(BaseModel):
    """A verbatim excerpt that carries the reply; with an empty quote, a record."""

    marker: int = Field(ge=1, description="The n of [n] in the text.")
    abstract_id: str
    title: str
    authors: list[str]
    start: int = Field(ge=0, description="In the abstract's text, in code points from 0.")
    end: int = Field(ge=0)
    quote: str = Field(description="Exactly text[start:end] of the abstract.")


class NearestOut(BaseModel):
    """An abstract that comes near to the question."""

    abstract_id: str
    title: str


class ComparisonRowOut(BaseModel):
    """One aspect of a comparison."""

    aspect: str
    cells: list[int | None] = Field(description="For each side its marker; null where silent.")


class ComparisonOut(BaseModel):
    """What two sides say of each aspect."""

    sides: list[str]
    rows: list[ComparisonRowOut]


class AnswerOut(BaseModel):
    """A reply; docs/answer.md says what each field means."""

    id: str | int
    question: str
    language: Language
    kind: Literal["answer", "abstention", "records", "smalltalk"]
    answerable: bool
    confidence: float = Field(ge=0, le=1)
    text: str = Field(description="Markdown with [n] markers.")
    citations: list[CitationOut]
    nearest: list[NearestOut]
    suggestions: list[str]
    rewritten: str | None
    generation: str
    comparison: ComparisonOut | None


class AuthorOut(BaseModel):
    """An author as the booklet gives them."""

    name: str
    affiliation: str | None


class AbstractInList(BaseModel):
    """One abstract in a list."""

    id: str
    title: str
    authors: list[AuthorOut]
    keywords: list[str]
    language: str
    booklet: str = Field(description="The id of its booklet.")
    year: str = Field(description="Empty where it is not known.")
    session: str = Field(description="Empty where it is not known.")
    url: str = Field(description="The page on which people read it.")


class AbstractOut(AbstractInList):
    """One abstract whole. Every citation is a pair of offsets into ``text``."""

    text: str
    time: str | None
    room: str | None
    pages: str | None
    identifier: str | None = Field(description="A DOI, an address or the source's own number.")
    notes: list[str]
    references: list[str]
    conference: str = Field(description="The conference's name.")
    citation: str = Field(description="The reference in words.")
    generation: str


class AbstractList(BaseModel):
    """One page of what was found; titles that hold the words come first."""

    total: int
    page: int
    pages: int
    size: int
    next: str | None = Field(description="The address of the next page, or null.")
    generation: str
    abstracts: list[AbstractInList]


class BookletOut(BaseModel):
    """One booklet."""

    id: str
    name: str
    date: str | None
    abstracts: int


class BookletList(BaseModel):
    """Every booklet that can be asked."""

    generation: str
    booklets: list[BookletOut]


class Doubt(BaseModel):
    """One thing wrong with a request."""

    where: str
    message: str


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description="A word that stays the same.", json_schema_extra=_CODES)
    detail: str = Field(description="A sentence for people.")
    retry_after: int | None = Field(None, description="Seconds after which to try again.")
    errors: list[Doubt] | None = Field(None, description="With code invalid: each thing wrong.")


class Up(BaseModel):
    """The process is up."""

    status: Literal["up"]


class Readiness(BaseModel):
    """Whether questions can be answered; ``message`` says why they cannot."""

    status: Literal["ready", "loading", "failed"]
    generation: str | None = None
    message: str | None = None
