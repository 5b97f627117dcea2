"""The tables of docs/benchmarks.md, in Markdown."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from bench.peers import installing, scores, timings
from bench.peers.results import Results
from bench.peers.rows import ANSWERING, ROWS, Row
from bench.peers.sets import FITTED, Asked
from bench.peers.systems import SYSTEMS

NOTHING = "–"
# Beside a figure: the interval of the difference from Shoroku's lies on one side of nought.
ABOVE, BELOW = " ▲", " ▽"
# From here on a unit is shown in whole numbers.
WHOLE = 10


def install_table(results: Results) -> str:
    """Time, size and number of packages of each environment."""
    rows = []
    for system in SYSTEMS:
        for one in results.rounds(installing.STEP, system.key, "", ""):
            spent = [f"{one[name]:.0f} s" for name in ("seconds", "cpu")]
            size, count = f"{one['size']:,.0f} MB", f"{one['packages']:.0f}"
            rows.append([system.name, *spent, size, count])
    return table(["system", "time", "processor time", "size", "packages"], rows)


def time_tables(results: Results) -> Iterator[str]:
    """Medians over the rounds, with the least and the greatest."""
    for of in results.of(timings.STEP):
        figures = BUILD if of.startswith("build") else ASK
        rows = []
        for row in ROWS:
            found = results.rounds(timings.STEP, row.system.key, row.setting, of)
            if found:
                values = [spread([one[name] for one in found], show) for name, _, show in figures]
                rows.append([row.name, *values, str(len(found))])
        yield f"**{of}**, load average {_load(results, of)}"
        yield table(["system", *(head for _, head, _ in figures), "rounds"], rows)


def _load(results: Results, of: str) -> str:
    """How busy the machine was when these were measured: 1 is one process at work."""
    loads = [m.figures["load"] for key, m in results.kept.items() if key.of == of]
    return f"{min(loads):.1f} to {max(loads):.1f}"


def spread(values: Sequence[float], show: Callable[[float], str]) -> str:
    """The median, and the range where it is one."""
    ends = f" <small>{show(min(values))}–{show(max(values))}</small>" if values[1:] else ""
    return f"{show(median(values))}{ends}"


def seconds(value: float) -> str:
    """Seconds with one place."""
    return f"{value:.1f} s"


def milliseconds(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{1000 * value:.0f} ms" if 1000 * value >= WHOLE else f"{1000 * value:.1f} ms"


def megabytes(value: float) -> str:
    """Megabytes, whole from ten on."""
    return f"{value:,.0f} MB" if value >= WHOLE else f"{value:.2f} MB"


Figure = tuple[str, str, Callable[[float], str]]
BUILD: tuple[Figure, ...] = (
    ("whole", "process start to index on disk", seconds),
    ("inside", "indexing alone", seconds),
    ("inside cpu", "its processor time", seconds),
    ("peak", "peak memory", megabytes),
    ("size", "index", megabytes),
)
ASK: tuple[Figure, ...] = (
    ("cold", "process start to first answer", seconds),
    ("cold cpu", "its processor time", seconds),
    ("p50", "one question, p50", milliseconds),
    ("p95", "p95", milliseconds),
    ("cpu", "its processor time, p50", milliseconds),
    ("resident", "memory", megabytes),
)


def sets_table(sets: Sequence[Asked]) -> str:
    """What is asked, of how many documents, and how much of it is known."""
    rows = [
        [
            one.name,
            f"{len(one.documents):,}",
            f"{len(one.questions):,}",
            f"{sum(bool(question.spans) for question in one.questions):,}",
            f"{sum(not question.answerable for question in one.questions):,}",
            FITTED.get(one.name, NOTHING),
        ]
        for one in sets
    ]
    heads = ["set", "documents", "questions", "of them with the sentences that answer"]
    heads += ["unanswerable by the set", "Shoroku was fitted on it for"]
    return table(heads, rows)


def retrieval_tables(results: Results, sets: Sequence[Asked]) -> Iterator[str]:
    """A table a measure: systems by sets."""
    for name in scores.RANKING:
        yield f"**{name}**"
        yield measure_table(results, sets, name)


def measure_table(results: Results, sets: Sequence[Asked], name: str) -> str:
    """One measure: systems by sets."""
    rows = [[row.name, *(_cell(results, row, one, name) for one in sets)] for row in ANSWERING]
    return table(["system", *(one.name for one in sets)], rows)


def evidence_tables(results: Results, sets: Sequence[Asked]) -> Iterator[str]:
    """The first sentence, and what is seen first, where it is known which sentences answer."""
    known = [one for one in sets if any(question.spans for question in one.questions)]
    yield "**The first sentence answers**"
    yield measure_table(results, known, scores.EVIDENCE)
    yield "**What is seen first holds the answer**, and its median length in words"
    rows = [[row.name, *(_shown(results, row, one) for one in known)] for row in ANSWERING]
    yield table(["system", *(one.name for one in known)], rows)


def _shown(results: Results, row: Row, asked: Asked) -> str:
    words = _figures(results, row, asked).get(scores.WORDS, 0)
    return f"{_cell(results, row, asked, scores.SHOWN)}, {words:.0f} words"


def declining_table(results: Results, sets: Sequence[Asked]) -> str:
    """Shares declined, and what a threshold on the first score could do at best."""
    known = [one for one in sets if any(not question.answerable for question in one.questions)]
    names = (scores.DECLINED, scores.WRONGLY, scores.AUROC, scores.REFUSED)
    rows = [
        [row.name, one.name, *(_cell(results, row, one, name) for name in names)]
        for one in known
        for row in ANSWERING
    ]
    heads = ["system", "set", "unanswerable, declined", "answerable, declined"]
    return table([*heads, "AUROC of the score", "declined if 95 % were answered"], rows)


def _figures(results: Results, row: Row, asked: Asked) -> dict[str, float]:
    found = results.rounds(scores.STEP, row.system.key, row.setting, asked.name)
    return found[-1] if found else {}


def _cell(results: Results, row: Row, asked: Asked, name: str) -> str:
    """The figure, its interval in small print, and whether it is surely above or below ours."""
    one = _figures(results, row, asked)
    if name not in one:
        return NOTHING
    ends = "–".join(share(one[f"{name} {end}"]) for end in ("low", "high"))
    return f"{share(one[name])}{_apart(one, name)} <small>{ends}</small>"


def _apart(one: dict[str, float], name: str) -> str:
    low, high = (one.get(f"{name} less, {end}", 0.0) for end in ("low", "high"))
    if low > 0:
        return ABOVE
    return BELOW if high < 0 else ""


def share(value: float) -> str:
    """A share with three places and no leading nought."""
    return f"{value:.3f}".removeprefix("0")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
