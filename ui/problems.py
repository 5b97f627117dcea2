"""Errors as programs read them: RFC 9457 problem details, without anything of our insides."""

import re
from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

MEDIA_TYPE = "application/problem+json"
Details = dict[str, object]
# Where programs call; elsewhere people read, and a plain sentence is enough.
_FOR_PROGRAMS = re.compile(r"/(?:api|mcp)(?:/|$)")


def details(status: int, code: str, sentence: str, retry_after: int = 0, **more: object) -> Details:
    """The members of a problem: ``code`` is a word that stays, ``sentence`` is for people.

    ``more`` are further members; ``retry_after`` are seconds after which to try again, 0 for never.
    """
    return {
        "type": f"/api/docs#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": sentence,
        **({"retry_after": retry_after} if retry_after else {}),
        **more,
    }


def problem(told: Details) -> JSONResponse:
    """A response that tells the problem, with its waiting time in the header as well."""
    status, seconds = told["status"], told.get("retry_after")
    headers = {"retry-after": str(seconds)} if seconds else {}
    return JSONResponse(told, int(str(status)), headers=headers, media_type=MEDIA_TYPE)


def refused_request(path: str, told: Details) -> Response:
    """A refusal in the form that suits the path: a problem for programs, else its sentence."""
    if is_for_programs(path):
        return problem(told)
    seconds = told.get("retry_after")
    headers = {"retry-after": str(seconds)} if seconds else {}
    return PlainTextResponse(str(told["detail"]), int(str(told["status"])), headers=headers)


def is_for_programs(path: str) -> bool:
    """Whether errors at this path are told as problems."""
    return _FOR_PROGRAMS.match(path) is not None
