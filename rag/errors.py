"""Errors of asking. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class QuestionError(ShorokuError):
    """A question is empty, too long, or not text."""
