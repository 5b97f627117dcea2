"""Questions that stand in both splits, in other words or with the same evidence.

What is tuned on one split must not be measured on the other by a rewording of itself.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from eval.gold import GoldLine, GoldQuestion

# Of 100: from here on two questions are the same but for a typing error or the order of words.
ALIKE = 90.0
# Cosine of two questions in MiniLM; unlike questions of one topic lie below .9.
NEAR = 0.95

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A question with what is compared of it; ``words`` is empty for a follow-up."""

    line: GoldLine
    evidence: str
    words: str

    @classmethod
    def of(cls, line: GoldLine) -> "_Told":
        question = line.question
        alone = normalised(question.question) if question.turn == 1 else ""
        return cls(line, _evidence(question), alone)

    def spelt_like(self, other: "_Told") -> bool:
        if not self.words or not other.words:
            return False
        return fuzz.token_sort_ratio(self.words, other.words, score_cutoff=ALIKE) > 0


def leaks(lines: Sequence[GoldLine]) -> Iterator[str]:
    """One sentence for each pair over both splits with the same words or the same evidence."""
    dev, test = ([_Told.of(x) for x in lines if x.question.split == s] for s in ("dev", "test"))
    for one in dev:
        for other in test:
            if one.evidence and one.evidence == other.evidence:
                yield _said(one.line, other.line, "has the same evidence as")
            elif one.spelt_like(other):
                yield _said(one.line, other.line, "is nearly spelt like")


def look_alikes(lines: Sequence[GoldLine], encode: Encode) -> Iterator[str]:
    """One sentence for each pair of English questions that mean nearly the same to an encoder."""
    dev, test = (_alone(lines, split) for split in ("dev", "test"))
    if not dev or not test:
        return
    cosines = (
        encode([d.question.question for d in dev]) @ encode([t.question.question for t in test]).T
    )
    for row, column in np.argwhere(cosines >= NEAR):
        yield _said(dev[row], test[column], "means nearly the same as")


def normalised(question: str) -> str:
    """Case, width, punctuation and spaces folded."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _evidence(question: GoldQuestion) -> str:
    """What the answer rests on; nothing for a question without an answer."""
    spans = sorted(sorted((s.abstract_id, s.text) for s in group) for group in question.spans)
    return repr((spans, question.expect)) if spans or question.expect else ""


def _alone(lines: Sequence[GoldLine], split: str) -> list[GoldLine]:
    return [
        line
        for line in lines
        if (line.question.split, line.question.turn, line.question.language) == (split, 1, "en")
    ]


def _said(dev: GoldLine, test: GoldLine, how: str) -> str:
    return (
        f"{dev.place}: {dev.question.id} of the dev split {how} {test.question.id} of the test "
        f"split ({test.place}). Move one of them, or ask something else."
    )
