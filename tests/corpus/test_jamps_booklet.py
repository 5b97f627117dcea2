"""What the booklet of the Japan Association for Migration Policy Studies says, field by field."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.abstract import Conference, Person, SourceLines
from corpus.library import read_booklet
from corpus.report import ParsedBooklet

FOLDER = Path(__file__).parents[2] / "corpus" / "jamps-2020-spring"


@pytest.fixture(scope="module")
def parsed() -> ParsedBooklet:
    """The booklet as it lies in the project."""
    return read_booklet(FOLDER)


def findings(parsed: ParsedBooklet, code: str) -> list[tuple[int, int, str]]:
    """First line, last line and text after, of each finding of this code."""
    chosen = [finding for finding in parsed.findings if finding.code == code]
    return [(finding.source.first, finding.source.last, finding.after) for finding in chosen]


def test_conference(parsed: ParsedBooklet) -> None:
    """Three header lines and the chair's line fill every field of the conference."""
    assert parsed.booklet.conference == Conference(
        id="jamps-2020-spring",
        association="Japan Association for Migration Policy Studies",
        association_short="JAMPS",
        name="2020 Annual Spring Conference",
        session="International Session",
        form="Online",
        date=dt.date(2020, 5, 23),
        start=dt.time(10),
        end=dt.time(12),
        chair=Person("Saeki", "Yasutaka", "Osaka University", "Dr."),
        chair_role="Chair and Moderator",
    )


def test_titles_and_source_lines(parsed: ParsedBooklet) -> None:
    """Four abstracts, each with its title as printed and the lines that it fills."""
    assert [(abstract.title, abstract.source) for abstract in parsed.booklet.abstracts] == [
        (
            "Why do Cambodian Technical Intern Trainees Flee from their Workplaces in Japan?",
            SourceLines(9, 65),
        ),
        ("How Illegal Foreign Workers Enter and Remain in Vietnam", SourceLines(66, 112)),
        (
            (
                "Foreign Trainees as Foreign Talent: "
                "Local and National Policies towards Migrant Labour in Japan"
            ),
            SourceLines(113, 168),
        ),
        (
            "The Political History of Refugee Protection Policy in Japan before 1981",
            SourceLines(169, 216),
        ),
    ]


def test_authors_are_named_or_unknown(parsed: ParsedBooklet) -> None:
    """One abstract names its author; the three that lost theirs name nobody."""
    authors = [abstract.authors for abstract in parsed.booklet.abstracts]
    assert authors == [(Person("Chhour", "Phengse", "Hosei University"),), (), (), ()]


def test_keywords(parsed: ParsedBooklet) -> None:
    """A list on one line, a list over two lines, and none where the source has none."""
    assert [abstract.keywords for abstract in parsed.booklet.abstracts] == [
        ("policy", "technical intern trainees", "missing", "refugee recognition application"),
        (),
        (
            "Technical Internship Training Program",
            "guest workers",
            "local governance of migration",
            "institutionalism",
            "political economy of migration",
        ),
        (),
    ]


def test_paragraphs_begin_where_the_source_begins_them(parsed: ParsedBooklet) -> None:
    """Each paragraph starts with these words, those behind a page break too."""
    starts = [
        [" ".join(paragraph.split()[:3]) for paragraph in abstract.paragraphs]
        for abstract in parsed.booklet.abstracts
    ]
    assert starts == [
        [
            "The purpose of",
            "Sano (2012) examines",
            "Summarizing, the existing",
            "The current literature",
            "The study examined",
            "This paper finds",
        ],
        [
            "This study aims",
            "In response to",
            "The number of",
            "This research uses",
            "Bearing in mind",
            "In order to",
        ],
        ["Since the tail", "The longevity, and", "I propose focusing", "Careful analysis of"],
        [
            "Today, the Japanese",
            "Consequently, asylum seekers",
            "In order to",
            "There are three",
            "The second point",
            "The final point",
            "In conclusion, the",
        ],
    ]


