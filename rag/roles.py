"""The rhetorical role of a sentence in an abstract, read from cue phrases.

Similarity alone finds the sentence that restates a question, usually the aim, and not the one that
answers it: which part a sentence plays is the strongest single cue. The roles are those of
argumentative zoning (Teufel & Moens 2002, doi:10.1162/089120102762671936) with some that conference
abstracts need: the promise of what a talk will show, the outcome, told after the methods without
saying that it was found, and advice and limits, which no cue phrase here tells but rag.zoning does.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from rag.cuebook import load_cues


class Role(StrEnum):
    """The part that a sentence plays."""

    BACKGROUND = "background"
    GAP = "gap"
    AIM = "aim"
    QUESTION = "question"
    METHOD = "method"
    FINDING = "finding"
    OUTCOME = "outcome"
    REPORTED = "reported"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"
    LIMITATION = "limitation"
    OUTLOOK = "outlook"
    PROMISE = "promise"


# What an abstract says for itself, of what it found.
FINDS = frozenset({Role.FINDING, Role.OUTCOME, Role.CONCLUSION})


def roles_in(sentences: Sequence[str]) -> tuple[Role, ...]:
    """The role of each sentence of an abstract, read in its place.

    What follows the methods without a cue of its own is what came of them: results are often told
    plainly ("Some companies make false guarantees."). What is concluded before them leads up to
    the question.
    """
    alone = [role_of(sentence) for sentence in sentences]
    worked = [place for place, role in enumerate(alone) if role is Role.METHOD]
    if not worked:
        return tuple(alone)
    return tuple(_placed(role, place, worked) for place, role in enumerate(alone))


def _placed(role: Role, place: int, worked: list[int]) -> Role:
    if role is Role.BACKGROUND and place > worked[-1]:
        return Role.OUTCOME
    return Role.BACKGROUND if role is Role.CONCLUSION and place < worked[0] else role


@lru_cache(maxsize=65536)
def role_of(sentence: str) -> Role:
    """The role whose cue stands in the sentence; background where none does."""
    return Role(load_cues("roles").first(sentence) or Role.BACKGROUND)


def showing_how(sentences: Sequence[str]) -> frozenset[int]:
    """The places of findings that say by what they were found: "Interviews show …"."""
    return frozenset(place for place, text in enumerate(sentences) if _shows_how(text))


def _shows_how(sentence: str) -> bool:
    return {Role.FINDING, Role.METHOD} <= set(load_cues("roles").all(sentence))
