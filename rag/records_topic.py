"""The topic of a question for the records: what is left without the words that ask.

Where the question says "about", "on" or に関する, the topic is what stands behind it (in Japanese
before it), whatever its words; otherwise the words of the asking are taken off both ends.
"""

import re
from functools import lru_cache

from rag.cuebook import load_cues
from rag.language import language_of

_MENTION = r"_(?:title|author|place|session|year|language)_"
_AFTER_MENTION = re.compile(
    rf"{_MENTION}\s*[”」』\"]?\s*(?:さん|氏|先生)?[のがはでに]?"
    r"(?:発表|抄録|中|研究者|人)?[のがはでに、]*"
)
_ENDS = " \t?!.,;:“”\"’'()？。、，．！：；–—-「」『』…~～"
_ASKS_IN_JAPANESE = re.compile(r"誰|発表|抄録|要旨|論文|著者|一覧|件数|何件|何本|所属|総数")
# "On the papers" names no topic.
_WORKS = re.compile(
    r"(?:these |those |your |all )?(?:abstracts?|talks?|papers?|presentations?|programme|booklet)"
    r"|(?:the|this|your) (?:book|conference|meeting|session|event)",
    re.IGNORECASE,
)
# "何について発表しましたか"
_ASKED_FOR = re.compile("(?:何|なに|どんな|どのような)(?:の?(?:こと|事|テーマ|内容|話))?")
_PROGRAMME = re.compile("(?:大会|学会|会議)?の?(?:プログラム|目次|演題)")
_SENTENCE_END = re.compile(r"[;?!。？！]|\.\s|,\s")


@lru_cache(maxsize=1)
def _of_field() -> dict[str, re.Pattern[str]]:
    rows = load_cues("records_fields").rows
    return {name.removeprefix("of "): found for name, found in rows if name.startswith("of ")}


def topic_of(masked: str) -> str:
    """What the question asks the records about; empty where it asks about all of them."""
    if _asks_in_japanese(masked):
        return _japanese(masked)
    return _english(masked)


def _asks_in_japanese(masked: str) -> bool:
    """Whether the asking is Japanese, whatever the writing of the topic."""
    if re.search("[ぁ-ゖ]", masked) or _ASKS_IN_JAPANESE.search(masked):
        return True
    return language_of(masked) == "ja" and not re.search(r"[A-Za-z]+ [A-Za-z]+ ", masked)


def leftover(topic: str, asks: str) -> str:
    """The topic without words that only say which field is asked for."""
    word = _of_field().get(asks)
    if not word or not word.search(topic):
        return topic
    frame = "japanese_frame" if _asks_in_japanese(topic) else "frame"
    return _peeled(word.sub(" ", topic), frame)


def topics_compared(masked: str) -> tuple[str, str] | None:
    """The two topics that a question weighs against each other."""
    for name, pattern in load_cues("records_fields").rows:
        if name == "compared" and (found := pattern.search(masked)):
            sides = (_bare(found[1]), _bare(found[2]))
            return sides if all(sides) and not any("_" in it for it in sides) else None
    return None


def _english(masked: str) -> str:
    for marker in _row("marker").finditer(masked):
        if _peeled(masked[: marker.start()], "frame") == "":
            topic = _first_sentence(masked[marker.end() :])
            unmarked = _unmarked(topic).strip(_ENDS)
            bare = _bare(unmarked)
            return "" if _WORKS.fullmatch(bare) or _WORKS.fullmatch(unmarked) else bare
    return _bare(_peeled(masked, "frame"))


def head_of(masked: str) -> str | None:
    """What stands before the word that says "about", where it is only of the asking."""
    if _asks_in_japanese(masked):
        return None
    for marker in _row("marker").finditer(masked):
        if _peeled(masked[: marker.start()], "frame") == "":
            return masked[: marker.start()] + marker.group()
    return None


def _unmarked(topic: str) -> str:
    """Without another "the term", "the topic of" at its start."""
    found = _row("marker").match(topic)
    return _unmarked(topic[found.end() :]) if found else topic


def _first_sentence(text: str) -> str:
    """Up to the first sign behind which only words of the asking stand."""
    for sign in _SENTENCE_END.finditer(text):
        if _peeled(text[sign.end() :], "frame") == "":
            return text[: sign.start()]
    return text


def _japanese(masked: str) -> str:
    marker = _row("japanese_marker").search(masked)
    if marker:
        left = _AFTER_MENTION.split(masked[: marker.start()])
        topic = _peeled_left(left[-1], "japanese_lead")
        return "" if _ASKED_FOR.fullmatch(topic) else topic
    topic = _peeled(re.sub(_MENTION, " ", masked), "japanese_frame")
    return "" if _PROGRAMME.fullmatch(topic) else topic


def _bare(topic: str) -> str:
    before = None
    while topic != before:
        before, topic = topic, _fields("tail").sub("", topic.strip(_ENDS)).strip(_ENDS)
        topic = re.sub(
            rf"^(?:{_MENTION}|the|a|an|any|some|about|on|is|are|was|were|'s|’s)\s+|['’]s$",
            "",
            topic,
        )
    return "" if re.fullmatch(rf"{_MENTION}|them|these|those", topic) else topic


def _fields(name: str) -> re.Pattern[str]:
    return next(pattern for row, pattern in load_cues("records_fields").rows if row == name)


def _row(name: str) -> re.Pattern[str]:
    return next(pattern for row, pattern in load_cues("topic").rows if row == name)


@lru_cache(maxsize=8)
def _at_end(name: str, *, left: bool) -> re.Pattern[str]:
    inner = _row(name).pattern
    signs = r"[\s?!.,;:“”\"()？。、！：；–—…「」『』\-]"
    whole = rf"(?:{signs}|{_MENTION}|(?:{inner}))+"
    return re.compile(rf"^{whole}" if left else rf"{whole}$", re.IGNORECASE)


def _peeled_left(text: str, name: str) -> str:
    return _at_end(name, left=True).sub("", text).strip(_ENDS)


def _peeled(text: str, name: str) -> str:
    """The text without the words of the asking at both ends."""
    return _at_end(name, left=False).sub("", _peeled_left(text, name)).strip(_ENDS)
