"""Answers become HTML, and text never becomes anything but text."""

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.abstract import PARAGRAPH_BREAK, Abstract, Conference, Person, SourceLines, Tombstone
from rag.answer import Answer, Kind, Nearest
from rag.citation import cite_span
from rag.conversation import Conversation
from tests.support.markup import parsed
from tests.support.table_assistant import (
    BOATS,
    CONFERENCE,
    FINDING,
    HOW_MANY,
    MOON,
    REEDS,
    WHO_BOATS,
    WHY_REEDS,
    Shelf,
    TableAssistant,
    excerpt,
)
from ui import render
from ui.cards import paragraphs_with_quotes
from ui.i18n import ENGLISH, JAPANESE
from ui.service import Shelf as Records

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<form action=http://evil.example><button>",
    "![pixel](http://evil.example/a.png)",
    "[link](javascript:alert(1)) <http://evil.example> http://evil.example",
    "' onmouseover='alert(1)",
    "${alert(1)} {{constructor}} `${1}` \\`",
    "</textarea></article></section><!-- -->",
    "&lt;b&gt; &amp;amp;",
    "[1]: http://evil.example\n[1]",
    "\u202emoc.live\u2066",
)
ALLOWED_TAGS = {
    *("article", "section", "div", "p", "span", "h1", "h2", "h3", "b", "em", "strong", "bdi"),
    *("ul", "ol", "li", "blockquote", "mark", "details", "summary", "button", "a", "br"),
}
# A card within the page, an abstract's own page, or a file of references.
OUR_ADDRESS = re.compile(
    r"#near-1-\d|\.\./a/[\w./%-]+(\?from=\d+&to=\d+#quote)?$|\.\./cite\.\w+\?id=[\w%&=.-]+$"
)
texts = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE))


def answered(question: str) -> Answer:
    """The table assistant's answer."""
    return TableAssistant().ask(question, Conversation())


def everything(answer: Answer, question: str = "?", shelf: Records | None = None) -> str:
    """All the HTML that one answer puts on the page."""
    section = render.sources(answer, shelf or Shelf(), 1, ENGLISH)
    turn = render.answer_turn(question, answer, 1, ENGLISH)
    return turn + render.sources_panel([(1, section)] if section else [], ENGLISH)


@dataclass(frozen=True)
class OneAbstract:
    """A shelf that holds one abstract under every id."""

    given: Abstract

    def conferences(self) -> tuple[Conference, ...]:
        """The one."""
        return (CONFERENCE,)

    def conference(self, _: str, /) -> Conference:
        """The one."""
        return CONFERENCE

    def abstract(self, _: str, /) -> Abstract:
        """The one."""
        return self.given

    def abstracts(self) -> tuple[Abstract, ...]:
        """The one."""
        return (self.given,)

    def tombstone(self, _: str, /) -> Tombstone | None:
        """None was withdrawn."""


@given(question=texts, title=texts, author=texts, text=texts, suggestion=texts)
def test_text_stays_text_wherever_it_stands(
    question: str, title: str, author: str, text: str, suggestion: str
) -> None:
    """Whatever a visitor or a document writes makes no element, attribute, address or style."""
    abstract = replace(REEDS, title=title, text=text, keywords=(author,))
    answer = Answer(
        question=question,
        language="en",
        kind=Kind.ABSTENTION,
        answerable=False,
        confidence=0.0,
        text=f"{title}\n\n> {text} [1]",
        citations=(cite_span(1, abstract, 0, len(text)),),
        nearest=(Nearest("x", title),),
        suggestions=(suggestion,),
        rewritten=question,
    )
    for shown in (answer, replace(answer, citations=()), replace(answer, kind=Kind.SMALLTALK)):
        page = parsed(everything(shown, question, OneAbstract(abstract)))
        assert page.tags() <= ALLOWED_TAGS
        assert not page.open
        names = {name for element in page.elements for name in element.attributes}
        assert not [name for name in names if name.startswith("on") or name in {"style", "src"}]
        assert all(map(OUR_ADDRESS.match, page.values("href")))


