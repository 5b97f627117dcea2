"""Titles: lines made one, and capitals taken back where the table of contents spells them out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.characters import plain
from corpus.layout.likeness import letters_of
from corpus.reading import FoundRecord
from corpus.repair import HYPHENS, Vocabulary, seam_between

_NUMBER = re.compile(r"[(\[]?([A-Z]{0,4}[-–. ]?\d{1,4}(?:[-–.]\d{1,3})?)[)\].:]*\s+(?=\S{2})")
_MOST = 0.6
_LEADERS = re.compile(r"(?:\s*\.\s?){3,}|\s{3,}")


def join_title(lines: Sequence[str], words: Vocabulary) -> str:
    """The lines of a title as one; a hyphen between capitals is judged as one between letters."""
    joined = ""
    for line in lines:
        text = " ".join(plain(line).split())
        capitals = joined.isupper() and text.isupper() and joined[-1:] in HYPHENS
        left, right = (joined.lower(), text.lower()) if capitals else (joined, text)
        seam = seam_between(left, right, words)
        joined = joined[: len(joined) - seam.dropped] + seam.glue + text
    return joined


def titles_by_contents(
    records: Sequence[FoundRecord], contents: Sequence[str]
) -> tuple[FoundRecord, ...]:
    """The records; a title in capitals is spelt as the table of contents spells it."""
    listed, places = _letters_with_places(contents)
    return tuple(
        replace(record, title=_respelt(record.title, listed, places))
        if record.title.isupper()
        else record
        for record in records
    )


def _letters_with_places(contents: Sequence[str]) -> tuple[str, list[str]]:
    """The letters of all entries, and for each the text from it to the next letter."""
    text = ""
    for line in contents:
        bare = _LEADERS.split(line)[0]
        if text[-1:] in HYPHENS and text:
            text = text[: None if bare[:1].isupper() else -1] + bare
        else:
            text = f"{text} {bare}"
    letters: list[str] = []
    pieces: list[str] = []
    for character in text:
        for folded in character.casefold() if character.isalnum() else "":
            letters.append(folded)
            pieces.append("")
        if pieces:
            pieces[-1] += character
    return "".join(letters), pieces


def _respelt(title: str, listed: str, pieces: Sequence[str]) -> str:
    wanted = letters_of(title)
    start = listed.find(wanted)
    if not wanted or start < 0:
        return title
    found = "".join(pieces[start : start + len(wanted)])
    ending = title[len(title.rstrip('.?!)”"’')) :]
    leading = title[: len(title) - len(title.lstrip('(“"‘['))]
    return leading + " ".join(found.split()).rstrip(' ,;:–—-.?!)”"’') + ending


def numbers_taken(records: Sequence[FoundRecord]) -> tuple[FoundRecord, ...]:
    """The records; where most titles begin with a number of their own, it becomes their number."""
    found = [_NUMBER.match(record.title) for record in records]
    numbers = {match[1] for match in found if match}
    if len(numbers) < max(2, len(records) * _MOST):
        return tuple(records)
    return tuple(
        replace(
            record,
            title=record.title[match.end() :],
            identifier=record.identifier or match[1],
        )
        if match
        else record
        for record, match in zip(records, found, strict=True)
    )


def stops_taken(records: Sequence[FoundRecord]) -> tuple[FoundRecord, ...]:
    """The records; where most titles end in a full stop, it belongs to the layout and goes."""
    stops = sum(record.title.endswith(".") for record in records)
    if stops < len(records) * _MOST:
        return tuple(records)
    return tuple(replace(record, title=record.title.removesuffix(".")) for record in records)
