"""Words that point back at what was said: "it", "they", "the author", "there", "both"."""

import re

from index.analysis import terms
from rag.names import capitalised

# What plainly points back, unless the question itself says before it what it stands for.
_PRONOUNS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|same|both)\b"
    r"|\bthis\b(?! (?:conference|booklet|session|programme|event|year|meeting|association)\b)"
    # "That" also begins clauses: "a company that gives …", "make sure that people …".
    r"|(?:^|\b(?:about|of|on|with|for|by|in|to|at|from|is|was|are|did|does|do|can|could|wrote|write"
    r"|means?|explain|why|how)\s+)that\b|\bthat\b(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_JAPANESE = re.compile(r"それ|その|そこ|この(?!大会|学会|予稿集)|彼|これ|同じ")
# Works and their parts, where nothing behind them says which.
_NOUNS = re.compile(
    r"\bthe (?:authors?|study|paper|talk|researchers?|presenter|speaker|abstract|presentation"
    r"|research|interviews|interviewees|participants|respondents|sample|survey|bills?|findings?|results?"
    r"|methods?|conclusion)\b(?! (?:on|about|of|in|for|by|from|that|which|who|with|at|to)\b)"
    r"|\banother one\b|\bthe two\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|any)\b)",
    re.IGNORECASE,
)
_THEM = re.compile(r"\b(?:they|them|their|these|those)\b|これら|それら", re.IGNORECASE)
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
# So many words of its own before a pronoun, and it may stand for one of them.
TELLING = 3
_ONE_OF = re.compile(
    r"\b(?:which|who|whose) (?:one )?of (?:the|these|those) two\b"
    r"|\bwhich (?:one|study|talk|paper)\b"
    r"|どちらの?(?:研究|発表|論文)?が",
    re.IGNORECASE,
)


def points(bare: str) -> bool:
    """Whether something in it points back, or may."""
    return points_plainly(bare) or _NOUNS.search(bare) is not None


def points_plainly(bare: str) -> bool:
    """Whether nothing else can be meant than what was said before."""
    found = (*_PRONOUNS.finditer(bare), *_THERE.finditer(bare))
    free = any(not _is_said(bare[: it.start()]) for it in found)
    return free or _JAPANESE.search(bare) is not None


def _is_said(before: str) -> bool:
    """Whether the words before a pronoun name what it stands for: "Why did Tokyo lose its …"."""
    return bool(capitalised(before)) or len(set(terms(before))) >= TELLING


def is_plural(bare: str) -> bool:
    """Whether it points at several abstracts."""
    return _PLURAL.search(bare) is not None


def speaks_of_them(bare: str) -> bool:
    """Whether several are meant by "they"."""
    return _THEM.search(bare) is not None


def asks_which(bare: str) -> bool:
    """Whether it asks for one of several: "Which of the two talked to officers?"."""
    return _ONE_OF.search(bare) is not None


def asks_overview(text: str) -> bool:
    """Whether it asks nothing of “this talk” but what it is about."""
    return _OVERVIEW.search(text) is not None
