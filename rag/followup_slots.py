"""Something else put into the question before: "what about Vietnam?", "No, I meant Sano"."""

import re
from dataclasses import dataclass

from index.analysis import terms
from rag.names import capitalised
from rag.query import tidy

_WHAT_ABOUT = re.compile(
    r"^(what|how) about (?P<x>.+?)[?!. ]*$|^(and|but) (?P<y>(in|for|of|on|from|with|by|the) .+?"
    r"|[A-Z][\w\- ]+?)[?!. ]*$|^(?P<z>.+?)(は|について)(どう|いかが)?(ですか|でしょうか)?[？?]*$",
    re.IGNORECASE,
)
_POINTERS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|that"
    r"|same|both|the (author|authors|study|paper|talk|method|methods|results?|findings?))\b"
    r"|それ|その|そこ|この|彼|これ|同じ",
    re.IGNORECASE,
)
# Parts of any study: "And the results?" asks on.
_FIELDS = re.compile(
    r"\b(methods?|methodology|results?|findings?|conclusions?|aims?|goals?|purpose|authors?|speakers?"
    r"|keywords?|session|title|data|samples?|participants|limitations?|background|topic)\b",
    re.IGNORECASE,
)
_WITH_PREPOSITION = re.compile(
    r"^(?P<word>in|to|for|of|on|from|with|by|at|about|into|against)\s+(?P<what>\S.*?)[?!. ]*$",
    re.IGNORECASE,
)
# What asks by itself, and a noun that does: "the number of people in the scheme".
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|where|when|which|why|how|is|are|do|does|did|was|were|can|could|tell"
    r"|show|list|give|find|has|have|if|whether)\b|^(?:the )?(?:number|share|amount|name|title|date"
    r"|reasons?|authors?|methods?|results?|aims?)\b|誰|何|どこ|いつ|どれ|どの|なぜ|どう|ですか|ますか",
    re.IGNORECASE,
)
_ASKING = re.compile(r"^(?:how (?:many|much|often|long)|who|whom|why|when|where)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# "What about …" names at most so much.
LONGEST_SLOT = 4


@dataclass(frozen=True, slots=True)
class Substituted:
    """``text`` is the question before with something else in it; empty where it only asks on.

    ``of_field`` where what it asks on for is a part of any study.
    """

    text: str
    of_field: bool = False


def substitution(bare: str, asked: str, before: str, *, corrects: bool) -> Substituted | None:
    """What a turn puts into the question before it, or None where it puts nothing there."""
    if corrects:
        return _corrected(bare, before)
    found = _WHAT_ABOUT.match(bare) or _WHAT_ABOUT.match(asked)
    slot = (found["x"] or found["y"] or found["z"] or "").strip() if found else ""
    if not slot or len(terms(slot)) > LONGEST_SLOT:
        return None
    named = capitalised("x " + _recased(slot, asked))
    if _POINTERS.search(slot) and not named:
        return None
    if found and found["y"] and (beside := _beside(slot, before)):
        return Substituted(beside)
    if not named:
        return Substituted("", bool(_FIELDS.search(slot)))
    return Substituted(substituted(before, _recased(slot, asked)))


def _corrected(bare: str, before: str) -> Substituted | None:
    """“No, I meant the interns”: of how many was asked, "how many" is asked of them."""
    if _ASKS.search(bare) or "?" in bare:
        return None
    slot = bare.rstrip("?!. ")
    asking = _ASKING.match(before)
    if asking and (slot[:1].islower() or len(terms(slot)) > len(capitalised("x " + slot))):
        return Substituted(f"{asking[0]} {_ARTICLE.sub('', slot)}?")
    return Substituted(substituted(before, slot))


def _beside(slot: str, before: str) -> str | None:
    """“And to runaways?” takes the place of what stood behind the same preposition."""
    found = _WITH_PREPOSITION.match(slot)
    if not found:
        return None
    word = found["word"]
    phrase = rf"\b{word}\s+(?:(?!\b{word}\b)[^?!.,()“”])+"
    there = list(re.finditer(phrase, before, re.IGNORECASE))
    if not there or bool(_NUMBER.search(slot)) != bool(_NUMBER.search(there[-1].group())):
        return None
    return before[: there[-1].start()] + slot + before[there[-1].end() :]


def substituted(before: str, slot: str) -> str:
    """The earlier question with its one name replaced, or with the new one added."""
    stem = tidy(re.sub(r"\s*\([^)]*\)\s*$", "", before))
    for word in re.findall(r"(?<!^)\b[A-Z][\w\-’']+(?: [A-Z][\w\-’']+)*", stem):
        return stem.replace(word, slot, 1)
    end = "?" if stem.endswith("?") else ""
    return f"{stem.rstrip('?？')} – {slot}{end}"


def _recased(slot: str, asked: str) -> str:
    start = asked.lower().find(slot.lower())
    return asked[start : start + len(slot)] if start >= 0 else slot
