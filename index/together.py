"""Which sentences of an abstract are read at once: some four, one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# Word pieces read at once. Fewer take the context from a sentence, more blur what is its own
# (docs/quality.md).
ROOM = 110


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Word pieces of sentences laid end to end, and by its place where each one's begin and end.

    The sentence before the first may stand in front, to be read but not to be asked for.
    """

    pieces: list[int] = field(default_factory=list)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, place: int, own: Sequence[int]) -> None:
        """Lay the pieces of one more sentence at the end."""
        self.places[place] = (len(self.pieces), len(self.pieces) + len(own))
        self.pieces.extend(own)


def together(sentences: Sequence[Sequence[int]], room: int = ROOM) -> Iterator[Together]:
    """Each sentence of at most ``room`` word pieces in exactly one; longer ones are in none."""
    window, before = Together(), list[int]()
    for place, own in enumerate(sentences):
        if window.places and len(window.pieces) + len(own) > room:
            yield window
            window = Together()
            if len(before) + len(own) <= room:
                window.pieces.extend(before)
        if len(own) <= room:
            window.add(place, own)
        before = list(own) if len(own) <= room else []
    if window.places:
        yield window