@given(texts.filter(lambda text: "\r" not in text and "\0" not in text))
def test_a_question_is_shown_as_it_was_asked(question: str) -> None:
    """Escaping loses nothing: the question's text is on the page, character for character."""
    assert question in parsed(render.waiting_turn(question, 1, "…", ENGLISH)).text
    assert question in parsed(render.failed_turn(question, 1, "…", ENGLISH)).text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_conference_cannot_write_html(hostile: str) -> None:
    """The page's head escapes the conference's fields like everything else."""
    conference = Conference(id="x", association=hostile, name=hostile, session=hostile)
    page = parsed(render.header([conference], ENGLISH))
    assert page.tags() <= ALLOWED_TAGS
    assert page.text.count(hostile) == 3


def test_each_marker_leads_to_its_own_excerpt() -> None:
    """The button [1] names and points at the excerpt that the panel shows with these words."""
    page = parsed(everything(answered(WHY_REEDS)))
    markers = [e for e in page.elements if e.attributes.get("class") == "marker"]
    assert [m.attributes["data-target"] for m in markers] == ["source-1-1"]
    assert REEDS.title in markers[0].attributes["aria-label"]
    assert "source-1-1" in page.values("id")


def test_the_quoted_words_are_marked_in_their_paragraph_and_in_the_whole() -> None:
    """Exactly the citation's words are highlighted, once in the excerpt and once in the whole."""
    page = parsed(render.sources(answered(WHY_REEDS), Shelf(), 1, ENGLISH))
    assert page.marked == [FINDING, FINDING]
    assert "We measured the water level" in page.text
    assert page.text.count("Managers can lower the water") == 1


# A quotation stands on one line; what Python or HTML takes for a line's end is not in one.
@given(st.text(min_size=1).filter(lambda t: not set(t) & set("\n\r\0") and t == t.strip()))
@example("*p* < .05, __x__, C:\\_y, `z` and ~~w~~ [2]")
@example("[1] as the first source says [1]")
@example("> - 1. # text")
@example("as the first source says [1]")
def test_a_quotation_is_shown_character_for_character(quote: str) -> None:
    """No mark of Markdown within a quotation changes it, and only the answer's marker is one."""
    body = f"It says:\n\n> {quote} [1]"
    answer = replace(answered(WHY_REEDS), text=body)
    page = parsed(render.answer_body(answer, 1, ENGLISH))
    assert page.text == f"It says:{quote} [1]"
    assert [e.tag for e in page.elements] == ["p", "blockquote", "p", "button"]


def test_a_marker_without_a_citation_is_plain_text() -> None:
    """A number in brackets that a document wrote itself leads nowhere."""
    answer = replace(answered(WHY_REEDS), text="As shown [7].")
    page = parsed(render.answer_body(answer, 1, ENGLISH))
    assert page.tags() == {"p"}
    assert page.text.strip() == "As shown [7]."


def test_citations_of_one_abstract_share_a_card() -> None:
    """Two excerpts of one abstract are shown under its title once, each with its number."""
    first, second = excerpt(FINDING, 1), excerpt("We measured the water level of 12 lakes", 2)
    answer = replace(first, citations=first.citations + second.citations)
    page = parsed(render.sources(answer, Shelf(), 4, ENGLISH))
    titles = [e for e in page.elements if "card-title" in e.attributes.get("class", "")]
    assert len(titles) == 1
    assert {"card-4-1", "source-4-1", "source-4-2"} <= set(page.values("id"))


def test_an_unnamed_author_is_said_to_be_unnamed() -> None:
    """Where the booklet names no author the card says so, and a record quotes nothing."""
    page = parsed(render.sources(answered(WHO_BOATS), Shelf(), 1, ENGLISH))
    assert "author not named in the booklet" in page.text
    assert page.marked == []
    assert BOATS.title in page.text


def test_a_card_says_who_where_and_when() -> None:
    """Authors with affiliation, conference and date stand on the card."""
    text = parsed(render.sources(answered(WHY_REEDS), Shelf(), 1, ENGLISH)).text
    assert "Mari Okada (Suwa University), Bo Lindqvist" in text
    assert "SLS Annual Meeting 2031, Open Session · 4\u00a0May\u00a02031" in text


