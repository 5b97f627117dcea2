"""The chat page, made with Gradio: the conversation on the left, the sources on the right.

Gradio carries the events; what is shown is HTML from ``ui.render``. The page's own script
(``static/chat.js``) only moves the eye: it scrolls, highlights, copies, and passes on clicks.
"""

import asyncio
import logging
import math
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.abstract import Conference
from corpus.errors import ShorokuError
from rag.answer import Answer
from rag.errors import QuestionError
from ui import render
from ui.feedback import THUMBS, Feedback
from ui.i18n import ENGLISH, Texts, preferred_language, texts_in
from ui.service import AnswerService, Inquiry
from ui.visit import Visit

_LOG = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"
# Eight frames of 60 ms: an answer is seen to arrive, and is whole within half a second.
_FRAMES = 8
_FRAME_SECONDS = 0.06
_WORDS_A_FRAME = 5
_HOURS_KEPT = 4
_ECHOED_CHARS = 400
_GIVEN_BACK_CHARS = 120

# Clicks on a suggestion become a Gradio event that carries the question (see chat.js).
_SUGGESTION_CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('submit', { question: button.dataset.ask });
  const thumb = event.target.closest('[data-thumb]');
  if (thumb) trigger('submit', { thumb: thumb.dataset.thumb });
});
"""
_LANGUAGE_CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-language]');
  if (button) trigger('submit', { language: button.dataset.language });
});
"""

Updates = dict[Any, Any]


