"""Why a question is not taken: each a sentence for people and a word for programs.

All are errors of corpus.errors' tree; the ways in (chat, API, MCP) show their text as it is.
"""

from typing import ClassVar

from corpus.errors import ShorokuError
from rag.errors import EmptyQuestionError, LongQuestionError


class Refusal(ShorokuError):  # noqa: N818 - what a server does, and no fault
    """The question may be a good one, but not now or not here; ``reason`` says so to programs."""

    reason: ClassVar[str] = "refused"

    def __init__(self, sentence: str, retry_after: int = 0) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
        """Seconds after which the same may be tried again; 0 where waiting does not help."""


class BusyError(Refusal):
    """As many questions as may wait are waiting already."""

    reason: ClassVar[str] = "busy"


class RateError(Refusal):
    """The client has asked as often as it may for now."""

    reason: ClassVar[str] = "rate_limited"


class NotOpenError(Refusal):
    """The abstracts are still being opened, or cannot be."""

    reason: ClassVar[str] = "not_open"


class UnknownBookletError(Refusal):
    """The question is limited to a booklet that there is not."""

    reason: ClassVar[str] = "unknown_booklet"


_REASONS: dict[type[ShorokuError], str] = {
    LongQuestionError: "question_too_long",
    EmptyQuestionError: "question_empty",
}


def reason_of(error: ShorokuError) -> str:
    """The word for programs that says why a question was not taken."""
    return error.reason if isinstance(error, Refusal) else _REASONS.get(type(error), "not_open")
