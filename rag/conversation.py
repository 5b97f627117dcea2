"""What was said before: an immutable value that belongs to one visitor."""

from collections.abc import Callable
from dataclasses import dataclass

from rag.answer import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first. Every visitor holds their own; nothing is shared."""

    turns: tuple[Turn, ...] = ()

    def after(self, question: str, answer: Answer) -> "Conversation":
        """The conversation with one more turn."""
        return Conversation((*self.turns, Turn(question, answer)))

    @property
    def last(self) -> Turn | None:
        """The latest turn, if there is one."""
        return self.turns[-1] if self.turns else None

    def within(self, holds: Callable[[str], bool]) -> "Conversation":
        """Without turns about abstracts that are not held: withdrawn since, or beyond the scope."""
        kept = (turn for turn in self.turns if all(map(holds, _spoken_of(turn.answer))))
        return Conversation(tuple(kept)) if self.turns else self


def _spoken_of(answer: Answer) -> set[str]:
    """The abstracts that an answer cites or offers."""
    return {c.abstract_id for c in answer.citations} | {n.abstract_id for n in answer.nearest}
