"""Reads which count of abstracts is asked for: most keywords, shortest, with two authors."""

import re
from dataclasses import dataclass

_TALK = (
    r"(?:abstracts?|talks?|papers?|presentations?|contributions?|posters?|texts?|entry|entries"
    r"|study|studies)"
)
_UNIT = (
    r"(?P<unit>key[ -]?words?|(?:co-?|named )?authors?|speakers?|presenters?|words|characters"
    r"|letters)"
)
_JA_UNIT = r"(?P<ja_unit>キーワード|著者|発表者)"
_JA_TALK = "(?:発表|抄録|要旨|論文|報告)"
_WRITTEN = "(?:abstract|text|entry|paper)s?"
_JA_WRITTEN = "(?:抄録|要旨|論文|文章)"
_JA_MOST = "(?:最も|一番|いちばん)"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {
    "single": 1,
    "an": 1,
    "a": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d+)"
_ASKED = r"^(?:and |so )?(?:how many|which|what|list(?: all| the)?|are there(?: any)?|any)"
_HAVE = r"(?:have|has|had|gives?|lists?|come with|with|names?)"
_BOUND = r"(?:(?P<bound>more than|at least|exactly|only) )?"
_LEAST_TYPED = rf"(?:(?:a (?=single))?(?P<least>{_NUMBER}|several|multiple|any|some) )?"
_JOINT = r"(?P<joint>co-?authored|jointly written|joint|single[- ]authored)"

# The abstract or abstracts with the most or the least of something.
EXTREME = re.compile(
    rf"\b{_TALK}\b(?: \w+){{0,3}}? (?P<way>most|fewest|least|(?:largest|highest|smallest|lowest)"
    rf" number of) {_UNIT}\b"
    rf"|\b(?P<length>longest|shortest) {_WRITTEN}\b"
    rf"|\b{_WRITTEN} (?:is|was|are) (?:the )?(?P<length_of>longest|shortest)\b"
    rf"|{_JA_UNIT}数?[がの]{_JA_MOST}(?P<ja_way>多い|少ない)"
    rf"|{_JA_MOST}(?P<ja_first>キーワード|著者|発表者)数?[がの](?P<ja_way_after>多い|少ない)"
    rf"|{_JA_MOST}(?P<ja_length>長い|短い){_JA_WRITTEN}"
    rf"|{_JA_WRITTEN}[がの]{_JA_MOST}(?P<ja_length_of>長い|短い)",
    re.IGNORECASE,
)
# How much of something one abstract has.
OF_WORK = re.compile(
    r"\b(?:how many|number of) (?P<unit>key[ -]?words?|words|characters|letters)\b(?P<work>.*)"
    rf"|\bhow long (?:is|was) (?P<long>.*\b{_WRITTEN}.*)"
    r"|(?P<ja_work>.+?)の?(?P<ja_unit>キーワード)数?は?(?:いくつ|何個|何語)"
    r"|(?P<ja_long>.+?)(?:の(?:長さ|文字数|語数)|は何(?:文字|単語)|は?どの(?:くらい|ぐらい)の長さ)",
    re.IGNORECASE,
)
# All abstracts that have something, or so many of it.
HAVING = re.compile(
    rf"{_ASKED}(?: of the)? {_TALK}(?: (?:are )?there)?(?: that| which)? {_HAVE}"
    rf" {_BOUND}{_LEAST_TYPED}{_UNIT}\W*$"
    rf"|{_ASKED}(?: of the)? (?:{_TALK} (?:are|were) )?{_JOINT}(?: {_TALK})?\W*$"
    rf"|^{_JA_UNIT}名?[がの](?:ある|記載されている|書かれている|付いている){_JA_TALK}"
    rf"|^(?P<ja_joint>共著|単著)の{_JA_TALK}"
    rf"|^(?:著者|発表者)が(?P<ja_least>複数|(?:[0-9]+|[二三四五])人(?P<ja_or_more>以上)?)の{_JA_TALK}",
    re.IGNORECASE,
)
_LEAST = frozenset({"fewest", "least", "smallest number of", "lowest number of", "少ない"})
_LENGTHS = {"長い": "longest", "短い": "shortest"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least so many, and at most (None: no matter how many)."""

    least: int
    most: int | None

    def hold(self, number: int) -> bool:
        """Whether a number lies within."""
        return number >= self.least and (self.most is None or number <= self.most)


def way_in(found: re.Match[str]) -> str:
    """Which end is asked for by a match of :data:`EXTREME`: “most”, “shortest” …."""
    if length := found["length"] or found["length_of"]:
        return length.casefold()
    if length := found["ja_length"] or found["ja_length_of"]:
        return _LENGTHS[length]
    few = (found["way"] or found["ja_way"] or found["ja_way_after"]).casefold() in _LEAST
    return "fewest" if few else "most"


def unit_in(found: re.Match[str]) -> str | None:
    """What is counted by any of the patterns, or None where the length is asked for."""
    said = found.groupdict()
    unit = said["unit"] or said["ja_unit"] or said.get("ja_first")
    if found.re is not HAVING and not unit:
        return None
    unit = (unit or "author").casefold()
    if unit.startswith("key") or unit == "キーワード":
        return "keywords"
    return {"words": "words", "characters": "characters", "letters": "characters"}.get(
        unit, "authors"
    )


def bounds_in(found: re.Match[str]) -> Bounds:
    """How many there have to be by a match of :data:`HAVING`."""
    if joint := found["joint"] or found["ja_joint"]:
        alone = joint.casefold().startswith("single") or joint == "単著"
        return Bounds(1, 1) if alone else Bounds(2, None)
    if japanese := found["ja_least"]:
        bound = "" if found["ja_or_more"] is None else "at least"
        return _typed("several" if japanese == "複数" else japanese.partition("人")[0], bound)
    return _typed(found["least"] or "", found["bound"] or "")


def _typed(least: str, bound: str) -> Bounds:
    """“two”, “more than one”, “at least 3”, “several”, or no number at all."""
    least, bound = least.casefold(), bound.casefold()
    if least in {"", "any", "some"}:
        return Bounds(1, None)
    if least in {"several", "multiple"}:
        return Bounds(2, None)
    number = _NUMBERS.get(least) or int(least)
    if bound == "more than":
        return Bounds(number + 1, None)
    exact = bound != "at least" and least not in {"a", "an"}
    return Bounds(number, number if exact else None)
