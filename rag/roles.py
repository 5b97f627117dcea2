"""The rhetorical role of a sentence in an abstract, read from cue phrases.

Similarity alone finds the sentence that restates a question, usually the aim, and not the one that
answers it: which part a sentence plays is the strongest single cue. The roles are those of
argumentative zoning (Teufel & Moens 2002, doi:10.1162/089120102762671936) with one more that
conference abstracts need: the promise of what a talk will show.
"""

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
    REPORTED = "reported"
    CONCLUSION = "conclusion"
    OUTLOOK = "outlook"
    PROMISE = "promise"


@lru_cache(maxsize=65536)
def role_of(sentence: str) -> Role:
    """The role whose cue stands in the sentence; background where none does."""
    return Role(load_cues("roles").first(sentence) or Role.BACKGROUND)