@pytest.mark.parametrize(
    ("ordinal", "text"),
    [
        (0, "definitively answers the question regarding the reasons that Cambodian trainees"),
        (0, "(Saito, 2018:15-16).\n\nSummarizing"),
        (2, "(Solidarity with Migrants Network Japan 2019), as well as"),
        (2, "the ruling Liberal Democratic Party (LDP)'. In addition to domestic opposition"),
        (3, "This research especially focuses on the period before 1981"),
        (3, "Based on this perspective, the refugee"),
        (3, "the Japanese government has developed refugee protection scheme"),
        (3, "relating to the Status of Refugees and the Protocol"),
        (3, "(the bills entitled the “Political Asylum Protection Law”)"),
        (3, "based on the Refugee Convention despite"),
        (3, "of the Japanese government’s approach for protecting refugees."),
    ],
)
def test_sentences_are_whole(parsed: ParsedBooklet, ordinal: int, text: str) -> None:
    """Words and sentences that line ends, page breaks and the footnote had cut read on."""
    assert text in parsed.booklet.abstracts[ordinal].text


@pytest.mark.parametrize(
    ("ordinal", "word"), [(2, "zatemae"), (2, "Hokkaidd"), (2, "Hokkaido,"), (3, "layers")]
)
def test_misspellings_stay(parsed: ParsedBooklet, ordinal: int, word: str) -> None:
    """The text's own words are never corrected."""
    assert word in parsed.booklet.abstracts[ordinal].text.split()


def test_footnote_became_a_note(parsed: ParsedBooklet) -> None:
    """The footnote left the sentence that it stood in, and is kept as printed with its line."""
    notes = [abstract.notes for abstract in parsed.booklet.abstracts]
    assert notes[:3] == [(), (), ()]
    assert [note.source for note in notes[3]] == [SourceLines(185, 185)]
    assert notes[3][0].text.startswith("! “Nyiikan hoan, jiminitabasami,")
    assert "Nyiikan" not in parsed.booklet.abstracts[3].text


def test_hyphens_joined(parsed: ParsedBooklet) -> None:
    """Each word broken at a line end is reported with its lines and the word made whole."""
    assert findings(parsed, "hyphen_joined") == [
        (178, 179, "perspective,"),
        (182, 183, "developed"),
        (186, 187, "Refugees"),
        (204, 205, "“Political"),
        (208, 209, "Convention"),
        (215, 216, "government’s"),
    ]
    assert findings(parsed, "hyphen_kept") == [(30, 31, "2018:15-16).")]


def test_other_repairs_and_doubts_have_their_lines(parsed: ParsedBooklet) -> None:
    """Page breaks, the unclosed title, missing authors and odd characters name their lines."""
    lines = {
        code: [finding[:2] for finding in findings(parsed, code)]
        for code in ("page_break", "title_unclosed", "author_missing", "footnote_moved")
    }
    assert lines == {
        "page_break": [(58, 62), (134, 135), (183, 186)],
        "title_unclosed": [(169, 169)],
        "author_missing": [(66, 66), (113, 113), (169, 169)],
        "footnote_moved": [(185, 185)],
    }
    assert [finding[:2] for finding in findings(parsed, "stray_mark")] == [(135, 135)]
    assert [finding[:2] for finding in findings(parsed, "spelling_twin")] == [(153, 153)]


def test_ids_are_readable_and_safe_in_an_address(parsed: ParsedBooklet) -> None:
    """An id holds the booklet's id and the title's first telling words."""
    assert [abstract.id for abstract in parsed.booklet.abstracts] == [
        "jamps-2020-spring-cambodian-technical-intern-trainees-flee",
        "jamps-2020-spring-illegal-foreign-workers-enter-remain",
        "jamps-2020-spring-foreign-trainees-foreign-talent-local",
        "jamps-2020-spring-political-history-refugee-protection-policy",
    ]
