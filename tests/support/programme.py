"""A conference that was made up: invented abstracts in sessions, with people and rooms."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice, product

from bench.reader_texts import invented
from corpus.abstract import Abstract, Booklet, Conference, Person

_FAMILIES = (
    "Moreau", "Okada", "Lindqvist", "Achterberg", "Santos", "Whitaker", "Nakagawa", "Öztürk",
)  # fmt: skip
_GIVEN = ("Élise", "Haruka", "Jonas", "Marie-Claire", "Tomás")
_PLACES = (
    "University of Bergen", "Keisen College", "Institute for Rural Studies", "Université de Liège",
)  # fmt: skip
_SESSIONS = (
    "Session 1: Work and Rest", "Session 2: Schools", "Session 3: Crossing Borders", "Posters",
)  # fmt: skip
_KEYWORDS = ("care work", "field survey", "housing", "policy", "schooling", "time use", "wages")
_A_SESSION = 6

CONFERENCE = Conference(
    id="made-up-2031",
    association="Society for Made-up Studies",
    association_short="SMS",
    name="Third Annual Meeting",
    date=dt.date(2031, 5, 17),
    year=2031,
    place="Uppsala",
)


def programme() -> Booklet:
    """Twenty-four talks in four sessions; some people give two, some talks have two authors."""
    people = cycle(_people())
    held = islice(invented("own-en-aside"), _A_SESSION * len(_SESSIONS))
    talks = (
        _talk(abstract, place, tuple(islice(people, 1 + place % 2)))
        for place, abstract in enumerate(held)
    )
    return Booklet(CONFERENCE, tuple(talks))


def _people() -> Iterator[Person]:
    names = islice(product(_FAMILIES, _GIVEN), 0, None, 2)
    for (family, given), place in zip(names, cycle(_PLACES), strict=False):
        yield Person(family, given, place)


def _talk(abstract: Abstract, place: int, authors: tuple[Person, ...]) -> Abstract:
    session, nth = divmod(place, _A_SESSION)
    hour, half = 9 + nth // 2, 30 * (nth % 2)
    return replace(
        abstract,
        id=f"{CONFERENCE.id}-{abstract.id.casefold()}",
        conference_id=CONFERENCE.id,
        authors=authors,
        keywords=_KEYWORDS[nth % 3 : nth % 3 + 3],
        session=_SESSIONS[session],
        time=f"{hour}:{half:02}–{hour}:{half + 20}",
        room=f"Room {session + 1}",
        year=CONFERENCE.year,
    )
