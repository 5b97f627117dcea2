"""Plain questions of who: whose a named work is, and who is from somewhere."""

import re

from index.catalogue import Catalogue
from rag.draft import Draft
from rag.language import Language
from rag.pointing import WorkIn
from rag.records import RecordsDesk
from rag.records_chairs import Chairs
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mention, Mentions, Sort
from rag.records_pairs import Pairs
from rag.records_routing import work_by_somebody

_WHO = re.compile(
    r"\b(?:who|anyone|anybody|somebody|people)\b|誰|だれ|どなた|の(?:人|方|先生)", re.IGNORECASE
)


# "What else did the author of the refugee paper write?"
_AUTHORS = r"\b(?:authors?|speakers?|presenters?)"
_DID = r"(?:write|wrote|present|presented|give|gave|do|done)"
_MORE = r"\b(?:other|another|else|more)\b"
_OTHERS_OF = re.compile(
    rf"{_MORE}.{{0,40}}{_AUTHORS} of (?P<of>.{{3,200}}?)(?: {_DID})*\W*$"
    rf"|{_AUTHORS} of (?P<work>.{{3,200}}?) {_DID}\b.{{0,20}}{_MORE}"
    r"|^(?P<ja>[^、。？?]{2,200}?)の(?:著者|発表者|筆者)[はが]?.{0,4}(?:ほかに|他に|別の|他の|ほかの)",
    re.IGNORECASE,
)


class Whose:
    """Answers who wrote a work, or chaired and wrote nothing."""

    def __init__(
        self, desk: RecordsDesk, pairs: Pairs, chairs: Chairs, catalogue: Catalogue, work_in: WorkIn
    ) -> None:
        self._catalogue = catalogue
        self._desk = desk
        self._pairs = pairs
        self._chairs = chairs
        self._work_in = work_in

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply, or None where nothing such is asked."""
        del text
        return (
            self._whose(named, language)
            or self._others(named, language)
            or self._of_chairs(named, language)
        )

    def _whose(self, named: Mentions, language: Language) -> Draft | None:
        """“Is the Vietnam paper by Chhour?” is answered by who wrote it."""
        said = work_by_somebody(named.masked)
        work = said and self._work_in(said)
        titles = named.of(Sort.TITLE)
        if work:
            title = self._catalogue.abstract(work.ids[0]).title
            titles = (Mention(Sort.TITLE, title, work.ids),)
        if not (said and titles):
            return None
        return self._desk.answer(RecordsQuestion(Asks.WHO, ""), None, language, titles)

    def _others(self, named: Mentions, language: Language) -> Draft | None:
        """What else those wrote who wrote a work that is named by its subject."""
        found = _OTHERS_OF.search(named.masked)
        work = found and self._work_in(found["of"] or found["work"] or found["ja"])
        if not work:
            return None
        title = Mention(Sort.TITLE, self._catalogue.abstract(work.ids[0]).heading, work.ids)
        return self._pairs.others(Mentions(named.masked, (title,)), language)

    def _of_chairs(self, named: Mentions, language: Language) -> Draft | None:
        """“Who is from Osaka University?”, from where nobody wrote, but somebody chaired."""
        places = named.of(Sort.PLACE)
        if len(named.found) > len(places) or not _WHO.search(named.masked):
            return None
        there = () if any(it.ids for it in places) else self._chairs.at(places, language)
        return self._desk.person(there, language) if there else None
