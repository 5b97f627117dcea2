"""What is true of a booklet's records, worked out without the code that answers.

"About X" means here what a reader can check with a search box: the words of X stand next to each
other in the title, a keyword or the text, in any inflected form (Porter's second stemmer), with
-ise for -ize and with or without hyphen; Japanese wherever it stands. In a phrase of several words
each may also be derived: one stem begins with the other, which has five letters at least. A short
form and the long one that the abstracts introduce it with are one topic.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

import Stemmer  # type: ignore[import-not-found]  # PyStemmer publishes no types

from corpus.abstract import Abstract, Booklet
from corpus.matching import fold, name_key
from index.abbreviations import IntroducedForms
from rag.abbreviations import Abbreviations

_TOKEN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W_\u3005-\u30ff\u3400-\u9fff]+")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_ISE = re.compile(r"(?<=\w\w\w)is(?=(?:e|es|ed|ing|ation|ations)$)")
# Words that a search box passes over too.
_PASSED_OVER = frozenset(re.findall(r"\w+", "a an the of in on for and to with by from at"))


@lru_cache(maxsize=2**15)
def _stem(word: str) -> str:
    bare = re.sub(r"['’]s?$", "", word)
    return str(Stemmer.Stemmer("english", 0).stemWord(_ISE.sub("iz", bare)))


def words(text: str) -> str:
    """The stems of a text with a space before and behind each, apart from small words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"['’]s?\b", "", plain)
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if c < "\u0300" or c > "\u036f")
    tokens = _TOKEN.findall(unicodedata.normalize("NFC", bare))
    return "".join(f" {_stem(token)} " for token in tokens if token not in _PASSED_OVER)


def pattern_of(phrase: str) -> re.Pattern[str]:
    """What finds the phrase in :func:`words`."""
    stems = words(phrase).split()
    forms = [re.escape(stem) if len(stems) == 1 else _derived(stem) for stem in stems]
    return re.compile("".join(f" {form} " for form in forms) or "(?!)")


def _derived(stem: str) -> str:
    if len(stem) < 5 or not stem.isascii():  # noqa: PLR2004 - see above
        return re.escape(stem)
    return f"(?:{stem}[a-z]*|{'|'.join(stem[:end] for end in range(5, len(stem) + 1))})"


@dataclass(frozen=True)
class Records:
    """A booklet, and what can be looked up in it."""

    booklet: Booklet

    @property
    def abstracts(self) -> tuple[Abstract, ...]:
        """All abstracts in their order."""
        return self.booklet.abstracts

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        found = {}
        for it in self.abstracts:
            whole = " \n ".join((it.title, *it.keywords, it.text))
            found[it.id] = (words(_HYPHEN.sub("", whole)), words(_HYPHEN.sub(" ", whole)))
        return found

    def about(self, topic: str) -> frozenset[str]:
        """The ids of the abstracts that hold the topic."""
        found = self._holding(topic)
        return found.union(*map(self._holding, self._abbreviations.same(topic)))

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return Abbreviations(IntroducedForms.of(it.text for it in self.abstracts).found)

    def _holding(self, topic: str) -> frozenset[str]:
        wanted = [pattern_of(_HYPHEN.sub(joined, topic)) for joined in ("", " ")]
        return frozenset(
            id_
            for id_, texts in self._texts.items()
            if any(mine.search(text) for mine, text in zip(wanted, texts, strict=True))
        )

    def by(self, name: str) -> frozenset[str]:
        """The ids of the abstracts whose authors have this name."""
        return frozenset(it.id for it in self.abstracts if name_key(name) in _keys(it))

    def at(self, affiliation: str) -> frozenset[str]:
        """The ids of the abstracts with an author whose affiliation holds these words."""
        wanted = f" {fold(affiliation)} "
        return frozenset(
            it.id
            for it in self.abstracts
            if any(wanted in f" {fold(whole)} " for whole in it.affiliations)
        )

    def names(self) -> Counter[str]:
        """How many abstracts each name is on, by its key."""
        return Counter(key for it in self.abstracts for key in set(_keys(it)))

    def year(self, abstract: Abstract) -> int | None:
        """The year of an abstract, or else of its conference."""
        conference = self.booklet.conference
        date = conference.date.year if conference.date else None
        return abstract.year or conference.year or date


def _keys(abstract: Abstract) -> list[str]:
    return [name_key(it.name) for it in abstract.authors]
