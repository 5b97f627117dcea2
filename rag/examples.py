"""Example questions, made from the records of the corpus and asked in the visitor's language."""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from corpus.abstract import Abstract
from index.analysis import terms
from rag.language import Language
from rag.titles import main_part

SHOWN = 3
# Of so many abstracts all questions are tried out when a server starts; it takes a minute.
FEW = 300
# Share of common words from which a suggestion only repeats what was asked.
ALIKE = 0.5

_TITLE = re.compile(r"[“「][^”」]*[”」]")


class Tried:
    """Of some questions those that are answered, each tried out when it is first needed.

    Safe in several threads.
    """

    def __init__(self, questions: Sequence[str], answered: Callable[[str], bool]) -> None:
        self._questions = questions
        self._next = 0
        self._answered = answered
        self._found: list[str] = []
        self._lock = threading.Lock()

    def at(self, place: int) -> str | None:
        """The question that is answered as the ``place``-th (from 0), or None."""
        with self._lock:
            while len(self._found) <= place:
                if self._next == len(self._questions):
                    return None
                following, self._next = self._questions[self._next], self._next + 1
                if self._answered(following):
                    self._found.append(following)
            return self._found[place]

    def waiting(self, place: int) -> str | None:
        """The question at this place of all, where it has not been tried out yet."""
        return self._questions[place] if self._next <= place < len(self._questions) else None


def examples_from(abstracts: tuple[Abstract, ...], language: Language) -> Iterator[tuple[str, str]]:
    """Candidates with the abstract each is made from, one abstract after the other in turn.

    The first of each abstract comes first, and each begins with another kind of question, so that
    three examples show three abstracts and three ways of asking.
    """
    for turn in count():
        candidates = _at_turn(abstracts, language, turn)
        first = next(candidates, None)
        if first is None:
            return
        yield first
        yield from candidates


def _at_turn(
    abstracts: tuple[Abstract, ...], language: Language, turn: int
) -> Iterator[tuple[str, str]]:
    """The candidate of this turn of each abstract that has so many; made when it is needed."""
    for place, abstract in enumerate(abstracts):
        questions = _rotated(examples_about(abstract, language), place)
        if turn < len(questions):
            yield questions[turn], abstract.id


def examples_about(abstract: Abstract, language: Language) -> tuple[str, ...]:
    """Questions that this abstract may answer."""
    short = main_part(abstract.heading)
    if language == "ja":
        return (
            f"「{short}」は何を明らかにしましたか？",
            f"「{short}」の研究方法は？",
            f"「{short}」の目的は？",
        )
    asked = (abstract.title,) if abstract.title.endswith("?") else ()
    return (
        *asked,
        f"What did the study “{short}” find?",
        f"Which method does “{short}” use?",
        f"What is “{short}” about?",
    )


def _rotated(questions: tuple[str, ...], by: int) -> tuple[str, ...]:
    start = by % len(questions) if not questions[0].endswith("?") or by else 0
    return questions[start:] + questions[:start]


def is_alike(one: str, other: str) -> bool:
    """Whether two questions ask nearly the same."""
    bare = _TITLE.sub(" ", one)
    mine, theirs = set(terms(bare if terms(bare) else one)), set(terms(_TITLE.sub(" ", other)))
    return len(mine & theirs) > ALIKE * len(mine | theirs)
