"""Spelling: a word that the corpus does not know, put right from the corpus's own words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.analysis import terms
from index.words import WORD, Words

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
# What makes another word of a known one of so many letters: "deportees" are not "deported".
ENDINGS = ("ees", "ee", "ors", "or", "ers", "er", "ists", "ist", "ness", "less", "able", "ability")
LONG_BASE = 6


@dataclass(frozen=True, slots=True)
class Corrected:
    """The question as it is searched, and whether anything was changed."""

    text: str
    changed: bool


class Speller:
    """Corrects against the words of the records; knows ordinary words from ``is_word``."""

    def __init__(
        self,
        words: Words,
        known: Callable[[str], bool],
        is_word: Callable[[str], bool],
    ) -> None:
        self._words = words
        self._asked = Words.of([CONFERENCE_WORDS])
        self._known = known
        self._is_word = is_word

    def correct(self, text: str) -> Corrected:
        """The text with unknown words replaced where one corpus word is plainly meant."""
        fixed = WORD.sub(lambda match: self._word(match.group()), text)
        return Corrected(fixed, fixed != text)

    def _word(self, word: str) -> str:
        lower = word.lower()
        shortest = SHORTEST_NAME if word[0].isupper() else SHORTEST
        if len(word) < shortest or word.isupper() or self._is_fine(lower):
            return word
        found = self._nearest(lower, 2 if len(lower) >= LONG else 1)
        if found is None:
            return word
        return found.capitalize() if word[0].isupper() else found

    def _nearest(self, lower: str, most: int) -> str | None:
        """The word at the least distance, at most ``most``; of several the first by the alphabet.

        Words of another length by more than that are further away, and need not be looked at.
        """
        distance = DamerauLevenshtein.distance
        near = (
            process.extractOne(lower, words, scorer=distance, score_cutoff=most)
            for words in self._like(lower, most)
        )
        found = [(away, word) for word, away, _ in filter(None, near)]
        return min(found)[1] if found else None

    def _like(self, lower: str, most: int) -> Iterator[Sequence[str]]:
        """Words that begin alike and are about as long."""
        for length in range(max(SHORTEST, len(lower) - most), len(lower) + most + 1):
            for words in (self._words, self._asked):
                yield words.like(lower[0], length)

    def _is_fine(self, lower: str) -> bool:
        if self._holds(lower) or self._holds(lower.removesuffix("s")):
            return True
        stems = terms(lower)
        known = not stems or all(map(self._known, stems)) or self._is_word(lower)
        return known or self._is_derived(lower)

    def _is_derived(self, lower: str) -> bool:
        """Whether it is a known word with an ending that makes another of it."""
        bases = (lower.removesuffix(ending) for ending in ENDINGS if lower.endswith(ending))
        return any(len(it) >= LONG_BASE and self._is_known_base(it) for it in bases)

    def _is_known_base(self, base: str) -> bool:
        return self._is_word(base) or (terms(base) == [base] and self._known(base))

    def _holds(self, lower: str) -> bool:
        return self._words.holds(lower) or self._asked.holds(lower)
