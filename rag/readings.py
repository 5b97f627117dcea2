"""How Japanese words are said, in Latin letters.

The words and their readings are Janome's (Apache-2.0, with IPADIC); kana become letters by jaconv
(MIT).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import jaconv

from corpus.matching import fold

if TYPE_CHECKING:
    from janome.tokenizer import Tokenizer

# What Hepburn's way, the government's and passports' write differently, as it is levelled in turn.
_LEVELLED = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"[^a-z]", ""),
        (r"(?<=o)h(?![aeiouy])", ""),
        (r"o[uo]+", "o"),
        (r"uu+", "u"),
        (r"m(?=[bmp])", "n"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"(?<![a-z])hu|(?<=[aiueon])hu", "fu"),
        (r"[zd]i", "ji"),
        (r"dz?u", "zu"),
        (r"sy", "sh"),
        (r"ty", "ch"),
        (r"[zj]y", "j"),
        (r"tc(?=h)", "cc"),
    )
)
_NAME = ["固有名詞", "人名"]
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place; ``said`` is its reading as :func:`levelled` writes it, or empty."""

    text: str
    start: int
    said: str
    is_noun: bool
    is_name: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def levelled(latin: str) -> str:
    """A name in Latin letters as all ways of writing it are compared."""
    text = fold(latin)
    for pattern, instead in _LEVELLED:
        text = pattern.sub(instead, text)
    return text


def said(kana: str) -> str:
    """Kana as :func:`levelled` writes them."""
    return levelled(jaconv.kata2alphabet(jaconv.hira2kata(kana)).replace("ー", ""))


def words_in(text: str) -> Iterator[Word]:
    """The words of a Japanese text; marks and spaces are words too."""
    # Which threads Janome allows is not said.
    with _lock:
        found = list(_tokenizer().tokenize(text))
    start = 0
    for token in found:
        start = text.index(token.surface, start)
        reading = "" if token.reading == "*" else said(token.reading)
        parts = token.part_of_speech.split(",")
        yield Word(token.surface, start, reading, parts[0] == "名詞", parts[1:3] == _NAME)
        start += len(token.surface)


@lru_cache(maxsize=1)
def _tokenizer() -> "Tokenizer":
    from janome.tokenizer import Tokenizer  # noqa: PLC0415 - 0.1 s, and 120 MB of its dictionary

    return Tokenizer(mmap=True)
