"""Every measure by name, and its value over a set of outcomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from eval import outcome as of
from eval.aggregates import AGGREGATES, Aggregate
from eval.clusters import cluster_of
from eval.metrics import mean, wilson
from eval.outcome import Outcome
from eval.statistics import Item, clustered_interval

VERBATIM = "integrity.verbatim"

ItemMeasure = Callable[[Outcome], float | None]

# In the order of the report. Each is the mean of its values over the items that it speaks of.
ITEM_MEASURES: dict[str, ItemMeasure] = {
    "retrieval.hit_at_1": partial(of.retrieval_hit, k=1),
    "retrieval.hit_at_3": partial(of.retrieval_hit, k=3),
    "retrieval.hit_at_5": partial(of.retrieval_hit, k=5),
    "retrieval.mrr": of.retrieval_reciprocal_rank,
    "retrieval.recall_at_3": partial(of.retrieval_recall, k=3),
    "evidence.hit_at_1": partial(of.evidence_hit, k=1),
    "evidence.hit_at_3": partial(of.evidence_hit, k=3),
    "evidence.precision": of.evidence_precision,
    "evidence.recall": of.evidence_recall,
    "evidence.character_precision": of.evidence_character_precision,
    VERBATIM: of.verbatim,
    "abstention.precision": of.abstained_rightly,
    "abstention.recall": of.abstained_where_due,
    "abstention.answerable_kept": of.kept,
    "records.correct": of.records_correct,
    "kind.accuracy": of.kind_right,
}
NAMES = (*ITEM_MEASURES, *AGGREGATES)

# These are means of shares or of reciprocal ranks, and no proportions of items.
GRADED = {
    "retrieval.mrr",
    "retrieval.recall_at_3",
    "evidence.precision",
    "evidence.recall",
    "evidence.character_precision",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure over ``n`` items; ``value`` is None where it speaks of none of them.

    ``low`` and ``high`` bound it with 95 % confidence: Wilson's interval for a proportion, for all
    else a bootstrap over clusters; None where that was not asked for.
    """

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def measure(outcomes: Sequence[Outcome], *, bootstrap: bool = False) -> tuple[Measured, ...]:
    """All measures over these outcomes, in the order of ``NAMES``.

    With ``bootstrap`` also those that are no proportion get an interval, which takes a second.
    """
    return (
        *(_averaged(name, each, outcomes, bootstrap) for name, each in ITEM_MEASURES.items()),
        *(_aggregated(name, each, outcomes, bootstrap) for name, each in AGGREGATES.items()),
    )


def item_values(outcome: Outcome) -> dict[str, float | None]:
    """All measures of one outcome."""
    return {name: each(outcome) for name, each in ITEM_MEASURES.items()}


def _averaged(
    name: str,
    each: ItemMeasure,
    outcomes: Sequence[Outcome],
    bootstrap: bool,  # noqa: FBT001 - handed on
) -> Measured:
    values = [value for value in map(each, outcomes) if value is not None]
    if values and name not in GRADED:
        return Measured(name, mean(values), len(values), *wilson(sum(values), len(values)))
    bounds = _bounds(each, mean, outcomes) if bootstrap else (None, None)
    return Measured(name, mean(values), len(values), *bounds)


def _aggregated(
    name: str,
    each: Aggregate,
    outcomes: Sequence[Outcome],
    bootstrap: bool,  # noqa: FBT001 - handed on
) -> Measured:
    bounds = _bounds(each.told, each.judge, outcomes) if bootstrap else (None, None)
    return Measured(name, *each(outcomes), *bounds)


def _bounds(
    told: Callable[[Outcome], Item | None],
    judge: Callable[[Sequence[Item]], float | None],
    outcomes: Sequence[Outcome],
) -> tuple[float | None, float | None]:
    pairs = [(item, cluster_of(o.gold)) for o in outcomes if (item := told(o)) is not None]
    items, clusters = [item for item, _ in pairs], [cluster for _, cluster in pairs]
    return clustered_interval(items, clusters, judge) or (None, None)
