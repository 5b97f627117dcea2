"""Books of abstracts set in many ways, as a reader of documents would give them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from corpus.readers.printed import PrintedDocument, PrintedLine, Span, Style

BODY = Style(10.0, font="Serif")
_PAGE_HEIGHT = 700.0
_LEADING = 1.2
_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Talk:
    """One abstract that a test wants to find again."""

    title: str
    authors: tuple[str, ...]
    affiliation: str
    text: str


TALKS = (
    Talk(
        "Tidal marshes and the memory of storms",
        ("Ada Brook", "Lin Okafor"),
        "University of Eastmere, Eastmere, Norway",
        "We surveyed forty marshes along the coast after the storm. The layers of sand show how "
        "often the sea broke in during the last thousand years, and they let us compare the "
        "records of the villages with the records of the mud below them.",
    ),
    Talk(
        "Counting owls by ear",
        ("Jun Petrov",),
        "Institute of Field Biology, Varna, Bulgaria",
        "Recorders were hung in the trees of three forests for one winter. The calls were told "
        "apart by a listener and by a program, and both agreed on nine calls in ten. The method "
        "is cheap and it does not disturb the birds during the time of breeding.",
    ),
    Talk(
        "Letters of the emigrants to the valley of Ticino",
        ("Rosa Keller", "Tom Vale", "Ines Duarte"),
        "Department of History, University of Lindau, Germany",
        "The archive holds letters which were sent home by those who had left for the coast. "
        "This paper reads them as accounts of work and of wages, and asks what the writers did "
        "not say about the price of the passage and the debts that it left behind.",
    ),
    Talk(
        "Cheap sensors for clean wells",
        ("Mina Haddad",),
        "School of Engineering, Tunis, Tunisia",
        "A sensor for nitrate was built from parts that are sold in every town. It was tested in "
        "twelve wells for a year and it stayed within the limits of the laboratory. The drawings "
        "and the program are free for anybody who wants to build and to sell it.",
    ),
    Talk(
        "Why do village choirs sing flat?",
        ("Karl Nyberg", "Oda Friis"),
        "Academy of Music, Bergen, Norway",
        "Choirs drift in pitch while they sing without an instrument. We asked six choirs to "
        "sing the same song ten times and found that the drift follows from the intervals of "
        "the tune and not from the age of the singers or the hour of the day.",
    ),
    Talk(
        "Bread, yeast and the first towns of the plain",
        ("Sara Lindqvist", "Omar Reyes"),
        "Museum of Early Settlement, Uppsala, Sweden",
        "Traces of yeast were found in the vessels of a town that is older than any field of "
        "wheat near it. This suggests that bread was brought or traded before it was grown, and "
        "that the town fed itself from the plain by the river for three hundred years.",
    ),
)


@dataclass(slots=True)
class Press:
    """Sets lines on pages, top down, and breaks the page when it is full."""

    whole: bool = False
    lines: list[PrintedLine] = field(default_factory=list)
    page: int = 1
    top: float = 40.0

    def line(self, text: str | Sequence[Span], style: Style = BODY, *, space: float = 0.0) -> None:
        """One line (or paragraph) with some white above it."""
        if self.top > _PAGE_HEIGHT:
            self.new_page()
        self.top += space
        height = style.size or 10.0
        spans = (Span(text, style),) if isinstance(text, str) else tuple(text)
        width = sum(len(span.text) for span in spans) * height * 0.45
        number = len(self.lines) + 1
        box = (
            (0.0, 0.0, 0.0, 0.0) if self.whole else (50.0, self.top, 50 + width, self.top + height)
        )
        self.lines.append(PrintedLine(spans, number, self.page, 0, *box))
        self.top += height * _LEADING

    def paragraph(self, text: str, style: Style = BODY, *, space: float = 6.0) -> None:
        """Running text, wrapped."""
        for place, part in enumerate([text] if self.whole else wrapped(text)):
            self.line(part, style, space=0.0 if place else space)

    def new_page(self) -> None:
        """Begin a page."""
        self.page += 1
        self.top = 40.0

    def document(self) -> PrintedDocument:
        """What was set."""
        return PrintedDocument("book.pdf", tuple(self.lines), self.page, self.whole)


def wrapped(text: str) -> Iterable[str]:
    """The text in lines of the page's width."""
    line = ""
    for word in text.split():
        if len(line) + len(word) > _CHARACTERS:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def set_book(set_talk: Callable[[Press, Talk], None], *, whole: bool = False) -> PrintedDocument:
    """A book of all talks, each set in one way."""
    press = Press(whole=whole)
    for talk in TALKS:
        set_talk(press, talk)
    return press.document()
