"""Words that point back at what was said: "it", "they", "the author", "there", "both"."""

import re

_POINTERS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|that"
    r"|the (author|authors|study|paper|talk|researcher|researchers|presenter"
    r"|speaker|abstract|presentation|research|interviews|interviewees|participants|respondents"
    r"|sample|survey|bills?|findings?|results?|method|methods|conclusion)|(the )?same|both"
    r"|(this|that|another) one|the two)\b"
    r"|それ|その|そこ|この(研究|発表|要旨|論文|著者)|彼|彼女|これ|同じ",
    re.IGNORECASE,
)
# What plainly points back: nothing else can be meant.
_POINTS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|that|same|both)\b"
    r"|それ|その|そこ|この|彼|これ|同じ",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|any)\b)",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    r"^((please )?(can you )?tell me (more )?about|more (about|on)|what about|what is|what's)"
    r" this talk( about)?[?.! ]*$|^this talk(,? please|,? pls)?[?.! ]*$"
    r"|^(この発表|this talk)(は|について|の内容)?(何ですか|は|について|教えてください)*[？?。]*$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(these|those|both) (talks|abstracts|studies|papers|two)|\bboth\b|\bthe two\b"
    r"|\b(which|either|neither|each|one|any) of (them|these|those|the two)\b"
    r"|\b(differ|differs|differences?"
    r"|compare|comparison|in common)\b|違い|比較|共通点|異な|両方|どちら",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\b(?:which|who|whose) (?:one )?of (?:the|these|those) two\b"
    r"|\bwhich (?:one|study|talk|paper)\b"
    r"|どちらの?(?:研究|発表|論文)?が",
    re.IGNORECASE,
)


def points(bare: str) -> bool:
    """Whether something in it points back, or may."""
    return bool(_POINTERS.search(bare) or _THERE.search(bare))


def points_plainly(bare: str) -> bool:
    """Whether nothing else can be meant than what was said before."""
    return bool(_POINTS.search(bare) or _THERE.search(bare))


def is_plural(bare: str) -> bool:
    """Whether it points at several abstracts."""
    return _PLURAL.search(bare) is not None


def asks_which(bare: str) -> bool:
    """Whether it asks for one of several: "Which of the two talked to officers?"."""
    return _ONE_OF.search(bare) is not None


def asks_overview(text: str) -> bool:
    """Whether it asks nothing of “this talk” but what it is about."""
    return _OVERVIEW.search(text) is not None
