"""How long abstracts are, and how many keywords and authors they have."""

from collections.abc import Callable
from functools import cache

from corpus.abstract import Abstract
from corpus.characters import is_cjk
from index.catalogue import Catalogue
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.pointing import WorkIn
from rag.records_measured import (
    EXTREME,
    HAVING,
    OF_WORK,
    Bounds,
    bounds_in,
    unit_in,
    way_in,
)
from rag.records_mentions import Mentions, Sort
from rag.records_phrases import Unit, measured, numbered, record_phrases
from rag.records_rows import MOST_ROWS, Rows

Measure = Callable[[Abstract], int]
_MEASURES: dict[str, Measure] = {
    "keywords": lambda it: len(it.keywords),
    "authors": lambda it: len(it.authors),
    "words": lambda it: len(it.text.split()),
    "characters": lambda it: sum(not sign.isspace() for sign in it.text),
}


class Measures:
    """Counts what the abstracts of one catalogue hold of what can be counted."""

    def __init__(self, catalogue: Catalogue, work_in: WorkIn) -> None:
        self._catalogue = catalogue
        self._work_in = work_in
        # Of many abstracts it takes a second or two to count the words.
        self._numbers = cache(self._counted)

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply from what is counted, or None where nothing such is asked."""
        del text
        if named.found:
            return self._of_work(named, language)
        return (
            self._extreme(named.masked, language)
            or self._having(named.masked, language)
            or self._of_work(named, language)
        )

    def _extreme(self, masked: str, language: Language) -> Draft | None:
        found = EXTREME.search(masked)
        if found is None:
            return None
        return self._furthest(unit_in(found) or self._of_length(), way_in(found), language)

    def _furthest(self, unit: str, way: str, language: Language) -> Draft:
        every, phrases = self._catalogue.abstracts(), record_phrases(language)
        numbers = self._numbers(unit)
        furthest = (max if way in {"most", "longest"} else min)(numbers)
        found = [it for it, number in zip(every, numbers, strict=True) if number == furthest]
        rows, measure = Rows(phrases_in(language)), measured(phrases.units[unit], furthest)
        if len(found) == len(every) > 1:
            return rows.draft(phrases.no_extreme.format(total=len(every), measure=measure))
        heading = numbered(phrases.extreme[way], len(found), measure=measure)
        return rows.draft(heading, rows.of(found[:MOST_ROWS]))

    def _counted(self, unit: str) -> tuple[int, ...]:
        return tuple(map(_MEASURES[unit], self._catalogue.abstracts()))

    def _having(self, masked: str, language: Language) -> Draft | None:
        found = HAVING.search(masked)
        if found is None:
            return None
        unit, bounds = unit_in(found) or self._of_length(), bounds_in(found)
        every, phrases = self._catalogue.abstracts(), record_phrases(language)
        counted = zip(every, self._numbers(unit), strict=True)
        held = [it for it, number in counted if bounds.hold(number)]
        what, rows = _what(phrases.units[unit], bounds), Rows(phrases_in(language))
        sentence = phrases.having if held else phrases.having_none
        heading = numbered(sentence, len(held), total=len(every), what=what)
        unnamed = sum(not it.authors for it in every) if unit == "authors" else 0
        field = phrases.fields["author"]
        note = numbered(phrases.lacking, unnamed, total=len(every), field=field)
        return rows.draft(heading, rows.of(held[:MOST_ROWS]), note if unnamed else "")

    def _of_work(self, named: Mentions, language: Language) -> Draft | None:
        found = OF_WORK.search(named.masked)
        if found is None:
            return None
        said = found["work"] or found["long"] or found["ja_work"] or found["ja_long"] or ""
        titles = named.of(Sort.TITLE)
        work = None if titles else self._work_in(said)
        ids = titles[0].ids if titles else work.ids if work else ()
        if len(ids) != 1:
            return None
        unit = unit_in(found) or self._of_length()
        abstract = self._catalogue.abstract(ids[0])
        phrases, rows = record_phrases(language), Rows(phrases_in(language))
        measure = measured(phrases.units[unit], _MEASURES[unit](abstract))
        said = phrases.measure_of.format(title=abstract.heading, measure=measure)
        return rows.draft(f"{said} {rows.marker(abstract)}")

    def _of_length(self) -> str:
        """Words, or characters where some texts have no spaces between words."""
        every = self._catalogue.abstracts()
        return "characters" if any(is_cjk(it.text[:1] or " ") for it in every) else "words"


def _what(unit: Unit, bounds: Bounds) -> str:
    if bounds.most is not None:
        return measured(unit, bounds.most)
    return unit.some if bounds.least == 1 else unit.at_least.format(count=bounds.least)
