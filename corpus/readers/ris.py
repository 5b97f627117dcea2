"""RIS, as databases and reference managers export it, with the faults that they put in."""

import re
from collections.abc import Iterator, Mapping

from corpus.abstract import Person
from corpus.readers.tagged import Entry, entries
from corpus.readers.text import lines_of
from corpus.readers.values import people_of, person_of, year_of
from corpus.reading import FoundRecord, Reading
from corpus.report import Finding

# One or two blanks or a tab before the dash: the standard has two blanks, exports have others.
_TAG = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]+|$)(?P<value>.*)$")
_HTML = re.compile(r"</?(?:p|b|i|em|strong|sub|sup|br|span|div)\b[^<>]*>", re.IGNORECASE)


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001 - one shape for all
    """The records of an RIS file. Raises CorpusError where it is no text."""
    lines = [it.rstrip() for it in lines_of(data, name)]
    found = [it for it in entries(lines, _TAG, "TY", "ER") if _is_record(it)]
    return Reading(tuple(_record(entry) for entry in found), tuple(_findings(found)))


def _is_record(entry: Entry) -> bool:
    """Whether these lines are an entry: some services put a stray tag behind the end of one."""
    return "TY" in entry.values or bool(entry.first_of("TI", "T1", "AB", "N2", "AU", "A1"))


def _record(entry: Entry) -> FoundRecord:
    start, end = entry.first_of("SP"), entry.first_of("EP")
    return FoundRecord(
        source=entry.source,
        title=_plain(entry.first_of("TI", "T1", "CT", "BT")),
        authors=_authors(entry),
        paragraphs=tuple(_plain(text) for text in entry.all_of("AB", "N2")),
        keywords=tuple(entry.all_of("KW")),
        language=entry.first_of("LA") or None,
        pages=f"{start}-{end}" if start and end and "-" not in start else start or None,
        year=year_of(entry.first_of("PY", "Y1", "DA")),
        identifier=entry.first_of("DO", "UR", "ID", "AN") or None,
        conference=_plain(entry.first_of("T2", "JF", "JO", "JA")) or None,
    )


def _authors(entry: Entry) -> tuple[Person, ...]:
    people: list[Person] = []
    for value in entry.all_of("AU", "A1"):
        several = ";" in value
        people += people_of(value) if several else filter(None, [person_of(value)])
    return tuple(people)


def _plain(text: str) -> str:
    return _HTML.sub(" ", text) if "<" in text else text


def _findings(found: list[Entry]) -> Iterator[Finding]:
    for entry in found:
        if "TY" not in entry.values:
            message = "An entry does not begin with TY; it was read from its first tag."
            yield Finding("doubt", "bad_record", entry.source, message)
        elif (year := entry.first_of("PY", "Y1")) and year_of(year) is None:
            message = "The year was not understood; it is unknown."
            yield Finding("doubt", "bad_record", entry.source, message, year)
