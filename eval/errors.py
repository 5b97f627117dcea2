"""Errors of the evaluation. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class EvalError(ShorokuError):
    """The evaluation cannot be run as asked."""


class GoldError(EvalError):
    """A gold file cannot be read, contradicts itself, or does not fit the indexed abstracts."""


class ThresholdError(EvalError):
    """The file of floors cannot be used."""
