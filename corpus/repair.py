"""How two lines become one: spaces, hyphens at line ends, and what the source's own words decide.

The rule for a hyphen at a line end follows the usual one for scanned text (a break inside a word
leaves no trace elsewhere; a compound does): look how the same source writes the word where no
line ends in it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.characters import is_cjk, is_wide
from corpus.report import Code
from corpus.words import word_set

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-‐\u00ad"
_DASHES = "–—"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_SUSPENDED = word_set("and or nor to but und oder")
# First and second halves that join with a hyphen far more often than a word is broken there.
_FIRST_HALVES = word_set(
    "all cross double ex first five four full half high ill large late long low mid multi near "
    "non old one post pre quasi second self semi short single small socio third three two "
    "well"
)
_SECOND_HALVES = word_set(
    "aged based born bound building called centered centred class driven earning era friendly "
    "free related run scale seeker seekers seeking sector skilled specific style term time "
    "trained wide year"
)
_WORD_LETTERS = 4

Vocabulary = Counter[str]


@dataclass(frozen=True, slots=True)
class Seam:
    """How the end of one line meets the start of the next.

    ``dropped`` characters leave the end of the left line, then ``glue`` stands between the two.
    ``kind`` is None for a plain space; else the seam is reported with ``code`` and ``message``.
    """

    glue: str = " "
    dropped: int = 0
    kind: Literal["repair", "doubt"] | None = None
    code: Code | None = None
    message: str = ""


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """How often each word and compound stands in the lines, words at broken line ends left out."""
    words: Vocabulary = Counter()
    broken = False
    for text in texts:
        if not text:
            continue
        found = [word.lower() for word in _WORD.findall(text)]
        ends_broken = text[-1] in HYPHENS
        words.update(found[1 if broken else 0 : -1 if ends_broken else None])
        broken = ends_broken
    for compound in [word for word in words if "-" in word]:
        words.update(dict.fromkeys(compound.split("-"), words[compound]))
    return words


def seam_between(left: str, right: str, words: Vocabulary) -> Seam:
    """Decide how two lines of one paragraph meet."""
    if not left or not right:
        return Seam(glue="")
    if left[-1] in HYPHENS and left[-2:-1].isalnum():
        return _hyphen_seam(left, right, words)
    if left[-1] in _DASHES and left[-2:-1].isalnum() and right[0].isalnum():
        return Seam("", kind="repair", code="dash", message="A dash at a line end stays; no space.")
    if is_wide(left[-1]) and is_wide(right[0]) and (is_cjk(left[-1]) or is_cjk(right[0])):
        return Seam(glue="")
    return Seam()


def _hyphen_seam(left: str, right: str, words: Vocabulary) -> Seam:
    if left[-1] == SOFT_HYPHEN:
        return _joined()
    if "://" in left.rsplit(maxsplit=1)[-1]:
        return _kept("The address goes on in the next line.")
    second = _FIRST_LETTERS.match(right)
    if second is None or right[0].isupper() or not left[-2].isalpha():
        return _kept("What follows cannot be the rest of a word.")
    if second.group().lower() in _SUSPENDED:
        return Seam(" ", kind=None)
    return _word_seam(_last_word(left), second.group().lower(), words)


def _last_word(left: str) -> str:
    found = _WORD.findall(left.rsplit(maxsplit=1)[-1])
    return found[-1].lower() if found else ""


def _word_seam(first: str, second: str, words: Vocabulary) -> Seam:
    whole, compound = words[first + second], words[f"{first}-{second}"]
    last_half = first.rsplit("-", 1)[-1]
    if whole or compound:
        return _kept("The source writes it so.") if compound > whole else _joined()
    if last_half in _FIRST_HALVES or second in _SECOND_HALVES:
        return _kept("A usual compound.")
    if words[last_half] and words[second] and len(second) >= _WORD_LETTERS:
        return _kept("Both halves are words of the source; it may be one word.", "doubt")
    if words[last_half] and len(last_half) >= _WORD_LETTERS:
        return _joined("The first half is a word of the source; it may be a compound.", "doubt")
    return _joined()


def _kept(reason: str, kind: Literal["repair", "doubt"] = "repair") -> Seam:
    return Seam("", 0, kind, "hyphen_kept", f"A hyphen at a line end was kept. {reason}")


def _joined(reason: str = "", kind: Literal["repair", "doubt"] = "repair") -> Seam:
    message = f"A word broken at a line end was joined. {reason}".strip()
    return Seam("", 1, kind, "hyphen_joined", message)
