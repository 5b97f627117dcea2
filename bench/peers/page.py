"""docs/benchmarks.md: its tables and drawings, made of what was measured."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.markers import rewrite
from bench.peers import installing, scores, timings
from bench.peers.plots import Bar, Series, plot
from bench.peers.quality import read_run, run_path
from bench.peers.results import Results
from bench.peers.sets import BOOKLET, Asked, Question
from bench.peers.systems import ROOT, SYSTEMS, Compared
from bench.speed import machine

PAGE = ROOT / "docs" / "benchmarks.md"
DRAWINGS = ROOT / "docs" / "benchmarks"
# How each setting is called in the tables.
SETTINGS = {
    "shoroku-default": "Shoroku, answering",
    "shoroku-ranked": "Shoroku, ranking alone",
}
EXAMPLE = "off_topic"
SHOWN = 280
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A system in one setting."""

    system: Compared
    setting: str

    @property
    def name(self) -> str:
        """As the tables name it."""
        other = f"{self.system.name}, {self.setting}"
        return SETTINGS.get(f"{self.system.key}-{self.setting}", other)


ROWS = tuple(Row(system, setting) for system in SYSTEMS for setting in system.settings)


def write_page(results: Results, sets: Sequence[Asked]) -> None:
    """Rewrite the parts of the page and the drawings."""
    parts = {
        "machine": machine(),
        "install": install_table(results),
        "time": "\n\n".join(time_tables(results)),
        "retrieval": "\n\n".join(retrieval_tables(results, sets)),
        "evidence": evidence_table(results, sets),
        "declining": declining_table(results, sets),
        "example": example(next(one for one in sets if one.name == BOOKLET)),
    }
    for name, text in parts.items():
        rewrite(PAGE, f"{name}: python -m bench.peers page", text)
    DRAWINGS.mkdir(exist_ok=True)
    for name, drawing in drawings(results, sets):
        (DRAWINGS / f"{name}.svg").write_text(drawing, encoding="utf-8")


def install_table(results: Results) -> str:
    """Time, size and number of packages of each environment."""
    rows = []
    for system in SYSTEMS:
        for one in results.rounds(installing.STEP, system.key, "", ""):
            size, count = f"{one['size']:,.0f} MB", f"{one['packages']:.0f}"
            rows.append([system.name, f"{one['seconds']:.0f} s", size, count])
    return table(["system", "time", "size", "packages"], rows)


def time_tables(results: Results) -> Iterator[str]:
    """Medians over the rounds, with the least and the greatest."""
    for of in dict.fromkeys(key.of for key in results.kept if key.step == timings.STEP):
        figures = BUILD if of.startswith("build") else ASK
        rows = []
        for row in ROWS:
            found = results.rounds(timings.STEP, row.system.key, row.setting, of)
            if found:
                values = [spread([one[name] for one in found], show) for name, _, show in figures]
                rows.append([row.name, *values, str(len(found))])
        yield f"**{of}**"
        yield table(["system", *(head for _, head, _ in figures), "rounds"], rows)


def spread(values: Sequence[float], show: Callable[[float], str]) -> str:
    """The median, and the range where it is one."""
    ends = f" <small>{show(min(values))}–{show(max(values))}</small>" if values[1:] else ""
    return f"{show(median(values))}{ends}"


def seconds(value: float) -> str:
    """Seconds with one place."""
    return f"{value:.1f} s"


