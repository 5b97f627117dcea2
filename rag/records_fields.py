"""What one abstract's record says: who, from where, keywords, title, session, time, room."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.abstract import Abstract, Conference
from rag.conference_facts import place_sentence, when_sentence
from rag.language import Language
from rag.phrases import phrases_in
from rag.records_intent import Asks
from rag.records_phrases import record_phrases
from rag.records_rows import people_of

# A sentence, and whether the booklet gives what was asked for.
Told = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Described:
    """An abstract with its conference, told of in one language."""

    abstract: Abstract
    conference: Conference
    language: Language


_LACKING = re.compile(
    r"\b(?:no|without|lack(?:s|ing)?|missing)\s+(?:an?\s+|any\s+|named\s+)*"
    r"(?P<en>author|speaker|key ?word|affiliation)s?\b"
    r"|(?P<ja>著者|発表者|キーワード|所属)名?(?:が|の)(?:ない|無い|書かれていない)",
    re.IGNORECASE,
)
_HELD: dict[str, Callable[[Abstract], bool]] = {
    "author": lambda it: bool(it.authors),
    "keyword": lambda it: bool(it.keywords),
    "affiliation": lambda it: bool(it.affiliations),
}
_CALLED = {"speaker": "author", "著者": "author", "発表者": "author", "キーワード": "keyword"} | {
    "所属": "affiliation"
}


def lacked(text: str) -> str | None:
    """The field of which it is asked which abstracts lack it."""
    found = _LACKING.search(text)
    if not found or not re.search(r"abstract|paper|talk|発表|抄録|論文", text, re.IGNORECASE):
        return None
    said = (found["en"] or found["ja"]).casefold().replace(" ", "")
    return _CALLED.get(said, said)


def lacks(field: str, abstract: Abstract) -> bool:
    """Whether the record of an abstract has none."""
    return not _HELD[field](abstract)


def tell(asks: Asks, described: Described) -> Told | None:
    """The sentence for what is asked, or None where it is no field of one abstract."""
    teller = _TELLERS.get(asks)
    return teller(described) if teller else None


def _who(it: Described) -> Told:
    phrases, title = phrases_in(it.language), it.abstract.heading
    if not it.abstract.authors:
        return phrases.who_unnamed.format(title=title), False
    return phrases.who_named.format(title=title, people=people_of(it.abstract, phrases)), True


def _affiliation(it: Described) -> Told:
    phrases, title = phrases_in(it.language), it.abstract.heading
    if not it.abstract.authors:
        return phrases.affiliation_unnamed.format(title=title), False
    people = phrases.join.join(author.name_and_affiliation for author in it.abstract.authors)
    return phrases.affiliation_named.format(title=title, people=people), True


def _keywords(it: Described) -> Told:
    phrases, title = phrases_in(it.language), it.abstract.heading
    if not it.abstract.keywords:
        return phrases.keywords_none.format(title=title), False
    keywords = phrases.join.join(it.abstract.keywords)
    return phrases.keywords_named.format(title=title, keywords=keywords), True


def _title(it: Described) -> Told:
    phrases, title = phrases_in(it.language), it.abstract.heading
    if not it.abstract.title:
        return phrases.title_none.format(title=title), False
    return phrases.title_is.format(title=title), True


def _session(it: Described) -> Told:
    phrases = record_phrases(it.language)
    session, title = it.abstract.session or it.conference.session, it.abstract.heading
    if not session:
        return phrases.no_session.format(title=title), False
    return phrases.session_of.format(title=title, session=session), True


def _when(it: Described) -> Told:
    phrases, title = record_phrases(it.language), it.abstract.heading
    if it.abstract.time:
        return phrases.time.format(title=title, time=it.abstract.time), True
    held = when_sentence(it.conference, it.language)
    if not held:
        return phrases.no_time.format(title=title), False
    return f"{held} {phrases.no_time_but.format(title=title)}", True


def _where(it: Described) -> Told:
    phrases, title = record_phrases(it.language), it.abstract.heading
    if it.abstract.room:
        return phrases.room.format(title=title, room=it.abstract.room), True
    held = place_sentence(it.conference, it.language)
    if not held:
        return phrases.no_room.format(title=title), False
    return f"{held} {phrases.no_room_but.format(title=title)}", True


_TELLERS: dict[Asks, Callable[[Described], Told]] = {
    Asks.WHO: _who,
    Asks.AFFILIATION: _affiliation,
    Asks.KEYWORDS: _keywords,
    Asks.TITLE: _title,
    Asks.SESSION: _session,
    Asks.WHEN: _when,
    Asks.WHERE: _where,
}
