"""Records made by hand, for tests that need some and do not care which."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from corpus.abstract import Abstract, Booklet, Conference, Note, Person, SourceLines

LAKES = Conference(
    id="lakes-2031",
    association="Society for Lake Studies",
    association_short="SLS",
    name="Annual Meeting 2031",
    session="Open Session",
    form="Online",
    date=date(2031, 5, 4),
    start=time(10),
    end=time(12, 30),
    chair=Person("Moreau", "Anne", "Nagano College", "Dr."),
    chair_role="Chair and Moderator",
)

REEDS = Abstract(
    id="lakes-2031/reeds",
    conference_id=LAKES.id,
    title="Why Reeds Return to Shallow Lakes",
    authors=(Person("Okada", "Mari", "Suwa University"), Person("Lindqvist", "Bo")),
    keywords=("reeds", "water level"),
    text=(
        "Reeds disappeared from the lake in 1974 (Sano, 2012:19). Dr. Ito et al. blamed the dam. "
        "This study asks why they return.\n\n"
        "We counted 312 stands on foot during two summers. Boats were not used. "
        "This paper finds that a falling water level let the seeds take root."
    ),
    language="en",
    source=SourceLines(9, 21),
    notes=(Note("A stand is a group of at least ten stems.", SourceLines(15, 15)),),
)

FERRIES = Abstract(
    id="lakes-2031/ferries",
    conference_id=LAKES.id,
    title="Ferries and Fishers: a Quarrel over Harbours",
    authors=(),
    keywords=(),
    text=(
        "Fishers complained that ferries cut their nets. Interviews with nine captains were held. "
        "The quarrel ended when the harbour was divided."
    ),
    language="en",
    source=SourceLines(23, 30),
)

ICE = Abstract(
    id="lakes-2031/ice",
    conference_id=LAKES.id,
    title="諏訪湖の氷と暮らし",
    authors=(Person("佐藤", "花子", "諏訪大学"),),
    keywords=("御神渡り", "気候"),
    text="本研究は湖の氷を扱う。「なぜ凍らないのか。」と人々は問う。冬の気温は2度上がった。",
    language="ja",
    source=SourceLines(32, 36),
)

LAKE_BOOKLET = Booklet(LAKES, (REEDS, FERRIES, ICE))

OTHER_BOOKLET = Booklet(
    Conference(id="bridges-2032"),
    (
        Abstract(
            id="bridges-2032/ropes",
            conference_id="bridges-2032",
            title="Rope Bridges",
            authors=(Person("Quispe", "Ana"),),
            keywords=("grass",),
            text="Grass ropes carry four people. They are replaced each June.",
            language="en",
            source=SourceLines(3, 8),
        ),
    ),
)

BOTH = (LAKE_BOOKLET, OTHER_BOOKLET)


def with_text(booklet: Booklet, abstract_id: str, text: str) -> Booklet:
    """The booklet with another text for one abstract."""
    abstracts = tuple(
        replace(abstract, text=text) if abstract.id == abstract_id else abstract
        for abstract in booklet.abstracts
    )
    return replace(booklet, abstracts=abstracts)


def made_up(texts: Sequence[str], title: str = "On {}") -> Booklet:
    """A booklet with one abstract for each text, titled by its number."""
    abstracts = tuple(
        Abstract(
            id=f"made-up/{number}",
            conference_id="made-up",
            title=title.format(number),
            authors=(),
            keywords=(),
            text=text,
            language="en",
            source=SourceLines(number + 1, number + 1),
        )
        for number, text in enumerate(texts)
    )
    return Booklet(Conference(id="made-up"), abstracts)
