"""What stands in the chat page's head, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.abstract import Conference
from rag.conference_facts import conference_name
from ui.dates import hours, long_date
from ui.i18n import Texts


@dataclass(frozen=True, slots=True)
class Head:
    """The title with what stands above it, and the facts beneath; all empty while it loads."""

    above: str
    title: str
    below: tuple[str, ...]


def head_of(conferences: Sequence[Conference], texts: Texts) -> Head:
    """Which conference the page is about, or that there are several."""
    if not conferences:
        return Head("", "", ())
    if len(conferences) == 1:
        return _head_of_one(conferences[0], texts)
    associations = {c.association for c in conferences if c.association}
    count = texts.several_conferences.format(count=len(conferences))
    return Head("", " · ".join(sorted(associations)) or count, (count,))


def _head_of_one(conference: Conference, texts: Texts) -> Head:
    name = conference.name or conference_name(conference, "ja" if texts.language == "ja" else "en")
    chair = conference.chair
    facts = (
        conference.session if conference.name else None,
        long_date(conference.date, texts.language) if conference.date else None,
        hours(conference.start, conference.end),
        conference.form,
        f"{texts.chair}: {chair.name_and_affiliation}" if chair else None,
    )
    return Head(conference.association or "", name, tuple(fact for fact in facts if fact))
