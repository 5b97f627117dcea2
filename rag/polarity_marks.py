"""The words of a sentence that give it a sense (cues/polarity.toml), and where they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.cuebook import load_cues
from rag.senses import SENSES


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a sense, by its row, and where it stands."""

    name: str
    start: int
    end: int


def without_senses(text: str) -> str:
    """The text without the words that give a sense."""
    for mark in reversed(marks_in(text)):
        text = f"{text[: mark.start]} {text[mark.end :]}"
    return text


def cue(name: str) -> re.Pattern[str]:
    """What any phrase of a row of ``cues/polarity.toml`` matches."""
    return dict(load_cues("polarity").rows)[name]


@lru_cache(maxsize=4096)
def marks_in(text: str) -> tuple[Mark, ...]:
    """The words of a sense, in their order; where two overlap, that of the first row."""
    found: list[Mark] = []
    for name in SENSES:
        for match in cue(name).finditer(text):
            if all(match.end() <= it.start or it.end <= match.start() for it in found):
                found.append(Mark(name, *match.span()))
    return tuple(sorted(found, key=lambda mark: mark.start))
