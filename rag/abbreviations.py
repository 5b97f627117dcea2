"""Abbreviations that the abstracts introduce, known both ways.

Found as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003): a long form stands before or within brackets beside a short form whose
letters it holds in order, the first of them at the start of a word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.analysis import terms

_BRACKETED = re.compile(r"\(([^()\n]{2,120})\)")
# A long form stands so near, and in the same sentence.
_BEFORE = 160
_CUT = re.compile(r"[().;:!?\n]")
_SHORT = re.compile(r"[A-Za-z0-9][\w&./-]{1,9}")
_CAPITALS = 2
# Words of a long form may be so many more than letters of the short one, and at most twice them.
_MORE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Alias:
    """``said`` stands in the question; ``others`` are what the abstracts say for it."""

    said: str
    others: tuple[str, ...]


class Abbreviations:
    """The short and long forms of one corpus."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._long: dict[str, dict[str, str]] = {}
        self._short: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for text in texts:
            for short, long_ in pairs_in(text):
                self._long.setdefault(short, {}).setdefault(_key(long_), long_)
                self._short.setdefault(_key(long_), {})[short] = None
                self._written.setdefault(_key(long_), long_)

    def aliases(self, question: str) -> tuple[Alias, ...]:
        """What the abstracts also say for the short and long forms in a question.

        A short form is known by its capitals ("aids" is no AIDS), a long one in any case.
        """
        found = [
            Alias(word, tuple(self._long[word].values()))
            for word in dict.fromkeys(_SHORT.findall(question))
            if word in self._long
        ]
        key = f" {_key(question)} "
        found += [
            Alias(self._written[long_], tuple(shorts))
            for long_, shorts in self._short.items()
            if f" {long_} " in key
        ]
        return tuple(found)

    def same(self, topic: str) -> tuple[str, ...]:
        """What the abstracts also say for a topic that is itself a short or a long form."""
        if topic in self._long:
            return tuple(self._long[topic].values())
        return tuple(self._short.get(_key(topic), ()))

    def meanings(self, short: str) -> tuple[str, ...]:
        """The long forms of a short one, none but where the abstracts introduce it."""
        return tuple(self._long.get(short, {}).values())

    def in_question(self, question: str) -> tuple[str, ...]:
        """The short forms in a question that the abstracts introduce."""
        words = dict.fromkeys(_SHORT.findall(question))
        return tuple(word for word in words if word in self._long)


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Each (short form, long form) that a text introduces, in its order."""
    for found in _BRACKETED.finditer(text):
        near = text[max(0, found.start() - _BEFORE) : found.start()]
        before, inside = _CUT.split(near)[-1].rstrip(), re.split(r"[,;]", found[1])[0].strip()
        if _is_short(inside):
            words = before.split()
            most = min(len(inside) + _MORE_WORDS, len(inside) * 2)
            long_ = long_form(inside, " ".join(words[-most:]))
            if long_:
                yield inside, long_
        elif before and _is_short(last := before.split()[-1]) and len(inside.split()) > 1:
            long_ = long_form(last, inside)
            if long_ and _key(long_) == _key(inside):
                yield last, long_


def long_form(short: str, text: str) -> str | None:
    """The shortest end of the text that holds the short form's letters in order, or None."""
    at = len(text)
    for place in range(len(short) - 1, -1, -1):
        letter = short[place].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and not _fits(text, at, letter, starts=place == 0):
            at -= 1
        if at < 0:
            return None
    found = text[at:].strip(" \"“”'‘’,")
    words = len(found.split())
    short_words = min(len(short) + _MORE_WORDS, len(short) * 2)
    long_enough = len(found) > len(short) and words > 1
    return found if long_enough and words <= short_words and short not in found.split() else None


def _fits(text: str, at: int, letter: str, *, starts: bool) -> bool:
    if text[at].lower() != letter:
        return False
    return not starts or at == 0 or not text[at - 1].isalnum()


def _is_short(word: str) -> bool:
    return bool(_SHORT.fullmatch(word)) and sum(c.isupper() for c in word) >= _CAPITALS


def _key(text: str) -> str:
    """The stems: two writings of one long form, or its plural, are equal."""
    return " ".join(terms(text))
