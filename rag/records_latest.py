"""The newest and the oldest abstracts: those of the last or the first year that there is."""

import re

from index.catalogue import Catalogue
from rag.draft import Draft
from rag.language import Language
from rag.records import RecordsDesk
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mention, Mentions, Sort
from rag.scope import year_of

_WORKS = (
    r"(?:abstracts?|talks?|papers?|presentations?|stud(?:y|ies)|contributions?|posters?|works?)"
)
_MOST = r"(?P<which>(?:most )?recent|latest|newest|oldest|earliest)"
# "Which talk is the most recent?"
_ASKED = re.compile(
    r"^\W*(?:(?:which|what|show(?: me)?|list|give me|find|see)(?: is| are|['’]s)? )?"
    r"(?:all )?(?:the )?"
    rf"(?:{_MOST} {_WORKS}|{_WORKS} (?:is|are) (?:the )?{_MOST.replace('which', 'what')})"
    r"(?: is there| are there| here)?\W*$"
    r"|^(?P<ja>最新|(?:最も|一番|いちばん)(?:新しい|古い))の?(?:発表|抄録|論文|研究|報告)(?:[はをが][^のにで]{0,12})?\W*$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"oldest|earliest|古い", re.IGNORECASE)


class Latest:
    """Tells the abstracts of the last year, or of the first; of one year alone, that it is one."""

    def __init__(self, desk: RecordsDesk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply, or None where nothing such is asked."""
        del text
        found = _ASKED.match(named.masked)
        if found is None:
            return None
        years = self._years()
        if len(years) <= 1:
            return self._desk.answer(RecordsQuestion(Asks.YEARS, ""), None, language)
        year = min(years) if _FIRST.search(found[0]) else max(years)
        limit = Mention(Sort.YEAR, str(year), years[year])
        return self._desk.answer(RecordsQuestion(Asks.LIST, ""), None, language, (limit,))

    def _years(self) -> dict[int, tuple[str, ...]]:
        """The abstracts of each year."""
        found: dict[int, list[str]] = {}
        for abstract in self._catalogue.abstracts():
            conference = self._catalogue.conference(abstract.conference_id)
            if year := abstract.year or year_of(conference):
                found.setdefault(year, []).append(abstract.id)
        return {year: tuple(ids) for year, ids in found.items()}
