"""People whom a question names otherwise than the records do: nobody else's work is theirs."""

import re

from rag.answer import Kind
from rag.authors import KnownPerson
from rag.draft import Draft
from rag.language import Language
from rag.records_mentions import Mentions, Sort
from rag.records_people import HONORIFICS, in_a_line, is_called
from rag.records_phrases import record_phrases
from rag.topic import Topics

# More people of one family name than this are listed no more.
MOST_OFFERED = 6
_CAPITALISED = r"[A-ZÀ-Þ][\wà-ÿ'’-]*[a-zà-ÿ]"
_TALK = (
    r"(?:talk|paper|abstract|presentation|study|lecture|poster|contribution|anything|something)s?"
)
_KANJI = "(?!皆|患者|学生|医者|生徒|著者|司会|発表|奥|何|誰)[一-鿿々]"
# "Nguyen's talk", "anything by Nguyen": whose else would it be?
_THEIRS = re.compile(
    rf"(?P<name>\b(?:{_CAPITALISED} )?{_CAPITALISED})['’]s {_TALK}\b"
    rf"|\b{_TALK} by (?P<by>{_CAPITALISED})\W*$"
    rf"|(?P<latin>{_CAPITALISED} {_CAPITALISED}) ?(?:さん|氏|先生)?"
    "(?:が書い|が発表|の(?:発表|抄録|論文))"
    "|(?<![ァ-ヶー一-鿿々])"
    rf"(?P<ja>[ァ-ヶー・]{{2,14}}|{_KANJI}{{1,5}} {_KANJI}{{1,5}}|{_KANJI}{{2,5}})"
    r"(?:さん|氏|先生)(?=[はがのに]|って)"
)

# "what did mari okada present?", typed without capitals: only authors present.
_IN_SMALL = re.compile(
    r"^\W*(?:and |so )?what (?:did|does|has|will) "
    r"(?P<name>(?!(?:the|this|that|these|those|they|he|she|we|you|it|each|every|any|all|some|both"
    r"|most|other|our|your|their|his|her)\b)[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){1,2})"
    r" (?:present(?:ed)?|give a talk (?:on|about)|talk about|speak (?:on|about))\W*$",
    re.IGNORECASE,
)

# Words that begin a question with a capital: "What's talk …".
_NO_NAME = re.compile(
    r"(?:what|who|where|when|how|why|which|that|it|here|there|let|today|yesterday|tomorrow|is|was"
    r"|are|were|did|does|do|has|have|had|and|or|the|about|of|from|by|in|on)",
    re.IGNORECASE,
)


class Strangers:
    """Finds who is named and is none of those whom the records know."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """That the records do not name this person; None where nobody else is named."""
        return self._of_given(text, named.people, language) or self._of_nobody(named, language)

    def _of_given(
        self, text: str, people: tuple[KnownPerson, ...], language: Language
    ) -> Draft | None:
        """“Matthew Chhour”, where the only Chhour is Phengse."""
        for family in dict.fromkeys(it.person.family for it in people):
            namesakes = [it for it in people if it.person.family == family]
            typed = _typed_beside(family, text)
            if typed is None or self._is_spoken_of(typed):
                continue
            given = typed.removesuffix(family).split()
            if not any(is_called(word, it) for word in given for it in namesakes):
                return _instead(typed, namesakes, text, language)
        return None

    def _of_nobody(self, named: Mentions, language: Language) -> Draft | None:
        """“Nguyen's talk”, where nobody is called so, nor does a text speak of one."""
        if named.people or named.of(Sort.TITLE):
            return None
        small = _IN_SMALL.finditer(named.masked)
        for found in (*_THEIRS.finditer(named.masked), *small):
            typed = next(filter(None, found.groups()))
            words = [it for it in typed.split() if not _NO_NAME.fullmatch(it)]
            name = " ".join(words)
            if words and not self._is_spoken_of(name):
                text = record_phrases(language).no_such_author.format(name=name)
                return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=text)
        return None

    def _is_spoken_of(self, name: str) -> bool:
        return bool(self._topics.literal(name).abstracts)


def _typed_beside(family: str, text: str) -> str | None:
    """The name as typed where capitalised words stand before the family name in a sentence."""
    name = rf"(?:{_CAPITALISED} ){{1,2}}{re.escape(family)}"
    found = re.search(rf"(?:(?<=[a-z,] ){name}|^{name}(?=\W*$))\b", text)
    if found is None:
        return None
    words = found[0].split()
    return found[0] if words[-2].casefold() not in HONORIFICS else None


def _instead(typed: str, known: list[KnownPerson], text: str, language: Language) -> Draft:
    phrases, offered = record_phrases(language), known[:MOST_OFFERED]
    people = phrases.joined.join(dict.fromkeys(in_a_line(it.person) for it in offered))
    said = phrases.no_such_given.format(name=typed, people=people)
    names = dict.fromkeys(it.person.name for it in offered)
    asked = tuple(text.replace(typed, name, 1) for name in names)
    return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=said, suggestions=asked)
