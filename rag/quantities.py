"""Which kind of number a question asks for, and whether a sentence holds one of that kind.

"How much did they earn?" is not answered by a year, nor "what share?" by a head count. That a
sentence holds some number says little; that it holds one of the kind asked for says much.
"""

import re
from collections.abc import Iterable

from index.analysis import terms
from rag.cuebook import load_cues

COUNT = "count"
# Of a count: a number beside the thing counted, another number that counts, and none.
BESIDE, ELSEWHERE = 1.0, 0.5

# A year that stands in brackets dates a reference: "(Sano, 2012:19)".
_REFERENCE = re.compile(r"\([^()]{0,200}\b(?:1[5-9]|20)\d\d\b[^()]{0,200}\)")
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|dozens?|hundreds?|thousands?|millions?|several)"
)
_COUNTED = re.compile(rf"\b{_NUMBER}\b((?:[ -][\w’'-]+){{1,5}})", re.IGNORECASE)
_COUNTED_JA = re.compile(r"(?:\d|[一二三四五六七八九十百千万])+\s*[人名件社校所]")
# Whoever is counted: "How many people?" is answered by "ten officers".
_ANYBODY = frozenset(terms("people persons participants respondents interviewees informants"))
# Who is asked for in one word and counted in the other.
_CALLED = (("women", "females"), ("men", "males"), ("girls", "females"), ("boys", "males"))
_PAIRS = [frozenset(terms(" ".join(pair))) for pair in _CALLED]
_AFTER_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+((?:[\w’'-]+\s?){1,4})", re.IGNORECASE)


def quantity_asked(question: str) -> str | None:
    """The kind of number that the wording asks for (cues/quantities_asked.toml), if any."""
    return load_cues("quantities_asked").first(question)


def holds_quantity(question: str, sentence: str) -> float | None:
    """1 where the sentence holds the kind of number asked for, 0 where not.

    Between them for a count of something else. None where no number is asked for.
    """
    asked = quantity_asked(question)
    if asked is None:
        return None
    own = _REFERENCE.sub(" ", sentence)
    if asked == COUNT:
        return _counted(question, own)
    return float(asked in load_cues("quantities_held").all(own))


def _counted(question: str, sentence: str) -> float:
    if _COUNTED_JA.search(sentence):
        return BESIDE
    things = _with_synonyms(terms(" ".join(_AFTER_HOW_MANY.findall(question))))
    counted = [set(terms(after)) for after in _COUNTED.findall(sentence)]
    if any(things & found for found in counted) or (counted and things & _ANYBODY):
        return BESIDE
    return ELSEWHERE if counted else 0.0


def _with_synonyms(things: Iterable[str]) -> set[str]:
    asked = set(things)
    return asked.union(*(pair for pair in _PAIRS if asked & pair))
