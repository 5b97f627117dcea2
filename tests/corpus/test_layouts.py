"""Booklets that look otherwise than the first one give their records too."""

import datetime as dt

import pytest

from corpus.abstract import Abstract, Person
from corpus.booklet import parse_booklet
from corpus.errors import CorpusError
from tests.support import layouts
from tests.support.shelves import MOSS


def abstracts_of(text: str) -> tuple[Abstract, ...]:
    """The abstracts of a booklet given as one text."""
    return parse_booklet(text.splitlines(), "booklet").booklet.abstracts


def test_straight_quotes_and_authors_below() -> None:
    """A title over two lines in straight quotes, then several authors with their marks."""
    first, second = abstracts_of(layouts.QUOTED_THEN_AUTHORS)
    assert first.title == "Borders and Belonging: Memory in the Alpine Villages"
    assert first.authors == (
        Person("Müller", "Anna", "University of Graz"),
        Person("O'Brien", "Séan", "Trinity College Dublin"),
        Person("Tanaka", "Yuki", "Keio"),
    )
    assert first.keywords == ("borders", "memory", "belonging")
    assert "alpine villages." in first.text
    assert "low-skilled migration" in first.text
    assert (second.title, second.authors) == ("Second Title Without Author", ())


def test_header_in_other_words() -> None:
    """A European header gives date, times in half days, panel, form and chair."""
    conference = parse_booklet(layouts.QUOTED_THEN_AUTHORS.splitlines(), "alps").booklet.conference
    assert conference.association == "European Society for Alpine Memory"
    assert (conference.name, conference.session) == ("12th Biennial Congress", "Panel Session B")
    assert (conference.form, conference.date) == ("Hybrid", dt.date(2023, 6, 14))
    assert (conference.start, conference.end) == (dt.time(9, 30), dt.time(11))
    assert conference.chair == Person("de la Cruz", "Maria", "University of Lisbon", "Prof.")


def test_numbered_abstracts() -> None:
    """Numbers lead titles; affiliations may stand on their own line, keywords at the end."""
    dance, honey, wax = abstracts_of(layouts.NUMBERED)
    assert [each.title for each in (dance, honey, wax)] == [
        "The Waggle Dance in Urban Gardens",
        "Honey and its Price",
        "Wax: A Review",
    ]
    assert dance.authors == (
        Person("Smith", "Jane", "UCL"),
        Person("Jones", "Bob R.", "University of Leeds"),
    )
    assert honey.authors == (Person("van der Berg", "Paul", "University of Utrecht"),)
    assert (dance.keywords, honey.keywords) == (("bees", "dance", "city"), ("honey", "price"))
    assert dance.text.startswith("Urban bees dance differently. We filmed 40 hives over two")
    assert honey.text.endswith("as causes.")


def test_japanese() -> None:
    """Japanese lines join without a space, and an indent opens a paragraph."""
    parsed = parse_booklet(layouts.JAPANESE.splitlines(), "mizuumi")
    first, second = parsed.booklet.abstracts
    assert (first.title, second.title) == ("葦はなぜ戻るのか", "湖の政策史")
    assert first.authors == (Person("山田", "太郎", "東京大学"),)
    assert second.authors == (
        Person("鈴木", "花子", "京都大学"),
        Person("李", "明", "早稲田大学"),
    )
    assert first.keywords == ("葦", "水位", "湖")
    assert len(first.paragraphs) == 2
    assert "明らかにすることである。2018年に10か所で調査を行った。" in first.text
    assert {first.language, second.language} == {"ja"}
    conference = parsed.booklet.conference
    assert (conference.association, conference.form) == ("日本湖沼学会", "オンライン")
    assert (conference.date, conference.start) == (dt.date(2022, 5, 14), dt.time(10))
    assert conference.chair == Person("佐伯", "康考", "大阪大学")


def test_titles_by_layout_alone() -> None:
    """Without quotes, authors, numbers or keywords, a short line above running text is a title."""
    assert [abstract.title for abstract in abstracts_of(layouts.PLAIN)] == [
        "Rivers and Roads in the Highlands",
        "Ports and People on the Coast",
    ]


