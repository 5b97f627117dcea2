"""The addresses of the API. What they take and give is in ``schemas``, errors in ``errors``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.convertors import StringConvertor, register_url_convertor

from ui.api import described, records, streaming
from ui.api.errors import ProblemError, told_of
from ui.api.schemas import AbstractList, AbstractOut, AskBody, BookletList
from ui.citing.formats import FORMATS
from ui.i18n import preferred_language, texts_in
from ui.limits import client_of
from ui.pages.downloads import reference_file
from ui.pages.entries import Entries
from ui.pages.listing import PAGE_SIZE, Wanted, listing
from ui.problems import details
from ui.service import AnswerService, Inquiry

_MOST_A_PAGE = 100
_LAST_PAGE = 1_000_000
_LONGEST = 200

Words = Annotated[str, Query(max_length=_LONGEST, description="Each of them must stand in it.")]
Booklet = Annotated[str, Query(max_length=_LONGEST, description="The id of its booklet.")]
Year = Annotated[str, Query(max_length=_LONGEST, description="Such as 2020.")]
Session = Annotated[str, Query(max_length=_LONGEST, description="As the booklet names it.")]
Author = Annotated[str, Query(max_length=_LONGEST, description="A whole name, or a part of one.")]
InLanguage = Annotated[str, Query(max_length=_LONGEST, description="Of its text: en or ja.")]
Number = Annotated[int, Query(ge=1, le=_LAST_PAGE, description="Which page; the first is 1.")]
Size = Annotated[int, Query(ge=1, le=_MOST_A_PAGE, description="How many on a page.")]
AbstractId = Annotated[str, Path(description="As it stands in citations and lists.")]


def router(service: AnswerService) -> APIRouter:
    """The API over what ``service`` has open."""
    routes = APIRouter(prefix="/api")
    entries = Entries()
    _add_ask(routes, service)
    _add_lists(routes, service, entries)
    _add_abstracts(routes, service, entries)
    return routes


def _add_ask(routes: APIRouter, service: AnswerService) -> None:
    @routes.post("/ask", dependencies=[Depends(_check_json)], **described.ASK)
    async def ask(request: Request, body: AskBody) -> Response:
        """Answer a question from the abstracts, each statement with the excerpt that carries it.

        With `Accept: text/event-stream` the answer comes as events: `understood`, a `source` for
        each citation, `text` in pieces, then `done` with the whole answer; or `error`.
        """
        answering = service.begin(_inquiry(request, body))
        if streaming.MEDIA_TYPE in request.headers.get("accept", ""):
            return StreamingResponse(
                streaming.stream(answering, body.id),
                media_type=streaming.MEDIA_TYPE,
                headers={"cache-control": "no-store", "x-accel-buffering": "no"},
            )
        try:
            reply = await answering
        except Exception as error:
            raise ProblemError(told_of(error)) from error
        told = streaming.as_json(reply.answer, body.id)
        return JSONResponse(told, headers={"cache-control": "no-store"})


def _check_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        sentence = "Send the question as JSON, with the header Content-Type: application/json."
        raise ProblemError(details(415, "unsupported_media_type", sentence))


def _inquiry(request: Request, body: AskBody) -> Inquiry:
    wished = request.headers.get("accept-language", "")
    return Inquiry(
        body.question,
        earlier=tuple(body.earlier),
        booklet=body.booklet or "",
        exact=True,
        texts=texts_in(preferred_language(wished, body.language)),
        client=client_of(request.scope),
        way="api",
    )


def _add_lists(routes: APIRouter, service: AnswerService, entries: Entries) -> None:
    @routes.get("/booklets", **described.BOOKLETS)
    def booklets() -> BookletList:
        """List the booklets that can be asked, with their ids."""
        return records.booklets(service.current())

    @routes.get("/abstracts", **described.ABSTRACTS)
    def abstracts(  # noqa: PLR0913, PLR0917 - each is a filter of the address
        request: Request,
        q: Words = "",
        booklet: Booklet = "",
        year: Year = "",
        session: Session = "",
        author: Author = "",
        language: InLanguage = "",
        page: Number = 1,
        size: Size = PAGE_SIZE,
    ) -> AbstractList:
        """List abstracts, all or those that hold every word of `q` and pass every filter.

        Case, width and accents of Latin letters do not matter. Titles that hold the words come
        first. `next` is the address of the next page.
        """
        assistant = service.current()
        wanted = Wanted(q, booklet, year, session, author, language, page)
        listed = listing(entries.of(assistant), wanted, size=size)
        return records.found(listed, wanted.page, size, assistant.generation_id, request)


def _add_abstracts(routes: APIRouter, service: AnswerService, entries: Entries) -> None:
    register_url_convertor("ending", _Ending())

    @routes.get("/abstracts/{abstract_id:path}.{format:ending}", **described.REFERENCE)
    def reference(
        request: Request,
        abstract_id: AbstractId,
        format: Annotated[  # noqa: A002 - as in the address
            described.Ending, Path(description="BibTeX, RIS, CSL-JSON or plain text.")
        ],
    ) -> Response:
        """Give the reference to an abstract: BibTeX, RIS, CSL-JSON or plain text."""
        assistant = service.current()
        shelf = assistant.catalogue
        whole = f"{abstract_id}.{format}"
        base = str(request.base_url)
        if any(it.id == whole for it in shelf.abstracts()):
            return JSONResponse(records.held(assistant, entries, whole, base).model_dump())
        records.check_held(assistant, abstract_id)
        name = abstract_id.rpartition("/")[2]
        return reference_file(shelf, [abstract_id], format, base, name)

    @routes.get("/abstracts/{abstract_id:path}", **described.ABSTRACT)
    def abstract(request: Request, abstract_id: AbstractId) -> AbstractOut:
        """Give one abstract whole: who, when, where, and the text that citations point into."""
        base = str(request.base_url)
        return records.held(service.current(), entries, abstract_id, base)


class _Ending(StringConvertor):
    """The ending of a format of references; whatever else stands behind a dot is part of an id."""

    regex = "|".join(FORMATS)
