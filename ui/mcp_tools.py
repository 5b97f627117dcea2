"""What agents can do over the Model Context Protocol: ask, search, and read an abstract.

The same questions, limits and records as those of the HTTP API, in the words of the protocol.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.types import Tool, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from ui.api import records, streaming
from ui.api.schemas import (
    MOST_EARLIER,
    AbstractList,
    AbstractOut,
    AnswerOut,
    Question,
)
from ui.limits import client_of
from ui.pages.entries import Entries
from ui.pages.listing import PAGE_SIZE, Wanted, listing
from ui.service import AnswerService, Inquiry

_LONGEST = 200
Text = Annotated[str, Field(max_length=_LONGEST)]
Result = dict[str, Any]


class Ask(BaseModel):
    """Arguments of the tool ask."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[Question, Field(description="In English or Japanese.")]
    earlier: Annotated[
        list[Question],
        Field(max_length=MOST_EARLIER, description="The questions before this one, oldest first."),
    ] = []
    booklet: Annotated[Text, Field(description="The id of the only booklet to ask.")] = ""


class Search(BaseModel):
    """Arguments of the tool search_abstracts."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[Text, Field(description="Words that an abstract must hold, all of them.")] = ""
    booklet: Text = ""
    year: Text = ""
    author: Text = ""
    language: Annotated[Text, Field(description="Of the abstract, such as en or ja.")] = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class Get(BaseModel):
    """Arguments of the tool get_abstract."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[Text, Field(description="As it stands in citations and search results.")]


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: how it is described, and what it does with checked arguments."""

    name: str
    title: str
    about: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    call: Callable[[Any, Request], Awaitable[Result]]

    @property
    def described(self) -> Tool:
        """The tool as the protocol tells it: it reads, and reads nothing but the abstracts."""
        return Tool(
            name=self.name,
            title=self.title,
            description=self.about,
            inputSchema=self.takes.model_json_schema(),
            outputSchema=self.gives.model_json_schema(),
            annotations=ToolAnnotations(
                readOnlyHint=True, idempotentHint=True, openWorldHint=False
            ),
        )


def tools(service: AnswerService) -> tuple[Offered, ...]:
    """The tools over what ``service`` has open."""
    entries = Entries()
    return (_ask(service), _search(service, entries), _get(service, entries))


def _ask(service: AnswerService) -> Offered:
    async def call(given: Ask, request: Request) -> Result:
        inquiry = Inquiry(
            given.question,
            earlier=tuple(given.earlier),
            booklet=given.booklet,
            exact=True,
            client=client_of(request.scope),
            way="mcp",
        )
        reply = await service.ask(inquiry)
        return jsonable(streaming.as_json(reply.answer, "1"))

    about = (
        "Answer a question from the abstracts of the association's conferences. Every statement is "
        "a verbatim excerpt with its source in citations; when answerable is false the abstracts "
        "do not say, and nothing should be concluded from them."
    )
    return Offered("ask", "Ask the abstracts", about, Ask, AnswerOut, call)


def _search(service: AnswerService, entries: Entries) -> Offered:
    async def call(given: Search, request: Request) -> Result:
        return await asyncio.to_thread(search, given, request)

    def search(given: Search, request: Request) -> Result:
        assistant = service.current()
        wanted = Wanted(
            words=given.query,
            booklet=given.booklet,
            year=given.year,
            author=given.author,
            language=given.language,
            page=given.page,
        )
        listed = listing(entries.of(assistant), wanted)
        generation = assistant.generation_id
        found = records.found(listed, wanted.page, PAGE_SIZE, generation, request)
        # The next page is had by its number; an address would lead out of the protocol.
        return found.model_copy(update={"next": None}).model_dump()

    about = "Find abstracts by words, author, year or booklet; twenty a page, titles first."
    return Offered("search_abstracts", "Search abstracts", about, Search, AbstractList, call)


def _get(service: AnswerService, entries: Entries) -> Offered:
    async def call(given: Get, request: Request) -> Result:
        base = str(request.base_url)
        return await asyncio.to_thread(read, given.id, base)

    def read(abstract_id: str, base: str) -> Result:
        return records.held(service.current(), entries, abstract_id, base).model_dump()

    about = "Read one abstract whole, with its authors, conference and reference."
    return Offered("get_abstract", "Read an abstract", about, Get, AbstractOut, call)


def jsonable(told: Result) -> Result:
    """The same with lists for tuples, as JSON has it."""
    plain: Result = json.loads(json.dumps(told))
    return plain
