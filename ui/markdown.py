"""The three marks of Markdown that an answer uses, read as pieces that a renderer can write down.

An answer is made of paragraphs, of quotations (lines that begin with ``>``) and of list items
(``-``); markers such as ``[1]`` stand at the end of a line. Everything else is text and stays,
character for character, what it is: a quotation may hold stars, underscores, backslashes, or a
number in brackets of its own, and must still be shown exactly as it stands in its abstract.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Tag = Literal["p", "blockquote", "ul", "li"]

_WORD = re.compile(r"\s*(?:[^\s\u3000-\u9fff\uff00-\uffef]+|[\u3000-\u9fff\uff00-\uffef]{1,3})|\s+")
_MARKERS = re.compile(r"(?: ?\[\d{1,3}\])+$")
# A quotation has one marker; a number in brackets before it is the document's own.
_MARKER_OF_QUOTE = re.compile(r" ?\[\d{1,3}\]$")
_KINDS: dict[str, Tag] = {"> ": "blockquote", "- ": "ul"}


@dataclass(frozen=True, slots=True)
class Open:
    """An element begins."""

    tag: Tag


@dataclass(frozen=True, slots=True)
class Close:
    """The element opened last ends."""

    tag: Tag


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to show exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the end of a line, with the white space before it."""

    space: str
    name: str


Piece = Open | Close | Text | Marker


def pieces(markdown: str) -> Iterator[Piece]:
    """The pieces of a text, every ``Open`` with its ``Close``."""
    for kind, run in groupby(markdown.split("\n"), key=_kind):
        lines = [line if kind == "p" else line[2:] for line in run]
        if any(line.strip() for line in lines):
            yield from _block(kind, lines)


def words(text: str) -> list[str]:
    """``text`` in runs of one word, or of up to three characters where words are not spaced.

    Joined, they are the text again.
    """
    return _WORD.findall(text)


def _kind(line: str) -> Tag | Literal["blank"]:
    return _KINDS.get(line[:2], "p") if line.strip() else "blank"


def _block(kind: Tag | Literal["blank"], lines: list[str]) -> Iterator[Piece]:
    if kind == "p":
        yield from _element("p", _joined(lines, _MARKERS))
    elif kind == "blockquote":
        yield from _element("blockquote", _element("p", _joined(lines, _MARKER_OF_QUOTE)))
    elif kind == "ul":
        items = (piece for line in lines for piece in _element("li", _line(line, _MARKERS)))
        yield from _element("ul", items)


def _element(tag: Tag, inside: Iterator[Piece]) -> Iterator[Piece]:
    yield Open(tag)
    yield from inside
    yield Close(tag)


def _joined(lines: list[str], markers: re.Pattern[str]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        if number:
            yield Text("\n")
        yield from _line(line, markers)


def _line(line: str, markers: re.Pattern[str]) -> Iterator[Piece]:
    trailing = markers.search(line)
    body = line[: trailing.start()] if trailing else line
    if body:
        yield Text(body)
    if trailing:
        for found in re.finditer(r"( ?)(\[\d+\])", trailing.group()):
            yield Marker(found[1], found[2])
