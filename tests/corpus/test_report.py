"""The report that an editor reads."""

from corpus.booklet import parse_booklet
from corpus.report import ParsedBooklet, format_report
from tests.support import layouts

DAMAGED = """\
Society of Reeds (SOR)
2031 Meeting

“Reeds and Rules~
Keywords: reeds,
rules

Reeds obey no rules (Ito)'. We looked from Hokkaidd to Hokkaido, and
at the � sign.

12

The Other Work of the Marsh

It has none.
"""


def report_of(text: str) -> tuple[ParsedBooklet, str]:
    """The parsed booklet and its report."""
    parsed = parse_booklet(text.splitlines(), "reeds")
    return parsed, format_report(parsed)


def test_every_finding_has_its_line_and_both_texts() -> None:
    """No finding is left out; line, before and after stand in the report."""
    for text in (*layouts.ALL, DAMAGED):
        parsed, report = report_of(text)
        for finding in parsed.findings:
            assert f"line {finding.source.first}" in report or (
                f"lines {finding.source.first}-{finding.source.last}" in report
            )
            assert finding.before in report
            assert finding.after in report


def test_what_is_found_in_a_damaged_text() -> None:
    """Each kind of damage in this text has its own code and line."""
    parsed, _ = report_of(DAMAGED)
    assert [(each.kind, each.code, each.source.first) for each in parsed.findings] == [
        ("doubt", "author_missing", 4),
        ("repair", "title_unclosed", 4),
        ("repair", "keywords_joined", 5),
        ("doubt", "spelling_twin", 8),
        ("doubt", "stray_mark", 8),
        ("doubt", "unusual_character", 9),
        ("repair", "page_furniture", 11),
        ("doubt", "possible_title", 13),
    ]


def test_report_counts_records_repairs_and_doubts() -> None:
    """The figures and the unnamed fields are said in words."""
    _, report = report_of(DAMAGED)
    assert "1 abstract found" in report
    assert "3 repairs: keywords_joined 1, page_furniture 1, title_unclosed 1" in report
    assert "5 doubts: author_missing 1, possible_title 1, spelling_twin 1" in report
    assert "chair       not named in the source" in report
    assert "authors     not named in the source" in report
    assert "Society of Reeds (SOR)" in report
