"""The chat page, made with Gradio: the conversation on the left, the sources on the right.

Gradio carries the events; what is shown is HTML from ``ui.render``. The page's own script
(``static/chat.js``) only moves the eye: it scrolls, highlights, copies, and passes on clicks.
"""

import asyncio
import logging
import math
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.abstract import Conference
from corpus.errors import ShorokuError
from rag.answer import Answer
from rag.errors import QuestionError
from ui import render
from ui.i18n import ENGLISH, Texts, preferred_language
from ui.service import AnswerService
from ui.visit import Visit

_LOG = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"
# Eight frames of 60 ms: an answer is seen to arrive, and is whole within half a second.
_FRAMES = 8
_FRAME_SECONDS = 0.06
_WORDS_A_FRAME = 5
_HOURS_KEPT = 4
_ECHOED_CHARS = 400

# Clicks on a suggestion become a Gradio event that carries the question (see chat.js).
_SUGGESTION_CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('submit', { question: button.dataset.ask });
});
"""

Updates = dict[Any, Any]


def build_page(service: AnswerService) -> gr.Blocks:
    """The page, ready to be mounted. Every visitor's state lives in their own session."""
    page: gr.Blocks = gr.Blocks(title="Shoroku 抄録", analytics_enabled=False, fill_width=True)
    with page:
        _Page(service).lay_out(page)
    return page


def mount_options() -> dict[str, Any]:
    """What ``gr.mount_gradio_app`` needs beside the page: looks, script, and closed doors."""
    return {
        "theme": gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace"]),
        "css": (_STATIC / "chat.css").read_text(encoding="utf-8"),
        "head": _head(),
        "footer_links": [],
        "run_history": False,
        "show_error": False,
        "ssr_mode": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "blocked_paths": ["/"],
        "max_file_size": 1,
    }


def _head() -> str:
    # What must run before Gradio does is put into the page by ui.widget.early.
    return f"<script>{(_STATIC / 'chat.js').read_text(encoding='utf-8')}</script>"


