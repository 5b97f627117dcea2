"""Facts of a booklet's records that can be asked for: what fills the wording, and the truth."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from bench.record_truth import Records
from corpus.abstract import Abstract
from corpus.matching import fold, name_key
from index.analysis import STOP_WORDS

# No answer lists more; a longer list is a catalogue.
MOST = 100
# Of how many things of one sort questions are made.
SAMPLE = 60
_INSTITUTION = re.compile(
    r"\b(univer\w+|institut\w*|colleg\w*|school|academy|cent(re|er|ro)|depart\w*|dipart\w*|museum"
    r"|museo|laborator\w*|ltd|inc|gmbh|corporation|foundation|hospital)\b|大学|研究所|株式会社",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_][\w'’\-]*(?: [^\W\d_][\w'’\-]*){0,2}")
_JAPANESE_RUN = re.compile(r"[ァ-ヶー]{3,8}|[一-鿿]{2,6}")
# A word in so many of the abstracts is no subject.
COMMON = 0.3
LEAST_WORDS = 3
ABSENT_TOPICS = ("beekeeping", "volcanic glass", "medieval lute music", "養蜂", "火山灰")
ABSENT_PEOPLE = ("Ottoline Quackenbush", "Zbigniew Wharram-Tate", "四十九院 蓮太郎")
LANGUAGES = {
    "en": ("English", "英語"), "ja": ("Japanese", "日本語"), "it": ("Italian", "イタリア語"),
    "de": ("German", "ドイツ語"), "fr": ("French", "フランス語"), "es": ("Spanish", "スペイン語"),
    "pt": ("Portuguese", "ポルトガル語"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to ask for.

    ``ids`` are the records that must be cited, no more and no fewer (None: not asked for);
    ``numbers`` and ``said`` must stand in the reply; ``nothing``: the records do not hold it.
    """

    kind: str
    slots: tuple[tuple[str, str], ...]
    ids: frozenset[str] | None = None
    numbers: tuple[int, ...] = ()
    said: tuple[str, ...] = ()
    nothing: bool = False


T = TypeVar("T")
Maker = Callable[[Records, random.Random], Iterator[Fact]]


def facts_of(records: Records, rng: random.Random) -> dict[str, list[Fact]]:
    """All that is asked of a booklet, by kind; kinds that it gives no occasion for are absent."""
    found: dict[str, list[Fact]] = {}
    for maker in _MAKERS:
        for fact in maker(records, rng):
            if fact.ids is None or len(fact.ids) <= MOST:
                found.setdefault(fact.kind, []).append(fact)
    return found


