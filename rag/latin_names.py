"""Names that a Japanese question writes in Japanese letters, as the records write them in Latin.

A booklet in English knows “Hosei University” and “Saeki”; its Japanese readers ask for 法政大学 and
佐伯さん. Readings are compared (rag.readings), and only what the records hold takes their place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from index.catalogue import Catalogue
from rag.readings import Word, levelled, said, words_in

_UNIVERSITY = "大学"
# 慶應義塾大学 calls itself Keio University.
_SILENT = "gijuku"
# Letters of a given name's reading that have to be those of the record.
_LEAST = 4
_QUOTED = re.compile(r"[「『“\"][^」』”\"]*[」』”\"]")
_IN_KANA = re.compile(r"(?P<name>[ぁ-んァ-ヶー]{2,})(?=さん|氏|先生|教授|准教授)")
_NAMED_AFTER = re.compile(
    r"^(?:the )?(?P<before>[\w'’\- ]+?) univ(?:ersity|\.)?(?: |$)", re.IGNORECASE
)
_NAMED_OF = re.compile(r"\buniv(?:ersity|\.)? of (?:the )?(?P<after>[\w'’\-]+)$", re.IGNORECASE)
_ONE_OF_NAME = re.compile(r"[一-鿿々](?<!氏)")
# A corpus names many thousands whose names are of other languages.
_MAY_BE_JAPANESE = re.compile(
    r"(?!.*[lqvx])(?!.*[^aeiou]{4})[a-z'’-]*[aeiouhn]", re.IGNORECASE | re.ASCII
)
# Questions whose names are kept: one is read several times.
KEPT = 64
_COMMA = re.compile(r"\s*[,，;、]\s*")

# Start, end, and what is to stand there.
Change = tuple[int, int, str]


class LatinNames:
    """The names of the records that are written in Latin letters, by how they are said."""

    def __init__(self, people: Iterable[tuple[str, str]], affiliations: Iterable[str]) -> None:
        """``people`` are family and given names."""
        people, affiliations = tuple(people), tuple(affiliations)
        written = (*(family for family, _ in people), *affiliations)
        # What the records themselves write in Japanese is left as it is.
        self._japanese = frozenset(it for it in written if not it.isascii())
        self._families: dict[str, list[tuple[str, str]]] = {}
        for family, given in dict.fromkeys(people):
            if _MAY_BE_JAPANESE.fullmatch(family):
                self._families.setdefault(levelled(family), []).append((family, given))
        self._universities = dict(_universities(affiliations))
        self.put_into = lru_cache(maxsize=KEPT)(self._put_into)

    @classmethod
    def of(cls, catalogue: Catalogue) -> "LatinNames":
        """Those of a catalogue: its authors and chairs, and where they work."""
        abstracts = catalogue.abstracts()
        chairs = (it.chair for it in catalogue.conferences() if it.chair)
        people = (*(person for it in abstracts for person in it.authors), *chairs)
        places = (place for person in people for place in person.affiliations)
        return cls(((person.family, person.given) for person in people), places)

    def _put_into(self, question: str) -> str:
        """The question with the names of the records in it as the records write them."""
        if not (self._families or self._universities):
            return question
        bare = _QUOTED.sub(lambda found: " " * len(found.group()), question)
        words = [word for word in words_in(bare) if word.text.strip()]
        changes = [*self._of_universities(words), *self._of_people(words), *self._of_kana(bare)]
        behind = len(question)
        for start, end, name in sorted(changes, reverse=True):
            if end <= behind:
                question, behind = question[:start] + name + question[end:], start
        return question

    def _of_universities(self, words: Sequence[Word]) -> Iterator[Change]:
        for at, word in enumerate(words):
            if word.text.endswith(_UNIVERSITY):
                first = _first_of_name(words, at)
                own = "".join(it.said for it in words[first : at + 1])
                bare = own.replace(_SILENT, "").removesuffix(said("ダイガク"))
                typed = "".join(it.text for it in words[first : at + 1])
                held = any(typed in it for it in self._japanese)
                if bare in self._universities and not held:
                    yield words[first].start, word.end, self._universities[bare]

    def _of_people(self, words: Sequence[Word]) -> Iterator[Change]:
        for at, word in enumerate(words):
            if word.is_name and word.said in self._families and word.text not in self._japanese:
                behind = words[at + 1 : at + 3]
                if behind and behind[0].is_name:
                    yield from self._of_full_name(word, behind)
                else:
                    yield word.start, word.end, self._families[word.said][0][0]

    def _of_full_name(self, family: Word, behind: Sequence[Word]) -> Iterator[Change]:
        """Nothing where nobody of the family has this given name.

        Its characters have many readings, so only its beginning has to agree.
        """
        first, *others = behind
        for own, given in self._families[family.said]:
            if _begins_alike(first.said, levelled(given)):
                goes_on = bool(others) and bool(_ONE_OF_NAME.fullmatch(others[0].text))
                yield family.start, (others[0] if goes_on else first).end, f"{own} {given}"
                return

    def _of_kana(self, question: str) -> Iterator[Change]:
        for found in _IN_KANA.finditer(question):
            known = self._families.get(said(found["name"]))
            if known:
                yield *found.span("name"), known[0][0]


def _begins_alike(one: str, other: str) -> bool:
    return one == other or (len(one) >= _LEAST and one[:_LEAST] == other[:_LEAST])


def _first_of_name(words: Sequence[Word], last: int) -> int:
    first = last
    while first and words[first - 1].is_noun and words[first - 1].said:
        first -= 1
    return first


def _universities(affiliations: Iterable[str]) -> Iterator[tuple[str, str]]:
    pieces = (piece for whole in affiliations for piece in _COMMA.split(whole))
    for piece in dict.fromkeys(pieces):
        found = _NAMED_OF.search(piece) or _NAMED_AFTER.search(piece)
        if found and piece.isascii():
            yield levelled(found[1]), piece
