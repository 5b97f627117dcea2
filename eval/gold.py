"""The gold set: questions with what a right reply to them must hold.

One JSON object a line; a path is one ``.jsonl`` file, or a folder of which every ``.jsonl`` file is
read in the order of names. docs/evaluation.md describes the fields.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from corpus.abstract import Abstract
from eval.errors import GoldError
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
_ANSWERABLE = {Kind.ANSWER: True, Kind.ABSTENTION: False}


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


@dataclass(frozen=True, slots=True)
class GoldFile:
    """Which bytes were read: ``sha256`` is that of the whole file."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class GoldSet:
    """All questions in the order of the files."""

    files: tuple[GoldFile, ...]
    lines: tuple[GoldLine, ...]

    @property
    def questions(self) -> tuple[GoldQuestion, ...]:
        """The questions without their places."""
        return tuple(line.question for line in self.lines)


def load_gold(path: Path) -> GoldSet:
    """Read and check a gold file, or all of a folder.

    Raises:
        GoldError: a file cannot be read, or a line is wrong; the sentence names file and line.

    """
    files: list[GoldFile] = []
    lines: list[GoldLine] = []
    for file in _files(path):
        content = _bytes_of(file)
        files.append(GoldFile(file.name, hashlib.sha256(content).hexdigest()))
        lines.extend(_lines_of(file, content))
    if not lines:
        raise GoldError(f"{path} holds no question. Give a gold file with one JSON object a line.")
    _check_together(lines)
    return GoldSet(tuple(files), tuple(lines))


def check_against(gold: GoldSet, abstracts: Iterable[Abstract]) -> None:
    """Make sure that the gold set speaks of these abstracts.

    Raises:
        GoldError: an id is unknown or a span's text does not stand at its offsets.

    """
    texts = {abstract.id: abstract.text for abstract in abstracts}
    for line in gold.lines:
        _check_ids(line, texts)
        for span in line.question.every_span:
            _check_span(line, span, texts[span.abstract_id])


def _files(path: Path) -> Sequence[Path]:
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise GoldError(
            f"The gold file {file} cannot be read: {error.strerror}. Check the path."
        ) from None


def _lines_of(file: Path, content: bytes) -> list[GoldLine]:
    # Bytes split at line feeds alone; str.splitlines would also split inside a JSON string.
    return [
        _parse(f"{file}:{number}", line)
        for number, line in enumerate(content.split(b"\n"), start=1)
        if line.strip()
    ]


def _parse(place: str, line: bytes) -> GoldLine:
    try:
        question = _adapter().validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _wrong(place, f"{field}: {first['msg']}" if field else first["msg"]) from None
    for complaint in _contradictions(question):
        raise _wrong(place, complaint)
    return GoldLine(place, question)


@cache
def _adapter() -> TypeAdapter[GoldQuestion]:
    return TypeAdapter(GoldQuestion)


def _wrong(place: str, complaint: str) -> GoldError:
    return GoldError(f"{place}: {complaint}. Correct this line of the gold file.")


def _contradictions(question: GoldQuestion) -> Iterable[str]:
    """What one question gets wrong by itself, the first being enough to refuse it."""
    if not question.id.strip() or not question.question.strip():
        yield "id and question must not be empty"
    if question.turn < 1 or (question.chain is None and question.turn != 1):
        yield f"turn is {question.turn}; turns count from 1, and a lone question is turn 1"
    if (question.unanswerable_kind is None) != (question.kind is not Kind.ABSTENTION):
        yield "unanswerable_kind goes with kind 'abstention', and only with it"
    # Records may have to say that the booklet names nobody: right, and yet nothing is answered.
    if question.kind in _ANSWERABLE and question.answerable is not _ANSWERABLE[question.kind]:
        yield f"answerable is {question.answerable} but kind is '{question.kind}'"
    yield from _missing_evidence(question)
    for span in question.every_span:
        yield from _misshapen(question, span)


def _missing_evidence(question: GoldQuestion) -> Iterable[str]:
    if question.kind is Kind.ANSWER and not (question.abstracts and question.spans):
        yield "kind 'answer' needs abstracts and spans"
    if question.kind is Kind.RECORDS and not question.expect:
        yield "kind 'records' needs expect"
    if not all(question.spans) or not all(question.expect):
        yield "a group of spans or expect is empty"
    if not all(text.strip() for group in question.expect for text in group):
        yield "expect holds an empty string"


def _misshapen(question: GoldQuestion, span: GoldSpan) -> Iterable[str]:
    if not 0 <= span.start < span.end or span.end - span.start != len(span.text):
        yield f"span {span.start}..{span.end} does not fit its text of {len(span.text)} characters"
    if span.abstract_id not in question.abstracts:
        yield f"a span lies in '{span.abstract_id}', which is not among abstracts"


def _check_together(lines: Sequence[GoldLine]) -> None:
    first_places: dict[str, str] = {}
    chains: dict[str, list[GoldLine]] = {}
    for line in lines:
        earlier = first_places.setdefault(line.question.id, line.place)
        if earlier != line.place:
            raise _wrong(line.place, f"id '{line.question.id}' stands already at {earlier}")
        if line.question.chain is not None:
            chains.setdefault(line.question.chain, []).append(line)
    for turns in chains.values():
        _check_chain(sorted(turns, key=lambda line: line.question.turn))


def _check_chain(turns: Sequence[GoldLine]) -> None:
    for expected, line in enumerate(turns, start=1):
        question = line.question
        if question.turn != expected:
            raise _wrong(
                line.place, f"chain '{question.chain}' has turn {question.turn} at {expected}"
            )
        if question.split != turns[0].question.split:
            raise _wrong(line.place, f"chain '{question.chain}' is in two splits")


def _check_ids(line: GoldLine, texts: dict[str, str]) -> None:
    for abstract_id in line.question.abstracts:
        if abstract_id not in texts:
            raise GoldError(
                f"{line.place}: no abstract '{abstract_id}' is indexed. "
                "Correct the id, or build the index from the booklet that the gold file is about."
            )


def _check_span(line: GoldLine, span: GoldSpan, text: str) -> None:
    if text[span.start : span.end] != span.text:
        raise GoldError(
            f"{line.place}: '{span.abstract_id}' does not hold {span.text!r} at "
            f"{span.start}..{span.end}. Place the span anew."
        )