def test_an_abstention_links_the_titles_that_it_names() -> None:
    """A near title is a link within the text; one that the text left out is listed after it."""
    page = parsed(everything(answered(MOON)))
    links = [target for target in page.values("data-target") if target.startswith("near")]
    assert links == ["near-1-1", "near-1-2"]
    assert set(links) <= set(page.values("id"))
    assert "Not in the abstracts" in page.text


def test_small_talk_offers_its_questions_once() -> None:
    """Example questions that the reply lists are themselves the buttons."""
    talk = replace(answered(MOON), kind=Kind.SMALLTALK, nearest=(), text=f"Hi!\n\n- {WHY_REEDS}")
    page = parsed(everything(talk))
    assert page.values("data-ask") == [WHY_REEDS]


def test_follow_ups_are_buttons_once_the_answer_is_whole() -> None:
    """While the answer streams in there is nothing to press; then every suggestion is there."""
    answer = answered(WHY_REEDS)
    streaming = parsed(render.answer_turn(WHY_REEDS, answer, 1, ENGLISH, shown=3))
    assert streaming.values("data-ask") == []
    assert "data-finished" not in {n for e in streaming.elements for n in e.attributes}
    whole = parsed(render.answer_turn(WHY_REEDS, answer, 1, ENGLISH))
    assert whole.values("data-ask") == [HOW_MANY, WHO_BOATS]


@given(text=texts, shown=st.integers(0, 60))
def test_a_streaming_answer_is_a_whole_piece_of_html(text: str, shown: int) -> None:
    """Cut after any number of words, the answer is closed properly and begins the whole one."""
    answer = replace(answered(WHY_REEDS), text=f"A b\n\n> {text} [1]\n\n- c\n- d [1]")
    part = parsed(render.answer_body(answer, 1, ENGLISH, shown))
    whole = parsed(render.answer_body(answer, 1, ENGLISH))
    assert not part.open
    assert whole.text.startswith(part.text)


def test_a_streaming_answer_grows_to_the_whole() -> None:
    """With as many words as it has, the answer is the whole answer."""
    answer = answered(WHY_REEDS)
    whole = render.answer_body(answer, 1, ENGLISH)
    assert render.answer_body(answer, 1, ENGLISH, render.word_count(answer) + 1) == whole
    assert len(render.answer_body(answer, 1, ENGLISH, 3)) < len(whole)


def test_the_copy_holds_the_answer_and_its_sources() -> None:
    """What is copied is plain text that still names its source."""
    page = parsed(everything(answered(WHY_REEDS)))
    copied = page.values("data-copy")[0]
    assert FINDING in copied
    assert f"[1] {REEDS.title} — Mari Okada, Bo Lindqvist" in copied
    assert ">" not in copied.replace("<Shallow>", "")


def test_a_crowd_of_authors_is_counted_on_a_card() -> None:
    """A card names eight of forty authors; the abstract's own page names them all."""
    crowd = replace(REEDS, authors=tuple(Person(f"Family{n:02}", "Given") for n in range(40)))
    page = parsed(render.sources(answered(WHY_REEDS), OneAbstract(crowd), 1, ENGLISH))
    assert "Given Family07 and 32 more" in page.text


def test_a_source_can_be_cited_and_opened() -> None:
    """Each source has its reference in words and as files, and leads to its own page."""
    page = parsed(render.sources(answered(WHY_REEDS), Shelf(), 1, ENGLISH))
    citation = page.values("data-copy")[0]
    assert citation.startswith("Okada, Mari & Lindqvist, Bo (2031). Why Reeds Return")
    links = page.values("href")
    files = [f"../a/{REEDS.id}.{ending}" for ending in ("bib", "ris", "json")]
    assert set(files) <= set(links)
    start = REEDS.text.index(FINDING)
    assert f"../a/{REEDS.id}?from={start}&to={start + len(FINDING)}#quote" in links


def test_several_sources_can_be_cited_at_once() -> None:
    """With more than one abstract cited there is a file of all references, in their order."""
    one, other = answered(WHY_REEDS), answered(WHO_BOATS)
    both = replace(one, citations=(*one.citations, replace(other.citations[0], marker=2)))
    page = parsed(render.sources(both, Shelf(), 1, ENGLISH))
    assert "../cite.bib?id=lake-2031%2Freeds&id=lake-2031%2Fboats" in page.values("href")
    assert not any("cite." in link for link in parsed(everything(one)).values("href"))


