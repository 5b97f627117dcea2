"""Word pieces of several types, as the network reads them; without torch."""

from collections.abc import Sequence


class Typed:
    """Word pieces of one text, and of which type each is: the first, unless they are given."""

    __slots__ = ("pieces", "types")

    def __init__(self, pieces: Sequence[int], types: Sequence[int] | None = None) -> None:
        self.pieces = pieces
        self.types = [0] * len(pieces) if types is None else types

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.pieces)
