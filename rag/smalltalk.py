"""Greetings, thanks and questions about the assistant itself."""

import re
from enum import StrEnum

from rag.cuebook import load_cues


class Smalltalk(StrEnum):
    """What a remark that asks nothing of the abstracts is.

    ``UNCLEAR`` leaves open what is sought, ``UNFINISHED`` only where nothing was said before.
    """

    GREETING = "greeting"
    THANKS = "thanks"
    REACTION = "reaction"
    SORRY = "sorry"
    GOODBYE = "goodbye"
    SELF = "self"
    HELP = "help"
    LANGUAGES = "languages"
    PRIVACY = "privacy"
    DOUBT = "doubt"
    CONFUSED = "confused"
    UNCLEAR = "unclear"
    UNFINISHED = "unfinished"
    TASK = "task"


# What neither speaks nor counts at either end: signs, blanks and pictures.
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")
_BETWEEN = re.compile(r"[,.!?;…。！？、\n]+\s*")
_ADDRESS = re.compile(r"^(hi|hello|hey|dear)\b[,!. ]+(?=\w)", re.IGNORECASE)


def smalltalk(text: str) -> Smalltalk | None:
    """The kind of remark where the whole of it is one, or some in a row, otherwise None.

    Of some in a row the last counts: "Thanks, bye".
    """
    whole = _remark(text) or _remark(_ADDRESS.sub("", text.strip()))
    if whole:
        return whole
    parts = [part for part in _BETWEEN.split(text) if _TRIM.sub("", part)]
    kinds = [_remark(part) for part in parts]
    return kinds[-1] if kinds and all(kinds) else None


def _remark(text: str) -> Smalltalk | None:
    bare = _TRIM.sub("", text)
    if not bare:
        return Smalltalk.UNCLEAR
    rows = load_cues("smalltalk").rows
    return next((Smalltalk(name) for name, pattern in rows if pattern.fullmatch(bare)), None)


def without_address(text: str) -> str:
    """The question without a greeting before it ("Hi, who chaired …?")."""
    return _ADDRESS.sub("", text.strip())
