"""Errors of the API: what each becomes, in status and words."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import ShorokuError
from rag.errors import LongQuestionError, QuestionError
from ui.i18n import ENGLISH
from ui.paths import own_path
from ui.problems import Details, details, is_for_programs, problem
from ui.refusals import NotOpenError, Refusal, reason_of

_LOG = logging.getLogger(__name__)
_REFUSED = {"busy": 503, "rate_limited": 429, "not_open": 503, "unknown_booklet": 422}
_NOT_OPEN = "The abstracts are being opened, or cannot be opened just now. Please try again."
_WORDS = {
    400: ("malformed", "The body is not JSON in UTF-8."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method."),
}
_SHOWN = 10


class ProblemError(Exception):
    """A problem that a route has found."""

    def __init__(self, told: Details) -> None:
        super().__init__(told["code"])
        self.told = told


def told_of(error: Exception) -> Details:
    """What a program is told of an error; of a fault of ours nothing but that it is one."""
    if isinstance(error, ProblemError):
        return error.told
    if isinstance(error, NotOpenError):
        # Its own sentence may name a folder of the server's.
        return details(503, error.reason, _NOT_OPEN, error.retry_after)
    if isinstance(error, Refusal):
        status = _REFUSED.get(error.reason, 503)
        return details(status, error.reason, str(error), error.retry_after)
    if isinstance(error, QuestionError):
        status = 413 if isinstance(error, LongQuestionError) else 422
        return details(status, reason_of(error), str(error))
    if isinstance(error, ShorokuError):
        return details(503, "not_open", _NOT_OPEN, 5)
    _LOG.error("A request could not be answered", exc_info=error)
    return details(500, "fault", ENGLISH.fault)


def install(app: FastAPI) -> None:
    """Tell errors at the API's addresses as problems; elsewhere all stays as it was."""

    @app.exception_handler(ShorokuError)
    @app.exception_handler(ProblemError)
    async def refused(_: Request, error: Exception) -> Response:
        return problem(told_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        if is_for_programs(own_path(request.scope)):
            return problem(_invalid(error))
        return await request_validation_exception_handler(request, error)

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        if not is_for_programs(own_path(request.scope)):
            return await http_exception_handler(request, error)
        phrase = HTTPStatus(error.status_code).phrase
        code, sentence = _WORDS.get(
            error.status_code, (phrase.lower().replace(" ", "_"), f"{phrase}.")
        )
        response = problem(details(error.status_code, code, sentence))
        response.headers.update(error.headers or {})
        return response


def _invalid(error: RequestValidationError) -> Details:
    found = error.errors()
    if any(it["type"] == "json_invalid" for it in found):
        return details(400, *_WORDS[400])
    doubts = [
        {"where": ".".join(map(str, it["loc"])), "message": str(it["msg"])} for it in found[:_SHOWN]
    ]
    first = doubts[0]
    sentence = f"{first['where']}: {first['message']}."
    return details(422, "invalid", sentence, errors=doubts)
