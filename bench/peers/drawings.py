"""The drawings of docs/benchmarks.md."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.peers import scores, timings
from bench.peers.plots import Bar, Series, plot
from bench.peers.results import Results
from bench.peers.sets import Asked
from bench.peers.systems import SYSTEMS, Compared


def drawings(results: Results, sets: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    """Each system by the better of its settings in each group."""
    yield "ndcg", _drawing(results, sets, "nDCG@10", "Ranking: nDCG@10, 95 % intervals")
    known = [one for one in sets if any(question.spans for question in one.questions)]
    title = "First sentence answers: evidence hit@1, 95 % intervals"
    yield "evidence", _drawing(results, known, scores.EVIDENCE, title)
    timed = [of for of in results.of(timings.STEP) if of.startswith("ask")]
    if timed:
        series = [_median(results, system, timed) for system in SYSTEMS]
        title = "One question, own defaults: median time, its range over the rounds"
        yield "question", plot(title, "ms", timed, series)


def _median(results: Results, system: Compared, timed: Sequence[str]) -> Series:
    """Milliseconds of one question in the system's own default."""
    bars = []
    for of in timed:
        rounds = results.rounds(timings.STEP, system.key, system.settings[0], of)
        values = [1000 * one["p50"] for one in rounds]
        bars.append(Bar(median(values), min(values), max(values)) if values else None)
    return Series(system.name, tuple(bars))


def _drawing(results: Results, sets: Sequence[Asked], name: str, title: str) -> str:
    series = [
        Series(system.name, tuple(_best(results, system, one, name) for one in sets))
        for system in SYSTEMS
    ]
    return plot(title, "", [one.name for one in sets], series)


def _best(results: Results, system: Compared, asked: Asked, name: str) -> Bar | None:
    found = [
        Bar(one[name], one[f"{name} low"], one[f"{name} high"])
        for setting in system.settings
        for one in results.rounds(scores.STEP, system.key, setting, asked.name)
        if name in one
    ]
    return max(found, key=lambda bar: bar.value, default=None)
