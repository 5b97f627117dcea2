"""An answer and the records for the terminal, in rich text."""

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from corpus.abstract import Abstract
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
    """The reply, then its sources with their excerpts, then what could be asked next."""
    texts = texts_in(answer.language)
    parts: list[RenderableType] = []
    if answer.rewritten:
        parts += [Text(f"{texts.understood}: {_plain(answer.rewritten)}", style="dim"), Text()]
    parts.append(Markdown(_plain(answer.text)))
    if answer.citations:
        parts += _section(texts.sources, [_source(one, texts) for one in answer.citations])
    if answer.nearest:
        titles = [_item(f"{one.title} ({one.abstract_id})") for one in answer.nearest]
        parts += _section(texts.nearest, titles)
    if answer.suggestions:
        heading = texts.follow_ups if answer.answerable else texts.answerable
        parts += _section(heading, [_item(one) for one in answer.suggestions])
    return Group(*parts)


def abstract_view(abstract: Abstract) -> RenderableType:
    """One abstract whole: title, authors, id, text, keywords, notes."""
    authors = ", ".join(person.name_and_affiliation for person in abstract.authors)
    parts: list[RenderableType] = [
        Text(_plain(abstract.title), style="bold"),
        Text(_plain(authors or ENGLISH.no_author)),
        Text(_plain(abstract.id), style="dim"),
        Text(),
        Text(_plain(abstract.text)),
    ]
    if abstract.keywords:
        parts += _section(ENGLISH.keywords, [_item(keyword) for keyword in abstract.keywords])
    if abstract.notes:
        parts += _section("Notes", [_item(note.text) for note in abstract.notes])
    return Group(*parts)


def abstract_line(abstract: Abstract) -> str:
    """One abstract in one line: its id, a tab, its title."""
    return f"{abstract.id}\t{_plain(abstract.title)}"


def _section(heading: str, items: list[RenderableType]) -> list[RenderableType]:
    return [Text(), Text(heading, style="bold"), *items]


def _item(text: str) -> RenderableType:
    return Padding(Text(f"• {_plain(text)}"), (0, 2))


def _source(citation: Citation, texts: Texts) -> RenderableType:
    people = ", ".join(citation.authors) or texts.no_author
    lines: list[RenderableType] = [
        Padding(
            Text.assemble((f"[{citation.marker}] ", "bold cyan"), _plain(citation.title)), (0, 2)
        ),
        Padding(Text(_plain(people)), (0, 6)),
        Padding(Text(_place(citation, texts), style="dim"), (0, 6)),
    ]
    if citation.quote:
        lines.append(Padding(Text(f"“{_plain(citation.quote)}”", style="italic"), (0, 6)))
    return Group(*lines)


def _place(citation: Citation, texts: Texts) -> str:
    if not citation.quote:
        return f"{texts.record} ({citation.abstract_id})"
    return f"{citation.abstract_id}, {citation.start}–{citation.end}"


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)
