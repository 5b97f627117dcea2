"""The question before, ready to be asked of another work: "And the first one?", "Xの研究は？"."""

import re
from collections.abc import Callable

from rag.conversation import Turn
from rag.followup_places import without_places
from rag.language import language_of
from rag.pointing import NamedWork
from rag.query import tidy

THIS = {"en": "this talk", "ja": "この発表"}
THESE = {"en": "these talks", "ja": "これらの発表"}
_ABOUT = re.compile(r"\s*[(（](?:about|「)[^()（）]*(?:”|」について)[)）]\s*$")
_QUOTED = re.compile(r"(?:the (?:author|title) of )?[“「][^”」]+[”」]")
_POINTER = re.compile(
    r"\b(?:this|that|the) (?:talk|study|paper|abstract|presentation|one)\b|\b(?:it|that|this)\b"
    r"|この(?:研究|発表|論文|抄録)|それ|これ",
    re.IGNORECASE,
)
# The one work that a text names by its subject.
WorkIn = Callable[[str], NamedWork | None]
# What is left of a turn that names another work and asks nothing.
_NOTHING = re.compile(
    r"^(?:(?:what|how) about\b|\b(?:and|or|but|same|of|for|with|in|that|those|the|then)\b"
    r"|[\s?.!,])*$"
    r"|^[はもでの方についてに関してどうですかでしょう、。？?\s]*$",
    re.IGNORECASE,
)


def asks_nothing(rest: str) -> bool:
    """Whether nothing is asked in what a turn says beside the work that it points at."""
    return _NOTHING.match(rest) is not None


def framed(turn: Turn, work_in: WorkIn | None = None) -> str | None:
    """The turn's question with “this talk” for the work that it was about, if it was about one."""
    asked = turn.answer.rewritten or turn.question
    said = _ABOUT.sub("", asked)
    this = THIS[language_of(said)]
    work = work_in(said) if work_in else None
    if work:
        return tidy(f"{said[: work.start]} {this} {said[work.end :]}")
    for text in (
        without_places(said, lambda _: this),
        _QUOTED.sub(this, said, count=1),
        _POINTER.sub(this, said, count=1),
    ):
        if text != said:
            return tidy(text)
    return said if said != asked else None
