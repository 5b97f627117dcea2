"""Where the reply to a question for the records lies: in them, in the texts, in the conference."""

import re
from dataclasses import replace

from index.analysis import terms
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mentions, Sort
from rag.records_topic import leftover

# What is asked of talks, where nobody is known of the name that it holds.
TALKS = re.compile(
    r"\b(present\w*|contribut\w*|talks?|abstracts?|papers?|speak|spoke|c[ao]me from|author"
    r"|stuff|(people|anyone|how many) (from|by)|which one is)\b|発表|抄録|講演|著者|の人(は|が)?い",
    re.IGNORECASE,
)

_OF_CONFERENCE = frozenset({Asks.CHAIR, Asks.WHEN, Asks.WHERE, Asks.HOST, Asks.CONFERENCE})
OF_ONE = frozenset(
    {Asks.WHO, Asks.AFFILIATION, Asks.KEYWORDS, Asks.TITLE, Asks.SESSION, Asks.WHEN, Asks.WHERE}
)
# A topic of more words than this is rather a question about the texts.
LONGEST_TOPIC = 6


def is_for_texts(asked: RecordsQuestion) -> bool:
    """Whether what no abstract holds by its words may yet stand in the texts."""
    asks_field = asked.asks in OF_ONE and asked.asks not in (Asks.WHO, Asks.KEYWORDS)
    return asks_field or len(terms(asked.topic)) > LONGEST_TOPIC


# "What does Chhour's paper say about brokers?"
_SAYS = re.compile(
    r"(?:say|says|said|tells?|told|argues?|argued|claims?|claimed|states?|stated|explains?|explained"
    r"|concludes?|concluded|suggests?|suggested|recommends?|recommended|finds?|found)\b",
    re.IGNORECASE,
)


# "What is the paper on foreign talent about?"
_WHAT_ABOUT = re.compile(r"what(?: is|’s|'s| was) (?:the|that|this)\b.+\babout\W*$", re.IGNORECASE)


def is_of_texts(asked: RecordsQuestion, rest: str, named: Mentions) -> bool:
    """Whether it is asked what a certain abstract says: how many somebody interviewed, say."""
    if named.of(Sort.TITLE) and rest and asked.asks not in (Asks.KEYWORDS, Asks.TITLE):
        return True
    if named.found and _SAYS.match(rest):
        return True
    counted = asked.asks is Asks.COUNT and named.found and rest
    return bool(counted and not TALKS.search(named.masked))


def is_what_about(text: str) -> bool:
    """Whether it is asked what something is about, rather than what there is about it."""
    return bool(_WHAT_ABOUT.match(text))


def is_of_conference(asked: RecordsQuestion, rest: str, named: Mentions) -> bool:
    """Whether the conference itself is asked about."""
    if asked.asks not in _OF_CONFERENCE or (named.people and rest):
        return False
    return asked.asks not in (Asks.WHEN, Asks.WHERE) or not rest


def listing_of(asked: RecordsQuestion, named: Mentions, topic: str) -> RecordsQuestion:
    """“Who presented on X?” wants all who did; “Who wrote the study on X?” one."""
    one = re.search(
        r"\b(the|that|this) (\w+ ){0,2}(abstract|talk|paper|presentation|study|author)\b"
        r"|\b(author|authors|speaker|presenter)s? of\b|の(研究|発表|論文|抄録)の(著者|発表者)",
        named.masked,
        re.IGNORECASE,
    )
    limited = any(it.sort is not Sort.YEAR for it in named.found)
    if limited or (topic and not one):
        return replace(asked, asks=Asks.LIST)
    return asked


def is_about_people(asked: RecordsQuestion, named: Mentions) -> bool:
    """Whether nothing but a person is named, whose abstracts are meant."""
    listed = asked.asks in (Asks.WHO, Asks.SESSION, Asks.LIST)
    return listed and bool(named.people) and not leftover(asked.topic, asked.asks)
