"""Who chaired: people of the records who need not have written anything."""

from collections.abc import Sequence
from typing import get_args

from index.catalogue import Catalogue
from rag.authors import KnownPerson
from rag.conference_facts import chair_sentence
from rag.language import Language
from rag.records_mentions import Mention
from rag.records_spelt import key_of


class Chairs:
    """The chairs of one catalogue's conferences."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known = {
            language: tuple(_chairs(catalogue, language)) for language in get_args(Language)
        }

    def known(self, language: Language) -> tuple[KnownPerson, ...]:
        """All, with what each chaired told in this language."""
        return self._known[language]

    def at(self, places: Sequence[Mention], language: Language) -> tuple[KnownPerson, ...]:
        """Those who work at one of these places."""
        keys = [key_of(it.said) for it in places]
        return tuple(
            known
            for known in self._known[language]
            if any(key in key_of(known.person.affiliation or "") for key in keys)
        )


def _chairs(catalogue: Catalogue, language: Language) -> list[KnownPerson]:
    return [
        KnownPerson(conference.chair, (), chair_sentence(conference, language))
        for conference in catalogue.conferences()
        if conference.chair
    ]
