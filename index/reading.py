"""What the encoder reads of a sentence: the sentence after the one before it.

A sentence that says "The bills were submitted …" only shows in its context which bills: token
vectors read after the sentence before find the answering sentence far more often than vectors of
the sentence alone (docs/quality.md). Only the sentence's own rows are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.passage import Sentence

# Goes up whenever the same sentences would be read otherwise.
READING_VERSION = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and what is read before it ("" for the first of an abstract)."""

    before: str
    text: str

    @property
    def key(self) -> str:
        """All that decides the vectors, as one text; no two readings share one."""
        return f"{len(self.before)} {self.before}{self.text}"


def readings_of(abstract: Abstract, sentences: Sequence[Sentence]) -> list[Reading]:
    """How each sentence of an abstract is read, in the order of the text."""
    texts = [abstract.text[s.start : s.end] for s in sentences]
    return [Reading(before, text) for before, text in zip(["", *texts], texts, strict=False)]
