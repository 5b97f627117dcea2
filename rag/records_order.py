"""What comes before and after what: the abstracts in the order of their booklet."""

import re
from collections.abc import Sequence

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.pointing import WorkIn
from rag.records_mentions import Mention, Mentions, Sort
from rag.records_phrases import record_phrases
from rag.records_rows import Rows, title_and_people
from rag.records_spelt import Spelt, key_of

_MENTION = re.compile(r"_(?:title|author)_")
_WORK = r".{3,200}?"
_JA_WORK = r"[^、。？?]{2,200}?"
_NEAR = r"(?:right |directly |immediately |just |straight )?"
_VERB = (
    r"(?:comes?|came|is|are|was|were|stands?|speaks?|spoke|presents?|presented|goes|went"
    r"|(?:is |was )?scheduled)"
)
_WAY = r"(?P<way>after|before|follow(?:s|ed|ing)|preced(?:es|ed|ing))"
_JA_WHERE = "(?P<where>次|後|あと|前|直前|直後)"
# "What comes after the Vietnam paper?"
_NEXT_TO = re.compile(
    rf"\b(?:what|which|who)\b(?:['’]s)?[\w ]{{0,24}}?\b(?:{_VERB} )?(?:next )?{_NEAR}{_WAY}"
    rf"\s+(?P<work>{_WORK})\W*$"
    rf"|^\W*(?:the )?(?:next|previous) (?:\w+ )?(?P<side>after|before|to) (?P<of>{_WORK})\W*$"
    rf"|^(?P<ja>{_JA_WORK})の{_JA_WHERE}の?(?:発表|抄録|論文|報告|人|発表者)?"
    r"は?(?:何|誰|だれ|どれ|どの|です|$|[?？])",
    re.IGNORECASE,
)
# "Is the Vietnam paper before the one on refugees?"
_AGAINST = re.compile(
    rf"^\W*(?:is|was|are|does|did|do)\s+(?P<one>{_WORK})\s+(?:{_VERB} )?"
    rf"(?:before|after|earlier than|later than|ahead of)\s+(?P<other>{_WORK})\W*$"
    rf"|^(?P<ja_one>{_JA_WORK})は(?P<ja_other>{_JA_WORK})より[のも]?(?:前|先|後|あと)",
    re.IGNORECASE,
)
# "Which comes first, the Vietnam paper or the one on refugees?"
_WHICH_FIRST = re.compile(
    rf"\b(?:which|what|who)\b.{{0,30}}?\b(?:{_VERB} )?(?:first|earlier|last|later)\b\W+"
    rf"(?P<one>{_WORK})\s+or\s+(?P<other>{_WORK})\W*$"
    rf"|^(?P<ja_one>{_JA_WORK})と(?P<ja_other>{_JA_WORK})(?:で)?は?、?"
    r"どちら(?:の方|のほう)?が(?:前|先|後|あと)",
    re.IGNORECASE,
)
_BACK = re.compile(r"before|preced|前|previous", re.IGNORECASE)

_NOTHING = Mention(Sort.TITLE, "", ())


class Order:
    """Answers from the order in which one catalogue holds the abstracts of each conference."""

    def __init__(self, catalogue: Catalogue, work_in: WorkIn) -> None:
        self._catalogue = catalogue
        self._work_in = work_in

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """What stands beside a work, or which of two is first; None if nothing such is asked."""
        placed = _in_order_of(text, named)
        return self._compared(placed, language) or self._beside(placed, language)

    def _beside(self, named: Mentions, language: Language) -> Draft | None:
        found = _NEXT_TO.search(named.masked)
        if found is None:
            return None
        said = found["work"] or found["of"] or found["ja"]
        back = bool(_BACK.search(found["way"] or found["side"] or found["where"]))
        works = self._works([said], named)
        if works is None:
            return None
        work = works[0] if back else works[-1]
        own = self._of_its_conference(work)
        place = own.index(work) + (-1 if back else 1)
        phrases, rows = record_phrases(language), Rows(phrases_in(language))
        if not 0 <= place < len(own):
            sentence = phrases.nothing_before if back else phrases.nothing_after
            return rows.draft(f"{sentence.format(title=work.heading)} {rows.marker(work)}")
        sentence = phrases.comes_before if back else phrases.comes_after
        row = rows.marked(own[place], title_and_people)
        return rows.draft(sentence.format(title=work.heading, row=row))

    def _compared(self, named: Mentions, language: Language) -> Draft | None:
        found = _AGAINST.search(named.masked) or _WHICH_FIRST.search(named.masked)
        if found is None:
            return None
        sides = [found["one"] or found["ja_one"], found["other"] or found["ja_other"]]
        works = self._works(sides, named)
        if works is None or len(works) != len(sides) or works[0] == works[1]:
            return None
        if works[0].conference_id != works[1].conference_id:
            return None
        own = self._of_its_conference(works[0])
        first, second = sorted(works, key=own.index)
        phrases, rows = record_phrases(language), Rows(phrases_in(language))
        said = phrases.comes_first.format(
            one=first.heading, first=own.index(first) + 1, mark=rows.marker(first),
            other=second.heading, second=own.index(second) + 1, other_mark=rows.marker(second),
            total=len(own),
        )  # fmt: skip
        return rows.draft(said)

    def _of_its_conference(self, work: Abstract) -> list[Abstract]:
        every = self._catalogue.abstracts()
        return [it for it in every if it.conference_id == work.conference_id]

    def _works(self, said: Sequence[str], named: Mentions) -> list[Abstract] | None:
        """The works that these phrases mean, in their order; None if one of them means none."""
        marks = iter(named.found)
        found: list[Abstract] = []
        for phrase in said:
            if _MENTION.search(phrase):
                ids = next(marks, _NOTHING).ids
            else:
                work = self._work_in(phrase)
                ids = work.ids if work else ()
            if not ids:
                return None
            found.extend(self._catalogue.abstract(id_) for id_ in ids)
        return found


def _in_order_of(text: str, named: Mentions) -> Mentions:
    """The works and people alone, in the order in which the question names them."""
    asked = Spelt(text)
    works = [it for it in named.found if it.sort in (Sort.TITLE, Sort.AUTHOR)]
    placed = sorted(works, key=lambda it: asked.find(key_of(it.said)) or (0, 0))
    return Mentions(named.masked, tuple(placed))
