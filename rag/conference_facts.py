"""What the records say of the conference itself: its name, date, form, host and chair."""

from collections.abc import Callable
from datetime import date

from corpus.abstract import Conference, Person
from rag.answer import Kind
from rag.draft import Draft
from rag.language import Language
from rag.phrases import Phrases, phrases_in
from rag.records_intent import Asks

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAYS_JA = "月火水木金土日"

# A fact and whether the booklet gives it.
_Fact = tuple[str, bool]


def conference_name(conference: Conference, language: Language) -> str:
    """Association, name and session as far as the booklet gives them."""
    short = conference.association_short or conference.association
    parts = [part for part in (short, conference.name) if part]
    name = " ".join(parts) or conference.session or conference.id
    if conference.session and conference.session != name:
        name += f"（{conference.session}）" if language == "ja" else f", {conference.session}"
    return name


def answer_about_conference(
    asks: Asks, conferences: tuple[Conference, ...], language: Language
) -> Draft | None:
    """The reply to a question about the conference, or None where it asks about abstracts."""
    teller = _TELLERS.get(asks)
    if teller is None:
        return None
    facts = [teller(phrases_in(language), conference, language) for conference in conferences]
    known = any(given for _, given in facts)
    text = "\n\n".join(sentence for sentence, _ in facts)
    return Draft(Kind.RECORDS, known, 1.0 if known else 0.0, text)


def chair_sentence(conference: Conference, language: Language) -> str:
    """Who chairs, as a sentence about that person; empty where no chair is named."""
    if conference.chair is None:
        return ""
    return phrases_in(language).chair_of.format(
        people=_titled(conference.chair),
        role=conference.chair_role or "Chair",
        conference=conference_name(conference, language),
    )


def _when(phrases: Phrases, conference: Conference, language: Language) -> _Fact:
    name = conference_name(conference, language)
    if conference.date is None and conference.year:
        return phrases.when_year.format(conference=name, year=conference.year), True
    if conference.date is None:
        return phrases.when_unknown.format(conference=name), False
    day = date_in(conference.date, language)
    return phrases.when.format(conference=name, date=day, hours=_hours(conference, language)), True


def _hours(conference: Conference, language: Language) -> str:
    if conference.start is None:
        return ""
    start = f"{conference.start:%H:%M}"
    end = f"{conference.end:%H:%M}" if conference.end else ""
    if language == "ja":
        return f"（{start}～{end}）"
    return f", from {start} to {end}" if end else f", from {start}"


def date_in(day: date, language: Language) -> str:
    """A date as people write it, with its weekday."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS_JA[day.weekday()]}）"
    return f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def when_sentence(conference: Conference, language: Language) -> str:
    """When the conference took place; empty where the booklet gives no date."""
    sentence, given = _when(phrases_in(language), conference, language)
    return sentence if given else ""


def place_sentence(conference: Conference, language: Language) -> str:
    """Where or in which form it took place; empty where the booklet names neither."""
    sentence, given = _where(phrases_in(language), conference, language)
    return sentence if given else ""


def _where(phrases: Phrases, conference: Conference, language: Language) -> _Fact:
    name = conference_name(conference, language)
    held = phrases.join.join(part for part in (conference.place, conference.form) if part)
    if not held:
        return phrases.where_unknown.format(conference=name), False
    return phrases.where_form.format(conference=name, form=held), True


def _host(phrases: Phrases, conference: Conference, language: Language) -> _Fact:
    name = conference_name(conference, language)
    if not conference.association:
        return phrases.host_unknown.format(conference=name), False
    short = f" ({conference.association_short})" if conference.association_short else ""
    return phrases.host.format(conference=name, association=conference.association + short), True


def _name(phrases: Phrases, conference: Conference, language: Language) -> _Fact:
    return phrases.conference.format(conference=_long_name(conference, language)), True


def _long_name(conference: Conference, language: Language) -> str:
    name = conference_name(conference, language)
    extra = [part for part in (conference.association, conference.form) if part]
    return f"{name} ({', '.join(extra)})" if extra else name


def _chair(phrases: Phrases, conference: Conference, language: Language) -> _Fact:
    if conference.chair is None:
        name = conference_name(conference, language)
        return phrases.chair_unknown.format(conference=name), False
    role = conference.chair_role or "Chair"
    return phrases.chair.format(role=role, people=_titled(conference.chair)), True


def _titled(person: Person) -> str:
    honorific = f"{person.honorific} " if person.honorific else ""
    return honorific + person.name_and_affiliation


_TELLERS: dict[Asks, Callable[[Phrases, Conference, Language], _Fact]] = {
    Asks.WHEN: _when,
    Asks.WHERE: _where,
    Asks.HOST: _host,
    Asks.CONFERENCE: _name,
    Asks.CHAIR: _chair,
}
