"""Widens an excerpt to the sentence before it where it cannot be understood alone."""

import re

from corpus.abstract import PARAGRAPH_BREAK
from index.generation import Generation
from index.passage import Sentence

# "This paper finds …" stands alone; "These companies know …" does not.
_LEANS = re.compile(
    r"^(?:this|these|those|that|it|they|he|she|such|its|their|his|her)\b"
    r"(?!\s+(?:paper|study|research|presentation|talk|article|abstract|project|thesis|work|report|analysis)\b)"
    r"|^(?:however|moreover|furthermore|therefore|thus|consequently|following that|all of these)\b"
    r"|^(?:これ|それ|この|その|しかし|したがって|また)(?!研究|発表|論文|報告|稿)",
    re.IGNORECASE,
)


class Context:
    """Knows the sentence before each sentence of a generation."""

    def __init__(self, generation: Generation) -> None:
        self._catalogue = generation.catalogue

    def start_of(self, sentence: Sentence) -> int:
        """Where the excerpt begins: at the sentence, or at the one before if it leans on it."""
        text = self._catalogue.abstract(sentence.abstract_id).text
        if sentence.ordinal == 0:
            return sentence.start
        before = self._catalogue.sentences_of(sentence.abstract_id)[sentence.ordinal - 1]
        if not _LEANS.match(text[sentence.start : sentence.end]):
            return sentence.start
        crosses = PARAGRAPH_BREAK in text[before.start : sentence.start]
        return sentence.start if crosses else before.start
