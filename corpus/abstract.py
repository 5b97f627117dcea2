"""The records that a booklet holds: a conference and its abstracts.

All values are frozen and carry only what the booklet says. What it does not say is ``None`` or an
empty tuple, never a guess.
"""

import datetime as dt
from dataclasses import dataclass

from corpus.characters import is_cjk

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the booklet names.

    ``family`` and ``given`` are kept as printed, except that a family name set in capitals to mark
    it ("CHHOUR, Phengse") is stored in title case.
    """

    family: str
    given: str
    affiliation: str | None = None
    honorific: str | None = None

    @property
    def name(self) -> str:
        """Given name first, as an English sentence writes it; a Japanese name family first."""
        if self.family and not self.family.isascii() and is_cjk(self.family[0]):
            return f"{self.family} {self.given}".strip()
        return f"{self.given} {self.family}".strip()

    @property
    def name_and_affiliation(self) -> str:
        """The name with the affiliation in brackets where the booklet gives one."""
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Where something stands in its source: first and last line, counted from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that was moved out of the running text."""

    text: str
    source: SourceLines


@dataclass(frozen=True, slots=True)
class Conference:
    """The event that a booklet belongs to. ``id`` is the name of the booklet's folder."""

    id: str
    association: str | None = None
    association_short: str | None = None
    name: str | None = None
    session: str | None = None
    form: str | None = None
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    chair: Person | None = None
    chair_role: str | None = None


@dataclass(frozen=True, slots=True)
class Abstract:
    """One abstract. Every citation is a pair of offsets into ``text``.

    ``text`` is the paragraphs joined by :data:`PARAGRAPH_BREAK`. ``authors`` is empty where the
    booklet names none. ``id`` is stable when the booklet is read again.
    """

    id: str
    conference_id: str
    title: str
    authors: tuple[Person, ...]
    keywords: tuple[str, ...]
    text: str
    language: str
    source: SourceLines
    notes: tuple[Note, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs in order."""
        return tuple(self.text.split(PARAGRAPH_BREAK))


@dataclass(frozen=True, slots=True)
class Booklet:
    """A conference with its abstracts in the order of the source."""

    conference: Conference
    abstracts: tuple[Abstract, ...]
