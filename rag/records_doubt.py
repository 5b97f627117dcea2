"""Asks back where a question may mean one of several people, or of several things."""

from rag.abbreviations import Abbreviations
from rag.answer import Kind
from rag.authors import KnownPerson
from rag.draft import Draft
from rag.language import Language
from rag.records_mentions import Mentions
from rag.records_people import in_a_line
from rag.records_phrases import record_phrases
from rag.records_spelt import Spelt, key_of

# More people of one family name than this are listed no more.
MOST_OFFERED = 6
# A question that says more of what it wants may be answered by the texts.
LEAST_SAID = 2


def doubt_of_meaning(
    text: str, named: Mentions, topic: str, known: Abbreviations, language: Language
) -> Draft | None:
    """The question back where all that it asks about is a short form with several meanings.

    What stands in a title or a name is not asked about.
    """
    for short in known.in_question(named.masked):
        meanings = known.meanings(short)[:MOST_OFFERED]
        if len(meanings) > 1 and Spelt(topic).size <= LEAST_SAID:
            phrases = record_phrases(language)
            said = phrases.which_meaning.format(
                short=short, count=len(meanings), meanings=phrases.joined.join(meanings)
            )
            offered = tuple(text.replace(short, meaning, 1) for meaning in meanings)
            return Draft(
                Kind.RECORDS, answerable=False, confidence=0.0, text=said, suggestions=offered
            )
    return None


def doubt_of(text: str, named: Mentions, topic: str, language: Language) -> Draft | None:
    """The question back, or None where it is clear who is meant."""
    names = dict.fromkeys(known.person.name for known in named.people if known.abstract_ids)
    alone = _family_alone(text, named.people)
    if len(names) < 2 or alone is None or Spelt(topic).size > LEAST_SAID:  # noqa: PLR2004
        return None
    phrases = record_phrases(language)
    offered = tuple(names)[:MOST_OFFERED]
    people = phrases.joined.join(_told(named.people, name) for name in offered)
    said = phrases.which_person.format(count=len(names), people=people)
    suggestions = tuple(text.replace(alone, name, 1) for name in offered)
    return Draft(Kind.RECORDS, answerable=False, confidence=0.0, text=said, suggestions=suggestions)


def _family_alone(text: str, people: tuple[KnownPerson, ...]) -> str | None:
    """The one family name as typed, where all who are meant bear it and no given name is there."""
    families = {key_of(known.person.family) for known in people}
    if len(families) != 1:
        return None
    place = Spelt(text).find(next(iter(families)))
    if place is None or any(_given_in(text, place, known) for known in people):
        return None
    return text[slice(*place)]


def _given_in(text: str, place: tuple[int, int], known: KnownPerson) -> bool:
    """Whether a given name stands beside the family name."""
    given = key_of(known.person.given).split()
    return any(word in given for word, _, _ in Spelt(text).beside(place))


def _told(people: tuple[KnownPerson, ...], name: str) -> str:
    return in_a_line(next(it.person for it in people if it.person.name == name))
