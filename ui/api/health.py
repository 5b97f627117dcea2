"""For those who run the server: is it up, can it answer, and how does it fare."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from corpus.errors import ShorokuError
from ui.api.schemas import Readiness, Up
from ui.limits import client_of
from ui.metrics import MEDIA_TYPE, may_read
from ui.problems import details, problem
from ui.service import AnswerService

_TAG = "Operation"


def router(service: AnswerService, metrics_clients: tuple[str, ...]) -> APIRouter:
    """The addresses that probes and Prometheus ask."""
    routes = APIRouter(tags=[_TAG])
    _add_probes(routes, service)
    _add_metrics(routes, service, metrics_clients)
    return routes


def _add_probes(routes: APIRouter, service: AnswerService) -> None:
    @routes.get("/healthz", summary="Is the process up?", response_description="It is.")
    def healthz() -> Up:
        """Answer 200 as soon as the process is up."""
        return Up(status="up")

    @routes.get(
        "/readyz",
        summary="Can questions be answered?",
        response_description="They can.",
        response_model=Readiness,
        response_model_exclude_none=True,
        responses={503: {"model": Readiness, "description": "Not yet, or not at all."}},
    )
    def readyz() -> Response:
        """Answer 200 with the generation once model and index are loaded; 503 before."""
        if not service.ready:
            return _not_ready(service.failure)
        try:
            return JSONResponse({"status": "ready", "generation": service.current().generation_id})
        except ShorokuError as error:
            return _not_ready(str(error))


def _add_metrics(routes: APIRouter, service: AnswerService, clients: tuple[str, ...]) -> None:
    @routes.get(
        "/metrics",
        summary="Figures for Prometheus",
        response_class=Response,
        responses={
            200: {"description": "The figures.", "content": {MEDIA_TYPE: {}}},
            403: {"description": "Not for this client."},
        },
    )
    def metrics(request: Request) -> Response:
        """Give counts and times, never a question; to the `metrics_clients` alone."""
        if not may_read(client_of(request.scope), clients):
            sentence = "The metrics are for the operator: see the setting metrics_clients."
            return problem(details(403, "forbidden", sentence))
        return Response(service.metrics.text(), media_type=MEDIA_TYPE)


def _not_ready(reason: str | None) -> JSONResponse:
    if reason is None:
        return JSONResponse({"status": "loading"}, 503)
    return JSONResponse({"status": "failed", "message": reason}, 503)
