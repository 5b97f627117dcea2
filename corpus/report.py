"""What was repaired or looks wrong in a source, and its plain-text report for an editor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.abstract import Abstract, Booklet, Conference, SourceLines

Code = Literal[
    "author_missing",
    "bad_record",
    "conference_missing",
    "correction",
    "dash",
    "duplicate_title",
    "footnote_moved",
    "footnote_unmarked",
    "hyphen_joined",
    "hyphen_kept",
    "keywords_joined",
    "label",
    "misnamed",
    "outside",
    "page_break",
    "page_furniture",
    "pages_unread",
    "possible_title",
    "spelling_twin",
    "stray_mark",
    "text_missing",
    "title_by_look",
    "title_missing",
    "title_unclosed",
    "unusual_character",
]
# What is said of a whole document, and of none of its abstracts.
OF_DOCUMENT: frozenset[Code] = frozenset({"misnamed", "pages_unread", "text_missing"})
_CODE_WIDTH = 17


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the records differ from the source, or may be wrong.

    A ``repair`` was made and is shown; a ``doubt`` was left as it is and wants a person's eye.
    ``before`` is the source's text, ``after`` what the record holds; either may be empty.
    docs/corpus.md explains each code.
    """

    kind: Literal["repair", "doubt"]
    code: Code
    source: SourceLines
    message: str
    before: str = ""
    after: str = ""
    abstract_id: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the records were found: in words, how sure (0 to 1), and what speaks for it."""

    description: str
    confidence: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedBooklet:
    """The records of a booklet, and everything that was repaired or looks wrong, by line.

    ``layouts`` says for each document that has a layout how its records were found.
    """

    booklet: Booklet
    findings: tuple[Finding, ...] = ()
    layouts: tuple[Layout, ...] = ()


def format_report(parsed: ParsedBooklet) -> str:
    """The report for an editor: the records, then repairs and doubts with their source lines."""
    conference, abstracts = parsed.booklet.conference, parsed.booklet.abstracts
    parts = [
        "\n".join(_conference_lines(conference)),
        f"{_count(len(abstracts), 'abstract')} found",
        *("\n".join(_abstract_lines(abstract)) for abstract in abstracts),
        "\n".join(_finding_section(parsed.findings, "repair")),
        "\n".join(_finding_section(parsed.findings, "doubt")),
    ]
    return "\n\n".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _lines(source: SourceLines) -> str:
    if source.first == source.last:
        return f"line {source.first}"
    return f"lines {source.first}-{source.last}"


def _conference_lines(conference: Conference) -> Iterator[str]:
    yield f"Conference {conference.id}"
    short = f" ({conference.association_short})" if conference.association_short else ""
    times = [moment.strftime("%H:%M") for moment in (conference.start, conference.end) if moment]
    fields = {
        "association": f"{conference.association}{short}" if conference.association else "",
        "name": conference.name,
        "session": conference.session,
        "form": conference.form,
        "date": conference.date.isoformat() if conference.date else "",
        "time": "-".join(times),
        "chair": _chair(conference),
    }
    fields |= {"year": str(conference.year)} if conference.year and not conference.date else {}
    fields |= {"place": conference.place} if conference.place else {}
    for name, value in fields.items():
        yield f"  {name:<12}{value or 'not named in the source'}"


def _chair(conference: Conference) -> str:
    if conference.chair is None:
        return ""
    honorific = f"{conference.chair.honorific} " if conference.chair.honorific else ""
    role = f", {conference.chair_role}" if conference.chair_role else ""
    return f"{honorific}{conference.chair.name_and_affiliation}{role}"


def _abstract_lines(abstract: Abstract) -> Iterator[str]:
    authors = "; ".join(author.name_and_affiliation for author in abstract.authors)
    yield f"{abstract.id} ({_lines(abstract.source)})"
    yield f"  title       {abstract.title}"
    yield f"  authors     {authors or 'not named in the source'}"
    yield f"  keywords    {', '.join(abstract.keywords) or 'not named in the source'}"
    size = f"{_count(len(abstract.paragraphs), 'paragraph')}, {len(abstract.text)} characters"
    notes = f", {_count(len(abstract.notes), 'note')}" if abstract.notes else ""
    yield f"  text        {size}{notes}, language {abstract.language}"


def _finding_section(findings: tuple[Finding, ...], kind: str) -> Iterator[str]:
    chosen = [finding for finding in findings if finding.kind == kind]
    counts = Counter(finding.code for finding in chosen)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(counts.items()))
    yield _count(len(chosen), kind) + (f": {listed}" if listed else "")
    for finding in chosen:
        yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    where = _lines(finding.source)
    record = f" [{finding.abstract_id}]" if finding.abstract_id else ""
    yield f"  {where:<14}{finding.code:<{_CODE_WIDTH}} {finding.message}{record}"
    if finding.before:
        yield f"      before  {finding.before}"
    if finding.after:
        yield f"      after   {finding.after}"
    elif finding.before and finding.kind == "repair":
        yield "      after   (left out of the text)"
