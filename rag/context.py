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
        self._before: dict[tuple[str, int], Sentence] = {
            (s.abstract_id, s.ordinal + 1): s for s in generation.catalogue.sentences()
        }

    def start_of(self, sentence: Sentence) -> int:
        """Where the excerpt begins: at the sentence, or at the one before if it leans on it."""
        text = self._catalogue.abstract(sentence.abstract_id).text
        before = self._before.get((sentence.abstract_id, sentence.ordinal))
        if before is None or not _LEANS.match(text[sentence.start : sentence.end]):
            return sentence.start
        crosses = PARAGRAPH_BREAK in text[before.start : sentence.start]
        return sentence.start if crosses else before.start
