"""Routes a question to the records where they can answer it, and finds whom it is about."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from typing import get_args

from index.analysis import terms
from index.generation import Generation
from rag.answer import Kind
from rag.authors import Authors, KnownPerson
from rag.draft import Draft
from rag.gloss import whole_gloss
from rag.language import Language
from rag.names import words_of
from rag.notes import with_correction
from rag.ordinary_words import OrdinaryWords
from rag.plain_desk import PlainDesks
from rag.pointing import NamedWork, Pointed, named_work
from rag.ranking import Ranking
from rag.records import RecordsDesk
from rag.records_besides import Besides
from rag.records_chairs import Chairs
from rag.records_doubt import doubt_of, doubt_of_meaning
from rag.records_fields import lacked
from rag.records_gazetteer import Gazetteer
from rag.records_intent import (
    Asks,
    RecordsQuestion,
    asks_beyond_records,
    read_question,
    records_question,
)
from rag.records_latest import Latest
from rag.records_measures import Measures
from rag.records_mentions import Mention, Mentions, Sort, mentions_in, together
from rag.records_order import Order
from rag.records_pairs import Pairs
from rag.records_people import People
from rag.records_phrases import record_phrases
from rag.records_routing import (
    OF_ONE,
    OF_TEXTS,
    TALKS,
    asks_manner,
    is_about_people,
    is_for_texts,
    is_of_conference,
    is_of_host,
    is_of_texts,
    is_scattered,
    is_what_about,
    leaves_out,
    listing_of,
)
from rag.records_sorted import without_order
from rag.records_strangers import Strangers
from rag.records_structure import MANNER
from rag.records_topic import leftover, topic_of
from rag.records_unheld import Unheld
from rag.records_whose import Whose
from rag.records_works import only_titled, with_title
from rag.resolved import Known
from rag.restriction import Restriction, restriction
from rag.topic import Match, Topics
from rag.understanding import Understood

_ABOUT_PERSON = re.compile(
    r"\b(who is|who's|who was|tell me about)\b|誰ですか|どんな人|どなたですか", re.IGNORECASE
)
_PAIRED = frozenset({Asks.COMPARE, Asks.OTHERS})
_OF_ALL = frozenset(
    {
        Asks.YEARS,
        Asks.LANGUAGES,
        Asks.SESSIONS,
        Asks.COUNT_SESSIONS,
        Asks.COUNT_PEOPLE,
        Asks.REPEATED,
    }
)
_MOST = frozenset({Asks.MOST_AUTHOR, Asks.MOST_KEYWORD, Asks.MOST_SESSION})
# So many abstracts can be told of one after the other.
FEW = 10
# Texts whose names are kept: one question is read several times.
KEPT = 64

RankTopic = Callable[[str], Ranking]


class Lookup:
    """Answers from the records of one generation, or says that they cannot."""

    def __init__(self, generation: Generation, topics: Topics) -> None:
        self._catalogue = generation.catalogue
        self._topics = topics
        known = Authors(generation.catalogue)
        self._desk = RecordsDesk(generation.catalogue, known)
        self._known = Gazetteer(generation.catalogue, known)
        words = OrdinaryWords(generation.catalogue.abstracts(), generation.stems.text)
        authors = People(known.known(), words.holds, occurs=words.occurs)
        self._chairs = Chairs(generation.catalogue)
        self._people = {
            language: People(
                self._chairs.known(language), words.holds, beside=authors, occurs=words.occurs
            )
            for language in get_args(Language)
        }
        self._named = lru_cache(maxsize=KEPT)(self._find_named)
        self._pairs = Pairs(self._desk, self._known, topics)
        self._plainly = PlainDesks(
            (
                Unheld(generation.catalogue),
                Strangers(topics),
                Latest(self._desk, generation.catalogue),
                Besides(self._desk, generation.catalogue),
                Order(generation.catalogue, self.work_in),
                Measures(generation.catalogue, self.work_in),
                Whose(self._desk, self._pairs, self._chairs, generation.catalogue, self.work_in),
            )
        )

    def people_in(self, text: str, language: Language) -> tuple[KnownPerson, ...]:
        """Everyone of the records whom the question names."""
        return self._people[language].in_question(text)

    def answer(self, understood: Understood, rank: RankTopic) -> Draft | None:
        """The reply from the records, or None where the texts have to answer."""
        if understood.resolved.of_texts:
            return None
        plain = understood.resolved.text
        draft = self._reply(plain, understood, rank)
        if understood.corrected is None or understood.standing == plain:
            return draft
        if draft is not None and draft.citations:
            return draft
        # As typed it leads nowhere: perhaps it was misspelt.
        mended = self._reply(understood.standing, understood, rank)
        if mended is None or not mended.answerable or (draft and not mended.citations):
            return draft or mended
        return with_correction(mended, understood.standing, plain, understood.language)

    def mentions(self, text: str, language: Language) -> Mentions:
        """What of the records a question names."""
        return self._named(text, language)

    def _find_named(self, text: str, language: Language) -> Mentions:
        return mentions_in(text, self._known, self._people[language])

    def restricted(self, text: str, language: Language) -> Restriction | None:
        """What a question about the texts is limited to, if it names a limit."""
        named = self.mentions(text, language)
        if named.of(Sort.TITLE):
            return None
        return restriction(named, self.limits(named), self._catalogue)

    def work_in(self, text: str) -> NamedWork | None:
        """The one abstract that “the Vietnam paper” or “the study on asylum” can only mean."""
        return named_work(text, partial(only_titled, self._topics))

    def titled_in(self, text: str, language: Language) -> Pointed:
        """The one abstract whose title stands in the question, and the words that only name it."""
        named = self.mentions(text, language)
        titles = named.of(Sort.TITLE)
        ids = tuple(dict.fromkeys(id_ for title in titles for id_ in title.ids))
        said = frozenset(word for title in titles for word in words_of(title.said))
        return Pointed(ids, said - words_of(named.masked)) if len(ids) == 1 else Pointed()

    def title_of(self, abstract_id: str) -> str:
        """How an abstract is named to the visitor."""
        return self._catalogue.abstract(abstract_id).heading

    def known(self, language: Language) -> Known:
        """What the reader of follow-ups may look up."""
        return Known(partial(self.mentions, language=language), self.work_in, self.title_of)

    def placed(self, text: str) -> str | None:
        """The question with a title for “the second talk”, counted in the booklet's order."""
        return with_title(text, self._known.abstracts)

    def _reply(self, asked_for: str, understood: Understood, rank: RankTopic) -> Draft | None:
        language = understood.language
        text, sorted_by = without_order(asked_for)
        if is_of_host(text, self._catalogue.conferences()):
            return self._desk.answer(RecordsQuestion(Asks.HOST, ""), None, language)
        named = self._with_focus(self.mentions(text, language), understood)
        if what := lacked(text):
            return self._desk.without(what, self._within(named), language)
        asked = self._asked(named, understood)
        topic = topic_of(named.masked)
        at_once = (
            doubt_of(text, named, topic, language)
            or doubt_of_meaning(text, named, topic, self._topics.abbreviations, language)
            or self._plainly.answer(text, named, language)
        )
        if at_once is not None:
            return at_once
        if asked is None or asks_beyond_records(named.masked):
            return self._named_alone(named, text, language) if asked is None else None
        draft = self._looked_up(replace(asked, sorted_by=sorted_by), named, understood, rank)
        if draft and named.of(Sort.YEAR) and not self._known.years:
            note = record_phrases(language).no_years
            return replace(draft, text=f"{note}\n\n{draft.text}")
        return draft

    def _asked(self, named: Mentions, understood: Understood) -> RecordsQuestion | None:
        """What the records are asked; after a quotation, "where?" asks on of the text."""
        if is_what_about(named.masked) and self.work_in(named.masked):
            return None
        plain = records_question(named.masked)
        if plain and plain.asks is Asks.LIST and understood.resolved.only:
            return None  # "What are the last two about?"
        if plain or understood.resolved.before:
            return None if plain and asks_manner(named.masked, plain) else plain
        asked = read_question(named.masked)
        if asked and understood.resolved.only and asked.asks not in OF_ONE:
            return None  # "How many did the second one talk to?"
        if asked and (asks_manner(named.masked, asked) or _of_a_text(named)):
            return None
        return asked

    def _with_focus(self, named: Mentions, understood: Understood) -> Mentions:
        """What the conversation points at counts as a title, where none is named."""
        focus = understood.resolved.focus
        if not focus or named.of(Sort.TITLE) or named.people:
            return named
        said = self._catalogue.abstract(focus[0]).heading
        return Mentions(named.masked, (*named.found, Mention(Sort.TITLE, said, focus)))

    def _named_alone(self, named: Mentions, text: str, language: Language) -> Draft | None:
        """“Anything by Chhour?”: who is named and nothing else asked, wants what they wrote."""
        if named.of(Sort.TITLE):
            return None
        rest = topic_of(named.masked)
        if OF_TEXTS.search(text) or MANNER.search(text):
            return None
        if named.people and (_ABOUT_PERSON.search(text) or not _authors(named.people)):
            return self._desk.person(named.people, language)
        if not named.found and TALKS.search(text):
            return self._pairs.unknown_name(rest, named.masked, language)
        if not named.found or leftover(rest, Asks.LIST):
            return None
        return self._desk.answer(RecordsQuestion(Asks.LIST, ""), None, language, named.found)

    def _looked_up(
        self, asked: RecordsQuestion, named: Mentions, understood: Understood, rank: RankTopic
    ) -> Draft | None:
        language = understood.language
        rest = leftover(asked.topic, asked.asks)
        if asked.asks in _PAIRED:
            pair = self._pairs.compared if asked.asks is Asks.COMPARE else self._pairs.others
            return pair(named, language)
        of_conference = is_of_conference(asked, rest, named)
        if is_of_texts(asked, rest, named) and not (of_conference and named.of(Sort.TITLE)):
            return None
        if of_conference:
            return self._desk.answer(asked, None, language)
        if named.people and not _authors(named.people):
            return self._desk.person(named.people, language)
        return self._of_fields(asked, named, understood, rank)

    def _of_fields(
        self, asked: RecordsQuestion, named: Mentions, understood: Understood, rank: RankTopic
    ) -> Draft | None:
        language = understood.language
        authors = named.of(Sort.AUTHOR)
        if asked.asks is Asks.AFFILIATION and authors and not named.of(Sort.TITLE):
            return self._pairs.affiliations(authors[0], language)
        if is_about_people(asked, named) and _ABOUT_PERSON.search(understood.standing):
            return self._desk.person(named.people, language)
        if asked.asks in _OF_ALL or asked.asks in _MOST or asked.asks in (Asks.FIRST, Asks.LAST):
            return self._overall(asked, named, language)
        return self._selected(asked, named, language, rank)

    def _selected(
        self, asked: RecordsQuestion, named: Mentions, language: Language, rank: RankTopic
    ) -> Draft | None:
        """What is asked of the abstracts that the question's topic and names select."""
        limits = self.limits(named)
        topic = leftover(asked.topic, asked.asks)
        if missing := self._missing(named, limits, topic, language):
            return missing
        who = asked.asks is Asks.WHO and not named.of(Sort.TITLE)
        if who:
            asked = listing_of(asked, named, topic)
        if named.of(Sort.TITLE) and asked.asks in OF_ONE:
            topic = ""
        asked = self._in_english(replace(asked, topic=topic), language)
        if asked.asks in (Asks.LIST, Asks.COUNT) and topic and leaves_out(named.masked):
            held = self._topics.literal(asked.topic)
            return self._desk.without_topic(asked, held, language, limits)
        match = self._match(asked, limits, rank)
        if not limits and is_scattered(asked, match, named.masked):
            return None
        if who and match and match.abstracts and not any(it.authors for it in match.abstracts):
            # A list of nobody would not say plainly that it is not known who.
            asked = replace(asked, asks=Asks.WHO)
        return self._told(asked, match, limits, language)

    def _told(
        self,
        asked: RecordsQuestion,
        match: Match | None,
        limits: tuple[Mention, ...],
        language: Language,
    ) -> Draft | None:
        near = match is not None and not match.literal
        if near and (is_for_texts(asked) or (asked.shaped and match and match.abstracts)):
            return None
        if asked.guessed and not (match and match.literal and match.abstracts):
            return None
        if match is None and not limits and self._is_of_which(asked):
            return self._of_which(asked, language)
        return self._desk.answer(asked, match, language, limits)

    def _is_of_which(self, asked: RecordsQuestion) -> bool:
        """Whether a field is asked for and not of which abstract, where there are many."""
        return asked.asks in OF_ONE and len(self._catalogue.abstracts()) > FEW

    def _of_which(self, asked: RecordsQuestion, language: Language) -> Draft | None:
        if asked.asks is Asks.WHO:
            return self._desk.answer(replace(asked, asks=Asks.COUNT_PEOPLE), None, language)
        text = record_phrases(language).which_abstract
        return Draft(Kind.RECORDS, answerable=False, confidence=0.0, text=text)

    def _overall(self, asked: RecordsQuestion, named: Mentions, language: Language) -> Draft | None:
        """What is asked of all abstracts, or of those of a session, a person, a year."""
        topic = leftover(asked.topic, asked.asks)
        if asked.asks in _MOST:
            topic = ""
        match = self._topics.literal(topic) if topic else None
        if match is not None and not match.abstracts and asked.asks is not Asks.COUNT_PEOPLE:
            return None
        limits = self.limits(named)
        return self._desk.answer(replace(asked, topic=topic), match, language, limits)

    def limits(self, named: Mentions) -> tuple[Mention, ...]:
        """What limits a question, those of one sort joined, without years that are not known."""
        found = []
        for sort, excluded in product(Sort, (False, True)):
            of_sort = [it for it in named.of(sort) if it.excluded is excluded]
            if not of_sort or (sort is Sort.YEAR and not self._known.years):
                continue
            found.append(together(of_sort))
        return tuple(found)

    def _within(self, named: Mentions) -> tuple[Mention, ...]:
        return tuple(it for it in self.limits(named) if it.ids)

    def _missing(
        self, named: Mentions, limits: tuple[Mention, ...], topic: str, language: Language
    ) -> Draft | None:
        """That the records do not hold what would limit the question."""
        years = [it for it in limits if it.sort is Sort.YEAR and not it.ids and not it.excluded]
        if years:
            return self._pairs.unknown_year(years[0].said, language)
        if named.found or not topic:
            return None
        return self._pairs.unknown_name(topic, named.masked, language)

    def _in_english(self, asked: RecordsQuestion, language: Language) -> RecordsQuestion:
        """A Japanese topic that no abstract holds, in English where the glossary has it."""
        if language != "ja" or not asked.topic or self._topics.literal(asked.topic).abstracts:
            return asked
        return replace(asked, topic=whole_gloss(asked.topic) or asked.topic)

    def _match(
        self,
        asked: RecordsQuestion,
        limits: tuple[Mention, ...],
        rank: RankTopic,
    ) -> Match | None:
        """The abstracts that the topic is about; None where no topic is asked for."""
        topic = asked.topic
        if not terms(topic):
            return None
        within = None
        for limit in limits:
            within = frozenset(limit.ids) & (within if within is not None else frozenset(limit.ids))
        if asked.asks in OF_ONE:
            found = self._topics.match(topic, lambda: rank(topic), within)
            return self._topics.narrowed(found, topic)
        if within is not None:
            return self._topics.literal(topic, within)
        return self._topics.match(topic, lambda: rank(topic), within)


def _of_a_text(named: Mentions) -> bool:
    """Whether words of the asking alone ask a text: “What does she want to find out?”."""
    return bool(named.found and OF_TEXTS.search(named.masked))


def _authors(people: tuple[KnownPerson, ...]) -> bool:
    return any(known.abstract_ids for known in people)
