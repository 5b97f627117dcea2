"""The gold set: questions with what a right reply to them must hold.

One JSON object a line; a path is one ``.jsonl`` file, or a folder of which every ``.jsonl`` file is
read in the order of names. docs/evaluation.md describes the fields.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.abstract import Abstract
from eval.errors import GoldError
from eval.gold_checks import check_together, contradictions, wrong
from eval.gold_question import GoldLine, GoldQuestion, GoldSpan, QuestionType

__all__ = [
    "GoldFile",
    "GoldLine",
    "GoldQuestion",
    "GoldSet",
    "GoldSpan",
    "QuestionType",
    "check_against",
    "load_gold",
]


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
    check_together(lines)
    return GoldSet(tuple(files), tuple(lines))


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
        raise wrong(place, f"{field}: {first['msg']}" if field else first["msg"]) from None
    for complaint in contradictions(question):
        raise wrong(place, complaint)
    return GoldLine(place, question)


@cache
def _adapter() -> TypeAdapter[GoldQuestion]:
    return TypeAdapter(GoldQuestion)


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
