"""What is looked up in many records is what looking at each of them finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract, Booklet, Person
from corpus.matching import is_same_name, is_same_person, name_key
from index.catalogue import Catalogue
from index.stems import StemIndex
from rag.authors import Authors, KnownPerson
from rag.haystack import Haystack
from rag.ordinary_words import OrdinaryWords
from rag.records_gazetteer import Gazetteer
from rag.records_mentions import Mention, Sort
from rag.records_selection import limited_to
from rag.records_spelt import key_of
from tests.support.booklets import LAKES, REEDS

PEOPLE = st.builds(
    Person,
    family=st.sampled_from(["Long", "Satō", "O'Brien", "de la Cruz", "佐藤", ""]),
    given=st.sampled_from(["Mari", "M.", "花子", ""]),
    affiliation=st.sampled_from([None, "Suwa University", "Suwa University; Lake Institute", "–"]),
)
WORDS = st.sampled_from(
    ["long", "Long", "a", "the", "o'brien", "O'Brien", "sato", "cruz,", "de", "la", "cruz", "long."]
)
TEXTS = st.lists(WORDS, max_size=9).map(" ".join)
SHELVES = st.lists(
    st.tuples(st.lists(PEOPLE, max_size=3).map(tuple), TEXTS), min_size=1, max_size=6
).map(
    lambda held: [
        replace(REEDS, id=f"lake/{n}", authors=authors, text=text, title=text)
        for n, (authors, text) in enumerate(held)
    ]
)


def catalogue_of(abstracts: list[Abstract]) -> Catalogue:
    """A catalogue of these alone."""
    return Catalogue.of([Booklet(LAKES, tuple(abstracts))], (), ())


@given(texts=st.lists(st.text("ab ", max_size=6), max_size=8), needle=st.text("ab ", max_size=3))
def test_a_haystack_finds_what_a_look_at_each_finds(texts: list[str], needle: str) -> None:
    """Every text that holds the needle, once; none across two texts."""
    expected = [place for place, text in enumerate(texts) if needle in text]
    assert Haystack(texts).holding(needle) == expected


@given(
    abstracts=SHELVES, name=st.sampled_from(["Long", "O'Brien", "de la Cruz", "The", "–", "Satō"])
)
def test_a_name_is_ordinary_where_a_text_has_it(abstracts: list[Abstract], name: str) -> None:
    """By its stems it is found wherever a search of every text finds it."""
    texts = [it.text for it in abstracts]
    expected = name.isascii() and any(f" {name.lower()} " in text for text in texts)
    assert OrdinaryWords(abstracts, StemIndex.of(texts)).holds(name) == expected


@given(abstracts=SHELVES, text=st.sampled_from(["Suwa", "suwa university", "Lake", "–", "", "Uni"]))
def test_places_and_titles_are_those_of_each_record(abstracts: list[Abstract], text: str) -> None:
    """An affiliation by its words, a title by all of them, by some of them, and the nearest."""
    catalogue = catalogue_of(abstracts)
    known, key = Gazetteer(catalogue, Authors(catalogue)), key_of(text)
    assert known.at(text) == tuple(
        it.id for it in abstracts if any(key in key_of(place) for place in it.affiliations)
    )
    title = abstracts[-1].title
    exact = tuple(it.id for it in abstracts if key_of(it.title) == key_of(title))
    held = tuple(it.id for it in abstracts if key_of(title) in key_of(it.title))
    assert known.titled(title) == (exact if key_of(title) else ())
    assert known.titled_like(title) == (held if key_of(title) else ())


@given(abstracts=SHELVES, chosen=st.lists(st.sets(st.integers(0, 6)), min_size=1, max_size=3))
def test_limits_hold_together(abstracts: list[Abstract], chosen: list[set[int]]) -> None:
    """The abstracts that meet every limit, in the order of the catalogue or of those given."""
    limits = [Mention(Sort.PLACE, "", tuple(f"lake/{n}" for n in sorted(it))) for it in chosen]
    met = [it for it in abstracts if all(it.id in limit.ids for limit in limits)]
    catalogue = catalogue_of(abstracts)
    assert limited_to(limits, catalogue) == tuple(met)
    assert limited_to(limits, catalogue, abstracts[::-1]) == tuple(met[::-1])


@given(abstracts=SHELVES)
def test_authors_are_those_that_comparing_each_with_each_finds(abstracts: list[Abstract]) -> None:
    """Of one name two are one person where they may be, and what each wrote is complete."""
    authors = Authors(catalogue_of(abstracts))
    assert authors.known() == _plainly(abstracts)
    some = tuple(abstracts[1:])
    assert [it for own in authors.grouped(some).values() for it in own] == _plainly(list(some))
    for person in abstracts[0].authors:
        ids = (
            it.id
            for it in abstracts
            for p in it.authors
            if name_key(p.name) == name_key(person.name)
        )
        assert authors.by(person.name) == tuple(dict.fromkeys(ids))


def _plainly(abstracts: list[Abstract]) -> list[KnownPerson]:
    groups: dict[str, list[KnownPerson]] = {}
    for abstract in abstracts:
        for person in abstract.authors:
            same = groups.setdefault(name_key(person.name), [])
            place = next((n for n, it in enumerate(same) if _may_be_one(it.person, person)), None)
            if place is None:
                same.append(KnownPerson(person, (abstract.id,)))
            else:
                known = same[place]
                ids = tuple(dict.fromkeys((*known.abstract_ids, abstract.id)))
                same[place] = KnownPerson(known.person if known.person.affiliation else person, ids)
    return [known for same in groups.values() for known in same]


def _may_be_one(one: Person, other: Person) -> bool:
    if not one.affiliation or not other.affiliation:
        return is_same_name(one.name, other.name)
    return is_same_person(one, other)
