"""Where the reply to a question for the records lies: in them, in the texts, in the conference."""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.abstract import Conference
from index.analysis import terms
from rag.names import words_of
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mentions, Sort
from rag.records_topic import leftover
from rag.topic import Match

# What is asked of talks, where nobody is known of the name that it holds.
TALKS = re.compile(
    r"\b(present\w*|contribut\w*|talks?|abstracts?|papers?|speak|spoke|c[ao]me from|author"
    r"|stuff|(people|any(?:one|body)|some(?:one|body)|who is|who['’]s|who was|how many) (from|by)"
    r"|which one is)\b|発表|抄録|講演|著者|の人(は|が)?い",
    re.IGNORECASE,
)

# What somebody found or wants stands in the texts.
OF_TEXTS = re.compile(
    r"\b(wants?|find out|found|findings?|discover\w*|interviewed|surveyed)\b"
    r"|\w\s{1,3}finds?\b(?!\s(?:all|any|every|the|talks|papers|abstracts|something|anything)\b)",
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
    long = len(terms(asked.topic)) > LONGEST_TOPIC
    return asks_field or long or bool(_CLAUSE.search(asked.topic))


# "Is there anything famous that we can be sure Marrow wrote?" has a sentence for a topic.
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|we|they|he|she|can|could|would)\b", re.IGNORECASE)
# "Why do archivists encode more often than others?"
_MANNER = re.compile(
    r"^(?:\W|so\b|and\b|but\b|then\b)*"
    r"(?:why\b|how (?:do|does|did|has|have|was|were)\b(?! (?:i|we)\b))",
    re.IGNORECASE,
)
_OF_NO_MANNER = frozenset(
    {Asks.WHO, Asks.LIST, Asks.COUNT, Asks.COUNT_PEOPLE, Asks.COMPARE, Asks.KEYWORDS}
)
_OF_BOOKLET = re.compile(
    r"\b(?:abstracts?|talks?|papers?|presentations?|posters?|contributions?|stud(?:y|ies)|authors?"
    r"|speakers?|presenters?|sessions?|present\w*|speak\w*)\b|発表|抄録|論文|報告|講演|研究|著者",
    re.IGNORECASE,
)


def asks_manner(masked: str, asked: RecordsQuestion) -> bool:
    """Whether a reason or a manner is asked for, which no list, name or count tells."""
    return asked.asks in _OF_NO_MANNER and bool(_MANNER.match(masked))


def is_scattered(asked: RecordsQuestion, match: Match | None, masked: str) -> bool:
    """Whether nothing speaks of the booklet and the words of the topic stand apart in the texts.

    “Who gave the 210,000 dollars for the map of presses?” asks for nobody of the records.
    """
    apart = match is not None and match.literal and not match.together
    asks = asked.asks in (Asks.WHO, Asks.COUNT, Asks.COUNT_PEOPLE)
    return apart and asks and not _OF_BOOKLET.search(masked)


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
    if asked.asks is Asks.WHERE and named.of(Sort.PLACE) and not named.of(Sort.TITLE):
        return True
    if named.of(Sort.TITLE) and rest and asked.asks not in (Asks.KEYWORDS, Asks.TITLE):
        return True
    if _SAYS.match(rest):
        return True
    counted = asked.asks is Asks.COUNT and named.found and rest
    return bool(counted and not TALKS.search(named.masked))


def is_what_about(text: str) -> bool:
    """Whether it is asked what something is about, rather than what there is about it."""
    return bool(_WHAT_ABOUT.match(text))


# "What does JAMPS mean?"
_MEANING = re.compile(
    r"\b(mean|means|stand for|stands for|abbreviation|acronym|full name|spelled out)\b"
    r"|^what('s| is| are) (the )?[A-Z]+\?*$|略|とは|正式",
    re.IGNORECASE,
)


def is_of_host(text: str, conferences: Iterable[Conference]) -> bool:
    """Whether it is asked what an association's short name stands for."""
    shorts = (it.association_short for it in conferences)
    named = any(short and short.casefold() in words_of(text) for short in shorts)
    return bool(named and _MEANING.search(text))


# "Which papers do not mention Japan?"
_LEFT_OUT = re.compile(
    r"(?:\bnot|\bnever|n['’]t)\s+(?:\w+\s+)?"
    r"(?:mention|deal|discuss|cover|treat|address|contain|talk|speak|touch|cite)(?:s|ed|ing)?\b"
    r"|\b(?:is|are) not (?:about|on|concerned)\b"
    r"|(?:触れて|扱って|言及して)い?ない",
    re.IGNORECASE,
)


def leaves_out(masked: str) -> bool:
    """Whether what does not hold the topic is asked for."""
    return bool(_LEFT_OUT.search(masked))


# "Is the Vietnam paper by Chhour?", "Did Chhour write the Vietnam paper?"
_BY_SOMEBODY = re.compile(
    r"^(?:and )?(?:is|was) (?P<a>.{1,120}?) (?:written |presented |given )?by _author_\W*$"
    r"|^(?:and )?did _author_ (?:write|present|give|author) (?P<b>(?:the|that) .{1,120}?)\W*$",
    re.IGNORECASE,
)


def work_by_somebody(masked: str) -> str | None:
    """The work of which it is asked whether a certain person wrote it."""
    found = _BY_SOMEBODY.search(masked)
    return found and (found["a"] or found["b"])


# "Who chaired the session of “…”?", and "Who chaired it?" of what was spoken of.
_CHAIR_OF_WORK = re.compile(
    r"^\W*(?:and )?who (?:was |is )?(?:the )?(?:chair|moderat)\w*"
    r"(?: (?:the |this |that )?(?:session|panel))?"
    r"(?: (?:of|for|at|with))?(?: (?:the )?(?:talk|paper|abstract|presentation))?"
    r"(?: (?:it|them|this|that|those|these|_title_))?\W*$"
    r"|.{0,12}(?:司会|座長|モデレータ)",
    re.IGNORECASE,
)


def is_of_conference(asked: RecordsQuestion, rest: str, named: Mentions) -> bool:
    """Whether the conference itself is asked about."""
    if asked.asks not in _OF_CONFERENCE or (named.people and rest):
        return False
    if named.of(Sort.TITLE):
        return asked.asks is Asks.CHAIR and bool(_CHAIR_OF_WORK.match(named.masked))
    # "Where is Hosei University?"
    if asked.asks is Asks.WHERE and named.of(Sort.PLACE):
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
