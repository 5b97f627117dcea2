"""What is asked of people, talks and conferences that no record holds: it is said plainly.

Otherwise "Is Chhour a professor?" would be answered from some text that speaks of professors.
"""

import re
from functools import cached_property

from corpus.abstract import Abstract, Person
from index.catalogue import Catalogue
from rag.answer import Kind
from rag.citation import nearest
from rag.cuebook import load_cues
from rag.draft import Draft
from rag.language import Language
from rag.records_mentions import Mentions
from rag.records_people import in_a_line
from rag.records_phrases import record_phrases

OFFERED = 3
# Some booklets print a position as an affiliation: "PhD student, Suwa University".
_POSITION = re.compile(
    r"\b(?:professor|prof\.|lecturer|student|ph\.?d|postdoc|researcher|fellow|lawyer|dean|teacher)"
    r"|教授|学生|院生|講師|研究員|弁護士",
    re.IGNORECASE,
)


class Unheld:
    """Knows what the records of one catalogue cannot tell."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def answer(self, text: str, named: Mentions, language: Language) -> Draft | None:
        """That the records do not hold what is asked; None where they or the texts may."""
        del text
        what = load_cues("records_unheld").first(named.masked)
        if what is None or self._may_hold(what, named):
            return None
        phrases = record_phrases(language)
        people = dict.fromkeys(in_a_line(known.person) for known in named.people)
        lines = [phrases.unheld[what]]
        if people:
            lines.append(phrases.unheld_but.format(people=phrases.joined.join(people)))
        lines.append(phrases.held)
        offered = tuple(map(nearest, self._meant(named)))
        text = "\n\n".join(lines)
        return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=text, nearest=offered)

    def _may_hold(self, what: str, named: Mentions) -> bool:
        if what == "position":
            of_them = [known.person for known in named.people]
            return any(map(_tells_position, of_them)) if of_them else self._positions
        return what == "length" and self._times

    @cached_property
    def _positions(self) -> bool:
        """Whether some affiliation or title of a person tells a position."""
        abstracts, conferences = self._catalogue.abstracts(), self._catalogue.conferences()
        people = [person for it in abstracts for person in it.authors]
        people += [it.chair for it in conferences if it.chair]
        return any(map(_tells_position, people))

    @cached_property
    def _times(self) -> bool:
        return any(it.time for it in self._catalogue.abstracts())

    def _meant(self, named: Mentions) -> list[Abstract]:
        """The abstracts of what is named, or the first."""
        ids = dict.fromkeys(id_ for it in named.found if not it.excluded for id_ in it.ids)
        found = [self._catalogue.abstract(id_) for id_ in ids]
        return (found or list(self._catalogue.abstracts()))[:OFFERED]


def _tells_position(person: Person) -> bool:
    return bool(_POSITION.search(f"{person.honorific} {person.affiliation}"))
