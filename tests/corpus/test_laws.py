"""Laws of parsing, for any text."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.abstract import PARAGRAPH_BREAK
from corpus.body import read_body
from corpus.booklet import parse_booklet
from corpus.errors import CorpusError
from corpus.heads import find_heads
from corpus.lines import read_source
from corpus.record import sort_part
from corpus.repair import vocabulary_of
from corpus.report import ParsedBooklet, format_report
from tests.support import layouts
from tests.support.words import letters

# What parsers trip over, beside plain words.
PIECES = st.sampled_from(
    [
        *("the reeds", "Reeds grow.", "we looked at", "In 2018, all of them", "low-", "perspec-"),
        *(
            "“A Title of Reeds”",
            "“Lost Quote~",
            '"Straight"',
            "「葦の題」",
            "葦が戻る。",
            "Keywords: a,",
        ),
        *("OKADA, Mari (Suwa)", "Ann Lee (X); Bo Fox", "Abstract:", "ABSTRACTS", "1. Numbered"),
        *("! A note.", "* note", "1 See Ito.", "12", "Page 3 of 7", "Chair: Dr. Ann LEE (X)"),
        *("", "", " ", "\f", " indented", "\tx", "(", ")", "“", "”", "~", "\x00", "\u00ad", "ﬁsh"),
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=40)
CASES = settings(max_examples=150)


def parsed_or_refused(lines: list[str]) -> ParsedBooklet | None:
    """The records, or None where the text is refused as it should be."""
    try:
        return parse_booklet(lines, "x")
    except CorpusError:
        return None


@CASES
@given(LINES)
def test_any_text_gives_records_or_one_clear_error(lines: list[str]) -> None:
    """No text makes the parser or the report fail in any other way; no record is empty."""
    parsed = parsed_or_refused(lines)
    if parsed is None:
        return
    assert parsed.booklet.abstracts
    assert all(abstract.title and abstract.text for abstract in parsed.booklet.abstracts)
    assert format_report(parsed)


@CASES
@given(LINES)
def test_the_same_text_gives_the_same_records(lines: list[str]) -> None:
    """Parsing depends on the lines alone."""
    assert parsed_or_refused(lines) == parsed_or_refused(list(lines))


@CASES
@given(LINES)
def test_no_word_of_a_body_is_invented_lost_or_moved(lines: list[str]) -> None:
    """The letters of text and notes are the letters of the lines, each in their order."""
    source = read_source(lines)
    body = read_body(source.lines, source, vocabulary_of(line.text for line in source.lines))
    noted = {
        number for note in body.notes for number in range(note.source.first, note.source.last + 1)
    }
    assume(len({line.number for line in source.lines}) == len(source.lines))
    kept = [line.text for line in source.lines if line.number not in noted]
    moved = [line.text for line in source.lines if line.number in noted]
    assert letters([body.text]) == letters(kept)
    assert letters(note.text for note in body.notes) == letters(moved)


@CASES
@given(LINES)
def test_every_new_word_is_a_reported_joint(lines: list[str]) -> None:
    """A word of the text that is no word of the source stands in a finding as it was joined."""
    source = read_source(lines)
    body = read_body(source.lines, source, vocabulary_of(line.text for line in source.lines))
    written = Counter(word for line in source.lines for word in line.text.split())
    joints = [finding.after for finding in body.findings if finding.after]
    for paragraph in body.text.split(PARAGRAPH_BREAK):
        for word in paragraph.split():
            reported = any(joint in word or word in joint for joint in joints)
            assert word in written or reported or not word.isascii()


@CASES
@given(LINES)
def test_every_line_of_a_part_has_one_place(lines: list[str]) -> None:
    """Between two heads each line is text, keywords, a label or left out and reported."""
    source = read_source(lines)
    heads = find_heads(source)
    ends = [*(head.start for head in heads[1:]), len(source.lines)]
    for head, end in zip(heads, ends, strict=False):
        part = sort_part(source, head, end)
        keywords = [line for span in part.keywords for line in source.lines[slice(*span)]]
        placed = Counter(letters(line.text for line in (*part.text, *part.labels, *part.aside)))
        placed += Counter(letters(line.text for line in keywords))
        assert placed == Counter(letters(line.text for line in source.lines[head.end : end]))


@CASES
@given(LINES)
def test_heads_follow_each_other(lines: list[str]) -> None:
    """Heads never overlap, and title and authors lie inside their head."""
    end = 0
    for head in find_heads(read_source(lines)):
        assert end <= head.start <= head.title_start < head.title_end <= head.end
        assert head.start <= head.author_start <= head.author_end <= head.end
        end = head.end


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)
SENTENCE = st.lists(WORD, min_size=4, max_size=25).map(
    lambda words: f"{' '.join(words).capitalize()}."
)
PARAGRAPHS = st.lists(
    st.lists(SENTENCE, min_size=3, max_size=6).map(" ".join), min_size=1, max_size=4
)


def printed(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` characters, long words broken with a hyphen."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif room > 4 and len(word) > room + 1 and word[: room - 1].isalpha():
            lines[-1] = f"{lines[-1]} {word[: room - 1]}-".strip()
            lines.append(word[room - 1 :])
        else:
            lines.append(word)
    return lines


@CASES
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.integers(50, 100))
def test_printing_and_reading_back(abstracts: list[list[str]], width: int) -> None:
    """Abstracts printed in narrow lines with broken words have the same letters when read back."""
    lines = ["Society of Reeds", ""]
    for ordinal, paragraphs in enumerate(abstracts):
        lines += [f"“Reeds and Their Uses {ordinal}~", "Keywords: reeds,", "water level", ""]
        for paragraph in paragraphs:
            lines += [*printed(paragraph, width), ""]
    read = parse_booklet(lines, "reeds").booklet.abstracts
    assert [abstract.title[-1] for abstract in read] == [str(n) for n in range(len(abstracts))]
    assert {abstract.keywords for abstract in read} == {("reeds", "water level")}
    for abstract, paragraphs in zip(read, abstracts, strict=True):
        assert [letters([text]) for text in abstract.paragraphs] == [
            letters([text]) for text in paragraphs
        ]


@pytest.mark.parametrize(
    "unit",
    ["(", "“", '"', "a ", "1 ", "Aa Bb, ", "-", ".", "¹", "“a ", "(a), ", "葦", "'a", "a:", "A-"],
)
def test_long_lines_do_no_harm(unit: str) -> None:
    """A line of 200,000 characters, in any place, is read in the time of a linear pass."""
    long = (unit * 200_000)[:200_000]
    lines = [
        long,
        "",
        "“A Title of Reeds”",
        long,
        "",
        "Keywords: a,",
        long,
        "",
        "Text. It is.",
        long,
    ]
    start = time.process_time()
    parsed_or_refused(lines)
    assert time.process_time() - start < 10


def calls_of(work: Callable[[], object]) -> int:
    """How many Python functions run during the work: a clock that no other process disturbs."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        *layouts.ALL,
        "“Reeds\n",
        "(a ",
        "Aaa Bbb\n\n",
        "Keywords: a,\n",
        "! a\nword\n\n",
        "“Same Title”\n\nBody of text. It is so.\n\n",
        "\n",
        "Smith, John (MIT)\n",
        "aa-\n",
        "\fHead\n",
        "1.\n",
        "葦、",
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    """Four times the text takes at most five times the steps, for texts that invite worse."""
    small = (unit * 3000)[:3000].split("\n")
    large = (unit * 12000)[:12000].split("\n")
    steps = [calls_of(lambda lines=lines: parsed_or_refused(lines)) for lines in (small, large)]  # type: ignore[misc]
    assert steps[1] <= 5 * steps[0]
