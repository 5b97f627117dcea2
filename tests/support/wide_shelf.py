"""A shelf of abstracts that are hard to lay out: very long, forty authors, names without end."""

from dataclasses import dataclass, field, replace

from corpus.abstract import Abstract, Conference, Note, Person, SourceLines, Tombstone
from tests.support.table_assistant import BOATS, CONFERENCE, FISH, REEDS, TableAssistant

_SENTENCE = "The water of the lake was measured at forty places in every month of the year. "

MANY = replace(
    REEDS,
    id="lake-2031-forty-authors",
    title="A Census of Everything That Lives in, on, and Around Forty Lakes of the Northern Shore: "
    "Methods, First Results, and What They Mean for Towns That Drink From Them",
    authors=tuple(
        Person(f"Family{n:02}", "Given", f"Institute for Limnology No. {n % 9}") for n in range(40)
    ),
    text="\n\n".join([_SENTENCE * 28] * 5),
    keywords=("limnology", "a keyword that is nearly as long as a whole sentence of it", "X"),
    session="Session 3: Everything",
    time="14:00–14:20",
    room="Great Hall",
    pages="12–19",
    year=2031,
    identifier="10.1234/lakes.2031.17",
    notes=(Note("The figures for May are missing.", SourceLines(1, 1)),),
    references=("Moreau, A. (2029). On lakes. Journal of Lakes 3, 1-9.",),
)

JAPANESE = replace(
    REEDS,
    id="lake-2031-ashi",
    title="浅い湖に葦が戻る理由──十二の湖における十年間の水位観測から",
    authors=(
        Person("岡田", "真理", "諏訪大学", None, "おかだ まり"),
        Person("林", "望", "長野短期大学"),
    ),
    text="一九六〇年以降、多くの湖から葦が消えた。本研究は、葦がなぜ戻るのかを問う。" * 12,
    keywords=("葦", "水位", "湖沼管理"),
    language="ja",
    year=2031,
)

# One word that no line can break, and everything missing that can be.
BARE = Abstract(
    id="lake-2029-bare",
    conference_id="lake-2029",
    title="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2,
    authors=(),
    keywords=(),
    text="x" * 400,
    language="en",
    source=SourceLines(1, 1),
)

OLDER = Conference(id="lake-2029", name="Lake Workshop", year=2029)


@dataclass(frozen=True, slots=True)
class WideShelf:
    """Two conferences, and more abstracts than one page of the list takes."""

    held: tuple[Abstract, ...] = (
        MANY, JAPANESE, BARE, REEDS, BOATS,
        *(replace(BOATS, id=f"lake-2031-shore-{n}", title=f"Shore {n}") for n in range(30)),
    )  # fmt: skip

    def conferences(self) -> tuple[Conference, ...]:
        """Both."""
        return (CONFERENCE, OLDER)

    def conference(self, conference_id: str, /) -> Conference:
        """By id."""
        return {it.id: it for it in self.conferences()}[conference_id]

    def abstract(self, abstract_id: str, /) -> Abstract:
        """By id."""
        return {it.id: it for it in self.held}[abstract_id]

    def abstracts(self) -> tuple[Abstract, ...]:
        """All."""
        return self.held

    def tombstone(self, abstract_id: str, /) -> Tombstone | None:
        """One was taken back."""
        return FISH if abstract_id == FISH.id else None


@dataclass(frozen=True, slots=True)
class WideAssistant(TableAssistant):
    """The table assistant before this shelf."""

    generation_id: str = "wide-1"
    catalogue: WideShelf = field(default_factory=WideShelf)  # type: ignore[assignment]
