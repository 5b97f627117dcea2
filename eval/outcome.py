"""What came of one gold question, and how it measures up: one value an item and measure.

A measure that has nothing to say of an item gives None, so that an average is always taken over
the items that it is about; docs/evaluation.md says which these are.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from eval.gold import GoldQuestion
from eval.integrity import without_markers
from eval.metrics import hit_at, precision, recall, reciprocal_rank
from eval.spans import excerpts, gold_characters, groups_found, relevant
from rag.answer import Answer, Citation, Kind

ANSWERED = (Kind.ANSWER, Kind.RECORDS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold question, the answer that it got, and what was found wrong with that answer.

    ``ranking`` holds abstract ids, best first, and is empty where retrieval is not measured.
    ``seconds`` is the wall time of asking.
    """

    gold: GoldQuestion
    answer: Answer
    ranking: tuple[str, ...]
    faults: tuple[str, ...]
    seconds: float

    @property
    def excerpts(self) -> tuple[Citation, ...]:
        """The cited places in the text of abstracts, in order."""
        return excerpts(self.answer.citations)


def measures_retrieval(gold: GoldQuestion) -> bool:
    """Whether the question is to be answered from the texts; records need no ranking."""
    return gold.kind is Kind.ANSWER


def retrieval_hit(outcome: Outcome, k: int) -> float | None:
    """Whether a gold abstract is among the first ``k``."""
    if not measures_retrieval(outcome.gold):
        return None
    return hit_at(k, outcome.ranking, outcome.gold.abstracts)


def retrieval_reciprocal_rank(outcome: Outcome) -> float | None:
    """1 / rank of the first gold abstract."""
    if not measures_retrieval(outcome.gold):
        return None
    return reciprocal_rank(outcome.ranking, outcome.gold.abstracts)


def retrieval_recall(outcome: Outcome, k: int) -> float | None:
    """Share of the gold abstracts among the first ``k``."""
    if not measures_retrieval(outcome.gold):
        return None
    found = set(outcome.ranking[:k]) & set(outcome.gold.abstracts)
    return recall(len(found), len(set(outcome.gold.abstracts)))


def evidence_hit(outcome: Outcome, k: int) -> float | None:
    """Whether any of the first ``k`` excerpts carries a gold span; no excerpt is a miss."""
    if outcome.gold.kind is not Kind.ANSWER:
        return None
    return float(any(relevant(each, outcome.gold.spans) for each in outcome.excerpts[:k]))


def evidence_precision(outcome: Outcome) -> float | None:
    """Share of the excerpts that carry a gold span; nothing to say where none was given."""
    if outcome.gold.kind is not Kind.ANSWER:
        return None
    carrying = sum(relevant(each, outcome.gold.spans) for each in outcome.excerpts)
    return precision(carrying, len(outcome.excerpts))


def evidence_recall(outcome: Outcome) -> float | None:
    """Share of the groups that some excerpt carries; no excerpt finds none."""
    if outcome.gold.kind is not Kind.ANSWER:
        return None
    spans = outcome.gold.spans
    return recall(groups_found(outcome.excerpts, spans), len(spans))


def evidence_character_precision(outcome: Outcome) -> float | None:
    """Share of the quoted characters that lie in gold spans: falls when too much is quoted."""
    if outcome.gold.kind is not Kind.ANSWER:
        return None
    within = sum(gold_characters(each, outcome.gold.spans) for each in outcome.excerpts)
    return precision(within, sum(max(0, each.end - each.start) for each in outcome.excerpts))


def verbatim(outcome: Outcome) -> float:
    """Whether nothing is wrong with quotes and markers."""
    return float(not outcome.faults)


def answerable(gold: GoldQuestion) -> bool | None:
    """Whether to answer is right and to abstain wrong; None where neither is in question.

    That is the case for small talk, and where the records have to say what the booklet leaves out.
    """
    if gold.kind is Kind.ABSTENTION:
        return False
    return True if gold.kind in ANSWERED and gold.answerable else None


def abstained_rightly(outcome: Outcome) -> float | None:
    """Of the abstentions: whether there was no answer."""
    right = answerable(outcome.gold)
    if right is None or outcome.answer.kind is not Kind.ABSTENTION:
        return None
    return float(not right)


def abstained_where_due(outcome: Outcome) -> float | None:
    """Of the questions without an answer: whether the reply abstains."""
    if answerable(outcome.gold) is not False:
        return None
    return float(outcome.answer.kind is Kind.ABSTENTION)


def kept(outcome: Outcome) -> float | None:
    """Of the questions with an answer: whether the reply answers at all."""
    if answerable(outcome.gold) is not True:
        return None
    return float(outcome.answer.kind in ANSWERED)


def records_correct(outcome: Outcome) -> float | None:
    """Whether the reply to a records question holds all that is expected."""
    if outcome.gold.kind is not Kind.RECORDS:
        return None
    return float(outcome.answer.kind in ANSWERED and not missing(outcome))


def kind_right(outcome: Outcome) -> float:
    """Whether the reply is of the expected kind."""
    return float(outcome.answer.kind is outcome.gold.kind)


def missing(outcome: Outcome) -> tuple[Sequence[str], ...]:
    """The expected groups of which the text holds no alternative."""
    text = without_markers(outcome.answer)
    return tuple(
        group for group in outcome.gold.expect if not any(holds(text, each) for each in group)
    )


def holds(text: str, expected: str) -> bool:
    """Whether ``expected`` stands in ``text`` in whole words, so that 'four' is not in 'fourteen'.

    Case, width, white space and the form of apostrophes make no difference.
    """
    pattern = re.escape(_plain(expected))
    return re.search(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])", _plain(text)) is not None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(folded.split())
