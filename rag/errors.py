"""Errors of asking. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class QuestionError(ShorokuError):
    """A question is empty, too long, or not text."""


class SettingsError(ShorokuError):
    """A setting has a value that cannot be used."""
