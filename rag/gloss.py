"""Japanese questions over English abstracts: a gloss, term by term, from an editable glossary.

The longest term that fits is taken at each place; Latin letters and numbers go through as they
are. What the glossary does not know is dropped: a gloss is for search, never shown as a quote.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.'’\-]*|\d[\d,.]*")

_CONTENT = re.compile(r"[一-鿿々ァ-ヶA-Za-z0-9]")


@lru_cache(maxsize=1)
def load_glossary() -> dict[str, str]:
    """Japanese term to English words."""
    text = files("rag").joinpath("glossary.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["terms"])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(load_glossary(), key=len, reverse=True)
    return re.compile("|".join([_LATIN.pattern, *map(re.escape, longest_first)]))


def whole_gloss(term: str) -> str:
    """English words for a Japanese term; empty where any part of it is not known."""
    rest = _pattern().sub(" ", term)
    return "" if re.search(r"[一-鿿々ァ-ヶ]", rest) else english_gloss(term)


def glosses(question: str) -> tuple[str, ...]:
    """The English words for each term of the question that the glossary or the script gives."""
    glossary = load_glossary()
    found = (glossary.get(m.group(), m.group()) for m in _pattern().finditer(question))
    return tuple(dict.fromkeys(words for words in found if words))


def known_share(question: str) -> float:
    """Share of the question's characters of content that the glossary knows; 0 where none has.

    Hiragana mostly carry grammar and do not count.
    """
    content = len(_CONTENT.findall(question))
    return 1 - len(_CONTENT.findall(_pattern().sub(" ", question))) / content if content else 0.0


def english_gloss(question: str) -> str:
    """English words for the Japanese question, in its order; empty where nothing is known."""
    return " ".join(glosses(question))
