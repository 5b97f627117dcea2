"""What a new gold question needs: its excerpt found in the text, its id, its split, its line.

``eval new`` asks a person for the rest (eval.dialogue).
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter
from rapidfuzz import fuzz

from corpus.abstract import Abstract
from eval.errors import GoldError
from eval.gold import GoldQuestion, GoldSpan, load_gold
from eval.gold_checks import contradictions
from eval.gold_question import QuestionType, Split
from eval.leaks import ALIKE, normalised

# Of 100: below, an excerpt is not taken for a place in the text.
FOUND = 75.0
TO_THE_LETTER = 100.0
# Of 100 questions so many go to the split that may be looked at.
DEV_SHARE = 40
_SHORTEST = 8

_OPENINGS: tuple[tuple[str, QuestionType], ...] = (
    ("how many", "how_many"),
    ("how much", "how_many"),
    ("why", "why"),
    ("whom", "who"),
    ("who", "who"),
    ("where", "where"),
    ("when", "when"),
    ("how", "method"),
    ("is ", "yes_no"),
    ("are ", "yes_no"),
    ("was ", "yes_no"),
    ("were ", "yes_no"),
    ("does ", "yes_no"),
    ("do ", "yes_no"),
    ("did ", "yes_no"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where an excerpt stands, and how like it the text is there: 100 is to the letter."""

    span: GoldSpan
    likeness: float


def find_excerpt(typed: str, abstract: Abstract) -> Found | None:
    """Where ``typed`` stands in the text, white space and small slips aside; whole words only."""
    wanted = " ".join(typed.split())
    if len(wanted) < _SHORTEST:
        return None
    if exact := re.search(r"\s+".join(map(re.escape, wanted.split())), abstract.text):
        return Found(cut(abstract, *exact.span()), TO_THE_LETTER)
    placed = fuzz.partial_ratio_alignment(
        wanted.casefold(), _folded(abstract.text), score_cutoff=FOUND
    )
    if placed is None or len(wanted) > len(abstract.text):
        return None
    start, end = _whole_words(abstract.text, placed.dest_start, placed.dest_end)
    return Found(cut(abstract, start, end), placed.score) if start < end else None


def cut(abstract: Abstract, start: int, end: int) -> GoldSpan:
    """The span of a text from ``start`` to ``end``."""
    return GoldSpan(abstract.id, start, end, abstract.text[start:end])


def guessed_type(question: str) -> QuestionType:
    """What the first words ask for, else ``what``."""
    start = question.casefold()
    return next((kind for words, kind in _OPENINGS if start.startswith(words)), "what")


def next_id(existing: Sequence[GoldQuestion]) -> str:
    """The number after the highest that is given: an id is never used twice."""
    numbers = [int(q.id[1:]) for q in existing if q.id[:1] == "q" and q.id[1:].isdigit()]
    return f"q{max(numbers, default=0) + 1:03d}"


def split_for(
    question: str, spans: Sequence[Sequence[GoldSpan]], existing: Sequence[GoldQuestion]
) -> tuple[Split, str | None]:
    """The split, and the id of the question that it shares one with.

    Rewordings and questions with the same evidence must lie on one side; every other is drawn by
    the hash of its words, about 40 of 100 to ``dev``.
    """
    words, evidence = normalised(question), _evidence(spans)
    for known in existing:
        alike = fuzz.token_sort_ratio(words, normalised(known.question)) >= ALIKE
        if alike or (evidence and evidence == _evidence(known.spans)):
            return known.split, known.id
    drawn = int(hashlib.sha256(words.encode()).hexdigest(), 16) % 100
    return ("dev" if drawn < DEV_SHARE else "test"), None


def existing_questions(file: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a gold file; none where it does not exist or is empty.

    Raises:
        GoldError: the file holds something else.

    """
    empty = not file.exists() or not file.read_bytes().strip()
    return () if empty else load_gold(file).questions


def append_question(question: GoldQuestion, file: Path) -> None:
    """Add a line at the end, whole or not at all, while nobody else does.

    Raises:
        GoldError: the question contradicts itself, its id is taken, or the file cannot be written.

    """
    for complaint in contradictions(question):
        raise GoldError(f"The question is not written: {complaint}.")
    content = json.dumps(asdict(question), ensure_ascii=False)
    # What is read back must be the same question, or the next reader would refuse the file.
    if TypeAdapter(GoldQuestion).validate_json(content) != question:
        raise GoldError("The question is not written: it cannot be read back as it is.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _append(content, question.id, file)
    except OSError as error:
        raise GoldError(f"{file} cannot be written: {error.strerror}.") from None


def _append(content: str, question_id: str, file: Path) -> None:
    with file.open("a+b") as target:
        fcntl.flock(target, fcntl.LOCK_EX)
        target.seek(0)
        before = target.read()
        if any(_id_of(line) == question_id for line in before.split(b"\n")):
            raise GoldError(f"{file} holds a question '{question_id}' already. Start again.")
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        target.write(gap + content.encode() + b"\n")
        target.flush()
        os.fsync(target.fileno())


def _id_of(line: bytes) -> object:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told.get("id") if isinstance(told, dict) else None


def _evidence(spans: Sequence[Sequence[GoldSpan]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((s.abstract_id, s.text) for s in group) for group in spans)


def _folded(text: str) -> str:
    """Lower case and spaces for all white space, each character in its place."""
    return "".join(
        " " if c.isspace() else c.casefold() if len(c.casefold()) == 1 else c for c in text
    )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widened to whole words, white space at either end left out."""
    while start > 0 and text[start - 1].isalnum() and text[start].isascii():
        start -= 1
    while end < len(text) and (
        (text[end].isalnum() and text[end].isascii()) or text[end] in ".?!。」”)"
    ):
        end += 1
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
