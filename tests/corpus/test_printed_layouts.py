"""Abstracts are found in books of many layouts, by what repeats in each book."""

from pathlib import Path

import pytest

from corpus.documents import printed_text
from corpus.errors import CorpusError
from corpus.layout import read_printed
from corpus.layout.profile import Profile, read_profile
from corpus.readers.printed import PrintedDocument, Span, Style
from tests.support.typeset import BODY, TALKS, Press, Talk, set_book

BOLD = Style(10.0, bold=True, font="Serif")
LARGE = Style(14.0, bold=True, font="Serif")
SMALL = Style(8.0, font="Serif")
ITALIC = Style(10.0, italic=True, font="Serif")


def _large_title(press: Press, talk: Talk) -> None:
    press.line(talk.title, LARGE, space=24)
    press.line(", ".join(talk.authors), space=6)
    press.line(talk.affiliation, ITALIC)
    press.paragraph(talk.text)


def _bold_title_and_brackets(press: Press, talk: Talk) -> None:
    press.line(talk.title, BOLD, space=20)
    names = ", ".join(talk.authors)
    press.line(f"{names} ({talk.affiliation})", ITALIC)
    press.paragraph(talk.text)


def _names_above_capitals(press: Press, talk: Talk) -> None:
    press.line(", ".join(talk.authors), ITALIC, space=24)
    press.line(talk.title.upper(), BOLD, space=3)
    press.paragraph(talk.text)


def _marks(press: Press, talk: Talk) -> None:
    press.line(talk.title, LARGE, space=24)
    spans = []
    for place, name in enumerate(talk.authors):
        spans += [Span(("" if place == 0 else ", ") + name, BODY), Span("1", SMALL, raised=True)]
    press.line(spans, space=6)
    press.line([Span("1", SMALL, raised=True), Span(talk.affiliation, SMALL)], SMALL)
    press.line("contact@example.org", SMALL)
    press.paragraph(talk.text)
    press.line("Keywords: alpha, beta", space=6)


def _structured(press: Press, talk: Talk) -> None:
    press.line(talk.title, BOLD, space=24)
    press.line(", ".join(talk.authors), space=6)
    press.line(talk.affiliation)
    first, rest = talk.text.split(". ", 1)
    press.line("Background and setting", BOLD, space=6)
    press.paragraph(f"{first}.")
    press.line("What was found", BOLD, space=6)
    press.paragraph(rest)


def _label(press: Press, talk: Talk) -> None:
    press.line(talk.title, LARGE, space=24)
    press.line(f"Authors: {'; '.join(talk.authors)}", space=6)
    press.line(f"Affiliation: {talk.affiliation}")
    press.line("Abstract", BOLD, space=6)
    press.paragraph(talk.text)
    press.line("References", BOLD, space=6)
    press.line("Moor, A. (2001) On sand. Journal of Sand 3, 1-9.")


def _styled(press: Press, talk: Talk) -> None:
    press.line(talk.title, Style(name="Heading 2"))
    press.line(", ".join(talk.authors), Style(name="Author"))
    press.line(talk.affiliation, Style(name="Affiliation"))
    press.line(talk.text, Style(name="Normal"))


def _own_page(press: Press, talk: Talk) -> None:
    if press.lines:
        press.new_page()
    press.line("Meeting of the Society, 2031", SMALL)
    _large_title(press, talk)
    press.top = 690
    press.line(str(press.page), SMALL)


def _slots(press: Press, talk: Talk) -> None:
    place = TALKS.index(talk)
    press.line(f"P-0{place + 1} | 1{place}:00–1{place}:20 | Room B", BOLD, space=24)
    press.line(talk.title, LARGE)
    press.line(", ".join(talk.authors), space=6)
    press.line(talk.affiliation, ITALIC)
    press.paragraph(talk.text)


def _numbered(press: Press, talk: Talk) -> None:
    press.line(f"{TALKS.index(talk) + 1}. {talk.title}", BOLD, space=24)
    press.line(" and ".join(talk.authors), ITALIC, space=6)
    press.line(talk.affiliation, ITALIC)
    press.paragraph(talk.text)


def _one_person_a_line(press: Press, talk: Talk) -> None:
    press.line(talk.title, LARGE, space=24)
    for name in talk.authors:
        press.line(f"{name}, {talk.affiliation}", SMALL)
    press.paragraph(talk.text)


