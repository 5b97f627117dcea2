"""What the encoder reads of a sentence: the sentence among those around it in its abstract.

A sentence that says "The bills were submitted …" only shows in its context which bills: token
vectors read among the sentences around find the answering sentence far more often than vectors of
the sentence alone (docs/quality.md). Only the sentence's own rows are kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.passage import Sentence

# Goes up whenever the same sentences would be read otherwise.
READING_VERSION = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence of an abstract: all its sentences in their order, and which of them it is."""

    texts: tuple[str, ...]
    place: int

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.texts[self.place]

    @property
    def key(self) -> str:
        """All that decides the vectors, as one text; no two readings share one."""
        return json.dumps([self.place, *self.texts])


def readings_of(abstract: Abstract, sentences: Sequence[Sentence]) -> list[Reading]:
    """How each sentence of an abstract is read, in the order of the text."""
    texts = tuple(abstract.text[s.start : s.end] for s in sentences)
    return [Reading(texts, place) for place in range(len(texts))]
