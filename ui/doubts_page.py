"""The report on a booklet as one HTML page that needs nothing else: what is doubtful first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.abstract import Abstract, SourceLines
from corpus.report import OF_DOCUMENT, Finding, ParsedBooklet
from corpus.source_views import SourceView

_NO_VIEWS: Mapping[SourceLines, SourceView] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Row:
    """One abstract with what is doubtful and what was repaired in it."""

    abstract: Abstract
    doubts: tuple[Finding, ...]
    repairs: tuple[Finding, ...]
    views: tuple[SourceView, ...] = ()


def doubts_page(parsed: ParsedBooklet, views: Mapping[SourceLines, SourceView] = _NO_VIEWS) -> str:
    """The whole page. Abstracts with most doubts come first, then in the order of the source.

    ``views`` shows the source at the places that :func:`doubtful_places` names; each is shown once,
    beside the first doubt that it belongs to.
    """
    # Autoescape: every word on the page is a document's.
    environment = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = {abstract.id for abstract in parsed.booklet.abstracts}
    others = [it for it in parsed.findings if it.abstract_id not in known]
    return environment.get_template("doubts.html").render(
        conference=parsed.booklet.conference,
        layouts=parsed.layouts,
        rows=_rows(parsed, views),
        others=others,
        other_views=list(_views_beside(None, _with_places(others), views)),
        doubts=sum(it.kind == "doubt" for it in parsed.findings),
        repairs=sum(it.kind == "repair" for it in parsed.findings),
    )


def doubtful_places(parsed: ParsedBooklet) -> list[SourceLines]:
    """Where the source is to be looked at, each place once."""
    abstracts = {abstract.id: abstract for abstract in parsed.booklet.abstracts}
    doubts = _with_places(parsed.findings)
    return list(dict.fromkeys(_place(it, abstracts.get(it.abstract_id or "")) for it in doubts))


def _with_places(findings: Iterable[Finding]) -> list[Finding]:
    """The doubts that one can look up: not those of a whole document or booklet."""
    of_all = OF_DOCUMENT | {"conference_missing"}
    return [
        it for it in findings if it.kind == "doubt" and (it.code not in of_all or it.source.page)
    ]


def _place(finding: Finding, abstract: Abstract | None) -> SourceLines:
    """The finding's own place, or where that has no page its abstract's."""
    if abstract is None or finding.source.page or not abstract.source.page:
        return finding.source
    return abstract.source


def _rows(parsed: ParsedBooklet, views: Mapping[SourceLines, SourceView]) -> list[_Row]:
    found: defaultdict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for finding in parsed.findings:
        found[finding.abstract_id, finding.kind].append(finding)
    rows = [
        _Row(
            it,
            tuple(found[it.id, "doubt"]),
            tuple(found[it.id, "repair"]),
            tuple(_views_beside(it, found[it.id, "doubt"], views)),
        )
        for it in parsed.booklet.abstracts
    ]
    return sorted(rows, key=lambda row: -len(row.doubts))


def _views_beside(
    abstract: Abstract | None, doubts: Iterable[Finding], views: Mapping[SourceLines, SourceView]
) -> Iterable[SourceView]:
    places = dict.fromkeys(_place(doubt, abstract) for doubt in doubts)
    return dict.fromkeys(views[place] for place in places if place in views)
