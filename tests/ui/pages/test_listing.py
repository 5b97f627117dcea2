"""Search and filters of the list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract, Person, SourceLines
from tests.support.table_assistant import CONFERENCE
from ui.pages.listing import PAGE_SIZE, Entry, Wanted, entries_of, fold, listing
from ui.pages.views import Site, snippet

WORDS = st.sampled_from(["reed", "boat", "湖", "Ünal", "ice", "water"])
ABSTRACTS = st.builds(
    Abstract,
    id=st.uuids().map(str),
    conference_id=st.just(CONFERENCE.id),
    title=st.lists(WORDS, max_size=3).map(" ".join),
    authors=st.lists(st.builds(Person, WORDS, WORDS), max_size=2).map(tuple),
    keywords=st.just(()),
    text=st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    language=st.sampled_from(["en", "ja"]),
    source=st.just(SourceLines(1, 1)),
    session=st.sampled_from([None, "A", "B"]),
    year=st.sampled_from([None, 2030, 2031]),
)
SHELVES = st.lists(ABSTRACTS, max_size=30, unique_by=lambda it: it.id)
WANTED = st.builds(
    Wanted,
    words=st.lists(WORDS, max_size=2).map(" ".join),
    year=st.sampled_from(["", "2030", "1999"]),
    session=st.sampled_from(["", "A"]),
    author=st.sampled_from(["", "reed"]),
    language=st.sampled_from(["", "ja"]),
    page=st.integers(1, 3),
)


def entries(abstracts: list[Abstract]) -> tuple[Entry, ...]:
    """The abstracts of one conference, ready to be searched."""
    return entries_of(abstracts, lambda _: CONFERENCE)


@given(SHELVES, WANTED)
def test_turning_pages_shows_everything_once(abstracts: list[Abstract], wanted: Wanted) -> None:
    """No abstract that fits is left out or shown twice, and no page is too long."""
    shelf = entries(abstracts)
    first = listing(shelf, replace(wanted, page=1))
    pages = [listing(shelf, replace(wanted, page=n + 1)).entries for n in range(first.pages)]
    shown = [it.abstract.id for page in pages for it in page]
    assert len(shown) == len(set(shown)) == first.total
    assert all(len(page) <= PAGE_SIZE for page in pages)


@given(SHELVES, WANTED)
def test_a_count_is_what_its_choice_shows(abstracts: list[Abstract], wanted: Wanted) -> None:
    """Choosing a value shows as many abstracts as stood beside it."""
    shelf = entries(abstracts)
    found = listing(shelf, wanted)
    for choice in found.years:
        assert listing(shelf, replace(wanted, year=choice.value)).total == choice.count
    for choice in found.sessions:
        assert listing(shelf, replace(wanted, session=choice.value)).total == choice.count
    for choice in found.authors:
        assert listing(shelf, replace(wanted, author=choice.value)).total == choice.count
    for choice in found.languages:
        assert listing(shelf, replace(wanted, language=choice.value)).total == choice.count


def test_a_name_that_is_typed_need_not_be_whole() -> None:
    """Part of a name finds all who bear it; a whole name finds that person alone."""
    source = SourceLines(1, 1)
    people = [Person("Li", "Bo"), Person("Lindqvist", "Bo"), Person("Ünal", "Ayşe")]
    shelf = entries(
        [Abstract(f"x-{n}", "x", "T", (it,), (), "t", "en", source) for n, it in enumerate(people)]
    )
    assert listing(shelf, Wanted(author="bo l")).total == 2
    assert listing(shelf, Wanted(author="Bo Li")).total == 1
    assert listing(shelf, Wanted(author="unal")).total == 1
    assert listing(shelf, Wanted(author="nobody")).total == 0


def test_search_minds_neither_case_nor_width_nor_accents() -> None:
    """A name is found however its letters were typed; kana stay apart."""
    assert fold("ÜNAL") == fold("unal")
    assert fold("ＡＢＣ") == fold("abc")
    assert fold("が") != fold("か")


@given(st.text(max_size=600), st.text(max_size=12))
def test_a_snippet_is_cut_from_the_text(text: str, words: str) -> None:
    """Whatever is searched, what is shown stands in the text, and no word makes it fail."""
    shown = "".join(it.text for it in snippet(text, words)).strip("…")
    assert shown in " ".join(text.split())


def test_addresses_carry_what_was_typed_and_the_language() -> None:
    """Odd characters are encoded, and the language of the switch goes along."""
    assert Site("../", "ja").to("browse", q="a&b=<c>") == "../browse?q=a%26b%3D%3Cc%3E&lang=ja"
    assert Site("").to("a/x y") == "./a/x%20y"
