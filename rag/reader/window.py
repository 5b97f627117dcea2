"""How question and sentences lie before the reader: question, title, some sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.together import ROOM, Together
from index.typed import Typed

# Types of word pieces.
OF_QUESTION, OF_TITLE, OF_SENTENCES = range(3)
# Word pieces that are read of each.
MOST_OF_QUESTION = 60
MOST_OF_TITLE = 40
MOST_OF_SENTENCE = ROOM

Pieces = Sequence[int]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """One text of the reader; where the question's pieces stand in it, and each sentence's."""

    text: Typed
    question: Place
    sentences: tuple[Place, ...]


def laid(question: Pieces, title: Pieces, window: Together, begin: int, end: int) -> Laid:
    """Question, title and sentences end to end; ``begin`` and ``end`` are the special pieces.

    A question without pieces is read as the special ones that stand around it.
    """
    asked = [begin, *question[:MOST_OF_QUESTION], end]
    titled = [*title[:MOST_OF_TITLE], end] if title else []
    told = [*window.pieces, end]
    types = [OF_QUESTION] * len(asked) + [OF_TITLE] * len(titled) + [OF_SENTENCES] * len(told)
    first = len(asked) + len(titled)
    return Laid(
        Typed([*asked, *titled, *told], types),
        (1, len(asked) - 1) if question else (0, len(asked)),
        tuple((first + start, first + stop) for start, stop in window.places.values()),
    )
