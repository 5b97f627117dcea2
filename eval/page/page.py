"""The report as one HTML page that needs nothing else: no script, no font, no picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from eval.cells import interval, language_name, latency_words, share
from eval.failures import failures, may_be_shown
from eval.measures import NAMES
from eval.outcome import Outcome
from eval.page.figures import plots
from eval.page.passages import Passage, passages
from eval.summary import LanguageSummary, Report
from rag.answer import Kind

# The figures that are told first.
HEADLINES = (
    ("retrieval.hit_at_3", "abstract among the first three"),
    ("evidence.hit_at_1", "first excerpt answers"),
    ("evidence.hit_at_3", "an excerpt answers"),
    ("abstention.recall", "unanswerable declined"),
    ("abstention.answerable_kept", "answerable answered"),
    ("records.correct", "records right"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One question for reading."""

    outcome: Outcome
    wrong: tuple[str, ...]
    passages: tuple[Passage, ...]


def to_html(report: Report, texts: Mapping[str, str], *, show_test: bool) -> str:
    """The page; what failed in the test split stands there only with ``show_test``.

    ``texts`` are the abstracts' texts by id, which excerpts are shown in.
    """
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 - only who writes reports needs it

    rendering = Environment(
        loader=PackageLoader("eval", "page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    rendering.filters |= {"share": share, "language": language_name, "spaced": _spaced}
    shown = [o for o in report.outcomes if may_be_shown(o, show_test=show_test)]
    read = [Shown(o, failures(o), passages(o, dict(texts))) for o in shown]
    return rendering.get_template("report.html").render(
        report=report,
        style=files("eval").joinpath("page/report.css").read_text(encoding="utf-8"),
        tiles=_tiles(report.headline),
        plots=list(plots(report)),
        rows=_rows(report),
        interval=interval,
        latency=latency_words,
        wrong=[each for each in read if each.wrong],
        right=[each for each in read if not each.wrong],
        hidden=len(report.outcomes) - len(shown),
        failed=sum(bool(failures(o)) for o in report.outcomes),
        answers=Kind.ANSWER,
    )


def _tiles(summary: LanguageSummary) -> list[tuple[str, str, str]]:
    """Words, value and interval of each headline figure that was measured."""
    found = {each.name: each for each in summary.whole.measures}
    return [
        (words, f"{value:.1%}", _interval_words(found[name].low, found[name].high))
        for name, words in HEADLINES
        if (value := found[name].value) is not None
    ]


def _interval_words(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.1%} to {high:.1%}"


def _rows(report: Report) -> list[tuple[str, Sequence[object]]]:
    """Each measure with its figures by language, in the order of the languages."""
    by_language = [
        {each.name: each for each in language.whole.measures} for language in report.languages
    ]
    return [(name, [found[name] for found in by_language]) for name in NAMES]


def _spaced(name: str) -> str:
    return name.replace("_", " ")
