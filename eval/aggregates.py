"""Measures that are no mean over questions: of confidence as a whole, and of quoted words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from eval import outcome as of
from eval.calibration import area_under, brier, calibration_error, risk_at, risks
from eval.gold import GoldSpan
from eval.metrics import auroc
from eval.outcome import ANSWERED, Outcome
from rag.answer import Citation, Kind

Told = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """``told`` is what a question adds, None where it has no say; ``judge`` takes all of that."""

    told: Callable[[Outcome], Told | None]
    judge: Callable[[Sequence[Told]], float | None]

    def __call__(self, outcomes: Sequence[Outcome]) -> tuple[float | None, int]:
        """The value and over how many questions."""
        told = self.of(outcomes)
        return self.judge(told), len(told)

    def of(self, outcomes: Sequence[Outcome]) -> list[Told]:
        """What each question adds that is spoken of."""
        return [told for outcome in outcomes if (told := self.told(outcome)) is not None]


_WORD = re.compile(r"\w+")


def answerability(outcome: Outcome) -> Told | None:
    """Confidence, and whether there is an answer (1 or 0), where that is in question."""
    has_answer = of.answerable(outcome.gold)
    return None if has_answer is None else (outcome.answer.confidence, float(has_answer))


def reply(outcome: Outcome) -> Told | None:
    """Confidence of a reply that does answer, and whether what it shows is right (1 or 0)."""
    if outcome.answer.kind not in ANSWERED or of.answerable(outcome.gold) is None:
        return None
    return outcome.answer.confidence, float(_shows_it(outcome))


def parted(told: Sequence[Told]) -> tuple[list[float], list[bool]]:
    """Confidences and labels."""
    return [score for score, _ in told], [bool(label) for _, label in told]


def _shows_it(outcome: Outcome) -> bool:
    """Whether any excerpt carries a gold span, or the text what is expected of it."""
    if outcome.gold.kind is Kind.RECORDS:
        return of.records_correct(outcome) == 1.0
    return of.evidence_hit(outcome, len(outcome.excerpts)) == 1.0


def word_counts(outcome: Outcome) -> Told | None:
    """Words quoted; of these in gold spans; words wanted; of these quoted."""
    judged = outcome.gold.kind in (Kind.ANSWER, Kind.ABSTENTION)
    return _words(outcome) if judged else None


def word_counts_where_quoted(outcome: Outcome) -> Told | None:
    """The same of a reply that quotes where an excerpt is wanted."""
    quotes = outcome.gold.kind is Kind.ANSWER and outcome.excerpts
    return _words(outcome) if quotes else None


def word_f1(told: Sequence[Told]) -> float | None:
    """F1 of all quoted words against all gold words; what is quoted for no question is wrong."""
    quoted, good, wanted, found = (sum(counts[at] for counts in told) for at in range(4))
    if not quoted or not wanted:
        return 0.0 if wanted else None
    precision, recall = good / quoted, found / wanted
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def over_quoting(told: Sequence[Told]) -> float | None:
    """Quoted words for each word that was wanted; 1 is exact."""
    wanted = sum(counts[2] for counts in told)
    return sum(counts[0] for counts in told) / wanted if wanted else None


def _labelled(
    judge: Callable[[Sequence[float], Sequence[bool]], float | None], told: Sequence[Told]
) -> float | None:
    return judge(*parted(told))


def _curved(judge: Callable[[Sequence[float]], float | None], told: Sequence[Told]) -> float | None:
    return judge(risks(*parted(told)))


def _words(outcome: Outcome) -> Told:
    """The counts; of a group the alternative that was quoted best is what was wanted."""
    quoted = {place for each in outcome.excerpts for place in _places(each, each.quote)}
    gold = {place for span in outcome.gold.every_span for place in _places(span, span.text)}
    wanted = [_best(group, quoted) for group in outcome.gold.spans]
    whole = set().union(*wanted)
    return len(quoted), len(quoted & gold), len(whole), len(whole & quoted)


def _best(group: Sequence[GoldSpan], quoted: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The words of the alternative of which the largest share is quoted; the first where equal."""
    each = [set(_places(span, span.text)) for span in group]
    return max(each, key=lambda words: len(words & quoted) / len(words) if words else 0.0)


def _places(where: Citation | GoldSpan, text: str) -> list[tuple[str, int]]:
    """Each word by its abstract and offset, so that the same word elsewhere is another."""
    return [(where.abstract_id, where.start + match.start()) for match in _WORD.finditer(text)]


AGGREGATES: dict[str, Aggregate] = {
    "evidence.word_f1": Aggregate(word_counts, word_f1),
    "evidence.over_quoting": Aggregate(word_counts_where_quoted, over_quoting),
    "abstention.auroc": Aggregate(answerability, partial(_labelled, auroc)),
    "abstention.brier": Aggregate(answerability, partial(_labelled, brier)),
    "abstention.ece": Aggregate(answerability, partial(_labelled, calibration_error)),
    "selective.aurc": Aggregate(reply, partial(_curved, area_under)),
    "selective.risk_at_80": Aggregate(reply, partial(_curved, partial(risk_at, 0.8))),
    "selective.risk_at_90": Aggregate(reply, partial(_curved, partial(risk_at, 0.9))),
    "selective.risk_at_95": Aggregate(reply, partial(_curved, partial(risk_at, 0.95))),
    "selective.risk": Aggregate(reply, partial(_curved, partial(risk_at, 1.0))),
}

# A lower value is the better one: no floor can be set under these.
LOWER_IS_BETTER = frozenset(
    name
    for name in AGGREGATES
    if name.startswith("selective.")
    or name in {"evidence.over_quoting", "abstention.brier", "abstention.ece"}
)
