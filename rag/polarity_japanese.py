"""What a Japanese sentence says of the terms of a question."""

import re

from rag.polarity_marks import Mark, cue
from rag.polarity_reading import Reading

# How many characters a word of a sense reaches, and a negation.
_REACH = 14
# All terms of the question stand within so many characters.
_CLOSE = 40
_STOP = re.compile("[、。]")
# 「引きつけていない」 denies the verb, 「人材を引きつけていない」 not its object.
_TO_ITS_END = re.compile("(?![をがはにのとでも])[ぁ-ん]{0,10}")


class Japanese(Reading):
    """The thing stands before, the negation behind, as the verb's ending."""

    def thing(self, mark: Mark) -> str | None:
        """Of what there is more or less: the nearest term before."""
        place = next((it for it in reversed(self._places) if it[2] <= mark.start), None)
        if place is None or mark.start - place[2] > _REACH:
            return None
        return place[0] if self._free(place[2], mark.start) else None

    def has_cause(self, mark: Mark, thing: str) -> bool:
        """Whether another term stands before the word."""
        return any(term != thing and last <= mark.start for term, _, last in self._places)

    def close_together(self) -> bool:
        """Whether few characters hold all terms."""
        return len(self._narrowest()) <= _CLOSE

    def concerns(self, mark: Mark) -> bool:
        """Whether a term is near enough before."""
        return self.thing(mark) is not None

    def parallel(self, one: Mark, other: Mark) -> bool:
        """Whether a comma or a “together with” stands between."""
        return any(
            sign in self._text[one.end : other.start] for sign in ("、", "と共に", "とともに")
        )

    def negations_of(self, start: int, end: int) -> int:  # noqa: ARG002 - English looks before
        """How many negations reach what stands there."""
        found = cue("not_ja").search(self._text, end)
        if found is None or found.start() - end >= _REACH:
            return 0
        return int(not _STOP.search(self._text, end, found.start()))

    def denies(self, start: int, end: int) -> bool:  # noqa: ARG002 - likewise
        """Whether it is a verb that ends in a negation, and not its object."""
        found = cue("not_ja").search(self._text, end)
        return found is not None and bool(_TO_ITS_END.fullmatch(self._text, end, found.start()))

    def negates(self) -> bool:
        """Whether any negation stands anywhere."""
        return bool(cue("not_ja").search(self._text))
