"""What the ways in ask of: an assistant over one generation, and the records that it rests on."""

from typing import Protocol

from corpus.abstract import Abstract, Conference, Tombstone
from rag.answer import Answer
from rag.conversation import Conversation


class Shelf(Protocol):
    """The records that an answer's citations point into."""

    def conferences(self) -> tuple[Conference, ...]:
        """Every conference."""

    def conference(self, conference_id: str, /) -> Conference:
        """One conference."""

    def abstract(self, abstract_id: str, /) -> Abstract:
        """One abstract; raises KeyError where there is none of this id."""

    def abstracts(self) -> tuple[Abstract, ...]:
        """Every abstract, in the order of the booklets."""

    def tombstone(self, abstract_id: str, /) -> Tombstone | None:
        """What is left of a withdrawn abstract; None where it was not withdrawn."""


class Asks(Protocol):
    """What answers: the assistant over one generation of the index."""

    @property
    def catalogue(self) -> Shelf:
        """The records of this generation."""

    @property
    def generation_id(self) -> str:
        """Which generation this is."""

    def ask(self, question: str, conversation: Conversation = ..., /) -> Answer:
        """The answer to a question; safe to call from several threads."""

    def examples(self, language: str, /) -> tuple[str, ...]:
        """Questions that the corpus answers."""

    def within(self, conference_id: str, /) -> "Asks":
        """The same over one conference alone; itself where there is none of this id."""


class Live(Protocol):
    """What follows the index (see rag.live)."""

    def current(self) -> Asks:
        """The assistant over the newest generation that opens; raises ShorokuError if none."""
