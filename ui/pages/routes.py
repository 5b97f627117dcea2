"""``/a/ID``, ``/browse`` and the references to download, rendered on the server."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from corpus.abstract import Tombstone
from corpus.errors import ShorokuError
from ui import render
from ui.citing.formats import FORMATS
from ui.dates import long_date
from ui.i18n import preferred_language, texts_in
from ui.pages.downloads import reference, reference_file, split_ending
from ui.pages.entries import Entries
from ui.pages.files import router as file_routes
from ui.pages.files import version
from ui.pages.listing import PAGE_SIZE, Entry, Wanted, listing
from ui.pages.views import Site, abstract_view, browse_view, neighbours
from ui.pages.words import Words, words_in
from ui.service import AnswerService, Asks

_MOST_REFERENCES = 200
_LONGEST = 200
_LONGEST_NUMBER = 8
_GET = ["GET", "HEAD"]
_DOWNLOADS = tuple((it.name, it.ending) for it in FORMATS.values() if it.ending != "txt")


@dataclass(frozen=True, slots=True)
class Message:
    """A page that says why there is nothing else: a heading, what it is about, and sentences."""

    title: str
    lines: tuple[str, ...]
    subject: str = ""
    retry: bool = False


@dataclass(frozen=True, slots=True)
class _Visitor:
    """How one request is answered: in which language, and with which way back."""

    words: Words
    site: Site
    switch: str
    base: str

    @classmethod
    def of(cls, request: Request, root: str) -> "_Visitor":
        asked = request.query_params.get("lang")
        language = preferred_language(request.headers.get("accept-language", ""), asked)
        words = words_in(language)
        other = request.url.include_query_params(lang=words.other)
        site = Site(root, language if asked == language else "")
        return cls(words, site, f"?{other.query}", str(request.base_url))

    def page(self, name: str, status: int = 200, here: str = "", **values: object) -> Response:
        given = {"w": self.words, "site": self.site, "switch": self.switch, "here": here}
        html = render.page(
            name, texts_in(self.words.language), version=version(), **given, **values
        )
        # The language follows the browser's; what is withdrawn must not be shown from a cache.
        headers = {"vary": "accept-language", "cache-control": "no-cache"}
        return HTMLResponse(html, status, headers=headers)

    def message(self, status: int, message: Message) -> Response:
        return self.page("message", status, message=message)


def router(service: AnswerService) -> APIRouter:
    """The pages over what ``service`` has open."""
    routes = APIRouter()
    routes.include_router(file_routes)
    entries = Entries()

    @routes.api_route("/a/{abstract_id:path}", methods=_GET, include_in_schema=False)
    def abstract_page(request: Request, abstract_id: str) -> Response:
        """One abstract, or its reference where the address ends in that of a format."""
        visitor = _Visitor.of(request, "../" * (1 + abstract_id.count("/")))
        return _opened(service, visitor, lambda it: _abstract(request, visitor, it, abstract_id))

    @routes.api_route("/browse", methods=_GET, include_in_schema=False)
    def browse_page(request: Request) -> Response:
        """All abstracts, or those that are asked for."""
        visitor = _Visitor.of(request, "")
        wanted = _wanted(request)
        return _opened(service, visitor, lambda it: _browse(visitor, entries.of(it), wanted))

    @routes.api_route("/cite.{ending}", methods=_GET, include_in_schema=False)
    def references(
        request: Request,
        ending: str,
        id: Annotated[list[str], Query(max_length=_MOST_REFERENCES)],  # noqa: A002 - as in the address
    ) -> Response:
        """The references to several abstracts in one file."""
        visitor = _Visitor.of(request, "")
        return _opened(service, visitor, lambda it: _references(visitor, it, id, ending))

    return routes


def _opened(
    service: AnswerService, visitor: _Visitor, show: Callable[[Asks], Response]
) -> Response:
    """What ``show`` makes of the assistant, or a page that says why there is none yet."""
    words = visitor.words
    try:
        assistant = service.current()
    except ShorokuError:
        failed = service.failure is not None
        waiting = Message(
            words.failed if failed else words.loading, (words.loading_hint,), retry=True
        )
        response = visitor.message(503, waiting)
        response.headers["retry-after"] = "5"
        return response
    return show(assistant)


def _abstract(request: Request, visitor: _Visitor, assistant: Asks, path: str) -> Response:
    shelf = assistant.catalogue
    held = {it.id: it for it in shelf.abstracts()}
    abstract_id, ending = (path, "") if path in held else split_ending(path)
    if abstract_id not in held:
        return _gone(visitor, shelf.tombstone(abstract_id))
    if ending:
        name = abstract_id.rpartition("/")[2]
        return reference_file(shelf, [abstract_id], ending, visitor.base, name)
    abstract = held[abstract_id]
    before, after = neighbours(tuple(held.values()), abstract_id)
    view = abstract_view(
        abstract,
        shelf.conference(abstract.conference_id),
        reference(shelf, abstract, visitor.base),
        visitor.words,
        _quoted(request),
    )
    return visitor.page("abstract", it=view, before=before, after=after, formats=_DOWNLOADS)


def _gone(visitor: _Visitor, stone: Tombstone | None) -> Response:
    words = visitor.words
    if stone is None:
        return visitor.message(404, Message(words.missing, (words.missing_hint,)))
    day = words.withdrawn_on.format(date=long_date(stone.date, words.language))
    return visitor.message(410, Message(words.withdrawn, (day, stone.reason), stone.title))


def _browse(visitor: _Visitor, entries: tuple[Entry, ...], wanted: Wanted) -> Response:
    words = visitor.words
    found = listing(entries, wanted, "ja" if words.language == "ja" else "en")
    names = dict(words.languages)
    return visitor.page(
        "browse",
        here="browse",
        list=browse_view(found, wanted, visitor.site, words),
        languages=[replace(it, label=names.get(it.value, it.value)) for it in found.languages],
        first=(found.page - 1) * PAGE_SIZE + 1,
    )


def _references(visitor: _Visitor, assistant: Asks, ids: list[str], ending: str) -> Response:
    known = {it.id for it in assistant.catalogue.abstracts()}
    words = visitor.words
    if ending not in FORMATS or not ids or not known.issuperset(ids):
        return visitor.message(404, Message(words.missing, (words.missing_hint,)))
    return reference_file(assistant.catalogue, ids, ending, visitor.base)


def _wanted(request: Request) -> Wanted:
    given = {name: value[:_LONGEST].strip() for name, value in request.query_params.items()}
    page = given.get("page", "")
    return Wanted(
        words=given.get("q", ""),
        booklet=given.get("booklet", ""),
        year=given.get("year", ""),
        session=given.get("session", ""),
        author=given.get("author", ""),
        language=given.get("language", ""),
        page=int(page)
        if page.isascii() and page.isdecimal() and len(page) <= _LONGEST_NUMBER
        else 1,
    )


def _quoted(request: Request) -> tuple[int, int] | None:
    """The offsets of a passage to mark, as ``?from=10&to=40`` names them."""
    ends = [request.query_params.get(name, "") for name in ("from", "to")]
    if all(it.isascii() and it.isdecimal() and len(it) <= _LONGEST_NUMBER for it in ends):
        return int(ends[0]), int(ends[1])
    return None
