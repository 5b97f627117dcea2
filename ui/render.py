"""Answers to HTML. Pure, and the one place where text of documents and visitors is escaped.

Everything is set through templates that escape by themselves, or through ``escape`` below; no
text ever becomes a tag, an attribute's name, an address or a style.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus.abstract import Conference
from rag.answer import Answer, Kind
from ui.cards import file_of_all, near, nearest_cards, source_anchor, source_cards
from ui.citing.formats import FORMATS
from ui.comparing import Compared, compared
from ui.heading import head_of
from ui.i18n import Texts, texts_in
from ui.markdown import Close, Marker, Open, Piece, Tag, Text, pieces, words
from ui.service import Shelf

_TEMPLATES = Path(__file__).parent / "templates"
_LONGEST_ADDRESS = 4000
# A list of more than so many is folded, and then shows fewer: never are only one or two hidden.
_LONGEST_LIST = 12
_UNFOLDED = 10
_DOWNLOADS = tuple((it.name, it.ending) for it in FORMATS.values() if it.ending != "txt")


@dataclass(frozen=True, slots=True)
class Link:
    """A run of an answer's text that does something: shows a card, or asks a question.

    ``kind`` is marker, title or question; ``value`` is an anchor of ours or the question.
    """

    kind: Literal["marker", "title", "question"]
    value: str
    label: str = ""


def page(name: str, texts: Texts, **values: object) -> str:
    """A whole page of ``templates/pages``; ``values`` are plain values, escaped where they stand.

    In a template ``tojson`` makes data safe within a script element (Jinja2's own filter).
    """
    return _fill(f"pages/{name}.html", texts, **values)


def header(conferences: Sequence[Conference], texts: Texts) -> str:
    """The page's head: which conference this is, or that there are several, or that it loads."""
    return _fill("header.html", texts, head=head_of(conferences, texts))


def intro(examples: Sequence[str], texts: Texts, status: str = "", *, failed: bool = False) -> str:
    """The welcome with its example questions; ``status`` says that it loads or why it cannot."""
    return _fill("intro.html", texts, examples=examples, status=status, failed=failed)


def waiting_turn(question: str, number: int, status: str, texts: Texts) -> str:
    """A question whose answer is being looked for."""
    return _fill("turn_waiting.html", texts, question=question, number=number, status=status)


def failed_turn(question: str, number: int, sentence: str, texts: Texts) -> str:
    """A question that could not be taken, with the sentence that says why."""
    return _fill("turn_failed.html", texts, question=question, number=number, sentence=sentence)


def answer_turn(
    question: str,
    answer: Answer,
    number: int,
    texts: Texts,
    *,
    shown: int | None = None,
) -> str:
    """A question with its answer; ``shown`` limits it to the first words while it streams in."""
    body = answer_body(answer, number, texts, shown)
    values = _turn(question, answer, number) | {"body": body, "finished": shown is None}
    if shown is not None:
        values["suggestions"] = ()
    return _fill("turn.html", texts, **values, linked=False, judged=False)


def newest_turn(
    question: str, answer: Answer, number: int, texts: Texts, *, linked: bool = False
) -> str:
    """The newest turn, whole: its reader is asked whether it was of use.

    ``linked`` says that it was a link that asked.
    """
    body = answer_body(answer, number, texts)
    values = _turn(question, answer, number) | {"body": body, "finished": True}
    return _fill("turn.html", texts, **values, linked=linked, judged=True)


def _turn(question: str, answer: Answer, number: int) -> dict[str, object]:
    """What a turn shows whatever its state."""
    return {
        "question": question,
        "answer": answer,
        "number": number,
        "words": texts_in(answer.language),
        "asks_back": _asks_back(answer),
        "unmentioned": _unmentioned(answer, number),
        "plain": plain_text(answer),
        "permalink": _permalink(answer.rewritten or answer.question or question),
        "suggestions": _unwritten_suggestions(answer),
    }


def sources(answer: Answer, shelf: Shelf, number: int, texts: Texts) -> str:
    """The sources of one answer as a section of the panel; empty where it has none."""
    cards = source_cards(answer, shelf, number, texts.language)
    beside = nearest_cards(answer, shelf, number, texts.language)
    if not cards and not beside:
        return ""
    every = file_of_all(cards) if len(cards) > 1 else ""
    return _fill(
        "sources.html",
        texts,
        cards=cards,
        near=beside,
        number=number,
        all=every,
        formats=_DOWNLOADS,
        longest=_LONGEST_LIST,
        unfolded=_UNFOLDED,
    )


def sources_panel(sections: Sequence[tuple[int, str]], texts: Texts) -> str:
    """The panel: every turn's number with its section from :func:`sources`; the last is shown.

    A section that is empty belongs to a turn that draws on no abstract.
    """
    safe = [(number, Markup(section)) for number, section in sections]  # noqa: S704 - by sources()
    return _fill("panel.html", texts, sections=safe)


def word_count(answer: Answer) -> int:
    """How many words an answer streams in; none of a table, which comes whole."""
    if compared(answer):
        return 0
    return sum(len(words(piece.text)) for piece in pieces(answer.text) if isinstance(piece, Text))


def plain_text(answer: Answer) -> str:
    """The answer without marks of Markdown: for the clipboard and for screen readers."""
    parts: list[str] = []
    for piece in pieces(answer.text):
        if isinstance(piece, Text):
            parts.append(piece.text)
        elif isinstance(piece, Marker):
            parts.append(piece.space + piece.name)
        elif isinstance(piece, Close) and piece.tag in {"p", "li"}:
            parts.append("\n")
    listed = [f"[{c.marker}] {c.title}{_by(c.authors)}" for c in answer.citations]
    return "\n".join(["".join(parts).strip(), *([""] if listed else []), *listed])


def spoken(answer: Answer) -> str:
    """The answer for the live region that screen readers read out."""
    return spoken_sentence(plain_text(answer))


def spoken_sentence(sentence: str) -> str:
    """A sentence of ours or of a document, safe to stand in the live region."""
    return str(escape(sentence))


def answer_body(answer: Answer, number: int, texts: Texts, shown: int | None = None) -> Markup:
    """The answer's text as HTML, with a button for each marker and each title that comes near.

    A comparison is set as a table.
    """
    links = _links(answer, number, texts)
    table = compared(answer)
    if table is None:
        return _Writer(links, shown, texts).write(answer.text)
    return _Writer(links, shown, texts).write(table.lead) + _table(table, links)


def _table(table: Compared, links: Mapping[str, Link]) -> Markup:
    markers = {name: _html_of(link, name) for name, link in links.items()}
    values = {"table": table, "markers": markers}
    return Markup(_fill("comparison.html", texts_in(table.language), **values))  # noqa: S704 - escaped by the template


class _Writer:
    """Writes pieces down as HTML until its words are used up; what is open is always closed.

    A long list is folded behind a button (see chat.js).
    """

    def __init__(self, links: Mapping[str, Link], shown: int | None, texts: Texts) -> None:
        titles = sorted((name for name in links if links[name].kind != "marker"), key=len)
        self._titles = re.compile("|".join(map(re.escape, reversed(titles))) or r"(?!)")
        self._links = links
        self._left = shown
        self._texts = texts
        self._rows: list[int] = []
        self._row = 0
        self._parts: list[Markup] = []
        self._open: list[bool] = []

    def write(self, markdown: str) -> Markup:
        read = tuple(pieces(markdown))
        self._rows = list(reversed(_rows_of_lists(read)))
        for piece in read:
            match piece:
                case Open(tag):
                    self._begin(tag)
                case Close(tag):
                    self._end(tag)
                case Text(text):
                    self._text(text)
                case Marker(space, name):
                    self._marker(space, name)
        return Markup().join(self._parts)

    @property
    def _used_up(self) -> bool:
        return self._left is not None and self._left <= 0

    def _begin(self, tag: Tag) -> None:
        self._row = 0 if tag == "ul" else self._row + (tag == "li")
        self._open.append(not self._used_up)
        if not self._used_up:
            self._parts.append(_BEGINNINGS.get((tag, self._folds(tag)), Markup(f"<{tag}>")))  # noqa: S704 - a name of ours

    def _end(self, tag: Tag) -> None:
        rows = self._rows.pop() if tag == "ul" else 0
        if not self._open.pop():
            return
        self._parts.append(Markup(f"</{tag}>"))  # noqa: S704 - a name of ours
        if rows > _LONGEST_LIST:
            self._parts.append(_unfolding(rows, self._texts) if not self._used_up else Markup())
            self._parts.append(Markup("</div>"))

    def _folds(self, tag: Tag) -> bool:
        is_long = bool(self._rows) and self._rows[-1] > _LONGEST_LIST
        return is_long and (tag == "ul" or self._row > _UNFOLDED)

    def _text(self, text: str) -> None:
        at = 0
        for title in self._titles.finditer(text):
            self._words(text[at : title.start()])
            self._link(title.group())
            at = title.end()
        self._words(text[at:])

    def _words(self, text: str) -> None:
        if self._left is not None:
            run = words(text)[: max(self._left, 0)]
            self._left -= len(run)
            text = "".join(run)
        self._parts.append(escape(text))

    def _marker(self, space: str, name: str) -> None:
        if name in self._links:
            self._parts.append(escape("" if self._used_up else space))
            self._link(name)
        else:
            self._words(space + name)

    def _link(self, name: str) -> None:
        if not self._used_up:
            self._parts.append(_html_of(self._links[name], name))


_BEGINNINGS = {
    ("ul", True): Markup('<div class="folds"><ul>'),
    ("li", True): Markup('<li class="beyond">'),
}


def _rows_of_lists(read: Sequence[Piece]) -> list[int]:
    """How many rows each list has, the first list first."""
    rows: list[int] = []
    for piece in read:
        if isinstance(piece, Open) and piece.tag == "ul":
            rows.append(0)
        elif isinstance(piece, Open) and piece.tag == "li":
            rows[-1] += 1
    return rows


def _unfolding(rows: int, texts: Texts) -> Markup:
    label = texts.unfold.format(count=rows - _UNFOLDED)
    return Markup('<button type="button" class="unfold" data-unfold>{}</button>').format(label)


def _html_of(link: Link, name: str) -> Markup:
    return _LINKS[link.kind].format(value=link.value, label=link.label, name=name)


# A title is a link and no button, for a button cannot run over two lines within a sentence.
_LINKS = {
    "marker": Markup(
        '<button type="button" class="marker" data-target="{value}" aria-label="{label}">'
        "{name}</button>"
    ),
    "title": Markup('<a class="title-link" href="#{value}" data-target="{value}">{name}</a>'),
    "question": Markup(
        '<button type="button" class="title-link" data-ask="{value}">{name}</button>'
    ),
}


def _links(answer: Answer, number: int, texts: Texts) -> dict[str, Link]:
    """What of an answer's text is a button: markers, titles that come near, example questions."""
    links = {item.title: Link("title", anchor) for item, anchor in near(answer, number)}
    if answer.kind is Kind.SMALLTALK:
        links |= {question: Link("question", question) for question in answer.suggestions}
    for citation in answer.citations:
        anchor = source_anchor(number, citation.marker)
        label = f"[{citation.marker}] {texts.show_source}: {citation.title}"
        links[f"[{citation.marker}]"] = Link("marker", anchor, label)
    return links


def _asks_back(answer: Answer) -> bool:
    """Whether the reply is a question, and the suggestions are what may be meant by it."""
    ends = answer.text.rstrip().endswith(("?", "？", "か。"))
    return answer.kind is Kind.RECORDS and not answer.answerable and ends


def _unwritten_suggestions(answer: Answer) -> tuple[str, ...]:
    """The suggestions that the text of small talk does not offer already."""
    if answer.kind is not Kind.SMALLTALK:
        return answer.suggestions
    return tuple(question for question in answer.suggestions if question not in answer.text)


def _unmentioned(answer: Answer, number: int) -> list[tuple[str, str]]:
    """Title and anchor of what comes near without being named in the text."""
    beside = ((item.title, anchor) for item, anchor in near(answer, number))
    return [(title, anchor) for title, anchor in beside if title not in answer.text]


def _permalink(question: str) -> str:
    """The question where an address can hold it, else nothing."""
    return question if len(quote(question)) <= _LONGEST_ADDRESS else ""


def _by(authors: Sequence[str]) -> str:
    return f" — {', '.join(authors)}" if authors else ""


def _fill(template: str, texts: Texts, **values: object) -> str:
    return _environment().get_template(template).render(t=texts, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
