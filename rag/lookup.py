"""Routes a question to the records where they can answer it, and finds whom it is about."""

import re
from collections.abc import Callable

from index.analysis import terms
from index.generation import Generation
from rag.conference_facts import chair_sentence
from rag.draft import Draft
from rag.gloss import english_gloss
from rag.language import Language
from rag.names import words_of
from rag.records import RecordsDesk
from rag.records_intent import Asks, RecordsQuestion, asks_beyond_records, records_question
from rag.records_people import KnownPerson, People, known_authors
from rag.retrieval import Hit
from rag.topic import Match, Topics
from rag.understanding import Understood

_ABOUT_PERSON = re.compile(
    r"\b(who is|who's|who was|tell me about|anything (by|from)|(talks?|abstracts?|papers?"
    r"|presentations?|work|research) (by|of|from)"
    r"|what (did|does|has|is|was) [\w.\- ]+ (presente?d?|presenting|talk(ing)? about"
    r"|speak(ing)? (about|on)|writ(e|ten|ing)|study|research))\b"
    r"|誰ですか|どんな人|の(発表|要旨|研究)は",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(
    r"^where (does|do|did|is|was)\b.{2,60}\b(works?|working|based|employed|affiliated|from)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\b(mean|means|stand for|stands for|abbreviation|acronym|full name|spelled out)\b"
    r"|^what('s| is| are) (the )?[A-Z]+\?*$|略|とは|正式",
    re.IGNORECASE,
)
_OF_CONFERENCE = frozenset({Asks.CHAIR, Asks.WHEN, Asks.WHERE, Asks.HOST, Asks.CONFERENCE})
_OF_ONE = frozenset({Asks.WHO, Asks.AFFILIATION, Asks.KEYWORDS, Asks.TITLE})

RankTopic = Callable[[str], tuple[Hit, ...]]


class Lookup:
    """Answers from the records of one generation, or says that they cannot."""

    def __init__(self, generation: Generation, topics: Topics) -> None:
        self._catalogue = generation.catalogue
        self._desk = RecordsDesk(generation)
        self._topics = topics
        self._people = {lang: People(_known(generation, lang)) for lang in ("en", "ja")}

    def people_in(self, text: str, language: Language) -> tuple[KnownPerson, ...]:
        """Everyone of the records whom the question names."""
        return self._people[language].in_question(text)

    def answer(self, understood: Understood, rank: RankTopic) -> Draft | None:
        """The reply from the records, or None where the texts have to answer."""
        text = understood.standing
        people = self.people_in(text, understood.language)
        asked = self._abbreviation(text) or records_question(text)
        if asked is None and people and _WORKPLACE.search(text):
            asked = RecordsQuestion(Asks.AFFILIATION, "")
        if asked is not None and asks_beyond_records(text):
            return None
        if asked is None or (people and asked.asks is Asks.LIST):
            wanted = people and (_ABOUT_PERSON.search(text) or not _authors(people))
            return self._desk.person(people, understood.language) if wanted else None
        if asked.asks in _OF_CONFERENCE and not (people and asked.asks is not Asks.CHAIR):
            return self._desk.answer(asked, None, understood.language)
        if people and not _authors(people):
            return self._desk.person(people, understood.language)
        return self._desk.answer(
            asked, self._match(asked, understood, people, rank), understood.language
        )

    def _abbreviation(self, text: str) -> RecordsQuestion | None:
        """What the association's short name stands for."""
        shorts = (c.association_short for c in self._catalogue.conferences())
        named = any(short and short.casefold() in words_of(text) for short in shorts)
        return RecordsQuestion(Asks.HOST, "") if named and _MEANING.search(text) else None

    def _match(
        self,
        asked: RecordsQuestion,
        understood: Understood,
        people: tuple[KnownPerson, ...],
        rank: RankTopic,
    ) -> Match | None:
        """The abstracts that the question is about; None for all of them."""
        if people:
            return self._of(tuple(i for known in people for i in known.abstract_ids))
        if understood.resolved.focus:
            return self._of(understood.resolved.focus)
        topic = english_gloss(asked.topic) if understood.language == "ja" else asked.topic
        if not terms(topic):
            return None
        found = self._topics.match(topic, rank(topic))
        return self._topics.narrowed(found, topic) if asked.asks in _OF_ONE else found

    def _of(self, abstract_ids: tuple[str, ...]) -> Match:
        return Match(tuple(self._catalogue.abstract(i) for i in abstract_ids), literal=True)


def _authors(people: tuple[KnownPerson, ...]) -> bool:
    return any(known.abstract_ids for known in people)


def _known(generation: Generation, language: Language) -> list[KnownPerson]:
    catalogue = generation.catalogue
    chairs = [
        KnownPerson(conference.chair, (), chair_sentence(conference, language))
        for conference in catalogue.conferences()
        if conference.chair
    ]
    return [*known_authors(catalogue.abstracts()), *chairs]
