"""The API's description: as OpenAPI for programs, and as a page for people.

The page is rendered here from the same description, for the usual ones fetch their scripts from
elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from ui import render
from ui.api.codes import CODES
from ui.api.schemas import Problem
from ui.i18n import preferred_language, texts_in
from ui.pages.files import version as files_version
from ui.pages.views import Site
from ui.pages.words import words_in

Schema = dict[str, Any]

_ABOUT = (
    "Answers over the abstracts of a scholarly association's conferences. Every statement is a "
    "verbatim excerpt, cut from the stored text at offsets that the answer gives. No key is needed."
)
_REF = "#/components/schemas/"
_SPELT_OUT = 6


def openapi(routes: Sequence[BaseRoute]) -> Schema:
    """The description of these routes, OpenAPI 3.1."""
    told = get_openapi(
        title="Shoroku",
        version=version("shoroku"),
        description=_ABOUT,
        routes=routes,
        # Relative to this description, so that it holds behind a proxy too.
        servers=[{"url": ".."}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    parts = Problem.model_json_schema(ref_template=_REF + "{model}")
    schemas = told["components"]["schemas"]
    schemas.update(parts.pop("$defs"))
    schemas["Problem"] = parts
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return told


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a member of a JSON object."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with one method, as the page shows it."""

    anchor: str
    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


def operations(told: Schema, server: str) -> tuple[Operation, ...]:
    """Every operation of a description; ``server`` is the address that examples call."""
    return tuple(
        _operation(told, path, method, it, server)
        for path, methods in told["paths"].items()
        for method, it in methods.items()
    )


def members(told: Schema, name: str) -> tuple[Field, ...]:
    """The members of one of the description's objects."""
    schema = told["components"]["schemas"][name]
    needed = schema.get("required", ())
    return tuple(
        Field(member, kind_of(it), member in needed, it.get("description", ""))
        for member, it in schema["properties"].items()
    )


def kind_of(schema: Schema) -> str:
    """A JSON Schema in a few words, such as "list of text" or "whole number or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(kind_of, schema["anyOf"])))
    if len(schema.get("enum", ())) > _SPELT_OUT:
        return f"one of {len(schema['enum'])} words"
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    return _KINDS.get(str(schema.get("type")), str(schema.get("const", "anything")))


_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}
_KINDS["null"] = "null"


def _operation(told: Schema, path: str, method: str, it: Schema, server: str) -> Operation:
    body = it.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    samples = it.get("x-codeSamples", [{"source": f"curl {{server}}{path}"}])
    return Operation(
        anchor=it["operationId"],
        method=method.upper(),
        path=path,
        summary=it["summary"],
        paragraphs=tuple(it.get("description", "").split("\n\n")),
        parameters=tuple(_parameters(it)),
        body=members(told, kind_of(body)) if body else (),
        answers=tuple(_answers(it)),
        example=samples[0]["source"].replace("{server}", server),
    )


def _parameters(it: Schema) -> Iterator[Field]:
    for each in it.get("parameters", ()):
        kind, about = kind_of(each["schema"]), each.get("description", "")
        yield Field(each["name"], kind, each.get("required", False), about)


def _answers(it: Schema) -> Iterator[tuple[str, str]]:
    for status, each in it["responses"].items():
        yield status, each["description"]


def router(told_routes: Sequence[BaseRoute]) -> APIRouter:
    """``/api/openapi.json`` and ``/api/docs`` over these routes."""
    routes = APIRouter(prefix="/api", include_in_schema=False)

    @cache
    def told() -> Schema:
        return openapi(told_routes)

    @routes.get("/openapi.json")
    def description() -> Response:
        """Give the description for programs."""
        return JSONResponse(told())

    @routes.get("")
    @routes.get("/")
    def home(request: Request) -> Response:
        """Lead to the description for people."""
        # Relative, so that it holds behind a proxy too.
        return RedirectResponse("docs" if request.url.path.endswith("/") else "api/docs")

    @routes.get("/docs")
    def page(request: Request) -> Response:
        """Give the description for people."""
        return HTMLResponse(_page(request, told()), headers={"vary": "accept-language"})

    return routes


def _page(request: Request, told: Schema) -> str:
    asked = request.query_params.get("lang")
    language = preferred_language(request.headers.get("accept-language", ""), asked)
    words = words_in(language)
    server = str(request.base_url).rstrip("/")
    return render.page(
        "api",
        texts_in(language),
        w=words,
        site=Site("../", language if asked == language else ""),
        switch=f"?lang={words.other}",
        here="api",
        version=files_version(),
        about=told["info"]["description"],
        operations=operations(told, server),
        codes=CODES,
        objects={name: members(told, name) for name in _SHOWN},
        server=server,
    )


_SHOWN = ("AnswerOut", "CitationOut", "AbstractOut", "Problem")