def _run_in(press: Press, talk: Talk) -> None:
    press.line([Span(f"{talk.title} ", BOLD), Span(", ".join(talk.authors), BODY)], space=24)
    press.line(talk.affiliation, ITALIC)
    press.paragraph(talk.text)


def _japanese(press: Press, title: str) -> None:
    press.line(title, LARGE, space=24)
    press.line("山田 太郎（東京大学）、佐藤 花子（京都大学）")
    press.paragraph(
        "本研究では、日本における移民政策の変遷を検討する。調査は三つの都市で行われた。"
    )
    press.line("キーワード：移民、政策")


LAYOUTS = {
    "run in": set_book(_run_in),
    "slots": set_book(_slots),
    "numbered": set_book(_numbered),
    "one person a line": set_book(_one_person_a_line),
    "large title": set_book(_large_title),
    "bold title, brackets": set_book(_bold_title_and_brackets),
    "names above capitals": set_book(_names_above_capitals),
    "marks": set_book(_marks),
    "parts": set_book(_structured),
    "labels": set_book(_label),
    "styles": set_book(_styled, whole=True),
    "own pages": set_book(_own_page),
}


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_every_title_and_author_is_found(document: PrintedDocument) -> None:
    """All abstracts, no other, each with its authors in order, whatever the layout."""
    records = read_printed(document).records
    assert [r.title.casefold() for r in records] == [t.title.casefold() for t in TALKS]
    assert [tuple(p.name for p in r.authors) for r in records] == [t.authors for t in TALKS]


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_the_text_is_whole(document: PrintedDocument) -> None:
    """The text holds the words of the abstract and no name or affiliation."""
    for record, talk in zip(read_printed(document).records, TALKS, strict=True):
        text = " ".join(record.paragraphs)
        assert talk.text.split(". ")[-1] in text
        assert talk.affiliation not in text
        assert talk.authors[0] not in text


@pytest.mark.parametrize(
    "document", [d for name, d in LAYOUTS.items() if name != "names above capitals"]
)
def test_affiliations_belong_to_their_authors(document: PrintedDocument) -> None:
    """Where a layout gives an affiliation, the last author has it."""
    for record, talk in zip(read_printed(document).records, TALKS, strict=True):
        assert record.authors[-1].affiliation == talk.affiliation


def test_number_time_and_room_come_from_the_line_above_the_title() -> None:
    """A line of the programme above a title belongs to it and not to the text before it."""
    records = read_printed(LAYOUTS["slots"]).records
    assert [(r.identifier, r.time, r.room) for r in records[:2]] == [
        ("P-01", "10:00–10:20", "Room B"),
        ("P-02", "11:00–11:20", "Room B"),
    ]


def test_keywords_and_references_are_apart() -> None:
    """Keywords and references leave the text."""
    marked = read_printed(LAYOUTS["marks"]).records[0]
    assert marked.keywords == ("alpha", "beta")
    assert "Keywords" not in " ".join(marked.paragraphs)
    labelled = read_printed(LAYOUTS["labels"]).records[0]
    assert labelled.references == ("Moor, A. (2001) On sand. Journal of Sand 3, 1-9.",)


def test_japanese_books() -> None:
    """Writing without spaces is text all the same, and its names come with their universities."""
    titles = [
        "移民政策の歴史的変遷について",
        "技能実習生の労働環境に関する調査",
        "多文化共生と地域社会",
    ]
    press = Press()
    for title in titles:
        _japanese(press, title)
    records = read_printed(press.document()).records
    assert [record.title for record in records] == titles
    assert [(p.name, p.affiliation) for p in records[0].authors] == [
        ("山田 太郎", "東京大学"),
        ("佐藤 花子", "京都大学"),
    ]
    assert records[0].keywords == ("移民", "政策")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What stands on every page is in no record."""
    for record in read_printed(LAYOUTS["own pages"]).records:
        assert "Meeting of the Society" not in record.title + " ".join(record.paragraphs)
        assert not record.paragraphs[-1][-1].isdigit()


def test_sections_contents_and_author_index_are_no_abstracts() -> None:
    """A section's heading is the session of what follows; contents and index are left out."""
    press = Press()
    press.line("Contents", LARGE)
    for talk in TALKS:
        press.line(f"{talk.title} . . . . . . . . 3")
    press.new_page()
    press.line("Coasts", Style(18.0, bold=True, font="Serif"))
    for place, talk in enumerate(TALKS):
        if place == 3:
            press.line("Tools", Style(18.0, bold=True, font="Serif"), space=30)
        _large_title(press, talk)
    press.new_page()
    press.line("Authors", LARGE)
    for name in sorted(name for talk in TALKS for name in talk.authors):
        press.line(f"{name}, 2")
    records = read_printed(press.document()).records
    assert [record.title for record in records] == [talk.title for talk in TALKS]
    assert [record.session for record in records[3:]] == ["Tools"] * 3


