"""MEDLINE text, as PubMed exports it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.abstract import AFFILIATION_BREAK, Person
from corpus.readers.tagged import Entry, entries
from corpus.readers.text import lines_of
from corpus.readers.values import person_of, year_of
from corpus.reading import FoundRecord, Reading

_TAG = re.compile(r"\ufeff?(?P<tag>[A-Z]{2,4}) *-(?: |$)(?P<value>.*)$")


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001 - one shape for all
    """The records of a MEDLINE file. Raises CorpusError where it is no text."""
    found = entries(lines_of(data, name), _TAG, "PMID", "")
    return Reading(tuple(_record(entry) for entry in found))


def _record(entry: Entry) -> FoundRecord:
    return FoundRecord(
        source=entry.source,
        title=entry.first_of("TI", "BTI", "TT"),
        authors=_authors(entry),
        paragraphs=tuple(entry.all_of("AB")),
        keywords=tuple(entry.all_of("OT")),
        language=entry.first_of("LA") or None,
        pages=entry.first_of("PG") or None,
        year=year_of(entry.first_of("DP", "DEP")),
        identifier=_doi(entry) or entry.first_of("PMID") or None,
        conference=entry.first_of("JT", "TA") or None,
    )


def _authors(entry: Entry) -> tuple[Person, ...]:
    people = [person_of(value) for value in entry.all_of("FAU", "AU")]
    found = [person for person in people if person]
    places = entry.all_of("AD")
    if len(found) == 1 and places:
        found = [replace(found[0], affiliation=AFFILIATION_BREAK.join(places))]
    return (*found, *(Person(name, "") for name in entry.all_of("CN")))


def _doi(entry: Entry) -> str:
    values = [*entry.all_of("LID"), *entry.all_of("AID")]
    return next((it.removesuffix("[doi]").strip() for it in values if it.endswith("[doi]")), "")