class _Page:
    """The page's components and what happens to them."""

    def __init__(self, service: AnswerService) -> None:
        self._service = service

    def lay_out(self, page: gr.Blocks) -> None:
        self.visit = gr.State(Visit(), time_to_live=_HOURS_KEPT * 3600)
        self.header = _html("masthead", render.header((), ENGLISH))
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"):
                self._lay_out_talk()
            with gr.Column(elem_id="desk"):
                self.panel = _html("sources", render.sources_panel((), ENGLISH))
        self.announcer = _html("announcer", "", template='<div role="status">${value}</div>')
        self._connect(page)

    def _lay_out_talk(self) -> None:
        self.intro = _html("intro", render.intro((), ENGLISH), script=_SUGGESTION_CLICKS)
        self.past = _html("past")
        self.live = _html("live", script=_SUGGESTION_CLICKS)
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="ask-row"):
                self.box = gr.Textbox(
                    label=ENGLISH.question_label,
                    placeholder=ENGLISH.placeholder,
                    lines=1,
                    max_lines=6,
                    container=False,
                    elem_id="question",
                    scale=1,
                )
                self.send = gr.Button(ENGLISH.ask, variant="primary", elem_id="ask", scale=0)
            with gr.Row(elem_id="foot"):
                self.promise = _html("promise", ENGLISH.promise)
                self.again = gr.Button(ENGLISH.new_conversation, elem_id="again", scale=0)

    def _connect(self, page: gr.Blocks) -> None:
        shown = [self.past, self.live, self.panel, self.announcer, self.box, self.visit]
        greeted = [self.header, self.intro, self.panel, self.box, self.send, self.again]
        # The service itself bounds how many are answered at once and how many wait.
        listen = partial(gr.on, show_progress="hidden", concurrency_limit=None)
        listen(page.load, self.greet, None, [*greeted, self.promise, self.visit]).then(
            self.settle, [self.visit], [self.header, self.intro], concurrency_limit=None,
            show_progress="hidden",
        )  # fmt: skip
        listen([self.box.submit, self.send.click], self.ask, [self.box, self.visit], shown)
        for suggestions in (self.intro, self.live):
            listen(suggestions.submit, self.ask_suggested, [self.visit], shown)
        listen(self.again.click, self.start_again, [self.visit], shown)

    def greet(self, request: gr.Request) -> Updates:
        """A page was opened: put it in the visitor's language."""
        asked_for = request.query_params.get("lang")
        language = preferred_language(request.headers.get("accept-language", ""), asked_for)
        visit = Visit(language, request.query_params.get("booklet", ""))
        texts = visit.texts
        return {
            self.header: render.header((), texts),
            self.intro: render.intro((), texts, texts.loading),
            self.panel: visit.panel,
            self.box: gr.update(label=texts.question_label, placeholder=texts.placeholder),
            self.send: gr.update(value=texts.ask),
            self.again: gr.update(value=texts.new_conversation),
            self.promise: texts.promise,
            self.visit: visit,
        }

    async def settle(self, visit: Visit) -> Updates:
        """The abstracts are open, or cannot be opened: say which conference, or why not."""
        await self._service.settled()
        texts = visit.texts
        try:
            assistant = await asyncio.to_thread(self._service.current, visit.booklet)
        except ShorokuError as error:
            return {self.intro: render.intro((), texts, str(error), failed=True)}
        conferences: tuple[Conference, ...] = assistant.catalogue.conferences()
        return {
            self.header: render.header(conferences, texts),
            self.intro: render.intro(assistant.examples(visit.language), texts),
        }

    async def ask_suggested(self, visit: Visit, event: gr.EventData) -> AsyncIterator[Updates]:
        """A suggestion was clicked; it is a question like any other, and checked like one."""
        question = str((event._data or {}).get("question", ""))  # noqa: SLF001 - its only face
        async for updates in self.ask(question, visit):
            yield updates

    async def ask(self, question: str, visit: Visit) -> AsyncIterator[Updates]:
        """Show the question at once, then its answer as it comes in, then its sources."""
        texts, number = visit.texts, visit.next_number
        echo = _shortened(question)
        status = texts.searching if self._service.ready else texts.waiting
        yield {
            self.past: visit.past,
            self.live: render.waiting_turn(echo, number, status, texts),
            self.announcer: status,
            self.box: "",
        }
        try:
            reply = await self._service.ask(question, visit.conversation, texts, visit.booklet)
            after = visit.after(question, reply)
        except ShorokuError as error:
            yield self._failed(echo, question, error, visit)
            return
        except Exception:  # noqa: BLE001 - a fault of ours becomes a sentence; no question is logged
            _LOG.exception("A question could not be answered")
            yield self._failed(echo, question, ShorokuError(texts.fault), visit)
            return
        async for frame in _frames(echo, reply.answer, number, texts):
            yield {self.live: frame}
        yield {
            self.live: render.answer_turn(echo, reply.answer, number, texts),
            self.panel: after.panel,
            self.announcer: f"{texts.reply}: {render.spoken(reply.answer)}",
            self.visit: after,
        }

    def _failed(self, echo: str, question: str, error: ShorokuError, visit: Visit) -> Updates:
        sentence = str(error)
        updates = {
            self.live: render.failed_turn(echo, visit.next_number, sentence, visit.texts),
            self.announcer: render.spoken_sentence(sentence),
        }
        # What can be mended by its writer is given back to be mended.
        return updates | ({self.box: question} if isinstance(error, QuestionError) else {})

    def start_again(self, visit: Visit) -> Updates:
        """Forget the conversation, and keep the language."""
        fresh = Visit(visit.language, visit.booklet)
        cleared = dict.fromkeys((self.past, self.live, self.announcer, self.box), "")
        return {**cleared, self.panel: fresh.panel, self.visit: fresh}


async def _frames(question: str, answer: Answer, number: int, texts: Texts) -> AsyncIterator[str]:
    """The answer's turn with more and more of its words, the last frame left out."""
    total = render.word_count(answer)
    steps = min(_FRAMES, math.ceil(total / _WORDS_A_FRAME))
    for step in range(1, steps):
        shown = math.ceil(total * step / steps)
        yield render.answer_turn(question, answer, number, texts, shown=shown)
        await asyncio.sleep(_FRAME_SECONDS)


def _shortened(question: str) -> str:
    return question if len(question) <= _ECHOED_CHARS else question[:_ECHOED_CHARS] + "…"


def _html(
    elem_id: str, value: str = "", template: str = "${value}", script: str | None = None
) -> gr.HTML:
    return gr.HTML(
        value, elem_id=elem_id, html_template=template, js_on_load=script, apply_default_css=False
    )
