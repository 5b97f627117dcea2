"""What belongs to the page and not to the text: page numbers and running heads."""

import re
from collections import Counter

from corpus.abstract import SourceLines
from corpus.lines import Source, without
from corpus.report import Finding

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s?)?(?:p(?:age|\.)?\s?)?(?:\d{1,3}|[ivxl]{2,5})(?:\s?(?:/|of)\s?\d{1,4})?(?:\s?[-–—])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_MAX_RUNNING_HEAD = 120


def take_furniture(source: Source) -> tuple[Source, tuple[Finding, ...]]:
    """The source with page numbers and running heads blanked, and a finding for each."""
    heads = _running_heads(source)
    positions = frozenset(
        position
        for position, line in enumerate(source.lines)
        if line.text and (_is_page_number(source, position) or line.text in heads)
    )
    if not positions:
        return source, ()
    findings = tuple(_finding(source, position) for position in sorted(positions))
    return without(source, positions), findings


def _is_page_number(source: Source, position: int) -> bool:
    """A number alone in its run, or at the edge of a page."""
    if not _PAGE_NUMBER.fullmatch(source.text(position)):
        return False
    return source.starts_run(position) and _ends_run(source, position)


def _ends_run(source: Source, position: int) -> bool:
    after = position + 1
    return not source.text(after) or source.lines[after].opens_page


def _running_heads(source: Source) -> frozenset[str]:
    """Lines that open more than one page and read the same but for their numbers."""
    opening = [
        source.text(position) or source.text(source.after[position])
        for position, line in enumerate(source.lines)
        if line.opens_page
    ]
    counts = Counter(_DIGITS.sub("", text) for text in opening if text)
    return frozenset(
        text
        for text in opening
        if len(text) <= _MAX_RUNNING_HEAD and counts[_DIGITS.sub("", text)] > 1
    )


def _finding(source: Source, position: int) -> Finding:
    line = source.lines[position]
    message = "A page number or running head was left out of the text."
    lines = SourceLines(line.number, line.number)
    return Finding("repair", "page_furniture", lines, message, line.text, "")
