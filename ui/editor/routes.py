"""``/editor``: what the abstracts did not answer and what readers said, for those who can mend it.

There is no such page unless a password is set.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response
from pydantic import SecretStr
from starlette.datastructures import FormData

from corpus.errors import ShorokuError
from ui.editor.desk import Desk
from ui.editor.gate import Gate
from ui.editor.gold_form import Asked, gold_form, read_draft
from ui.editor.gold_line import CHOICES, Draft, IncompleteError, write_gold
from ui.editor.leaves import leaf
from ui.editor.retention import Retention
from ui.editor.unanswered import UnansweredLog
from ui.errors import InputError
from ui.feedback import Feedback
from ui.limits import client_of
from ui.service import AnswerService

_STYLE = Path(__file__).parent.parent / "static" / "editor.css"
_NOT_FOUND, _UNAVAILABLE, _FORBIDDEN, _REFUSED = 404, 503, 403, 422


async def _sent(request: Request) -> FormData:
    return await request.form()


Form = Annotated[FormData, Depends(_sent)]


def router(
    service: AnswerService, kept: Retention, password: SecretStr, *, keeps: bool
) -> APIRouter:
    """The page over what is ``kept``; ``keeps`` says whether questions are being kept now."""
    pages = _Pages(service, kept, Gate(password), keeps)
    routes = APIRouter(prefix="/editor", include_in_schema=False)
    routes.add_api_route("", pages.list, methods=["GET"])
    routes.add_api_route("/editor.css", pages.style, methods=["GET"])
    routes.add_api_route("/unanswered.jsonl", pages.download, methods=["GET"])
    routes.add_api_route("/enter", pages.enter, methods=["POST"])
    routes.add_api_route("/leave", pages.leave, methods=["POST"])
    routes.add_api_route("/delete", pages.delete, methods=["POST"])
    routes.add_api_route("/delete-all", pages.delete_all, methods=["POST"])
    routes.add_api_route("/gold", pages.gold, methods=["GET"])
    routes.add_api_route("/gold", pages.write_gold, methods=["POST"])
    return routes


@dataclass(frozen=True, slots=True)
class _Pages:
    """What each address does. Without a session each shows the form for the password."""

    service: AnswerService
    kept: Retention
    gate: Gate
    keeps: bool

    @property
    def gold_file(self) -> Path:
        """Where gold questions are written, to be read over and moved."""
        return self.kept.unanswered.folder / "gold" / "questions.jsonl"

    def style(self) -> Response:
        """How the pages look; the form for the password too."""
        return FileResponse(_STYLE, media_type="text/css")

    def list(self, request: Request) -> Response:
        """What is kept."""
        desk = Desk.of(request, self.gate)
        if not desk.session:
            return desk.door()
        query = request.query_params
        return desk.page(
            "list",
            unanswered=leaf(self.kept.unanswered.all(), query.get("unanswered", "")),
            thumbs=leaf(self.kept.feedback.all(), query.get("thumbs", "")),
            titles=self._titles(),
            keeps=self.keeps,
            days=self.kept.days,
        )

    def download(self, request: Request) -> Response:
        """The unanswered questions as JSON Lines, for ``shoroku eval new --from``."""
        desk = Desk.of(request, self.gate)
        if not desk.session:
            return desk.door(status=_FORBIDDEN)
        told = ({"question": it.question, "times": it.times} for it in self.kept.unanswered.all())
        lines = "".join(json.dumps(it, ensure_ascii=False) + "\n" for it in told)
        headers = {"cache-control": "no-store", "content-disposition": "attachment"}
        return Response(lines, headers=headers, media_type="application/jsonl")

    def enter(self, request: Request, form: Form) -> Response:
        """The password was typed."""
        desk = Desk.of(request, self.gate)
        if not desk.is_ours():
            return desk.door(desk.words.stale, _FORBIDDEN)
        return desk.enter(str(form.get("password", "")), client_of(request.scope))

    def leave(self, request: Request, form: Form) -> Response:
        """The editor goes."""
        desk = Desk.of(request, self.gate)
        return desk.leave() if desk.may_change(form) else _stale(desk)

    def delete(self, request: Request, form: Form) -> Response:
        """One question, or one thumb with its words."""
        desk = Desk.of(request, self.gate)
        if not desk.may_change(form):
            return _stale(desk)
        self._store(form).remove(str(form.get("id", "")))
        return desk.list(form)

    def delete_all(self, request: Request, form: Form) -> Response:
        """All questions, or all thumbs."""
        desk = Desk.of(request, self.gate)
        if not desk.may_change(form):
            return _stale(desk)
        self._store(form).clear()
        return desk.list(form)

    def gold(self, request: Request) -> Response:
        """The form for a gold question."""
        desk = Desk.of(request, self.gate)
        if not desk.session:
            return desk.door()
        query = request.query_params
        asked = Asked.find(self.kept, query.get("kind", ""), query.get("id", ""))
        if asked is None:
            return desk.page("message", _NOT_FOUND, heading=desk.words.none)
        try:
            form = gold_form(asked, self.service.current(), query)
        except ShorokuError as error:
            return desk.page("message", _UNAVAILABLE, heading=str(error))
        return desk.page("gold", form=form, complaint="", choices=CHOICES)

    def write_gold(self, request: Request, form: Form) -> Response:
        """The form was filled in: a line of the gold file, or the form again with what is wrong."""
        desk = Desk.of(request, self.gate)
        if not desk.may_change(form):
            return _stale(desk)
        draft = read_draft(form)
        asked = Asked.find(self.kept, str(form.get("kind", "")), str(form.get("id", "")))
        asked = asked or Asked("unanswered", "", draft.question, draft.language, ())
        try:
            line = self._written(desk, draft, str(form.get("generation", "")))
        except ShorokuError as error:
            again = gold_form(asked, self.service.current(), form, draft)
            told = {"form": again, "complaint": str(error), "choices": CHOICES}
            return desk.page("gold", _REFUSED, **told)
        file = self.gold_file
        return desk.page("written", line=line, file=file, folder=file.parent, asked=asked)

    def _written(self, desk: Desk, draft: Draft, generation: str) -> str:
        assistant = self.service.current()
        if generation != assistant.generation_id:
            raise InputError(desk.gold_words.changed)
        try:
            return write_gold(draft, assistant.catalogue.abstracts(), self.gold_file)
        except IncompleteError as error:
            sentence = str(getattr(desk.gold_words, error.reason))
            raise InputError(sentence.format(**error.told)) from None

    def _store(self, form: FormData) -> Feedback | UnansweredLog:
        return self.kept.feedback if form.get("kind") == "thumbs" else self.kept.unanswered

    def _titles(self) -> dict[str, str]:
        """The titles of abstracts by id; none while nothing is open."""
        try:
            return {it.id: it.heading for it in self.service.current().catalogue.abstracts()}
        except ShorokuError:
            return {}


def _stale(desk: Desk) -> Response:
    if desk.session:
        return desk.page("message", _FORBIDDEN, heading=desk.words.stale)
    return desk.door(desk.words.stale, _FORBIDDEN)
