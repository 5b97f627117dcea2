"""An answer and the records for the terminal, in rich text."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from corpus.abstract import Abstract, Tombstone
from corpus.report import Layout
from rag.answer import Answer, Citation
from ui.i18n import ENGLISH, Texts, texts_in

# C0 and C1 controls but line end and tab: an escape sequence in a document or a question must not
# reach the terminal. Mapped to the replacement character so that one sees that something was there.
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(0x20), *range(0x7F, 0xA0))
    if chr(code) not in "\n\t"
}


def answer_view(answer: Answer) -> RenderableType:
    """The reply, then its sources, then what could be asked next.

    An excerpt or a title that the reply shows already is not shown a second time.
    """
    texts = texts_in(answer.language)
    parts: list[RenderableType] = []
    if answer.rewritten:
        parts += [Text(f"{texts.understood}: {_plain(answer.rewritten)}", style="dim"), Text()]
    parts.append(Markdown(_plain(answer.text)))
    if answer.citations:
        parts += _section(texts.sources, [_sources(answer, texts)])
    unseen = [one for one in answer.nearest if one.title not in answer.text]
    if unseen and not answer.citations:
        parts += _section(texts.nearest, _items(one.title for one in unseen))
    untold = [one for one in answer.suggestions if one not in answer.text]
    if untold:
        heading = texts.follow_ups if answer.answerable else texts.answerable
        parts += _section(heading, _items(untold))
    return Group(*parts)


def abstract_view(abstract: Abstract) -> RenderableType:
    """One abstract whole: title, authors, id, text, keywords, notes."""
    authors = ", ".join(person.name_and_affiliation for person in abstract.authors)
    parts: list[RenderableType] = [
        Text(_plain(abstract.heading), style="bold"),
        Text(_plain(authors or ENGLISH.no_author)),
        Text(_plain(abstract.id), style="dim"),
        Text(),
        Text(_plain(abstract.text)),
    ]
    if abstract.keywords:
        parts += _section(ENGLISH.keywords, _items(abstract.keywords))
    if abstract.notes:
        parts += _section("Notes", _items(note.text for note in abstract.notes))
    return Group(*parts)


def abstract_line(abstract: Abstract) -> str:
    """One abstract in one line: its id, a tab, its title."""
    return f"{_plain(abstract.id)}\t{_plain(abstract.heading)}"


def tombstone_line(stone: Tombstone) -> str:
    """One withdrawn abstract in one line: its id, a tab, that and when it was withdrawn, title."""
    return f"{_plain(stone.id)}\t[withdrawn {stone.date.isoformat()}] {_plain(stone.title)}"


def layout_text(layouts: Iterable[Layout]) -> str:
    """How each document was read, how sure that is, and what speaks for it; lines of text."""
    lines = []
    for layout in layouts:
        lines.append(f"Layout ({layout.confidence:.0%} sure): {_plain(layout.description)}")
        lines += [f"  {_plain(reason)}" for reason in layout.evidence]
    return "\n".join([*lines, "\n"]) if lines else ""


def _section(heading: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    return [Text(), Text(heading, style="bold"), *items]


def _items(lines: Iterable[str]) -> list[RenderableType]:
    return [_row("•", Text(_plain(line))) for line in lines]


def _sources(answer: Answer, texts: Texts) -> RenderableType:
    """One entry for each cited abstract, in the order of the markers."""
    by_abstract: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_abstract.setdefault(citation.abstract_id, []).append(citation)
    return Group(*(_source(cited, answer.text, texts) for cited in by_abstract.values()))


def _source(cited: list[Citation], shown: str, texts: Texts) -> RenderableType:
    first = cited[0]
    lines = [
        Text(_plain(first.title), style="bold"),
        Text(_plain(", ".join(first.authors) or texts.no_author)),
        Text(_plain(f"{first.abstract_id}: {_places(cited, texts)}"), style="dim"),
    ]
    lines += [
        Text(f"“{_plain(one.quote)}” [{one.marker}]", style="italic")
        for one in cited
        if one.quote and one.quote not in shown
    ]
    markers = " ".join(f"[{one.marker}]" for one in cited)
    return _row(markers, Group(*lines))


def _places(cited: list[Citation], texts: Texts) -> str:
    """Where the excerpts stand in the text of the abstract, in characters from 0."""
    spans = [f"{one.start}–{one.end}" for one in cited if one.quote]
    return ", ".join(spans) or texts.record


def _row(mark: str, content: RenderableType) -> RenderableType:
    """``content`` beside its mark, so that its further lines stand under the first."""
    row = Table.grid(padding=(0, 1))
    row.add_row(Text(f"  {mark}", style="cyan"), content)
    return row


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)
