"""How a request to the editor's page is answered: its language, its session, its pages."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from ui import render
from ui.editor.gate import COOKIE, LONGEST_SECONDS, Gate, Session, is_genuine
from ui.editor.gold_words import GoldWords, gold_words
from ui.editor.words import EditorWords, editor_words
from ui.i18n import preferred_language, texts_in
from ui.pages.files import version
from ui.pages.views import Site
from ui.pages.words import words_in

# Who reads over an editor's shoulder, or uses the machine next, finds nothing in the cache.
_HEADERS = {"cache-control": "no-store", "vary": "accept-language, cookie"}
_LISTS = ("unanswered", "thumbs")
_FORBIDDEN, _SEE_OTHER, _TOO_MANY = 403, 303, 429


@dataclass(frozen=True, slots=True)
class Desk:
    """One request. ``site`` knows the way back to the first page from wherever this one is."""

    request: Request
    gate: Gate
    language: str
    site: Site

    @classmethod
    def of(cls, request: Request, gate: Gate) -> "Desk":
        """The desk for this request."""
        asked = request.query_params.get("lang")
        language = preferred_language(request.headers.get("accept-language", ""), asked)
        own = request.url.path.removeprefix(request.scope.get("root_path", ""))
        root = "../" * (own.count("/") - 1)
        return cls(request, gate, language, Site(root, language if asked == language else ""))

    @property
    def words(self) -> EditorWords:
        """In the editor's language."""
        return editor_words(self.language)

    @property
    def gold_words(self) -> GoldWords:
        """Those of the form, in the editor's language."""
        return gold_words(self.language)

    @property
    def session(self) -> Session | None:
        """The session that the request's cookie opens."""
        return self.gate.session(self.request.cookies.get(COOKIE))

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        """A page of templates/pages/editor."""
        session = self.session
        words = words_in(self.language)
        other = self.request.url.include_query_params(lang=words.other)
        html = render.page(
            f"editor/{name}",
            texts_in(self.language),
            version=version(),
            w=words,
            e=self.words,
            g=self.gold_words,
            site=self.site,
            switch=f"?{other.query}",
            here="editor",
            token=session.token if session else "",
            **values,
        )
        return HTMLResponse(html, status, headers=_HEADERS)

    def door(self, complaint: str = "", status: int = 200) -> Response:
        """The form that asks for the password."""
        return self.page("door", status, complaint=complaint)

    def list(self, form: FormData | None = None) -> Response:
        """The way to the list, after something was done: to where in it the form stood."""
        sent = form or FormData()
        pages = {name: sent.get(name) for name in _LISTS}
        where = sent.get("kind") if sent.get("kind") in _LISTS else ""
        address = self.site.to("editor", **pages) + (f"#{where}" if where else "")
        return RedirectResponse(address, _SEE_OTHER, headers=_HEADERS)

    def enter(self, password: str, client: str) -> Response:
        """Take the password: a session, or the form again."""
        seconds = self.gate.wait(client)
        if seconds:
            response = self.door(self.words.too_often.format(seconds=seconds), _TOO_MANY)
            response.headers["retry-after"] = str(seconds)
            return response
        word = self.gate.enter(password)
        if word is None:
            return self.door(self.words.wrong, _FORBIDDEN)
        response = self.list()
        response.set_cookie(COOKIE, word, max_age=LONGEST_SECONDS, **self._cookie())  # type: ignore[arg-type]
        return response

    def leave(self) -> Response:
        """End the session."""
        self.gate.leave(self.request.cookies.get(COOKIE))
        response = self.list()
        response.delete_cookie(COOKIE, **self._cookie())  # type: ignore[arg-type]
        return response

    def may_change(self, form: FormData) -> bool:
        """Whether the form was made here, for this session, and sent from our own page."""
        session = self.session
        return bool(session and is_genuine(session, str(form.get("token", "")))) and self.is_ours()

    def is_ours(self) -> bool:
        """Whether a browser that says where a request was made says that it was here."""
        return self.request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}

    def _cookie(self) -> dict[str, object]:
        return {
            "path": f"{self.request.scope.get('root_path', '')}/editor",
            "secure": self.request.url.scheme == "https",
            "httponly": True,
            "samesite": "strict",
        }