def milliseconds(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{1000 * value:.0f} ms" if value >= 0.01 else f"{1000 * value:.1f} ms"  # noqa: PLR2004


def megabytes(value: float) -> str:
    """Megabytes, whole from ten on."""
    return f"{value:,.0f} MB" if value >= 10 else f"{value:.2f} MB"  # noqa: PLR2004


Figure = tuple[str, str, Callable[[float], str]]
BUILD: tuple[Figure, ...] = (
    ("whole", "process start to index on disk", seconds),
    ("inside", "indexing alone", seconds),
    ("peak", "peak memory", megabytes),
    ("size", "index", megabytes),
)
ASK: tuple[Figure, ...] = (
    ("cold", "process start to first answer", seconds),
    ("p50", "one question, p50", milliseconds),
    ("p95", "p95", milliseconds),
    ("resident", "memory", megabytes),
)


def retrieval_tables(results: Results, sets: Sequence[Asked]) -> Iterator[str]:
    """A table a measure: systems by sets."""
    for name in scores.RANKING:
        # What Shoroku ranks is the same in both of its settings.
        rows = [
            [
                "Shoroku" if row.system.ours else row.name,
                *(_cell(results, row, one, name) for one in sets),
            ]
            for row in ROWS
            if row.setting != "ranked"
        ]
        yield f"**{name}**"
        yield table(["system", *(one.name for one in sets)], rows)


def evidence_table(results: Results, sets: Sequence[Asked]) -> str:
    """hit@1 of the first sentence, where it is known which sentences answer."""
    known = [one for one in sets if any(question.spans for question in one.questions)]
    rows = [
        [row.name, *(_cell(results, row, one, scores.EVIDENCE) for one in known)]
        for row in ROWS
        if row.setting != "ranked"
    ]
    counts = [f"{one.name} ({sum(bool(q.spans) for q in one.questions):,})" for one in known]
    return table(["system", *counts], rows)


def declining_table(results: Results, sets: Sequence[Asked]) -> str:
    """Shares declined, and what a threshold on the first score could do at best."""
    known = [one for one in sets if any(not question.answerable for question in one.questions)]
    names = (scores.DECLINED, scores.WRONGLY, scores.AUROC, scores.REFUSED)
    rows = [
        [row.name, one.name, *(_cell(results, row, one, name) for name in names)]
        for one in known
        for row in ROWS
        if row.setting != "ranked"
    ]
    heads = ["system", "set", "unanswerable, declined", "answerable, declined"]
    return table([*heads, "AUROC of the score", "declined if 95 % were answered"], rows)


def example(asked: Asked) -> str:
    """What each system says to the first question that is off the booklet's topics."""
    question = next(q for q in asked.questions if q.kind == EXAMPLE)
    lines = [f"“{question.text}”"]
    lines += [
        f"- **{row.name}**: {_said(row, asked, question)}"
        for row in ROWS
        if row.setting != "ranked"
    ]
    return "\n".join([lines[0], "", *lines[1:]])


def _said(row: Row, asked: Asked, question: Question) -> str:
    said = next(
        one
        for one in read_run(run_path(row.system, row.setting, asked.name))
        if one.question == question.id
    )
    if said.reply.text:
        return shortened(said.reply.text)
    if not said.reply.found:
        return "nothing"
    best = said.reply.found[0]
    score = "no score" if best.score is None else f"score {best.score:.3f}"
    return f"({score}) {shortened(best.text)}"


def shortened(text: str) -> str:
    """The beginning in one line, safe in Markdown."""
    line = " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"


def drawings(results: Results, sets: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    """Each system by the better of its settings in each group."""
    public = [one for one in sets if one.name != BOOKLET]
    yield "ndcg", _drawing(results, public, "nDCG@10", "Ranking: nDCG@10, 95 % intervals")
    known = [one for one in sets if any(question.spans for question in one.questions)]
    title = "First sentence answers: evidence hit@1, 95 % intervals"
    yield "evidence", _drawing(results, known, scores.EVIDENCE, title)


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


def _cell(results: Results, row: Row, asked: Asked, name: str) -> str:
    found = results.rounds(scores.STEP, row.system.key, row.setting, asked.name)
    if not found or name not in found[-1]:
        return NOTHING
    one = found[-1]
    ends = (f"{one[f'{name} {end}']:.3f}" for end in ("low", "high"))
    return f"{one[name]:.3f} <small>{'–'.join(ends)}</small>"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
