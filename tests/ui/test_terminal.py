"""The terminal view of an answer."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from corpus.abstract import Abstract, Person, SourceLines
from rag.answer import Answer, Citation, Kind, Nearest
from ui.terminal import abstract_line, abstract_view, answer_view

QUOTE = "Ten of them had been promised twice the wage."


def shown(view: RenderableType, *, terminal: bool = False) -> str:
    """What a terminal or a file of 100 columns receives."""
    file = io.StringIO()
    Console(file=file, width=100, force_terminal=terminal, highlight=False).print(view)
    return file.getvalue()


def cite(marker: int, quote: str, start: int = 40) -> Citation:
    """An excerpt of one abstract."""
    end = start + len(quote) if quote else start
    return Citation(marker, "lakes-2019-wages", "Wages", ("Ana Lima",), start, end, quote)


def answered(text: str, *citations: Citation, **more: object) -> Answer:
    """An answer with these citations."""
    fields = {"question": "q", "language": "en", "kind": Kind.ANSWER, "answerable": True}
    return Answer(**fields, confidence=0.9, text=text, citations=citations, **more)  # type: ignore[arg-type]


def test_reply_and_sources_are_shown() -> None:
    """The reply comes first, then each source with marker, title, author and place."""
    view = shown(answer_view(answered(f"She finds:\n\n> {QUOTE} [1]", cite(1, QUOTE))))
    reply, _, sources = view.partition("Sources")
    assert QUOTE in reply
    for part in ("[1]", "Wages", "Ana Lima", "lakes-2019-wages: 40–85"):
        assert part in sources


def test_excerpt_that_the_reply_leaves_out_stands_in_the_sources() -> None:
    """An excerpt is always visible: in the reply, or otherwise with its source; never twice."""
    assert shown(answer_view(answered("Twice the wage. [1]", cite(1, QUOTE)))).count(QUOTE) == 1
    assert shown(answer_view(answered(f"> {QUOTE} [1]", cite(1, QUOTE)))).count(QUOTE) == 1


def test_excerpts_of_one_abstract_share_an_entry() -> None:
    """Two excerpts of one abstract are one source with both markers and both places."""
    view = shown(answer_view(answered("x [1] [2]", cite(1, "One."), cite(2, "Two.", 90))))
    assert "[1] [2] Wages" in view
    assert "40–44, 90–94" in view
    assert view.count("Ana Lima") == 1


def test_citation_of_a_record_says_so() -> None:
    """A citation without an excerpt points at the record."""
    assert "record" in shown(answer_view(answered("Ana Lima. [1]", cite(1, "", 0)))).lower()


def test_follow_up_shows_how_it_was_understood() -> None:
    """The stand-alone form of a follow-up is shown above the reply."""
    view = shown(answer_view(answered("Seven.", rewritten="How many of the ten were women?")))
    assert view.index("How many of the ten were women?") < view.index("Seven.")


def test_abstention_names_what_is_near_once() -> None:
    """A nearest title that the reply does not name is listed; one that it names is not repeated."""
    answer = Answer(
        question="q",
        language="en",
        kind=Kind.ABSTENTION,
        answerable=False,
        confidence=0.1,
        text="The abstracts do not say. The nearest: “Wages”.",
        nearest=(Nearest("a", "Wages"), Nearest("b", "Harbours")),
        suggestions=("What did “Harbours” find?",),
    )
    view = shown(answer_view(answer))
    assert view.count("“Wages”") == 1
    assert "• Harbours" in view
    assert "What did “Harbours” find?" in view


@given(st.text())
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    """No text of a document or a visitor brings an escape sequence of its own to the terminal."""
    person = Person(text, text)
    source = SourceLines(1, 2)
    abstract = Abstract(text, "c", text, (person,), (text,), text, "en", source)
    citation = Citation(1, text, text, (text,), 0, len(text), text)
    answer = answered(text, citation, rewritten=text, suggestions=(text,))
    for written in (shown(abstract_view(abstract)), shown(answer_view(answer))):
        assert "\x1b" not in written
        assert "\x9b" not in written
    assert "\x1b" not in abstract_line(abstract)


def test_markup_in_a_document_is_shown_as_it_stands() -> None:
    """Square brackets in a title are text, not a style of the terminal."""
    source = SourceLines(1, 2)
    abstract = Abstract("a", "c", "[red]Title[/red]", (), (), "[bold]x[/bold]", "en", source)
    view = shown(abstract_view(abstract), terminal=True)
    assert "[red]Title[/red]" in view
    assert "[bold]x[/bold]" in view
