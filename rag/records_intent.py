"""Recognises questions that the records answer exactly: who, when, where, how many, which talks."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.cuebook import load_cues
from rag.records_structure import field_beside, question_about, whole_question
from rag.records_topic import topic_of


class Asks(StrEnum):
    """Which field of the records is asked for."""

    COAUTHORS = "coauthors"
    OTHERS = "others"
    MOST_KEYWORD = "most_keyword"
    MOST_SESSION = "most_session"
    MOST_AUTHOR = "most_author"
    REPEATED = "repeated"
    COMPARE = "compare"
    FIRST = "first"
    LAST = "last"
    YEARS = "years"
    LANGUAGES = "languages"
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
    """What is asked of the records, and about which topic (empty: about all of them).

    ``guessed`` where only the shape of the question speaks for the records: unless an abstract
    holds the very words of the topic, the texts are to answer. ``shaped`` where the shape names a
    topic: what is only near to it in meaning is for the texts. ``sorted_by`` is the order that a
    list is asked for in: “title”, “author”, or none.
    """

    asks: Asks
    topic: str
    guessed: bool = False
    shaped: bool = False
    sorted_by: str = ""


def records_question(text: str) -> RecordsQuestion | None:
    """The question as one for the records, or None where only the texts can answer it."""
    asks = None if _OF_RESEARCH.search(text) else load_cues("records").first(text)
    if asks == Asks.KEYWORDED:
        asks = Asks.LIST
    elif asks == Asks.LIST and _WORK_DOES.search(text):
        return None
    return RecordsQuestion(Asks(asks), topic_of(text)) if asks else None


def read_question(masked: str) -> RecordsQuestion | None:
    """As :func:`records_question`, and by the structure of the question where no wording fits."""
    if _OF_RESEARCH.search(masked):
        return None
    found = records_question(masked)
    if found:
        return found
    if _WORK_DOES.search(masked) or _PLACE_IN_TEXTS.search(masked):
        return None
    topic = topic_of(masked)
    if asks := whole_question(masked, topic):
        return RecordsQuestion(Asks(asks), topic)
    if asks := question_about(masked, topic):
        return RecordsQuestion(Asks(asks), topic, shaped=True)
    beside = field_beside(masked, topic)
    return RecordsQuestion(Asks(beside), topic, guessed=True) if beside else None


# "How many people were interviewed?" counts whom a study asked, not who wrote it.
_OF_RESEARCH = re.compile(
    r"\bhow many\b"
    r"(?!.{0,40}\b(?:abstracts?|talks?|papers?|presentations?|studies|titles?|works?)\b)"
    r".*\b(?:interview(?:ed|s|ees?)?|survey(?:ed|s)?|question(?:ed|s)|respond(?:ed|ents?)|recruited"
    r"|participat(?:ed|ants?)|sampled|observed|informants?)\b"
    r"|(?:何人|何名).{0,12}(?:聞き取り|インタビュー|調査|回答)|(?:聞き取り|インタビュー|調査|回答).{0,12}(?:何人|何名)",
    re.IGNORECASE,
)
# "Which country is mentioned most?": a place that texts speak of is no venue.
_PLACE_IN_TEXTS = re.compile(
    r"\b(?:which|what|how many) "
    r"(?:countr(?:y|ies)|regions?|cit(?:y|ies)|towns?|prefectures?|places?)\b.{0,30}"
    r"\b(?:mention|discuss|stud|cover|compar|examin|analy[sz]|research|investigat|treat|dealt)"
    r"|(?:どの|何の|どこの)(?:国|地域|都市|県).{0,10}(?:扱|取り上げ|研究|対象|言及|調査|比較)",
    re.IGNORECASE,
)
# "What does the paper on refugees find?": what a work does stands in its text.
_WORK_DOES = re.compile(
    r"^\W*(?:and |so |but )?(?:what|how|why) (?:do|does|did) (?:the|this|that|these|those) "
    r"(?:[\w-]+ ){0,3}"
    r"(?:abstract|talk|paper|presentation|stud(?:y|ie)|contribution|poster|article)s?\b"
    r"(?! (?:last|take|start|begin|end)\b)",
    re.IGNORECASE,
)
# "… and what did they find?": a clause that only the texts can answer.
_BEYOND = re.compile(
    r"(,|\band\b) (and )?(how|why|what|with whom|whom|what for)\b(?! else| (is|was|are|were) (the"
    r"|their|its) (title|name|affiliation|keyword))"
    r"|それぞれ.{0,12}(何|どの|誰)",
    re.IGNORECASE,
)


# "In 2014, what did she present?" begins with a limit and has one clause.
_LED_IN = re.compile(r"^(?:(?:in|at|from|for|during) )?(?:the )?_[a-z]+_\s*[,:]\s*", re.IGNORECASE)


def asks_beyond_records(text: str) -> bool:
    """Whether the question goes on to ask something that the records do not hold."""
    return bool(_BEYOND.search(_LED_IN.sub("", text)))
