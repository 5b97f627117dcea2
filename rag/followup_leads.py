"""What a turn begins with before it asks: thanks, "and", "no, I meant …", "back to Vietnam: …"."""

import re
from dataclasses import dataclass

from rag.query import tidy
from rag.smalltalk import Smalltalk, smalltalk

_WORDS = re.compile(
    r"^(?:and|but|so|also|then|ok(?:ay)?|well|hm+|oh|ah|right|thanks|thx|now|yes|please)\b[,;.!]?\s+"
    r"|^(?:では|じゃあ|それでは|そして|また|あと)[、,]?\s*",
    re.IGNORECASE,
)
# "Great, and what …?", "Interesting! Who …?": a remark, its sign, and then the question.
_REMARK = re.compile(r"^(?P<remark>[^,.!?;。！、]{2,40}[,.!;。！、])\s*(?P<rest>\S.+)$")
_CORRECTS = re.compile(
    r"^(?:(?:no|nope|sorry|wait|actually|well|oh)[,.!]?\s+)*"
    r"i\s+(?:mean|meant|was asking (?:about|for)|am asking (?:about|for)"
    r"|want(?:ed)?(?: to (?:know|ask)(?: about)?)?)\b[,:]?\s*"
    r"|^(?:(?:no|nope|sorry|wait)[,.!]\s*)+"
    r"|^(?:いや|いえ|いいえ|違います|すみません)[、,。]\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r".*\b(?:and|but|so|also|then)\b|.*(?:では|じゃあ|それでは|そして|また|あと)", re.IGNORECASE
)
_NOT = re.compile(r"[,;]?\s+not\s+[^,?.!]+(?=[.!]*$)", re.IGNORECASE)
_BACK = re.compile(
    r"^(?:let'?s (?:go |turn |come )?|let us (?:go |turn |come )?|going |coming |to (?:go|come) )?"
    r"(?:back )?(?:to|as for|about|regarding|concerning|on) (?:the )?"
    r"(?P<topic>[^:,?]{3,60})[:,]\s+(?P<rest>\S.+)$"
    r"|^(?P<topic_ja>[^、。？]{2,30}?)(?:の話)?(?:に戻(?:りますが|ると|って)|についてですが)[、,]\s*(?P<rest_ja>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """``text`` is what is asked; ``corrects`` where it puts the question before right.

    ``goes_on`` where it begins with "and" or the like; ``back_to`` is what the visitor says that it
    is about, before asking.
    """

    text: str
    goes_on: bool = False
    corrects: bool = False
    back_to: str = ""


def opened(asked: str) -> Opened:
    """The turn without what it begins with."""
    text = _without_words(asked)
    goes_on = _GOES_ON.match(asked.removesuffix(text).strip() or "_") is not None
    found = _CORRECTS.match(text)
    corrects = bool(found) and bool(text[found.end() :].strip()) if found else False
    if found and corrects:
        text = _NOT.sub("", _without_words(text[found.end() :]))
    back = _BACK.match(text)
    if back is None:
        return Opened(text, goes_on, corrects)
    topic = back["topic"] or back["topic_ja"]
    return Opened(_without_words(back["rest"] or back["rest_ja"]), goes_on, corrects, topic)


def _without_words(asked: str) -> str:
    """Without conjunctions and small talk at its start, as long as something is left."""
    text = asked
    while True:
        rest = tidy(_WORDS.sub("", text)) or text
        remark = _REMARK.match(rest)
        if remark and _is_remark(remark["remark"]):
            rest = remark["rest"]
        if rest == text:
            return text
        text = rest


def _is_remark(said: str) -> bool:
    bare = said.strip(" ,.!;。！、")
    return smalltalk(bare) not in (None, Smalltalk.UNCLEAR, Smalltalk.UNFINISHED)
