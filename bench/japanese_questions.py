"""Japanese questions over Japanese abstracts that no reader learns from, and what answers them.

They are those of bench/reader_questions over one abstract in six of a society's meeting, and over a
booklet that was invented for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.question_groups import kept_aside
from bench.reader_groups import IN_JAPANESE, rows_of
from bench.reader_texts import key_of
from corpus.abstract import Booklet
from rag.assistant import Assistant
from rag.evidence import Evidence

# The questions that are put to a set of bench.japanese_sets.
OF_SETS = {"anlp": "anlp", "invented": "own-ja-aside"}


@dataclass(frozen=True, slots=True)
class JapaneseQuestion:
    """A question, its abstract, and the spans that answer; without any it is a near miss."""

    text: str
    abstract: str
    spans: tuple[tuple[int, int], ...]

    def is_answered_by(self, evidence: Evidence) -> bool:
        """Whether the sentence reaches into a span that answers."""
        sentence = evidence.sentence
        return sentence.abstract_id == self.abstract and any(
            start < sentence.end and sentence.start < end for start, end in self.spans
        )


def questions_aside(name: str, booklet: Booklet) -> Iterator[JapaneseQuestion]:
    """Those over the abstracts of this set's booklet that no reader learns from."""
    ids = {key_of(abstract.text): abstract.id for abstract in booklet.abstracts}
    for row in rows_of(OF_SETS[name]):
        if row["of"] in ids and (OF_SETS[name] not in IN_JAPANESE or kept_aside(row["of"])):
            spans = tuple((start, end) for start, end in row["spans"])
            yield JapaneseQuestion(row["question"], ids[row["of"]], spans)


def sentence_ranks(assistant: Assistant, asked: Sequence[JapaneseQuestion]) -> list[int]:
    """Of each question with an answer the rank of the first right sentence, from 1; 0: none."""
    return [_rank(assistant, one) for one in asked if one.spans]


def _rank(assistant: Assistant, question: JapaneseQuestion) -> int:
    ranked = assistant.consider(question.text).ranked
    right = [question.is_answered_by(evidence) for evidence in ranked]
    return right.index(True) + 1 if True in right else 0
