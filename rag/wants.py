"""What a question wants to hear: a number, a reason, the method … read from its wording."""

from enum import StrEnum

from rag.cuebook import load_cues


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