def test_damaged_in_many_ways() -> None:
    """A page number, two footnotes and a broken word in one sentence all give way to it."""
    first, second = abstracts_of(layouts.DAMAGED)
    assert first.text == (
        "We show that small data can teach large lessons. The number of samples was 15 in each of "
        "the conditions that we have studied here and in the earlier work of our colleagues.1 The "
        "rest is similar. We looked at the performance of many systems, and found that "
        "government-run ones fail."
    )
    assert [note.text for note in first.notes] == [
        "1 See Jones (2010) for a review of the older literature.",
        "* Funded by nobody.",
    ]
    assert second.authors == (Person("Doe", "Jane", "Yale University"),)


def test_form_feeds_part_pages_not_sentences() -> None:
    """A sentence that runs over a form feed is whole; a title behind one is found."""
    first, second = abstracts_of(layouts.FORM_FEEDS)
    assert first.text.endswith("where it is cut by the form feed and goes on here. It ends.")
    assert (first.title, second.title) == ("A Title of Some Kind", "Another Title")


@pytest.mark.parametrize("text", layouts.ALL)
def test_line_ends_do_not_matter(text: str) -> None:
    """White space at line ends and blank lines at the end of the file change no record."""
    padded = [f"{line}  \r" for line in text.split("\n")] + ["", " "]
    assert abstracts_of("\n".join(padded)) == abstracts_of(text)


def test_contents_list_is_no_record() -> None:
    """Titles listed without texts, as a programme does, make no records of their own."""
    title = "“Reeds and Rules in the Marsh”"
    listed = f"Contents\n\n{title}\n\n“Other Work”\n\n{title}\n\nReeds obey no rules. We looked.\n"
    parsed = parse_booklet(listed.splitlines(), "reeds")
    assert [each.title for each in parsed.booklet.abstracts] == ["Reeds and Rules in the Marsh"]
    assert [each.before for each in parsed.findings if each.code == "outside"] == [
        title,
        "“Other Work”",
    ]


@pytest.mark.parametrize(
    "title", ["“Reeds and Rules~", "“Reeds and Rules", "“Reeds and Rules'", "„Reeds and Rules“"]
)
def test_lost_closing_quotes(title: str) -> None:
    """A closing quote that was misread or lost leaves the title readable."""
    text = f"Society\n\n{title}\n\nReeds obey no rules. We looked twice.\n"
    assert [abstract.title for abstract in abstracts_of(text)] == ["Reeds and Rules"]


def test_quotes_in_running_text_open_no_record() -> None:
    """Paragraphs and lines that begin with a quotation stay in the abstract that they stand in."""
    text = (
        "“The Only Title”\n\nThe text begins. It says much.\n\n"
        "“Nobody asked us,” said one of them. Others agreed with that, and\n"
        "“we” became “they” in later years, as in the long and winding\n"
        "“story of the marsh” that is told there.\n\n“We left.”\n\nThey came back.\n"
    )
    assert [abstract.title for abstract in abstracts_of(text)] == ["The Only Title"]


@pytest.mark.parametrize(
    "text", ["", "\n\n\f\n", "Hello world", "one\ntwo\nthree", "“Only a Title”", "Keywords: a, b"]
)
def test_no_records_is_one_clear_error(text: str) -> None:
    """A text without an abstract is refused with a sentence that names the booklet."""
    with pytest.raises(CorpusError, match=r"^reeds: .*abstract.*\.$"):
        parse_booklet(text.splitlines(), "reeds")


@pytest.mark.parametrize(
    ("line", "affiliations"),
    [
        ("Kari Hansen, Per Lund (University of Bergen)", ["University of Bergen"] * 2),
        ("Kari Hansen and Per Lund (University of Bergen)", ["University of Bergen"] * 2),
        ("HANSEN, Kari; LUND, Per; BERG, Ola (Bergen)", ["Bergen"] * 3),
        ("Kari Hansen (Oslo), Per Lund (Bergen)", ["Oslo", "Bergen"]),
        ("Kari Hansen (Oslo), Per Lund", ["Oslo", None]),
        ("Kari Hansen, Per Lund (Oslo), Ola Berg (Bergen)", [None, "Oslo", "Bergen"]),
        ("Kari Hansen1, Per Lund2 (University of Bergen)", [None, "University of Bergen"]),
        ("Kari Hansen, Per Lund (presenter)", [None, "presenter"]),
    ],
)
def test_an_affiliation_behind_a_list_is_shared(line: str, affiliations: list[str | None]) -> None:
    """One that stands behind the last of a list without marks is that of all in the list."""
    first = abstracts_of(MOSS.replace("HANSEN, Kari (University of Bergen)", line))[0]
    assert [person.affiliation for person in first.authors] == affiliations
