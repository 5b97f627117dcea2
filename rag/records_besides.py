"""The other abstracts than one: “Which talks are there besides “…”?”, 「…」以外の発表は."""

import re

from index.catalogue import Catalogue
from rag.draft import Draft
from rag.language import Language
from rag.records import RecordsDesk
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mention, Mentions, Sort

_WORKS = r"(?:abstracts?|talks?|papers?|presentations?|stud(?:y|ies)|contributions?|posters?)"
_BESIDES = re.compile(
    r"^\W*(?:(?:which|what|any|all|list|show(?: me)?|are there(?: any)?) )?(?:the )?(?:other )?"
    rf"{_WORKS}(?: (?:are|is) there| exist)?"
    r" (?:besides|except(?: for)?|other than|apart from|beside)"
    r" _title_\W*$"
    r"|^_title_ ?(?:以外|のほか|の他)(?:の|に(?:は)?(?:どんな|どのような)?)(?:発表|抄録|論文|研究)"
    r"(?:(?:は|が|を|には).{0,12})?\W*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"^(?:and |what about |how about |which |what |any |show(?: me)? |list )*(?:the |all )*"
    rf"(?:other|remaining|rest of the) (?:{_WORKS}|ones)(?: are there| is there)?\W*$"
    r"|^(?:他|ほか|残り|その他|それ以外)の(?:発表|抄録|論文|研究)"
    r"(?:は(?:ありますか|何ですか|どうですか)?|を(?:教えて|見せて)(?:ください)?)?\W*$",
    re.IGNORECASE,
)


def others_than(bare: str, title: str, language: Language) -> str | None:
    """The question for the others with the title in it; None where they are not asked for."""
    if not _OTHERS.match(bare):
        return None
    if language == "ja":
        return f"「{title}」以外の発表は？"
    return f"Which talks are there besides “{title}”?"


class Besides:
    """Lists what is left beside one abstract."""

    def __init__(self, desk: RecordsDesk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """The reply, or None where nothing such is asked."""
        del text
        if not _BESIDES.match(named.masked):
            return None
        named_one = named.of(Sort.TITLE)[0]
        others = (it.id for it in self._catalogue.abstracts() if it.id not in named_one.ids)
        limit = Mention(Sort.TITLE, named_one.said, tuple(others), excluded=True)
        return self._desk.answer(RecordsQuestion(Asks.LIST, ""), None, language, (limit,))