def test_the_link_of_a_follow_up_holds_the_whole_question() -> None:
    """A link is opened without the conversation, so it asks what was understood."""
    answer = replace(answered(HOW_MANY), rewritten="How many lakes of the reeds were measured?")
    page = parsed(render.answer_turn(HOW_MANY, answer, 1, ENGLISH))
    assert page.values("data-link") == ["How many lakes of the reeds were measured?"]
    endless = replace(answer, rewritten="葦" * 1500)
    assert parsed(render.answer_turn("x", endless, 1, ENGLISH)).values("data-link") == []


def test_only_the_newest_turn_asks_whether_it_was_of_use() -> None:
    """Earlier turns have no thumbs; a linked one says that it was asked anew."""
    answer = answered(WHY_REEDS)
    newest = parsed(render.newest_turn(WHY_REEDS, answer, 1, ENGLISH, linked=True))
    assert newest.values("data-thumb") == ["up", "down"]
    assert ENGLISH.from_link in newest.text
    past = parsed(render.answer_turn(WHY_REEDS, answer, 1, ENGLISH))
    assert past.values("data-thumb") == []
    assert ENGLISH.from_link not in past.text


def test_a_follow_up_says_how_it_was_understood() -> None:
    """The stand-alone form of a follow-up is shown, and nothing where there is none."""
    before = Conversation().after(WHY_REEDS, answered(WHY_REEDS))
    answer = TableAssistant().ask(HOW_MANY, before)
    assert f"Understood as: {WHY_REEDS} {HOW_MANY}" in parsed(everything(answer)).text
    assert "Understood as" not in parsed(everything(answered(WHY_REEDS))).text


def test_the_panel_shows_the_newest_sources_and_keeps_the_others() -> None:
    """Every turn's sources stay on the page, all but the newest hidden."""
    panel = parsed(render.sources_panel([(1, "<p>a</p>"), (3, "<p>b</p>")], ENGLISH))
    sections = [e.attributes for e in panel.elements if e.attributes.get("class") == "sources"]
    assert [("hidden" in s, s["data-turn"]) for s in sections] == [(True, "1"), (False, "3")]


def test_the_head_tells_one_conference_from_several() -> None:
    """One conference is named with its facts; several are counted."""
    one = parsed(render.header([CONFERENCE], ENGLISH)).text
    assert "Annual Meeting 2031" in one
    assert "Chair: Anne Moreau (Nagano College)" in one
    several = parsed(render.header([CONFERENCE, replace(CONFERENCE, id="b")], ENGLISH)).text
    assert "2 conferences" in several


def test_the_page_speaks_japanese() -> None:
    """In Japanese the frame is Japanese and the quotation stays in its own language."""
    page = parsed(render.sources(answered(WHY_REEDS), Shelf(), 1, JAPANESE))
    assert "抄録の全文を表示" in page.text
    assert "2031年5月4日" in page.text
    assert page.marked == [FINDING, FINDING]


@given(
    text=st.lists(st.text(alphabet="ab .", min_size=1, max_size=9), min_size=1, max_size=4),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3),
)
def test_marking_loses_no_character(text: list[str], spans: list[tuple[int, int]]) -> None:
    """The segments are the paragraphs again, and what is marked is what the spans cover."""
    whole = PARAGRAPH_BREAK.join(text)
    paragraphs = paragraphs_with_quotes(whole, spans)
    assert ["".join(s.text for s in p) for p in paragraphs] == text
    covered = {at for start, end in spans for at in range(start, min(end, len(whole)))}
    quoted, at = set(), 0
    for paragraph in paragraphs:
        for segment in paragraph:
            quoted |= set(range(at, at + len(segment.text))) if segment.quoted else set()
            at += len(segment.text)
        at += len(PARAGRAPH_BREAK)
    assert {whole[i] for i in quoted ^ covered} <= {"\n"}


def test_a_source_line_is_not_shown_as_html() -> None:
    """The test's own abstract carries markup in its title, and it is there as text."""
    assert REEDS.source == SourceLines(5, 14)
    assert "<Shallow>" in parsed(everything(answered(WHY_REEDS))).text
