"""Reads from its structure what a question asks of the records, however it is worded.

A question all of whose words ask, or name things that the records know, can ask nothing of the
texts: which field it is about follows from the one word that says so. A question that names a topic
besides is for the records where what stands around the topic asks for abstracts or people.
"""

import re

from rag.cuebook import load_cues
from rag.records_topic import head_of, leftover

_MENTION = re.compile(r"_(?:title|author|place|session|year|language)_")
# What cannot stand in a topic that is typed beside the word for a field.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|why|how|if|whether|say"
    r"|says|said)\b|[ぁ-ん]{4,}",
    re.IGNORECASE,
)
# Longer, and it is a sentence.
LONGEST_BESIDE = 5


def whole_question(masked: str, topic: str) -> str | None:
    """The field that is asked for, where nothing else is in the question; or None."""
    for name, pattern in load_cues("records_structure").rows:
        if pattern.search(masked) and not leftover(topic, name):
            return name
    return None


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
