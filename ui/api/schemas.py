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
_GENERATION = "Of the index that answered."


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
        Field(
            description="Of error sentences; where not given, Accept-Language decides. The answer "
            "is in the language of its question."
        ),
    ] = None


class CitationOut(BaseModel):
    """A verbatim excerpt that carries the reply; with an empty quote, a record."""

    marker: int = Field(ge=1, description="The n of [n] in the text.")
    abstract_id: str
    title: str
    authors: list[str] = Field(description="As the booklet names them; empty where it does not.")
    start: int = Field(ge=0, description="In the abstract's text, in code points from 0.")
    end: int = Field(ge=0, description="The first code point after the excerpt.")
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

    id: str | int = Field(description="As it was given with the question.")
    question: str = Field(description="As it was asked.")
    language: Language = Field(description="Of the reply: that of the question.")
    kind: Literal["answer", "abstention", "records", "smalltalk"] = Field(
        description="From the texts; not in the abstracts; from the records; a greeting or thanks."
    )
    answerable: bool = Field(description="Whether abstracts or records answer it.")
    confidence: float = Field(ge=0, le=1, description="The probability that they answer it.")
    text: str = Field(description="Markdown with [n] markers; a line after > is an excerpt.")
    citations: list[CitationOut] = Field(description="In the order of their markers.")
    nearest: list[NearestOut] = Field(description="What comes nearest, the nearest first.")
    suggestions: list[str] = Field(description="What could be asked next.")
    rewritten: str | None = Field(description="What a follow-up was understood as.")
    generation: str = Field(description=_GENERATION)
    comparison: ComparisonOut | None = Field(description="Where two things are compared.")


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
    language: str = Field(description="Of its text, such as en or ja.")
    booklet: str = Field(description="The id of its booklet.")
    year: str = Field(description="Empty where it is not known.")
    session: str = Field(description="Empty where it is not known.")
    url: str = Field(description="The page on which people read it.")


class AbstractOut(AbstractInList):
    """One abstract whole. Every citation is a pair of offsets into ``text``."""

    text: str = Field(description="What the offsets of citations count in.")
    time: str | None = Field(description="As the booklet prints it; null where it does not.")
    room: str | None = Field(description="The same.")
    pages: str | None = Field(description="The same.")
    identifier: str | None = Field(description="A DOI, an address or the source's own number.")
    notes: list[str] = Field(description="Its footnotes.")
    references: list[str]
    conference: str = Field(description="The conference's name.")
    citation: str = Field(description="The reference in words.")
    generation: str = Field(description=_GENERATION)


class AbstractList(BaseModel):
    """One page of what was found; titles that hold the words come first."""

    total: int
    page: int
    pages: int
    size: int
    next: str | None = Field(description="The address of the next page, or null.")
    generation: str = Field(description=_GENERATION)
    abstracts: list[AbstractInList]


class BookletOut(BaseModel):
    """One booklet."""

    id: str
    name: str
    date: str | None
    abstracts: int


class BookletList(BaseModel):
    """Every booklet that can be asked."""

    generation: str = Field(description=_GENERATION)
    booklets: list[BookletOut]


class Doubt(BaseModel):
    """One thing wrong with a request."""

    where: str
    message: str


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(description="A link to what the code means.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status of the response.")
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
