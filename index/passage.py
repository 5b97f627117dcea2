"""Slices of abstracts: the sentence, which can be quoted, and the passage, which is searched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """``abstract.text[start:end]`` is one sentence, without the white space around it."""

    abstract_id: str
    ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: ``abstract.text[start:end]``.

    ``digest`` is the SHA-256 of exactly what the encoder reads (title and text), so that a
    passage whose digest is known never has to be embedded again.
    """

    abstract_id: str
    ordinal: int
    start: int
    end: int
    digest: str