def _fact(kind: str, /, **slots: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return kind, tuple(slots.items())


def _sampled(things: list[T], rng: random.Random) -> list[T]:
    return rng.sample(things, min(SAMPLE, len(things)))


def _titled(records: Records, rng: random.Random) -> list[Abstract]:
    """Abstracts that their title tells from all others."""
    titles = Counter(fold(it.title) for it in records.abstracts)
    whole = [fold(it.title) for it in records.abstracts]
    good = [
        it
        for it in records.abstracts
        if titles[fold(it.title)] == 1
        and len(it.title) > len("Some words")
        and (len(it.title.split()) >= LEAST_WORDS or not it.title.isascii())
        and sum(fold(it.title) in other for other in whole) == 1
    ]
    return _sampled(good, rng)


def _of_titles(records: Records, rng: random.Random) -> Iterator[Fact]:
    conference = records.booklet.conference
    day = (str(conference.date.year), str(conference.date.day)) if conference.date else ()
    place = conference.place or conference.form
    session = (conference.session,) if conference.session else ()
    for it in _titled(records, rng):
        own, title = frozenset({it.id}), it.title
        for kind, said in (
            ("author_of", tuple(person.name for person in it.authors)),
            ("session_of", (it.session,) if it.session else session),
            ("keywords_of", it.keywords),
            ("when_of", (it.time,) if it.time else day),
            ("room_of", (it.room,) if it.room else (place,) if place else ()),
        ):
            yield Fact(*_fact(kind, title=title), own, (), said, nothing=not said)
        others = frozenset(i for p in it.authors for i in records.by(p.name)) - own
        if it.authors:
            yield Fact(*_fact("also_by_authors", title=title), others, nothing=not others)
        for person in it.authors[:2]:
            more = records.by(person.name) - own
            slots = {"title": title, "author": person.name}
            yield Fact(*_fact("also_by", **slots), more, nothing=not more)


def _names(records: Records, rng: random.Random) -> list[str]:
    """Names as they stand, but none that an initial could make another's, and no misread ones."""
    written = {name_key(p.name): p for it in records.abstracts for p in it.authors}
    families = Counter(
        (fold(p.family).replace(" ", ""), fold(p.given)[:1] if p.given else "")
        for p in written.values()
    )
    return _sampled(
        [
            p.name
            for p in written.values()
            if families[fold(p.family).replace(" ", ""), fold(p.given)[:1] if p.given else ""] == 1
            and not re.search(r"[\d()]", p.name)
        ],
        rng,
    )


def _of_authors(records: Records, rng: random.Random) -> Iterator[Fact]:
    for name in _names(records, rng):
        ids = records.by(name)
        yield Fact(*_fact("by_author", author=name), ids)
        yield Fact(*_fact("count_by_author", author=name), ids, (len(ids),))
        people = [p for it in records.abstracts for p in it.authors]
        own = [p for p in people if name_key(p.name) == name_key(name)]
        said = tuple(dict.fromkeys(x for p in own for x in p.affiliations))
        yield Fact(*_fact("affiliation_of", author=name), ids, (), said, nothing=not said)
        with_them = tuple(
            dict.fromkeys(
                p.name
                for it in records.abstracts
                if it.id in ids
                for p in it.authors
                if name_key(p.name) != name_key(name)
            )
        )
        yield Fact(*_fact("coauthors", author=name), ids, (), with_them, nothing=not with_them)
    for name in ABSENT_PEOPLE:
        for kind in ("by_author", "count_by_author"):
            yield Fact(*_fact(kind, author=name), None, (), tuple(name.split()), nothing=True)


def topics_of(records: Records, rng: random.Random) -> list[str]:
    """Keywords that are plain words; where a booklet has none, what several titles share."""
    known = {key for it in records.abstracts for p in it.authors for key in fold(p.name).split()}
    keywords = {k for it in records.abstracts for k in it.keywords if _PLAIN.fullmatch(k)}
    found = keywords or set(_shared_by_titles(records))
    limit = min(MOST, max(3, COMMON * len(records.abstracts)))
    good = [
        it
        for it in sorted(found)
        if not known & set(fold(it).split()) and 0 < len(records.about(it)) <= limit
    ]
    return _sampled(good, rng)


def _shared_by_titles(records: Records) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for it in records.abstracts:
        plain = [w for w in re.findall(r"[^\W\d_]{4,}", it.title) if w.isascii()]
        good = [w for w in plain if w.casefold() not in STOP_WORDS]
        counted.update({w.casefold() for w in good})
        counted.update(set(_JAPANESE_RUN.findall(it.title)))
    return (word for word, n in counted.items() if n > 1)


def _of_topics(records: Records, rng: random.Random) -> Iterator[Fact]:
    topics = topics_of(records, rng)
    for topic in topics:
        ids = records.about(topic)
        yield Fact(*_fact("topic_list", topic=topic), ids)
        yield Fact(*_fact("mention_list", topic=topic), ids)
        yield Fact(*_fact("topic_count", topic=topic), ids, (len(ids),))
    for topic in ABSENT_TOPICS:
        if not records.about(topic):
            for kind in ("topic_list", "topic_count"):
                yield Fact(*_fact(kind, topic=topic), None, (), (topic,), nothing=True)
    for one, other in zip(topics[::2], topics[1::2], strict=False):
        first, second = records.about(one), records.about(other)
        if not ({*fold(one).split()} & {*fold(other).split()}):
            counts = (len(first), len(second))
            yield Fact(*_fact("compare_topics", topic=one, other=other), first | second, counts)


def _affiliations(records: Records, rng: random.Random) -> list[str]:
    pieces = {
        piece.strip()
        for it in records.abstracts
        for whole in it.affiliations
        for piece in whole.split(",")
    }
    good = [
        it
        for it in sorted(pieces)
        if _INSTITUTION.search(it)
        and "@" not in it
        and len(it) <= 70  # noqa: PLR2004 - what somebody would type
        and (len(it.split()) > 1 or not it.isascii())
    ]
    return _sampled(good, rng)


def _of_affiliations(records: Records, rng: random.Random) -> Iterator[Fact]:
    names = _affiliations(records, rng)
    topics = topics_of(records, rng)
    for name in names:
        ids = records.at(name)
        yield Fact(*_fact("affiliation_list", affiliation=name), ids)
        yield Fact(*_fact("affiliation_count", affiliation=name), ids, (len(ids),))
        for topic in topics:
            if both := ids & records.about(topic):
                slots = {"affiliation": name, "topic": topic}
                yield Fact(*_fact("affiliation_topic", **slots), both)
    for one, other in combinations(names[:6], 2):
        if fold(one) not in fold(other) and fold(other) not in fold(one):
            first, second = records.at(one), records.at(other)
            slots = {"affiliation": one, "other": other}
            counts = (len(first), len(second))
            yield Fact(*_fact("compare_affiliations", **slots), first | second, counts)
    if not any(it.affiliations for it in records.abstracts):
        for kind in ("affiliation_list", "affiliation_count"):
            slots = {"affiliation": "Leiden University"}
            yield Fact(*_fact(kind, **slots), None, (), ("Leiden",), nothing=True)


def _of_sessions(records: Records, rng: random.Random) -> Iterator[Fact]:
    held: dict[str, list[str]] = {}
    for it in records.abstracts:
        held.setdefault(it.session or records.booklet.conference.session or "", []).append(it.id)
    held.pop("", None)
    topics = topics_of(records, rng)
    for name in _sampled(sorted(held), rng):
        ids = frozenset(held[name])
        yield Fact(*_fact("session_list", session=name), ids)
        yield Fact(*_fact("session_count", session=name), ids, (len(ids),))
        yield Fact(*_fact("first_in_session", session=name), frozenset(held[name][:1]))
        yield Fact(*_fact("last_in_session", session=name), frozenset(held[name][-1:]))
        for topic in topics:
            if both := ids & records.about(topic):
                yield Fact(*_fact("session_topic", session=name, topic=topic), both)
    nothing = not held
    yield Fact("sessions_all", (), None, (), tuple(held), nothing=nothing)
    yield Fact("sessions_count", (), None, (len(held),) if held else (), nothing=nothing)
    largest = Counter({name: len(ids) for name, ids in held.items()}).most_common(2)
    if len(largest) > 1 and largest[0][1] > largest[1][1]:
        yield Fact("top_session", (), None, (largest[0][1],), (largest[0][0],))


def _of_pairs(records: Records, rng: random.Random) -> Iterator[Fact]:
    names = _names(records, rng)
    topics = topics_of(records, rng)
    for one, other in zip(names[::2], names[1::2], strict=False):
        first, second = records.by(one), records.by(other)
        counts = (len(first), len(second))
        yield Fact(*_fact("compare_authors", author=one, other=other), first | second, counts)
    for name in names:
        for topic in topics:
            if both := records.by(name) & records.about(topic):
                yield Fact(*_fact("author_topic", author=name, topic=topic), both)


def _of_years(records: Records, rng: random.Random) -> Iterator[Fact]:
    years = Counter(year for it in records.abstracts if (year := records.year(it)))
    yield Fact("years", (), None, (), tuple(map(str, sorted(years))), nothing=not years)
    for year, count in years.items():
        slot = str(year)
        within = frozenset(it.id for it in records.abstracts if records.year(it) == year)
        yield Fact(*_fact("year_count", year=slot), None, (count,))
        for topic in topics_of(records, rng)[:20]:
            if both := within & records.about(topic):
                yield Fact(*_fact("year_topic", year=slot, topic=topic), both)
        for name in _names(records, rng)[:20]:
            if both := within & records.by(name):
                yield Fact(*_fact("year_author", year=slot, author=name), both)
    if years and 1987 not in years:  # noqa: PLR2004 - a year of no booklet
        yield Fact(*_fact("year_count", year="1987"), frozenset(), nothing=True)


def _of_all(records: Records, _: random.Random) -> Iterator[Fact]:
    everything = records.abstracts
    yield Fact("total_count", (), None, (len(everything),))
    names = records.names()
    people = len(names)
    yield Fact("people_count", (), None, (people,) if people else (), nothing=not people)
    yield Fact("first", (), frozenset({everything[0].id}))
    yield Fact("last", (), frozenset({everything[-1].id}))
    yield from _tops(records, names)
    for code, count in Counter(it.language for it in everything).items():
        if code in LANGUAGES:
            slots = dict(zip(("language", "language_ja"), LANGUAGES[code], strict=True))
            yield Fact(*_fact("language_count", **slots), None, (count,))


def _tops(records: Records, names: Counter[str]) -> Iterator[Fact]:
    keywords = Counter(fold(k) for it in records.abstracts for k in set(it.keywords))
    leaders = names.most_common(2)
    if len(leaders) > 1 and leaders[0][1] > leaders[1][1]:
        persons = (p for it in records.abstracts for p in it.authors)
        name = next(p.name for p in persons if name_key(p.name) == leaders[0][0])
        yield Fact("top_author", (), records.by(name), (leaders[0][1],), (name,))
    most = keywords.most_common(2)
    if len(most) > 1 and most[0][1] > most[1][1]:
        yield Fact("top_keyword", (), None, (most[0][1],), (most[0][0],))


def _of_conference(records: Records, _: random.Random) -> Iterator[Fact]:
    it = records.booklet.conference
    day = (str(it.date.year), str(it.date.day)) if it.date else ()
    when = day or ((str(it.year),) if it.year else ())
    where = (it.place,) if it.place else (it.form,) if it.form else ()
    chair = (it.chair.name,) if it.chair else ()
    yield Fact("conference_when", (), None, (), when, nothing=not when)
    yield Fact("conference_where", (), None, (), where, nothing=not where)
    yield Fact("chair", (), None, (), chair, nothing=not chair)


_MAKERS: tuple[Maker, ...] = (
    _of_titles, _of_authors, _of_topics, _of_affiliations, _of_sessions, _of_pairs, _of_years,
    _of_all, _of_conference,
)  # fmt: skip
