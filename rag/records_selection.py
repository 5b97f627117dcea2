"""Which abstracts a records question is about, and that criterion in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.language import Language
from rag.records_gazetteer import LANGUAGES
from rag.records_mentions import Mention, Sort
from rag.records_people import in_a_line
from rag.records_phrases import RecordPhrases, numbered, record_phrases
from rag.topic import Match


@dataclass(frozen=True, slots=True)
class Selection:
    """The abstracts of ``total`` that a question is about.

    ``limits`` are the people, affiliations, sessions, years and languages that it names, and
    ``match`` how the abstracts hold the ``topic`` (None: no topic is asked for).
    """

    abstracts: tuple[Abstract, ...]
    total: int
    language: Language
    topic: str = ""
    match: Match | None = None
    limits: tuple[Mention, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing limits it."""
        return self.match is None and not self.limits

    @property
    def where(self) -> str:
        """The limits in words, joined; empty where there is none."""
        phrases = record_phrases(self.language)
        return phrases.joined.join(limit_in_words(it, self.language) for it in self.limits)

    def heading(self) -> str:
        """How many of how many, and by which criterion; a stop or colon is still to come."""
        phrases, count = record_phrases(self.language), len(self.abstracts)
        if self.is_all:
            return numbered(phrases.all_of_them, count, total=count)
        if self.match is None:
            return numbered(phrases.are, count, total=self.total, limits=self.where)
        said = numbered(phrases.match, count, total=self.total, topic=self.topic)
        if self.limits:
            said += numbered(phrases.match_and, count, limits=self.where)
        return said + self._held(phrases)

    def _held(self, phrases: RecordPhrases) -> str:
        if self.match is None or self.match.named is None:
            return ""
        if self.match.named == len(self.abstracts):
            return phrases.named_only
        return "" if self.match.named else phrases.text_only

    def notes(self) -> str:
        """What else is to be known of the criterion."""
        phrases, match = record_phrases(self.language), self.match
        said = []
        if match and match.literal and not match.together:
            said.append(phrases.apart)
        if match and match.also:
            forms = phrases.joined.join(phrases.quoted.format(text=it) for it in match.also)
            said.append(phrases.also.format(forms=forms))
        elif match and match.literal and match.inflected and match.together:
            said.append(phrases.inflected)
        if any(it.sort is Sort.AUTHOR and _several(it) for it in self.limits):
            said.append(phrases.same_name)
        return " ".join(said)


def _several(mention: Mention) -> bool:
    return len({known.person.affiliation for known in mention.people if known.abstract_ids}) > 1


def limited_to(
    limits: Sequence[Mention], catalogue: Catalogue, among: Sequence[Abstract] | None = None
) -> tuple[Abstract, ...]:
    """The abstracts that meet all limits, of which there is at least one.

    They stand in the order of ``among``, or else of the catalogue.
    """
    fewest, *others = sorted((it.ids for it in limits), key=len)
    wanted = set(fewest).intersection(*others)
    if among is not None:
        return tuple(it for it in among if it.id in wanted)
    rows = sorted(catalogue.abstract_row(id_) for id_ in wanted if catalogue.holds(id_))
    return tuple(map(catalogue.abstracts().__getitem__, rows))


def limit_in_words(mention: Mention, language: Language) -> str:
    """One limit as a part of a sentence."""
    phrases = record_phrases(language)
    if mention.excluded and mention.sort is Sort.TITLE:
        return phrases.other_work.format(name=mention.said)
    forms = {
        Sort.AUTHOR: phrases.by,
        Sort.PLACE: phrases.place,
        Sort.SESSION: phrases.session,
        Sort.YEAR: phrases.year,
        Sort.LANGUAGE: phrases.language,
        Sort.TITLE: phrases.about,
    }
    said = forms[mention.sort].format(name=_said(mention, language))
    return phrases.other_than.format(limit=said) if mention.excluded else said


def _said(mention: Mention, language: Language) -> str:
    if mention.sort is Sort.LANGUAGE:
        return LANGUAGES[mention.said][language == "ja"]
    if mention.sort is Sort.AUTHOR and len(mention.people) == 1 and len(mention.said) > 1:
        return in_a_line(mention.people[0].person)
    return mention.said
