"""The gold set: questions with what a right reply to them must hold.

One JSON object a line; a path is one ``.jsonl`` file, or a folder of which every ``.jsonl`` file is
read in the order of names. docs/evaluation.md describes the fields.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from eval.errors import GoldError
from eval.gold_checks import contradictions, fault, faults_together
from eval.gold_question import GoldLine, GoldQuestion, GoldSpan, QuestionType

__all__ = [
    "GoldFile",
    "GoldLine",
    "GoldQuestion",
    "GoldSet",
    "GoldSpan",
    "QuestionType",
    "load_gold",
    "read_gold",
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
        GoldError: a file cannot be read, or lines are wrong; one sentence a fault, each with its
            file and line.

    """
    gold, faults = read_gold(path)
    if faults:
        raise GoldError("\n".join(faults))
    return gold


def read_gold(path: Path) -> tuple[GoldSet, tuple[str, ...]]:
    """Read a gold file, or all of a folder; with the lines that are sound, every fault of the rest.

    Raises:
        GoldError: a file cannot be read, or there is no question at all.

    """
    files: list[GoldFile] = []
    lines: list[GoldLine] = []
    faults: list[str] = []
    for file in _files(path):
        content = _bytes_of(file)
        files.append(GoldFile(file.name, hashlib.sha256(content).hexdigest()))
        for read in _lines_of(file, content):
            lines.append(read) if isinstance(read, GoldLine) else faults.extend(read)
    if not lines and not faults:
        raise GoldError(f"{path} holds no question. Give a gold file with one JSON object a line.")
    return GoldSet(tuple(files), tuple(lines)), (*faults, *faults_together(lines))


def _files(path: Path) -> Sequence[Path]:
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise GoldError(
            f"The gold file {file} cannot be read: {error.strerror}. Check the path."
        ) from None


def _lines_of(file: Path, content: bytes) -> Iterator[GoldLine | tuple[str, ...]]:
    # Bytes split at line feeds alone; str.splitlines would also split inside a JSON string.
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield _parse(f"{file}:{number}", line)


def _parse(place: str, line: bytes) -> GoldLine | tuple[str, ...]:
    """The question of a line, or what is wrong with it."""
    try:
        question = _adapter().validate_json(line)
    except ValidationError as error:
        return tuple(fault(place, _said(each)) for each in error.errors())
    faults = tuple(fault(place, complaint) for complaint in contradictions(question))
    return faults or GoldLine(place, question)


def _said(error: ErrorDetails) -> str:
    field = ".".join(str(part) for part in error["loc"])
    return f"{field}: {error['msg']}" if field else error["msg"]


@cache
def _adapter() -> TypeAdapter[GoldQuestion]:
    return TypeAdapter(GoldQuestion)
