"""Names of people and things in a question, and the people whom the records know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.abstract import Person
from corpus.matching import bare_letters

# A run of letters of one kind of script: "Chhourさん" is a name and an address.
_CJK = "\u3005-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[^\W\d_{_CJK}](?:[^\W{_CJK}]|['’\-])*|[{_CJK}]+")
_JAPANESE = re.compile(rf"[{_CJK}]+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SENTENCE_START = re.compile(r"(?:^|[.?!:]\s+|[\"“‘(]\s*)$")


def words_of(text: str) -> frozenset[str]:
    """All words of a text, folded, possessive endings removed."""
    return frozenset(_bare(match.group()) for match in _WORD.finditer(text))


def numbers_of(text: str) -> frozenset[str]:
    """All numbers of a text, without thousands separators."""
    return frozenset(match.group().replace(",", "").rstrip(".") for match in _NUMBER.finditer(text))


def capitalised(text: str) -> tuple[str, ...]:
    """Words written as names: a capital, not merely because a sentence starts there."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and not _only_by_position(text, match.start(), word):
            found.append(_bare(word))
    return tuple(dict.fromkeys(found))


def _only_by_position(text: str, start: int, word: str) -> bool:
    return bool(_SENTENCE_START.search(text[:start])) and not word.isupper()


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", bare_letters(word)).replace("’", "'")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone of the records: the abstracts written, or the conference chaired."""

    person: Person
    abstract_ids: tuple[str, ...]
    chairs: str | None = None


class People:
    """Finds people of the records in a question, in whatever order their name is written."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._known = tuple(known)

    def in_question(self, question: str) -> tuple[KnownPerson, ...]:
        """Everyone whose family name stands in the question; a full name outdoes a family name."""
        words = words_of(question)
        by_family = [k for k in self._known if _stands_in(k.person.family, question, words)]
        in_full = [k for k in by_family if _stands_in(k.person.given, question, words)]
        return tuple(in_full or [k for k in by_family if k.person.family])


def _stands_in(name: str, question: str, words: frozenset[str]) -> bool:
    """Whether a name is one of the words, or written in a Japanese question without spaces."""
    unspaced = bool(_JAPANESE.fullmatch(name)) and name in question
    return unspaced or _parts(name) <= words


def _parts(name: str) -> frozenset[str]:
    return words_of(name) or frozenset({"\0"})
