"""Errors of the ways in. See corpus.errors for the whole tree."""

from corpus.errors import ShorokuError


class InputError(ShorokuError):
    """What was handed to a command cannot be read as what the command takes (exit code 2)."""


class AddressError(ShorokuError):
    """The server cannot listen where it was told to."""
