"""What an English sentence says of the terms of a question."""

import re

from rag.polarity_marks import Mark, cue
from rag.polarity_reading import Reading

# How many words a word of a sense reaches, and a negation.
_REACH, _REACH_OF_NOT, _REACH_OF_MORE = 4, 3, 1
# All terms of the question stand within so many words.
_CLOSE = 14

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# "Poverty fell": verbs that take no object.
_ALONE = re.compile(
    r"(?:fell|fall(?:s|en|ing)?|ros?e|rises?|risen|rising|declin|dropp?|gr[eo]w|shr)", re.IGNORECASE
)
# "A decline in poverty".
_NOUN = re.compile(
    r"(?:\w+(?:tion|ment|wth)|increase|decrease|decline|rise|fall|drop)s?", re.IGNORECASE
)
_OF = re.compile(r"\s+(?:in|of)\b", re.IGNORECASE)
# "Poverty increased in Nepal": no object follows.
_NO_OBJECT = re.compile(
    r"(?:\s+\w+ly)?(?:\s*(?:$|[.,;:)])|\s+(?:in|at|for|from|to|with|since|over|by|when|where|as|after"
    r"|during|and|but|among|despite|because|while|if)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile("more|less|fewer|higher|lower", re.IGNORECASE)
_TOWARDS = re.compile(r"\s+(?:on|upon|between|with|of|in|for|to|the|a|an)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:,]|\b(?:but|while|whereas|and)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


class English(Reading):
    """The thing stands behind a verb or a noun, before a passive; negations stand before."""

    def thing(self, mark: Mark) -> str | None:
        """Of what there is more or less: the nearest term that the word governs."""
        word = self._text[mark.start : mark.end]
        if _NOUN.fullmatch(word) and _OF.match(self._text, mark.end):
            return self._behind(mark.end)
        if self._of_its_subject(mark):
            return self._before(mark.start)
        reach = _REACH_OF_MORE if _COMPARED.fullmatch(word) else _REACH
        return self._behind(mark.end, reach)

    def _of_its_subject(self, mark: Mark) -> bool:
        passive = _PASSIVE.search(self._text[: mark.start])
        alone = _ALONE.match(self._text[mark.start : mark.end])
        return bool(passive or alone or _NO_OBJECT.match(self._text, mark.end))

    def has_cause(self, mark: Mark, thing: str) -> bool:
        """Whether another term stands on the other side of the word."""
        own = [place for place in self._places if place[0] == thing]
        others = [place for place in self._places if place[0] != thing]
        if any(last <= mark.start for _, _, last in own) and self._of_its_subject(mark):
            return any(start >= mark.end for _, start, _ in others)
        return any(last <= mark.start for _, _, last in others)

    def close_together(self) -> bool:
        """Whether few words hold all terms."""
        return _words(self._narrowest()) <= _CLOSE

    def concerns(self, mark: Mark) -> bool:
        """Whether a term is near enough on the side that its preposition shows."""
        towards = _TOWARDS.match(self._text, mark.end)
        behind = self._behind(mark.end) is not None
        return behind or (not towards and self._before(mark.start) is not None)

    def parallel(self, one: Mark, other: Mark) -> bool:
        """Whether “and” or “or” stands between."""
        return bool(_BESIDE.search(self._text, one.end, other.start))

    def negations_of(self, start: int, end: int) -> int:  # noqa: ARG002 - Japanese looks behind
        """How many negations reach what stands there."""
        wide = [m.span() for m in cue("denied").finditer(self._text) if self._far(m.end(), start)]
        marks = [(mark.start, mark.end) for mark in self._marks]
        near = [m for m in cue("not").finditer(self._text) if self._near(m.end(), start)]
        own = [m for m in near if not any(a <= m.start() < b for a, b in (*wide, *marks))]
        nones = [m for m in self._marks if m.name == "none" and self._near(m.end, start)]
        return len(own) + len(wide) + len(nones)

    def denies(self, start: int, end: int) -> bool:
        """Whether “did not” stands before it, or there is said to be no evidence of it."""
        verb = cue("not_verb").search(self._text[:start])
        wide = any(self._far(m.end(), start) for m in cue("denied").finditer(self._text))
        return bool(verb or wide) and self.negations_of(start, end) == 1

    def negates(self) -> bool:
        """Whether any negation stands anywhere."""
        found = any(cue(name).search(self._text) for name in ("not", "denied"))
        return found or any(mark.name == "none" for mark in self._marks)

    def _near(self, start: int, end: int) -> bool:
        if start > end or _words(self._text[start:end]) > _REACH_OF_NOT:
            return False
        return not cue("barrier").search(self._text, start, end)

    def _far(self, start: int, end: int) -> bool:
        return start <= end and not _CLAUSE.search(self._text, start, end)

    def _behind(self, start: int, reach: int = _REACH) -> str | None:
        place = next((it for it in self._places if it[1] >= start), None)
        return place[0] if place and self._reaches(start, place[1], reach) else None

    def _before(self, end: int) -> str | None:
        place = next((it for it in reversed(self._places) if it[2] <= end), None)
        return place[0] if place and self._reaches(place[2], end) else None

    def _reaches(self, start: int, end: int, reach: int = _REACH) -> bool:
        return _words(self._text[start:end]) <= reach and self._free(start, end)


def _words(text: str) -> int:
    return len(_WORD.findall(text))
