"""The records that a booklet holds: a conference and its abstracts.

All values are frozen and carry only what the booklet says. What it does not say is ``None`` or an
empty tuple, never a guess.
"""

import datetime as dt
from dataclasses import dataclass

from corpus.characters import is_cjk

PARAGRAPH_BREAK = "\n\n"
AFFILIATION_BREAK = "; "
_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the booklet names.

    ``family`` and ``given`` are kept as printed, except that a family name set in capitals to mark
    it ("CHHOUR, Phengse") is stored in title case. Several affiliations stand in ``affiliation``
    with :data:`AFFILIATION_BREAK` between them. ``reading`` is how a Japanese name is said, in
    kana or Latin letters, where the booklet gives it.
    """

    family: str
    given: str
    affiliation: str | None = None
    honorific: str | None = None
    reading: str | None = None

    @property
    def affiliations(self) -> tuple[str, ...]:
        """The affiliations one by one."""
        return tuple(self.affiliation.split(AFFILIATION_BREAK)) if self.affiliation else ()

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
    """Where something stands in its source: first and last line, counted from 1, both included.

    In a table or a data format a line is a row or an entry. ``page`` is where it begins, counted
    from 1, in formats that have pages; ``document`` the file's name in a booklet of several files.
    """

    first: int
    last: int
    page: int | None = None
    document: str | None = None


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
    year: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Abstract:
    """One abstract. Every citation is a pair of offsets into ``text``.

    ``text`` is the paragraphs joined by :data:`PARAGRAPH_BREAK`. ``title`` and ``authors`` are
    empty where the booklet gives none. ``id`` is stable when the booklet is read again.
    ``session``, ``time``, ``room`` and ``pages`` (of the printed book) are as printed;
    ``identifier`` is a DOI, an address or the source's own number.
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
    session: str | None = None
    time: str | None = None
    room: str | None = None
    pages: str | None = None
    year: int | None = None
    identifier: str | None = None
    references: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title; where the booklet gives none, the first words of the text, or else the id."""
        if self.title:
            return self.title
        words = self.text.split() or [self.id]
        return " ".join(words[:_HEADING_WORDS]) + (" …" if len(words) > _HEADING_WORDS else "")

    @property
    def affiliations(self) -> tuple[str, ...]:
        """The affiliations of all authors, each once, in order."""
        return tuple(dict.fromkeys(name for it in self.authors for name in it.affiliations))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs in order."""
        return tuple(self.text.split(PARAGRAPH_BREAK))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn abstract, so that a link to it can say why it is gone.

    ``title`` is its heading; ``date`` the day of the withdrawal.
    """

    id: str
    conference_id: str
    title: str
    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """A conference with its abstracts in the order of the source, and what was withdrawn."""

    conference: Conference
    abstracts: tuple[Abstract, ...]
    withdrawn: tuple[Tombstone, ...] = ()
