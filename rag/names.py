"""Words, names and numbers of a text, folded."""

import re

from corpus.matching import bare_letters

# A run of letters of one kind of script: "Chhourさん" is a name and an address.
_CJK = "\u3005-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[^\W\d_{_CJK}](?:[^\W{_CJK}]|['’\-])*|[{_CJK}]+")
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
