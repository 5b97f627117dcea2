"""Short forms that texts introduce beside their long ones.

Found as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003): a long form stands before or within brackets beside a short form whose
letters it holds in order, the first of them at the start of a word.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from index.analysis import terms

FILE = "abbreviations.json"
SHORT = re.compile(r"[A-Za-z0-9][\w&./-]{1,9}")
_BRACKETED = re.compile(r"\(([^()\n]{2,120})\)")
# A long form stands so near, and in the same sentence.
_BEFORE = 160
_CUT = re.compile(r"[().;:!?\n]")
_CAPITALS = 2
# Words of a long form may be so many more than letters of the short one, and at most twice them.
_MORE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Introduced:
    """One short form with its long form, in the abstract of one row; ``key`` is the long one's."""

    row: int
    short: str
    long: str
    key: str


@dataclass(frozen=True, slots=True)
class IntroducedForms:
    """All that the texts introduce, in their order."""

    found: tuple[Introduced, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "IntroducedForms":
        """What texts introduce; row i is the i-th of them."""
        return cls(
            tuple(
                Introduced(row, short, long_, stems_key(long_))
                for row, text in enumerate(texts)
                for short, long_ in pairs_in(text)
            )
        )

    @classmethod
    def load(cls, folder: Path) -> "IntroducedForms":
        """Read what :meth:`save` wrote.

        Raises:
            ValueError, TypeError: the file holds anything else.

        """
        held = json.loads((folder / FILE).read_text(encoding="ascii"))
        return cls(tuple(Introduced(*row) for row in held))

    def save(self, folder: Path) -> None:
        """Write the file; the same forms give the same bytes."""
        held = json.dumps([astuple(it) for it in self.found])
        (folder / FILE).write_text(held, encoding="ascii")

    def part(self, rows: Sequence[int]) -> "IntroducedForms":
        """What some of the rows introduce, numbered anew in their order."""
        number = {row: new for new, row in enumerate(rows)}
        return IntroducedForms(
            tuple(
                Introduced(number[it.row], it.short, it.long, it.key)
                for it in self.found
                if it.row in number
            )
        )


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
            if long_ and stems_key(long_) == stems_key(inside):
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
    return bool(SHORT.fullmatch(word)) and sum(c.isupper() for c in word) >= _CAPITALS


def stems_key(text: str) -> str:
    """The stems: two writings of one long form, or its plural, are equal."""
    return " ".join(terms(text))
