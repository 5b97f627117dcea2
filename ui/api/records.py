"""Records as the API gives them."""

from fastapi import Request

from corpus.abstract import Abstract, Conference, Tombstone
from rag.conference_facts import conference_name
from ui.api.errors import ProblemError
from ui.api.schemas import (
    AbstractInList,
    AbstractList,
    AbstractOut,
    AuthorOut,
    BookletList,
    BookletOut,
)
from ui.asks import Asks
from ui.citing.text import in_words
from ui.pages.downloads import reference
from ui.pages.entries import Entries
from ui.pages.listing import Entry, Listing
from ui.problems import details


def booklets(assistant: Asks) -> BookletList:
    """Every booklet with the number of its abstracts."""
    shelf = assistant.catalogue
    held = [it.conference_id for it in shelf.abstracts()]
    return BookletList(
        generation=assistant.generation_id,
        booklets=[_booklet(it, held.count(it.id)) for it in shelf.conferences()],
    )


def _booklet(conference: Conference, abstracts: int) -> BookletOut:
    return BookletOut(
        id=conference.id,
        name=conference_name(conference, "en"),
        date=conference.date.isoformat() if conference.date else None,
        abstracts=abstracts,
    )


def found(
    listing: Listing, wanted_page: int, size: int, generation: str, request: Request
) -> AbstractList:
    """One page of a list; beyond the last there is none, and the list is empty."""
    beyond = wanted_page > listing.pages
    last = wanted_page >= listing.pages
    base = str(request.base_url)
    following = request.url.include_query_params(page=wanted_page + 1)
    return AbstractList(
        total=listing.total,
        page=wanted_page,
        pages=listing.pages,
        size=size,
        next=None if last else str(following),
        generation=generation,
        abstracts=[] if beyond else [in_list(it, base) for it in listing.entries],
    )


def in_list(entry: Entry, base: str) -> AbstractInList:
    """One abstract as it stands in a list; ``base`` is the server's address with a slash."""
    abstract = entry.abstract
    return AbstractInList(
        id=abstract.id,
        title=abstract.heading,
        authors=[AuthorOut(name=it.name, affiliation=it.affiliation) for it in abstract.authors],
        keywords=list(abstract.keywords),
        language=abstract.language,
        booklet=abstract.conference_id,
        year=entry.year,
        session=entry.session,
        url=f"{base}a/{abstract.id}",
    )


def held(assistant: Asks, entries: Entries, abstract_id: str, base: str) -> AbstractOut:
    """One abstract by its id; raises ProblemError where there is none, or none any more."""
    check_held(assistant, abstract_id)
    entry = next(it for it in entries.of(assistant) if it.abstract.id == abstract_id)
    return whole(entry, assistant, base)


def check_held(assistant: Asks, abstract_id: str) -> None:
    """Raise ProblemError unless there is an abstract of this id; a withdrawn one says why."""
    shelf = assistant.catalogue
    if any(it.id == abstract_id for it in shelf.abstracts()):
        return
    stone = shelf.tombstone(abstract_id)
    if stone:
        raise ProblemError(details(410, "withdrawn", withdrawn(stone)))
    sentence = "There is no abstract with this id. GET /api/abstracts lists those there are."
    raise ProblemError(details(404, "not_found", sentence))


def whole(entry: Entry, assistant: Asks, base: str) -> AbstractOut:
    """One abstract with everything that the booklet says of it."""
    abstract: Abstract = entry.abstract
    return AbstractOut(
        **dict(in_list(entry, base)),
        text=abstract.text,
        time=abstract.time,
        room=abstract.room,
        pages=abstract.pages,
        identifier=abstract.identifier,
        notes=[note.text for note in abstract.notes],
        references=list(abstract.references),
        conference=conference_name(entry.conference, "en"),
        citation=in_words(reference(assistant.catalogue, abstract, base)),
        generation=assistant.generation_id,
    )


def withdrawn(stone: Tombstone) -> str:
    """The sentence that is left of an abstract."""
    return f"“{stone.title}” was withdrawn on {stone.date.isoformat()}. Reason: {stone.reason}"
