"""Ways of asking the records that each answer by themselves, whatever the topic."""

from collections.abc import Sequence
from typing import Protocol

from rag.draft import Draft
from rag.language import Language
from rag.records_mentions import Mentions


class PlainDesk(Protocol):
    """Answers one way of asking by itself."""

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply, or None where it is not asked."""


class PlainDesks:
    """Several, asked in turn."""

    def __init__(self, desks: Sequence[PlainDesk]) -> None:
        self._desks = tuple(desks)

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply of the first that knows the way of asking."""
        replies = (desk.answer(text, named, language) for desk in self._desks)
        return next(filter(None, replies), None)
