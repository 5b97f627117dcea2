"""Records held against each other, and what is said where the records lack what is named."""

import re

from rag.answer import Kind
from rag.draft import Draft
from rag.gloss import whole_gloss
from rag.language import Language
from rag.phrases import phrases_in
from rag.records import RecordsDesk
from rag.records_gazetteer import Gazetteer
from rag.records_mentions import Mention, Mentions, Sort
from rag.records_phrases import record_phrases
from rag.records_selection import Selection, limit_in_words, limited_to
from rag.records_topic import topics_compared
from rag.topic import Topics

# "by X", "did X give", "Xさん": somebody is asked for by name.
_NAME = r"(?:(?:[A-ZÀ-Þ][\w.'’-]+,? ?){2,4}|[一-鿿々]{2,5} ?[一-鿿々ぁ-ヿ]{0,5})"
_TYPED = (
    r"(?:[A-ZÀ-Þ][a-zà-ÿ.'’-]+,? ){1,3}[A-ZÀ-Þ][\wà-ÿ'’-]*[a-zà-ÿ]"
    r"|[一-鿿々]{2,5} [一-鿿々ぁ-ヿ]{1,5}"
)
_SOMEBODY = re.compile(
    rf"\b(?:by|(?:stuff|anything|something|everything) from) (?P<a>{_NAME})"
    rf"|^(?:(?:abstracts|talks|papers) |which one is )?(?P<f>{_TYPED})(?:['’]s)?\W*$"
    rf"|\b(?i:did|does|has|is|do|have) (?P<b>{_NAME}) ?\b(?:give|gave|present\w*|write|wrote"
    r"|speak|talk|contribut\w*|have|got|appear|an author|involved|made)"
    rf"|^(?P<d>{_NAME}) (?:talks|abstracts|papers|発表)"
    r"|(?P<c>[^\s、。？?]{2,14}(?: [^\s、。？?]{1,14})?)(?:さん|氏|先生)"
    r"|^(?P<e>[一-鿿々]{2,5} [一-鿿々ぁ-ヿ]{1,5})(?:の|は|が|による| )"
)
_SOMEWHERE = re.compile(
    r"\b(?:from|at|affiliated with|based at|come from|came from) (?P<a>(?:the )?[A-Z][^?,.]{2,60}?)"
    r"(?=\s*(?:[?.,]|present|contribut|represent|\bhere\b|\b(?:on|in|at) th(?:e|is)\b|$))"
    r"|\b(?:did|does|is) (?P<b>[A-Z][\w ]*(?:University|Institute|College|Academy)[\w ]*?)"
    r" (?:contribute|represented)"
    r"|(?P<c>[^\s、。？?]{2,40}(?: [A-Z]\w+){0,4})"
    r"(?=からの|から何|から来|所属|の研究者|に所属|の方の|の(?:人|方|先生|教員|学生)[はがも]"
    r"|(?<=大学|学院|究所|高専)の(?:発表|論文|抄録|報告))"
)

