"""Spelling: a word that the corpus does not know, put right from the corpus's own words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.analysis import terms

_WORD = re.compile(r"[A-Za-z][A-Za-z’'\-]*[A-Za-z]")
# What people ask of any conference, whether or not its abstracts use the word.
CONFERENCE_WORDS = (
    "abstract affiliation association author authors chair conference conclusion keyword keywords "
    "method moderator paper presentation presented presenter research result results session "
    "speaker study summary talk title university"
)
SHORTEST = 4
# One letter makes another person of a short name.
SHORTEST_NAME = 5
LONG = 8


@dataclass(frozen=True, slots=True)
class Corrected:
    """The question as it is searched, and whether anything was changed."""

    text: str
    changed: bool


class Speller:
    """Corrects against a vocabulary; knows ordinary words from ``is_word``."""

    def __init__(
        self,
        texts: Iterable[str],
        known: Callable[[str], bool],
        is_word: Callable[[str], bool],
    ) -> None:
        words = {word.lower() for text in texts for word in _WORD.findall(text)}
        self._words = frozenset(words)
        self._vocabulary = sorted(word for word in words if len(word) >= SHORTEST)
        self._known = known
        self._is_word = is_word

    def correct(self, text: str) -> Corrected:
        """The text with unknown words replaced where one corpus word is plainly meant."""
        fixed = _WORD.sub(lambda match: self._word(match.group()), text)
        return Corrected(fixed, fixed != text)

    def _word(self, word: str) -> str:
        lower = word.lower()
        shortest = SHORTEST_NAME if word[0].isupper() else SHORTEST
        if len(word) < shortest or word.isupper() or self._is_fine(lower):
            return word
        found = process.extractOne(
            lower,
            [v for v in self._vocabulary if v[0] == lower[0]],
            scorer=DamerauLevenshtein.distance,
            score_cutoff=2 if len(lower) >= LONG else 1,
        )
        if found is None:
            return word
        best = str(found[0])
        return best.capitalize() if word[0].isupper() else best

    def _is_fine(self, lower: str) -> bool:
        if lower in self._words or lower.removesuffix("s") in self._words:
            return True
        stems = terms(lower)
        return not stems or all(map(self._known, stems)) or self._is_word(lower)
