"""Greetings, thanks and questions about the assistant itself."""

import re
from enum import StrEnum

from rag.cuebook import load_cues


class Smalltalk(StrEnum):
    """What a remark that asks nothing of the abstracts is."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"
    TASK = "task"


_TRIM = re.compile(r"^[\s!?.,。！？、~:)(😊👋🙏]+|[\s!?.,。！？、~:)(😊👋🙏]+$")
_ADDRESS = re.compile(r"^(hi|hello|hey|dear)\b[,!. ]+(?=\w)", re.IGNORECASE)


def smalltalk(text: str) -> Smalltalk | None:
    """The kind of remark where the whole of it is one, otherwise None."""
    for candidate in (text, _ADDRESS.sub("", text.strip())):
        bare = _TRIM.sub("", candidate)
        for name, pattern in load_cues("smalltalk").rows:
            if pattern.fullmatch(bare):
                return Smalltalk(name)
    return None


def without_address(text: str) -> str:
    """The question without a greeting before it ("Hi, who chaired …?")."""
    return _ADDRESS.sub("", text.strip())
