"""Errors of asking. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class QuestionError(ShorokuError):
    """A question is empty, too long, or not text."""


class EmptyQuestionError(QuestionError):
    """Nothing is asked."""


class LongQuestionError(QuestionError):
    """The question has more characters than are taken; ``length`` is how many."""

    def __init__(self, sentence: str, length: int = 0) -> None:
        super().__init__(sentence)
        self.length = length


class SettingsError(ShorokuError):
    """A setting has a value that cannot be used."""
