"""In which sense a sentence speaks of what is asked, and whether two senses are opposed.

Hedges ("may", "suggests") are passed over. What cannot be read with certainty has no sense.
"""

from collections.abc import Sequence

from rag.language import Language
from rag.polarity_english import English
from rag.polarity_japanese import Japanese
from rag.polarity_marks import cue
from rag.polarity_reading import Place, Said
from rag.senses import UnclearError


def said(text: str, places: Sequence[Place], language: Language) -> Said | None:
    """What a sentence says of the question's terms at ``places``, in order; None if unclear."""
    if cue("unsaid").search(text):
        return None
    reading = Japanese(text, places) if language == "ja" else English(text, places)
    try:
        return reading.said()
    except UnclearError:
        return None


def opposed(one: Said, other: Said) -> bool:
    """Whether nothing is left that both sentences allow."""
    if one.sense is not None and other.sense is not None:
        of_the_same = not one.of or not other.of or bool(one.of & other.of)
        return of_the_same and not one.sense & other.sense
    return _denies(one, other) or _denies(other, one)


def _denies(one: Said, other: Said) -> bool:
    """Whether one says that a thing is not so, where the other just says it."""
    return bool(one.denied) and one.sense is None and other.sense is None and other.plain