# "Anyone from Waseda?", and not "collected from Cicero's writings".
_WHOSE = re.compile(
    r"\b(?:who|any(?:one|body)|some(?:one|body)|people|authors?|speakers?|presenters?|talks?|papers?"
    r"|abstracts?|presentations?)\b.{0,30}\b(?:from|at)\b(?!.*['’]s\b)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(r"Universit|Institut|College|Academy|Ministry|大学|研究所|学院")


class Pairs:
    """Answers that hold two things of the records against each other."""

    def __init__(self, desk: RecordsDesk, known: Gazetteer, topics: Topics) -> None:
        self._desk = desk
        self._known = known
        self._topics = topics

    def compared(self, named: Mentions, language: Language) -> Draft | None:
        """Which of two people, affiliations, sessions or topics has more abstracts."""
        for sort in (Sort.AUTHOR, Sort.PLACE, Sort.SESSION, Sort.YEAR):
            sides = named.of(sort)
            if len(sides) == 2:  # noqa: PLR2004 - a comparison has two sides
                one, other = (self._limited(side, language) for side in sides)
                said = (limit_in_words(sides[0], language), limit_in_words(sides[1], language))
                return self._desk.counts.compared(one, other, said)
        topics = topics_compared(named.masked)
        if topics is None:
            return None
        one, other = (self._on(topic, language) for topic in topics)
        about = record_phrases(language).about
        said = (about.format(name=topics[0]), about.format(name=topics[1]))
        return self._desk.counts.compared(one, other, said)

    def others(self, named: Mentions, language: Language) -> Draft | None:
        """What else somebody wrote."""
        titles, authors = named.of(Sort.TITLE), named.of(Sort.AUTHOR)
        if not titles:
            if not authors:
                return None
            selection = self._limited(authors[0], language)
            return self._desk.counts.listed(selection)
        title = titles[0]
        own = limited_to((title,), self._known.catalogue)
        by_whom = authors or tuple(
            Mention(Sort.AUTHOR, person.name, self._known.by(person.name))
            for it in own
            for person in it.authors
        )
        ids = [i for it in by_whom for i in it.ids if i not in title.ids]
        selection = Selection((), len(self._known.abstracts), language)
        return self._desk.counts.others(title, ids, selection)

    def affiliations(self, author: Mention, language: Language) -> Draft:
        """Where somebody is from."""
        return self._desk.counts.affiliations(author, self._limited(author, language))

    def unknown_year(self, year: str, language: Language) -> Draft:
        """That there is nothing of this year."""
        phrases = record_phrases(language)
        years = phrases.joined.join(sorted(self._known.years))
        return _lacking(phrases.unknown_year.format(year=year, years=years))

    def unknown_name(self, topic: str, masked: str, language: Language) -> Draft | None:
        """That no author or affiliation is called what stands where one would."""
        phrases = record_phrases(language)
        person = _SOMEBODY.search(masked)
        if person:
            name = next(filter(None, person.groups())).strip(" ,")
            if name and not self._topics.literal(name).abstracts:
                return _lacking(phrases.no_such_author.format(name=name), Kind.ABSTENTION)
        place = _SOMEWHERE.search(masked)
        said = place and (place["a"] or place["b"] or place["c"] or "").strip(" ,")
        # That a text names Hiroshima says nothing of Hiroshima University.
        sought = said if said and _INSTITUTION.search(said) else topic
        if not said or self._topics.literal(sought).abstracts:
            return None
        # 所属 may stand behind anything: "the affiliation of the author of the study on X".
        is_place = _WHOSE.search(masked) if said.isascii() else sought == said
        if not self._known.has_affiliations and (is_place or _INSTITUTION.search(said)):
            return _lacking(phrases.no_affiliations.format(name=said))
        return self._nobody_from(said, language) if is_place else None

    def _nobody_from(self, place: str, language: Language) -> Draft:
        """That nobody is from there, as far as authors are named."""
        text = record_phrases(language).no_such_place.format(name=place)
        unnamed = sum(not it.authors for it in self._known.abstracts)
        if unnamed:
            said, total = phrases_in(language).count_unnamed, len(self._known.abstracts)
            text = f"{text} {said.format(count=unnamed, total=total)}"
        return _lacking(text, Kind.ABSTENTION)

    def _limited(self, limit: Mention, language: Language) -> Selection:
        abstracts = limited_to((limit,), self._known.catalogue)
        total = len(self._known.abstracts)
        return Selection(abstracts, total, language, limits=(limit,))

    def _on(self, topic: str, language: Language) -> Selection:
        match = self._topics.literal(topic)
        if language == "ja" and not match.abstracts:
            match = self._topics.literal(whole_gloss(topic) or topic)
        total = len(self._known.abstracts)
        return Selection(match.abstracts, total, language, topic, match)


def _lacking(text: str, kind: Kind = Kind.RECORDS) -> Draft:
    return Draft(kind, answerable=False, confidence=0.0, text=text)
