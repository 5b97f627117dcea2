"""Names and numbers of a question that a text lacks: the plainest sign that it does not answer."""

import re

from index.analysis import terms
from rag.names import capitalised, numbers_of, words_of

# "(Sano, 2012:19)": the year in it dates a reference, not what the sentence says.
_BRACKETED = re.compile(r"\([^()]{0,200}\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Letters that a country and its people share at the least, and what may follow them in either.
LEAST_ROOT = 4
_ENDINGS = frozenset(
    "s a n ns an ans ian ians ese i is y ish ey land en".split()  # noqa: SIM905 - a row of endings
) | {""}


def missing_names(question: str, text: str) -> tuple[str, ...]:
    """Names and numbers of the question that the text lacks, the years of references left out.

    A country stands for its people and the other way round: "Korean" is in "South Korea".
    """
    own = _BRACKETED.sub(_unless_reference, text)
    words, stems = words_of(own), frozenset(terms(own))
    names = [name for name in capitalised(question) if not _held(name, words, stems)]
    return (*names, *sorted(numbers_of(question) - numbers_of(own)))


def _unless_reference(bracketed: re.Match[str]) -> str:
    inside = bracketed.group()
    return " " if _YEAR.search(inside) and any(map(str.isupper, inside)) else inside


def _held(name: str, words: frozenset[str], stems: frozenset[str]) -> bool:
    if name in words or not stems.isdisjoint(terms(name)):
        return True
    return any(_of_one_country(name, word) for word in words)


def _of_one_country(name: str, word: str) -> bool:
    """Whether one is a country and the other its people."""
    root = _shared(name, word)
    return root >= LEAST_ROOT and {name[root:], word[root:]} <= _ENDINGS


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
