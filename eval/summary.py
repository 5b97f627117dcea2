"""What came of a run: the measures and times of each language and of every cut through it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.comparison import Change, Comparison
from eval.fingerprint import NOT_KNOWN, Hashes
from eval.freshness import Stale
from eval.gold import GoldFile, GoldQuestion
from eval.invariants import Broken
from eval.measures import Measured, measure
from eval.metrics import percentile
from eval.outcome import Outcome
from eval.thresholds import Thresholds, Verdict, judge
from rag.answer import Kind

Dimension = Callable[[GoldQuestion], str | None]

DIMENSIONS: dict[str, Dimension] = {
    "split": lambda gold: gold.split,
    "type": lambda gold: gold.type,
    "difficulty": lambda gold: gold.difficulty,
    "unanswerable_kind": lambda gold: gold.unanswerable_kind,
    "turn": lambda gold: "first" if gold.turn == 1 else "follow_up",
}


@dataclass(frozen=True, slots=True)
class Latency:
    """Time of ``n`` questions in milliseconds; None where there were none. No small talk."""

    p50: float | None
    p95: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Measures and times over ``questions`` questions."""

    questions: int
    measures: tuple[Measured, ...]
    latency: Latency


@dataclass(frozen=True, slots=True)
class Group:
    """The questions whose ``dimension`` (say "type") is ``value`` (say "why")."""

    dimension: str
    value: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """The questions in one language, whole and cut along every dimension."""

    language: str
    whole: Summary
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What was measured with what.

    ``stale`` are the questions left out, ``moved`` those of which a span was found elsewhere.
    """

    generation_id: str
    gold: tuple[GoldFile, ...]
    split: str
    hashes: Hashes = NOT_KNOWN
    stale: tuple[Stale, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole result. The language that the floors hold for comes first.

    ``broken`` are the answers that break what must hold of every one.
    """

    setting: Setting
    languages: tuple[LanguageSummary, ...]
    verdicts: tuple[Verdict, ...]
    outcomes: tuple[Outcome, ...]
    comparison: Comparison | None = None
    broken: tuple[Broken, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every floor and every invariant holds and nothing fell."""
        return not (self.misses or self.fallen or self.broken)

    @property
    def headline(self) -> LanguageSummary:
        """The language that the floors hold for."""
        return self.languages[0]

    @property
    def misses(self) -> tuple[Verdict, ...]:
        """The floors that do not hold."""
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)

    @property
    def fallen(self) -> tuple[Change, ...]:
        """The measures that fell against the baseline."""
        return self.comparison.fallen if self.comparison else ()


def make_report(setting: Setting, outcomes: Sequence[Outcome], thresholds: Thresholds) -> Report:
    """Measure the outcomes and hold them against the floors."""
    first = thresholds.language
    others = sorted({outcome.gold.language for outcome in outcomes} - {first})
    languages = tuple(_of_language(each, outcomes) for each in (first, *others))
    verdicts = judge(thresholds, languages[0].whole.measures)
    return Report(setting, languages, verdicts, tuple(outcomes))


def summarise(outcomes: Sequence[Outcome], *, bootstrap: bool = False) -> Summary:
    """Measures and times over these outcomes; with ``bootstrap`` every measure's interval."""
    measures = measure(outcomes, bootstrap=bootstrap)
    return Summary(len(outcomes), measures, _latency(outcomes))


def _latency(outcomes: Sequence[Outcome]) -> Latency:
    # Small talk is answered without a search and would make the rest look faster than it is.
    times = [1000 * o.seconds for o in outcomes if o.gold.kind is not Kind.SMALLTALK]
    return Latency(percentile(times, 50), percentile(times, 95), len(times))


def _of_language(language: str, outcomes: Sequence[Outcome]) -> LanguageSummary:
    own = [outcome for outcome in outcomes if outcome.gold.language == language]
    return LanguageSummary(language, summarise(own, bootstrap=True), tuple(_groups(own)))


def _groups(outcomes: Sequence[Outcome]) -> Iterator[Group]:
    for name, dimension in DIMENSIONS.items():
        members: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            value = dimension(outcome.gold)
            if value is not None:
                members.setdefault(value, []).append(outcome)
        for value in sorted(members):
            yield Group(name, value, summarise(members[value]))
