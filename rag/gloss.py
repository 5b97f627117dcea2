"""Japanese questions over English abstracts: a gloss, term by term.

The terms are those of an editable glossary and, where there is one, of a dictionary
(rag/dictionary.py). The longest term that fits is taken at each place, and of two the glossary's.
Latin letters and numbers go through as they are. What is not known is dropped: a gloss is for
search, never shown as a quote.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.dictionary import Dictionary, installed_dictionary

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.'’\-]*|\d[\d,.]*")
_CONTENT = re.compile(r"[一-鿿々ァ-ヶA-Za-z0-9]")
_HAN = re.compile(r"[一-鿿々]")
_KATAKANA = re.compile(r"[ァ-ヶー]")
_WRITTEN = re.compile(r"[一-鿿々ァ-ヶ]")
_NO_DICTIONARY = Dictionary(None)
# The longest term of a dictionary that is looked for: beyond are sayings.
_LONGEST = 12
# Of a dictionary's alternatives so many are searched for; all count where they are met.
_SEARCHED = 2


@dataclass(frozen=True, slots=True)
class Gloss:
    """A term of the question and its English; each of ``alternatives`` says it by itself."""

    term: str
    searched: str
    alternatives: tuple[str, ...]


@lru_cache(maxsize=1)
def load_glossary() -> dict[str, str]:
    """Japanese term to English words."""
    text = files("rag").joinpath("glossary.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["terms"])


@lru_cache(maxsize=1)
def _longest_of_glossary() -> int:
    return max(map(len, load_glossary()))


@lru_cache(maxsize=1024)
def glosses(question: str) -> tuple[Gloss, ...]:
    """Each term of the question that is known, once, in its order."""
    found = _glosses(question, installed_dictionary())
    return tuple({gloss.searched: gloss for gloss in found if gloss.searched}.values())


def _glosses(text: str, dictionary: Dictionary) -> Iterator[Gloss]:
    """All terms that are known, those that the glossary drops with no English."""
    return (part for part in _parts(text, dictionary) if isinstance(part, Gloss))


def _parts(text: str, dictionary: Dictionary) -> Iterator[Gloss | str]:
    """The text from its beginning to its end: terms, and characters of which nothing is known."""
    at = 0
    while at < len(text):
        gloss = _at(text, at, dictionary)
        yield gloss or text[at]
        at += len(gloss.term) if gloss else 1


def _at(text: str, at: int, dictionary: Dictionary) -> Gloss | None:
    latin = _LATIN.match(text, at)
    if latin:
        return _of_glossary(latin[0]) or Gloss(latin[0], latin[0], (latin[0],))
    longest = max(_longest_of_glossary(), min(_LONGEST, dictionary.longest))
    for end in range(min(len(text), at + longest), at, -1):
        gloss = _of_glossary(text[at:end]) or _of_dictionary(text, at, end, dictionary)
        if gloss:
            return gloss
    return None


def _of_glossary(term: str) -> Gloss | None:
    words = load_glossary().get(term)
    return None if words is None else Gloss(term, words, tuple(words.split()))


def _of_dictionary(text: str, at: int, end: int, dictionary: Dictionary) -> Gloss | None:
    term = text[at:end]
    words = dictionary.words(term) if _stands_alone(text, at, end) else ()
    return Gloss(term, " ".join(words[:_SEARCHED]), words) if words else None


def _stands_alone(text: str, at: int, end: int) -> bool:
    """Whether a term of the dictionary is one here: no part of a longer run of katakana.

    Nor one character of a compound, whose meaning is rarely that of its parts.
    """
    term, before, after = text[at:end], text[:at][-1:], text[end : end + 1]
    if _KATAKANA.match(term[0]) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(term[-1]) and _KATAKANA.match(after):
        return False
    return len(term) > 1 or not (_HAN.match(before) or _HAN.match(after))


def names_in(question: str) -> tuple[Gloss, ...]:
    """The names that the glossary knows in the question, written in Japanese: “フランス”."""
    found = glosses(question)
    return tuple(it for it in found if it.searched[0].isupper() and _WRITTEN.match(it.term))


def whole_gloss(term: str) -> str:
    """English words for a Japanese term; empty where any part of it is not in the glossary.

    What is counted by it rests on an editor's words: a dictionary's first word is often not the
    one that the abstracts use.
    """
    parts = tuple(_parts(term, _NO_DICTIONARY))
    if any(isinstance(part, str) and _WRITTEN.match(part) for part in parts):
        return ""
    words = (part.searched for part in parts if isinstance(part, Gloss) and part.searched)
    return " ".join(dict.fromkeys(words))


def known_share(question: str) -> float:
    """Share of the question's characters of content that are known; 0 where none has.

    Hiragana mostly carry grammar and do not count.
    """
    content = len(_CONTENT.findall(question))
    return 1 - len(_CONTENT.findall(_unknown(question))) / content if content else 0.0


def english_gloss(question: str) -> str:
    """English words for the Japanese question, in its order; empty where nothing is known."""
    return " ".join(gloss.searched for gloss in glosses(question))


def forget() -> None:
    """Keep no gloss of before: the dictionary is another now."""
    glosses.cache_clear()
    _unknown.cache_clear()


@lru_cache(maxsize=1024)
def _unknown(text: str) -> str:
    """The text with a space for each term that is known."""
    parts = _parts(text, installed_dictionary())
    return "".join(part if isinstance(part, str) else " " for part in parts)
