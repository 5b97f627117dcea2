"""The report on a booklet as one HTML page that needs nothing else: what is doubtful first."""

from collections import defaultdict
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.abstract import Abstract
from corpus.report import Finding, ParsedBooklet


@dataclass(frozen=True, slots=True)
class _Row:
    """One abstract with what is doubtful and what was repaired in it."""

    abstract: Abstract
    doubts: tuple[Finding, ...]
    repairs: tuple[Finding, ...]


def doubts_page(parsed: ParsedBooklet) -> str:
    """The whole page. Abstracts with most doubts come first, then in the order of the source."""
    # Autoescape: every word on the page is a document's.
    environment = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = {abstract.id for abstract in parsed.booklet.abstracts}
    return environment.get_template("doubts.html").render(
        conference=parsed.booklet.conference,
        layouts=parsed.layouts,
        rows=_rows(parsed),
        others=[it for it in parsed.findings if it.abstract_id not in known],
        doubts=sum(it.kind == "doubt" for it in parsed.findings),
        repairs=sum(it.kind == "repair" for it in parsed.findings),
    )


def _rows(parsed: ParsedBooklet) -> list[_Row]:
    found: defaultdict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for finding in parsed.findings:
        found[finding.abstract_id, finding.kind].append(finding)
    rows = [
        _Row(it, tuple(found[it.id, "doubt"]), tuple(found[it.id, "repair"]))
        for it in parsed.booklet.abstracts
    ]
    return sorted(rows, key=lambda row: -len(row.doubts))
