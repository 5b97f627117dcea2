"""Errors of the index. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class GenerationError(ShorokuError):
    """A generation is missing, damaged, or made by another version or model."""
