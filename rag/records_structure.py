"""Reads from its structure what a question asks of the records, however it is worded.

A question all of whose words ask, or name things that the records know, can ask nothing of the
texts: which field it is about follows from the one word that says so. A question that names a topic
besides is for the records where what stands around the topic asks for abstracts or people.
"""

import re
from dataclasses import dataclass

from rag.cuebook import load_cues
from rag.records_topic import head_of, leftover

_MENTION = re.compile(r"_(?:title|author|place|session|year|language)_")
# What cannot stand in a topic that is typed beside the word for a field.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|why|how|if|whether|say"
    r"|says|said)\b|[ぁ-ん]{4,}",
    re.IGNORECASE,
)
# Asks for the manner or the reason of what somebody did: no list of what is theirs answers.
MANNER = re.compile(
    r"\b(?:how (?:did|do|does|was|were|is|are|has|have|can|could)|why)\b"
    r"|どのように|どうやって|なぜ|どうして",
    re.IGNORECASE,
)
# Longer, and it is a sentence.
LONGEST_BESIDE = 5


@dataclass(frozen=True, slots=True)
class _Rule:
    """A field, the words and names that all ask for it, and those that then ask something else."""

    asks: str
    needs: frozenset[str]
    without: frozenset[str] = frozenset()


def _rule(asks: str, needs: str, without: str = "") -> _Rule:
    parts = (frozenset(filter(None, it.split(", "))) for it in (needs, without))
    return _Rule(asks, *parts)


# In order: the first whose words stand in the question applies. Names are those of the cues and of
# what the records know (``_title_``).
_RULES = (
    _rule("compare", "more, two of a sort"),
    _rule("first", "first"),
    _rule("last", "last"),
    _rule("count_sessions", "how many, session", "_title_, _author_, _session_"),
    _rule("session", "session, _title_"),
    _rule("session", "session, _author_"),
    _rule("sessions", "session", "_session_"),
    _rule("keywords", "keywords"),
    _rule("coauthors", "others, _author_"),
    _rule("affiliation", "affiliation"),
    _rule("affiliation", "where, _author_"),
    _rule("affiliation", "from, _author_"),
    _rule("languages", "language", "_language_"),
    _rule("years", "year", "_year_"),
    _rule("count_people", "how many, people"),
    _rule("count_people", "how many people"),
    _rule("count_people", "how many, present", "works"),
    _rule("count", "how many"),
    _rule("when", "when", "_author_"),
    _rule("where", "where", "_author_"),
    _rule("host", "host"),
    _rule("who", "who, _title_"),
    _rule("who", "people, _title_"),
    _rule("who", "people", "any name"),
    _rule("who", "who", "any name, works"),
    _rule("list", "works"),
    _rule("list", "_author_"),
    _rule("list", "_place_"),
    _rule("list", "_session_"),
)


def whole_question(masked: str, topic: str) -> str | None:
    """The field that is asked for, where nothing else is in the question; or None."""
    said = _said(masked)
    for rule in _RULES:
        fits = rule.needs <= said and rule.without.isdisjoint(said)
        if fits and not leftover(topic, rule.asks):
            asks_more = rule.asks == "list" and MANNER.search(masked)
            return None if asks_more else rule.asks
    return None


def _said(masked: str) -> frozenset[str]:
    """The words for fields and the sorts of names in a question."""
    names = _MENTION.findall(masked)
    said = {*load_cues("records_structure").all(masked), *names}
    if names:
        said.add("any name")
    if len(set(names)) < len(names):
        said.add("two of a sort")
    return frozenset(said)


def question_about(masked: str, topic: str) -> str | None:
    """The field asked for of what is about a topic; or None where the texts are asked."""
    if not topic or "_title_" in masked:
        return None
    head = head_of(masked)
    around = masked.replace(topic, " ", 1) if topic in masked else ""
    for name, pattern in load_cues("records_about").rows:
        where, _, asks = name.partition(" ")
        if pattern.search({"head": head, "around": around, "whole": masked}[where] or "_"):
            return asks
    return None


def field_beside(masked: str, topic: str) -> str | None:
    """The field that is typed beside a topic without a sentence: "author vietnam study"."""
    if not topic or "_title_" in masked or _CLAUSE.search(masked):
        return None
    if len(topic.split()) > LONGEST_BESIDE:
        return None
    kept = masked.replace(topic, " ¦ ", 1)
    without = _MENTION.sub(" ", kept)
    for name, pattern in load_cues("records_beside").rows:
        if pattern.search(kept) or pattern.search(without):
            return name
    return None