def build_page(service: AnswerService, feedback: Feedback) -> gr.Blocks:
    """The page, ready to be mounted. Every visitor's state lives in their own session."""
    page: gr.Blocks = gr.Blocks(title="Shoroku 抄録", analytics_enabled=False, fill_width=True)
    with page:
        _Page(service, feedback).lay_out(page)
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

    def __init__(self, service: AnswerService, feedback: Feedback) -> None:
        self._service = service
        self._feedback = feedback

    def lay_out(self, page: gr.Blocks) -> None:
        self.visit = gr.State(Visit(), time_to_live=_HOURS_KEPT * 3600)
        self.judged = gr.State("", time_to_live=_HOURS_KEPT * 3600)
        self.header = _html("masthead", render.header((), ENGLISH), script=_LANGUAGE_CLICKS)
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
            with gr.Row(elem_id="word-row", visible=False) as self.word_row:
                self.word = gr.Textbox(
                    label=ENGLISH.word_label, lines=1, max_lines=3, elem_id="word", scale=1
                )
                self.send_word = gr.Button(ENGLISH.send_word, elem_id="send-word", scale=0)
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
        greeted += [self.promise, self.visit]
        settled = [self.header, self.intro]
        worded = [self.word_row, self.word, self.send_word, self.announcer, self.judged]
        # The service itself bounds how many are answered at once and how many wait.
        listen = partial(gr.on, show_progress="hidden", concurrency_limit=None)
        follow = {"concurrency_limit": None, "show_progress": "hidden"}
        listen(page.load, self.greet, None, greeted).then(
            self.settle, [self.visit], settled, **follow
        ).then(self.ask_linked, [self.visit], shown, **follow)
        listen(self.header.submit, self.switch_language, [self.visit], greeted).then(
            self.settle, [self.visit], settled, **follow
        )
        listen([self.box.submit, self.send.click], self.ask, [self.box, self.visit], shown)
        listen(self.intro.submit, self.ask_suggested, [self.visit], shown)
        listen(self.live.submit, self.click, [self.visit], [*shown, *worded[:3], self.judged])
        asked_by = [self.box.submit, self.send.click, self.again.click]
        listen(asked_by, self.hide_word, None, [self.word_row, self.judged])
        worded_by = [self.word.submit, self.send_word.click]
        listen(worded_by, self.keep_word, [self.word, self.judged, self.visit], worded)
        listen(self.again.click, self.start_again, [self.visit], shown)

    def greet(self, request: gr.Request) -> Updates:
        """A page was opened: put it in the visitor's language."""
        asked_for = request.query_params.get("lang")
        language = preferred_language(request.headers.get("accept-language", ""), asked_for)
        asked = request.query_params
        return self._greeted(Visit(language, asked.get("booklet", ""), linked=asked.get("q", "")))

    def switch_language(self, visit: Visit, event: gr.EventData) -> Updates:
        """The switch was clicked: from here on in the other language, the conversation kept."""
        language = str((event._data or {}).get("language", ""))  # noqa: SLF001 - its only face
        return self._greeted(replace(visit, language=texts_in(language).language))

    def _greeted(self, visit: Visit) -> Updates:
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
        # The first time they are made and checked, which must hold up no one else.
        examples = await asyncio.to_thread(assistant.examples, visit.language)
        return {
            self.header: render.header(conferences, texts),
            self.intro: render.intro(examples, texts),
        }

    async def ask_suggested(
        self, visit: Visit, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Updates]:
        """A suggestion was clicked; it is a question like any other, and checked like one."""
        question = str((event._data or {}).get("question", ""))  # noqa: SLF001 - its only face
        async for updates in self.ask(question, visit, request):
            yield updates

    async def click(
        self, visit: Visit, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Updates]:
        """A click within the newest turn: a suggestion, or a thumb."""
        thumb = str((event._data or {}).get("thumb", ""))  # noqa: SLF001 - its only face
        if thumb in THUMBS and visit.last:
            entry_id = await asyncio.to_thread(self._feedback.judge, visit.last, thumb)
            yield self._thanked(visit.texts, entry_id)
            return
        async for updates in self.ask_suggested(visit, request, event):
            yield updates | {self.word_row: gr.update(visible=False)}

    def _thanked(self, texts: Texts, entry_id: str) -> Updates:
        asking = gr.update(label=texts.word_label, placeholder=texts.word_placeholder, value="")
        return {
            self.word_row: gr.update(visible=True),
            self.word: asking,
            self.send_word: gr.update(value=texts.send_word),
            self.announcer: texts.word_label,
            self.judged: entry_id,
        }

    async def keep_word(self, word: str, entry_id: str, visit: Visit) -> Updates:
        """What was written to a thumb is kept with it."""
        if entry_id:
            await asyncio.to_thread(self._feedback.add_word, entry_id, word)
        return {
            self.word_row: gr.update(visible=False),
            self.word: "",
            self.announcer: visit.texts.thanks,
            self.judged: "",
        }

    def hide_word(self) -> Updates:
        """The reader went on: what was not written to a thumb is no longer asked for."""
        return {self.word_row: gr.update(visible=False), self.judged: ""}

    async def ask_linked(self, visit: Visit, request: gr.Request) -> AsyncIterator[Updates]:
        """The page was opened by the link to a question: ask it, once."""
        if not visit.linked.strip():
            yield {self.visit: visit}
            return
        async for updates in self.ask(visit.linked, visit, request):
            yield updates

    async def ask(self, question: str, visit: Visit, request: gr.Request) -> AsyncIterator[Updates]:
        """Show the question at once, then its answer as it comes in, then its sources."""
        texts, number = visit.texts, visit.next_number
        linked = question == visit.linked
        echo = _shortened(question)
        status = texts.searching if self._service.ready else texts.waiting
        yield {
            self.past: visit.past,
            self.live: render.waiting_turn(echo, number, status, texts),
            self.announcer: status,
            self.box: "",
        }
        try:
            reply = await self._service.ask(_inquiry(question, visit, request))
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
            self.live: render.newest_turn(echo, reply.answer, number, texts, linked=linked),
            self.panel: after.panel,
            self.announcer: f"{texts.reply}: {render.spoken(reply.answer)}",
            self.visit: after,
        }

    def _failed(self, echo: str, question: str, error: ShorokuError, visit: Visit) -> Updates:
        sentence = str(error)
        given_back = isinstance(error, QuestionError)
        echo = _shortened(question, _GIVEN_BACK_CHARS) if given_back else echo
        updates = {
            self.live: render.failed_turn(echo, visit.next_number, sentence, visit.texts),
            self.panel: visit.panel_of_none,
            self.announcer: render.spoken_sentence(sentence),
        }
        # What can be mended by its writer is given back to be mended.
        return updates | ({self.box: question} if given_back else {})

    def start_again(self, visit: Visit) -> Updates:
        """Forget the conversation, and keep the language."""
        fresh = Visit(visit.language, visit.booklet)
        cleared = dict.fromkeys((self.past, self.live, self.announcer, self.box), "")
        said = {self.panel: fresh.panel, self.announcer: fresh.texts.ready}
        return {**cleared, **said, self.visit: fresh}


def _inquiry(question: str, visit: Visit, request: gr.Request) -> Inquiry:
    client = request.client.host if request.client else ""
    return Inquiry(
        question, visit.conversation, booklet=visit.booklet, texts=visit.texts, client=client
    )


async def _frames(question: str, answer: Answer, number: int, texts: Texts) -> AsyncIterator[str]:
    """The answer's turn with more and more of its words, the last frame left out."""
    total = render.word_count(answer)
    steps = min(_FRAMES, math.ceil(total / _WORDS_A_FRAME))
    for step in range(1, steps):
        shown = math.ceil(total * step / steps)
        yield render.answer_turn(question, answer, number, texts, shown=shown)
        await asyncio.sleep(_FRAME_SECONDS)


def _shortened(question: str, most: int = _ECHOED_CHARS) -> str:
    return question if len(question) <= most else question[:most] + "…"


def _html(
    elem_id: str, value: str = "", template: str = "${value}", script: str | None = None
) -> gr.HTML:
    return gr.HTML(
        value, elem_id=elem_id, html_template=template, js_on_load=script, apply_default_css=False
    )