def test_the_layout_is_told_with_its_certainty() -> None:
    """An editor sees what was assumed and how sure it is."""
    layout = read_printed(LAYOUTS["large title"]).layout
    assert layout is not None
    assert "title (14 pt, bold)" in layout.description
    assert 0.5 < layout.confidence <= 1.0


def test_no_layout_is_said_with_the_first_page() -> None:
    """Running text alone is refused, and its first lines are shown."""
    press = Press()
    press.paragraph(" ".join(talk.text for talk in TALKS))
    with pytest.raises(CorpusError, match="no layout was found") as error:
        read_printed(press.document())
    assert "We surveyed forty marshes" in str(error.value)


def test_source_lines_point_at_the_page() -> None:
    """Each record says on which page and lines it stands."""
    for place, record in enumerate(read_printed(LAYOUTS["own pages"]).records, start=1):
        assert record.source.page == place
        assert record.source.first < record.source.last


def test_a_profile_overrules_what_was_found(tmp_path: Path) -> None:
    """An editor who states how titles look gets the abstracts below such titles only."""
    (tmp_path / "layout.toml").write_text(
        "[title]\nsize = 14\nbold = true\n[book]\nfirst_page = 2\nlast_page = 4\n"
    )
    profile = read_profile(tmp_path / "layout.toml")
    assert profile == Profile(size=14, bold=True, first_page=2, last_page=4)
    records = read_printed(LAYOUTS["own pages"], profile).records
    assert [record.title for record in records] == [talk.title for talk in TALKS[1:4]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[title]\ncolour = 3\n", "has no 'colour'"),
        ('[title]\nsize = "large"\n', "size in \\[title\\] must be a number"),
        ("[title]\nbold = 1\n", "must be true or false"),
        ('[book]\nnames = "left"\n', "above"),
        ("[page]\n", "no part \\[page\\]"),
        ("[title\n", "not valid TOML"),
    ],
)
def test_a_wrong_profile_is_told_by_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """Every mistake in a profile is one sentence that says what is allowed."""
    (tmp_path / "layout.toml").write_text(text)
    with pytest.raises(CorpusError, match=problem):
        read_profile(tmp_path / "layout.toml")


def test_text_with_headings_and_no_titles() -> None:
    """Abstracts that only the word "Abstract" sets apart are found, and named as untitled."""
    lines = [line for talk in TALKS for line in ("Abstract", "", talk.text, "", "It goes on.", "")]
    reading = read_printed(printed_text(lines, "book.txt"))
    assert [record.title for record in reading.records] == [""] * len(TALKS)
    assert [record.paragraphs for record in reading.records] == [
        (talk.text, "It goes on.") for talk in TALKS
    ]
    assert [finding.code for finding in reading.findings] == ["title_missing"]


def test_text_with_titles_above_the_headings() -> None:
    """Title, names and institution above each "Abstract" go to that abstract."""
    lines = [
        line
        for talk in TALKS
        for line in (talk.title, "", ", ".join(talk.authors), "", "Abstract", "", talk.text, "")
    ]
    records = read_printed(printed_text(lines, "book.txt")).records
    assert [record.title for record in records] == [talk.title for talk in TALKS]
    assert [tuple(p.name for p in r.authors) for r in records] == [t.authors for t in TALKS]
    assert [record.paragraphs for record in records] == [(talk.text,) for talk in TALKS]


def test_an_affiliation_behind_a_list_is_shared() -> None:
    """Where a book sets one institution behind a line of names it is that of all of them."""
    records = read_printed(set_book(_bold_title_and_brackets)).records
    found = {it.title: [person.affiliation for person in it.authors] for it in records}
    assert found == {talk.title: [talk.affiliation] * len(talk.authors) for talk in TALKS}
