"""Recognises questions that the records answer exactly: who, when, where, how many, which talks."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.cuebook import load_cues


class Asks(StrEnum):
    """Which field of the records is asked for."""

    CHAIR = "chair"
    KEYWORDS = "keywords"
    COUNT_PEOPLE = "count_people"
    COUNT = "count"
    WHEN = "when"
    WHERE = "where"
    HOST = "host"
    CONFERENCE = "conference"
    TITLE = "title"
    AFFILIATION = "affiliation"
    WHO = "who"
    LIST = "list"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class RecordsQuestion:
    """What is asked of the records, and about which topic (empty: about all of them)."""

    asks: Asks
    topic: str


def records_question(text: str) -> RecordsQuestion | None:
    """The question as one for the records, or None where only the texts can answer it."""
    asks = load_cues("records").first(text)
    return RecordsQuestion(Asks(asks), topic_of(text)) if asks else None


def topic_of(text: str) -> str:
    """What is left of a question without the words that only ask."""
    frame = load_cues("topic").rows[0][1]
    bare = re.sub(r"['’]s\b", " ", text)
    return re.sub(r"[\s?!.,;:“”\"()？。、–—]+", " ", frame.sub(" ", bare)).strip()


# "… and what did they find?": a clause that only the texts can answer.
_BEYOND = re.compile(
    r"(,|\band\b) (and )?(how|why|what|with whom|whom|what for)\b(?! (is|was|are|were) (the"
    r"|their|its) (title|name|affiliation|keyword))"
    r"|それぞれ.{0,12}(何|どの|誰)",
    re.IGNORECASE,
)


def asks_beyond_records(text: str) -> bool:
    """Whether the question goes on to ask something that the records do not hold."""
    return bool(_BEYOND.search(text))
