"""Writes the offsets of gold spans: ``python -m eval.place eval/gold/FILE.jsonl corpus/BOOKLET``.

Who writes a gold question copies the sentence that answers it; where that sentence stands in its
record is found here, and found again after the booklet or a correction of it has changed.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from corpus.errors import ShorokuError
from eval.errors import GoldError


class Span(TypedDict):
    """A sentence of a record; ``start`` and ``end`` are characters of the record's text."""

    abstract_id: str
    start: NotRequired[int]
    end: NotRequired[int]
    text: str


class Question(TypedDict):
    """What is read of a gold question; its other fields pass through untouched."""

    id: str
    spans: list[list[Span]]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A span that cannot be placed, and why."""

    question_id: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.question_id}: {self.reason}: {self.text!r}"


def place(questions: Iterable[Question], texts: Mapping[str, str]) -> tuple[Misfit, ...]:
    """Give every span its offsets, and return the spans that have none.

    ``questions`` are changed in place; ``texts`` are the records' texts by abstract id.
    """
    misfits: list[Misfit] = []
    for question in questions:
        for group in question["spans"]:
            for place_in_group, span in enumerate(group):
                try:
                    group[place_in_group] = _placed(span, texts)
                except ValueError as error:
                    misfits.append(Misfit(question["id"], span["text"], str(error)))
    return tuple(misfits)


def _placed(span: Span, texts: Mapping[str, str]) -> Span:
    """Return the span with its offsets; a ValueError says why it has none."""
    abstract_id, wanted = span["abstract_id"], span["text"]
    start = _start(wanted, texts.get(abstract_id), span.get("start"))
    return {"abstract_id": abstract_id, "start": start, "end": start + len(wanted), "text": wanted}


def _start(wanted: str, text: str | None, stored: int | None) -> int:
    """Where ``wanted`` begins; of several places the stored one, else a ValueError says why."""
    if text is None:
        reason = "no record has this abstract id"
        raise ValueError(reason)
    places = _occurrences(wanted, text)
    if len(places) == 1:
        return places[0]
    if stored in places:
        return stored
    reason = f"it stands {len(places)} times in the record" if places else "not in the record"
    raise ValueError(reason)


def _occurrences(wanted: str, text: str) -> list[int]:
    if not wanted:
        return []
    return [start for start in range(len(text)) if text.startswith(wanted, start)]


def read_questions(path: Path) -> list[Question]:
    """Read a gold file, one JSON object a line.

    Raises:
        GoldError: a line is no JSON; the message names it.

    """
    questions: list[Question] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            questions.append(json.loads(line))
        except json.JSONDecodeError as error:
            message = f"{path}, line {number} is no JSON ({error}): write one object a line."
            raise GoldError(message) from error
    return questions


def write_questions(path: Path, questions: Sequence[Question]) -> None:
    """Write a gold file, one JSON object a line, with its characters as they are."""
    lines = [json.dumps(question, ensure_ascii=False) + "\n" for question in questions]
    path.write_text("".join(lines), encoding="utf-8")


def place_file(gold: Path, booklet: Path) -> int:
    """Place a gold file's spans in the records of its booklet; returns how many there are.

    The file is written only when every span has a place.

    Raises:
        GoldError: names every span that has none.

    """
    from corpus.library import read_booklet  # noqa: PLC0415 - --help needs no parser

    texts = {record.id: record.text for record in read_booklet(booklet).booklet.abstracts}
    questions = read_questions(gold)
    if misfits := place(questions, texts):
        named = "\n".join(map(str, misfits))
        message = f"{gold} is unchanged, for these spans have no place in {booklet}:\n{named}"
        raise GoldError(message)
    write_questions(gold, questions)
    return sum(len(group) for question in questions for group in question["spans"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; exit code 1 means that nothing was written."""
    parser = argparse.ArgumentParser(prog="python -m eval.place", description=__doc__)
    parser.add_argument("gold", type=Path, help="the gold file")
    parser.add_argument("booklet", type=Path, help="the booklet's folder")
    options = parser.parse_args(arguments)
    try:
        count = place_file(options.gold, options.booklet)
    except ShorokuError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{options.gold}: {count} spans placed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
