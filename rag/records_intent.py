"""Recognises questions that the records answer exactly: who, when, where, how many, which talks."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.cuebook import load_cues
from rag.records_topic import topic_of


class Asks(StrEnum):
    """Which field of the records is asked for."""

    COAUTHORS = "coauthors"
    OTHERS = "others"
    MOST_KEYWORD = "most_keyword"
    MOST_SESSION = "most_session"
    MOST_AUTHOR = "most_author"
    COMPARE = "compare"
    FIRST = "first"
    LAST = "last"
    YEARS = "years"
    SESSION = "session"
    KEYWORDED = "keyworded"
    SESSIONS = "sessions"
    COUNT_SESSIONS = "count_sessions"
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
    if asks == Asks.KEYWORDED:
        asks = Asks.LIST
    return RecordsQuestion(Asks(asks), topic_of(text)) if asks else None


# "… and what did they find?": a clause that only the texts can answer.
_BEYOND = re.compile(
    r"(,|\band\b) (and )?(how|why|what|with whom|whom|what for)\b(?! else| (is|was|are|were) (the"
    r"|their|its) (title|name|affiliation|keyword))"
    r"|それぞれ.{0,12}(何|どの|誰)",
    re.IGNORECASE,
)


def asks_beyond_records(text: str) -> bool:
    """Whether the question goes on to ask something that the records do not hold."""
    return bool(_BEYOND.search(text))
