"""The few marks of Markdown that an answer uses, as pieces that a renderer can write down.

Only paragraphs, quotations, lists, bold and italics exist here. Links, images, headings, code and
HTML do not: their characters stay the text that they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Tag = Literal["p", "blockquote", "ul", "ol", "li", "strong", "em", "br"]

_WORD = re.compile(r"\s*(?:[^\s\u3000-\u9fff\uff00-\uffef]+|[\u3000-\u9fff\uff00-\uffef]{1,3})|\s+")


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


Piece = Open | Close | Text


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["blockquote", "list", "emphasis", "escape", "newline"])


def pieces(markdown: str) -> Iterator[Piece]:
    """The pieces of a text, every ``Open`` with its ``Close``."""
    for token in _parser().parse(markdown):
        yield from _block(token)


def words(text: str) -> list[str]:
    """``text`` in runs of one word, or of up to three characters where words are not spaced.

    Joined, they are the text again.
    """
    return _WORD.findall(text)


def _block(token: Token) -> Iterator[Piece]:
    if token.hidden:
        return
    if token.type == "inline":
        for child in token.children or ():
            yield from _inline(child)
    else:
        yield from _element(token)


def _inline(token: Token) -> Iterator[Piece]:
    if token.type == "hardbreak":
        yield Open("br")
        yield Close("br")
    elif token.type == "softbreak":
        yield Text(" ")
    elif token.nesting:
        yield from _element(token)
    else:
        yield Text(token.content)


def _element(token: Token) -> Iterator[Piece]:
    tag = _TAGS.get(token.tag)
    if tag:
        yield Open(tag) if token.nesting > 0 else Close(tag)


_TAGS: dict[str, Tag] = {
    "p": "p",
    "blockquote": "blockquote",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "strong": "strong",
    "em": "em",
}
