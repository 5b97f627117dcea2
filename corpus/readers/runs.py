"""Runs of text as a format gives them, to the spans of a line as a reader sees them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from corpus.readers.cleaning import cleaned
from corpus.readers.printed import PrintedLine, Span, Style

_SOFT_HYPHEN = "\u00ad"


class Run(NamedTuple):
    """Text in one style, white space as it stands in the file."""

    text: str
    style: Style
    raised: bool = False


def spans_of(runs: Iterable[Run]) -> tuple[Span, ...]:
    """Spans without doubled or outer white space; neighbours in one style are one span."""
    spans: list[Span] = []
    for run in runs:
        text = _shown(run.text, after_space=not spans or spans[-1].text[-1].isspace())
        if not text:
            continue
        if spans and (spans[-1].style, spans[-1].raised) == (run.style, run.raised):
            spans[-1] = Span(spans[-1].text + text, run.style, run.raised)
        else:
            spans.append(Span(text, run.style, run.raised))
    return _without_last_space(spans)


def numbered(lines: Iterable[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The lines that hold text, numbered from 1."""
    held = (line for line in lines if line.spans)
    return tuple(replace(line, number=number) for number, line in enumerate(held, start=1))


def _shown(text: str, *, after_space: bool) -> str:
    """What a reader sees of the text: one space for a run of spaces, none after a space."""
    shown: list[str] = []
    for character in text:
        if character == _SOFT_HYPHEN:
            continue
        seen = cleaned(ord(character))
        if seen == " " and after_space:
            continue
        if seen:
            shown.append(seen)
            after_space = seen[-1].isspace()
    return "".join(shown)


def _without_last_space(spans: list[Span]) -> tuple[Span, ...]:
    while spans:
        last = spans.pop()
        text = last.text.rstrip()
        if text:
            return (*spans, Span(text, last.style, last.raised))
    return ()
