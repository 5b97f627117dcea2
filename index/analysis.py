"""Text to the terms that words are looked up by.

English words are stemmed (Porter's second stemmer); Japanese, which writes no spaces, becomes
overlapping pairs of characters, the measured standard where no dictionary is at hand.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import Stemmer  # type: ignore[import-not-found]  # PyStemmer publishes no types

# Goes up whenever the same text would give other terms; an index of another version is refused.
ANALYSIS_VERSION = 1

STOP_WORDS = frozenset(
    """
    a about an and any are as at be been but by can could did do does for from had has have he her
    him his how i if in into is it its me my no not of on or our she should so some such than that
    the their them then there these they this those to was we were what when where which who whom
    whose why will with would you your
    """.split()  # noqa: SIM905 - a paragraph is easier to read and keep in order than a list
)
# Pairs of hiragana that only carry grammar.
STOP_PAIRS = frozenset(
    pair
    for pairs in ("ですますしたするあるいる", "ことからまでとはでは", "にはれるったてい")
    for pair in re.findall("..", pairs)
)

_JAPANESE = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W\d_{_JAPANESE}]"
_TOKEN = re.compile(
    rf"(?P<japanese>[{_JAPANESE}]+)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+)"
    rf"|(?P<word>{_LETTER}+\d*(?:['’]{_LETTER}+)*(?:[-‐‑]{_LETTER}+\d*(?:['’]{_LETTER}+)*)*)"
)
_ACCENT = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("['’]s?")
_HYPHEN = re.compile("[-‐‑]")


def terms(text: str) -> list[str]:
    """The terms of a text in its order; a term stands as often as the text holds it.

    A hyphenated word gives itself written as one, and its parts; thousands separators go.
    """
    return list(_terms(_folded(text)))


def _terms(folded: str) -> Iterator[str]:
    for match in _TOKEN.finditer(folded):
        token = match.group()
        if match.lastgroup == "japanese":
            yield from _pairs(token)
        elif match.lastgroup == "number":
            yield token.replace(",", "")
        else:
            yield from _word_terms(token)


def _folded(text: str) -> str:
    """Lower case in one form of each character (NFKC), Latin letters without their accents."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", lower)))


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for left, right in pairwise(run):
        if left + right not in STOP_PAIRS:
            yield left + right


def _word_terms(token: str) -> Iterator[str]:
    parts = [_APOSTROPHE.sub("", part) for part in _HYPHEN.split(token)]
    if len(parts) > 1:
        yield _stem("".join(parts))
    for part in parts:
        if part not in STOP_WORDS:
            yield _stem(part)


@lru_cache(maxsize=2**15)
def _stem(word: str) -> str:
    # A stemmer of its own for each word: they are cheap to make and not safe to share by threads.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))
