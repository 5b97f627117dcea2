"""What a sentence says of the terms of a question: what the languages have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.polarity_marks import Mark, cue, marks_in
from rag.senses import ALL, OF_A_THING, SENSES, Sense, UnclearError, both, together

# Where a term of the question stands: the term, from, to.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says: its sense, if any, and of which terms of the question.

    ``denied`` are terms that it says are not so; ``plain``, that it negates nothing at all.
    """

    sense: Sense | None
    of: frozenset[str]
    denied: frozenset[str]
    plain: bool


class Reading:
    """One sentence; what stands where, and how far a word reaches, is each language's own."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = tuple(places)
        self._marks = marks_in(text)

    def said(self) -> Said:
        """The whole of it.

        Raises:
            UnclearError: it says two things at once, or the terms do not belong together.

        """
        if not self.close_together():
            raise UnclearError
        things = self._things()
        whole = both(ALL, together(things.values())) if things else ALL
        for mark in self._marks:
            if mark.name not in OF_A_THING and self.concerns(mark):
                whole = both(whole, self._value(mark))
        sense = whole if whole != ALL else None
        denied = frozenset(term for term, start, end in self._places if self.denies(start, end))
        return Said(sense, frozenset(things), denied, plain=not self.negates())

    def _things(self) -> dict[str, Sense]:
        """What there is more or less of, of the terms of the question."""
        found: dict[str, Sense] = {}
        last: Mark | None = None
        for mark in self._marks:
            thing = self.thing(mark) if mark.name in OF_A_THING else None
            if thing is None:
                continue
            if last and thing not in found and self.parallel(last, mark):
                raise UnclearError
            found[thing] = both(found.get(thing, ALL), self._value(mark))
            last = mark
        if len(found) == 1 and last and not self.has_cause(last, *found):
            raise UnclearError
        return found

    def _value(self, mark: Mark) -> Sense:
        sense = SENSES[mark.name]
        turned = 0 if mark.name == "none" else self.negations_of(mark.start, mark.end)
        if turned > 1:
            raise UnclearError
        return ALL - sense if turned else sense

    def _free(self, start: int, end: int) -> bool:
        """Whether nothing between ends the reach of a word."""
        between = any(start <= mark.start < end for mark in self._marks)
        return not between and not cue("barrier").search(self._text, start, end)

    def thing(self, mark: Mark) -> str | None:
        """The term that a word is said of."""
        raise NotImplementedError

    def has_cause(self, mark: Mark, thing: str) -> bool:
        """Whether another term stands where what brings the change about would stand."""
        raise NotImplementedError

    def close_together(self) -> bool:
        """Whether the terms stand so near to each other that they speak of one matter."""
        raise NotImplementedError

    def _narrowest(self) -> str:
        """The shortest part of the text that holds every term."""
        wanted = {term for term, _, _ in self._places}
        latest: dict[str, int] = {}
        found = self._text
        for term, start, end in self._places:
            latest[term] = start
            if latest.keys() == wanted:
                found = min(found, self._text[min(latest.values()) : end], key=len)
        return found

    def concerns(self, mark: Mark) -> bool:
        """Whether a word that is said of the whole is said of what is asked."""
        raise NotImplementedError

    def parallel(self, one: Mark, other: Mark) -> bool:
        """Whether two changes stand beside each other, so that neither comes of the other."""
        raise NotImplementedError

    def negations_of(self, start: int, end: int) -> int:
        """How many words turn round what stands there."""
        raise NotImplementedError

    def denies(self, start: int, end: int) -> bool:
        """Whether what stands there is said not to be so."""
        raise NotImplementedError

    def negates(self) -> bool:
        """Whether anything is negated."""
        raise NotImplementedError
