"""Which aspect of a work a question asks for, and what else it speaks of."""

import re

from index.analysis import terms
from rag.cuebook import load_cues
from rag.wants import Want, wants_of
from rag.zoning.zones import Aspect

_ASKING = "asking"
# A number, a date, a place, a person or a reason stands in one sentence, whatever part it plays.
_OF_A_SENTENCE = frozenset({Want.NUMBER, Want.DATE, Want.PLACE})
_UNLESS = frozenset({Want.PERSON, Want.REASON, Want.QUESTION})
_NAMED = frozenset({Aspect.PROBLEM, Aspect.DATA})
# "What are the main findings?", not "What is the aim?".
_SEVERAL = re.compile(
    r"\b(?:findings|results|methods|aims|goals|purposes|objectives|conclusions|recommendations"
    r"|limitations|data ?sets?|data sources|research questions)\b",
    re.IGNORECASE,
)
# Kana, and the words that only ask.
_ASKS_IN_JAPANESE = re.compile(r"[ぁ-んー？。、何教主要]+")


def aspect_asked(question: str) -> Aspect | None:
    """The aspect that the wording asks for, if any."""
    name = next((n for n in load_cues("aspects").all(question) if n != _ASKING), None)
    if name is None:
        return None
    aspect, want = Aspect(name), wants_of(question)[0]
    if want in _OF_A_SENTENCE or (want in _UNLESS and aspect not in _NAMED):
        return None
    return aspect


def beside_aspect(question: str, aspect: Aspect) -> str:
    """The question without the words that ask for the aspect: what is left is its subject."""
    for name, pattern in load_cues("aspects").rows:
        if name in (aspect, _ASKING):
            question = pattern.sub(" ", question)
    return question


def asks_several(question: str) -> bool:
    """Whether an aspect stands in the plural: of several works each may tell its own."""
    return bool(_SEVERAL.search(question))


def asks_only_aspect(question: str) -> bool:
    """Whether nothing but an aspect is spoken of: “And the method?”, “結論は？”."""
    aspect = aspect_asked(question)
    return aspect is not None and not speaks_besides(question, aspect)


def speaks_besides(question: str, aspect: Aspect) -> bool:
    """Whether a question speaks of anything beside the aspect; kana alone speak of nothing."""
    return bool(terms(_ASKS_IN_JAPANESE.sub(" ", beside_aspect(question, aspect))))
