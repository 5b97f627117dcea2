"""What a question wants to hear: a number, a reason, the method … read from its wording."""

import re
from enum import StrEnum

from rag.cuebook import load_cues
from rag.language import language_of

# What asks for more than yes or no, in English.
_OPEN = re.compile(
    r"\b(what|which|who|whom|whose|when|where|why|how|tell|describe|list|name|explain|compare"
    r"|summari[sz]e|give|show)\b",
    re.IGNORECASE,
)


class Want(StrEnum):
    """The kind of answer asked for."""

    AIM = "aim"
    QUESTION = "question"
    METHOD = "method"
    FINDING = "finding"
    REASON = "reason"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    DEFINITION = "definition"
    RECOMMENDATION = "recommendation"
    ANYTHING = "anything"


def wants_of(question: str) -> tuple[Want, ...]:
    """Every kind of answer that the wording asks for, the most specific first."""
    found = tuple(Want(name) for name in load_cues("wants").all(question))
    return found or (Want.ANYTHING,)


def to_be_confirmed(question: str) -> bool:
    """Whether yes or no would answer: "Does X lower Y?", or a claim put as a statement.

    English only; to what is asked in Japanese the answer is False.
    """
    return language_of(question) == "en" and not _OPEN.search(question)
