"""Every way to break the promise of verbatim, marked quotes is seen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.integrity import faults, without_markers
from rag.answer import Answer, Citation, Kind, Nearest
from rag.citation import cite_record
from tests.support.oracle import (
    AIM,
    CAUSE,
    MAPS,
    MILLS,
    RIGHT,
    TEXTS,
    VISITS,
    WELLS,
    cite,
    quoting,
    reply,
)


def with_citation(**fields: object) -> Answer:
    """An answer that quotes the cause, with some fields of its citation changed."""
    return reply(Kind.ANSWER, "It is so. [1]", replace(cite(CAUSE), **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", RIGHT)
def test_a_sound_answer_has_no_fault(name: str) -> None:
    """Neither quotes, records, abstentions nor small talk are faulted without cause."""
    assert faults(RIGHT[name], TEXTS) == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (with_citation(quote=CAUSE.replace("four", "five")), "is not verbatim"),
        (with_citation(quote=CAUSE[:-1]), "is not verbatim"),
        (with_citation(quote=""), "is not verbatim"),
        (with_citation(start=21), "is not verbatim"),
        (with_citation(abstract_id="mills"), "gives another title"),
        (with_citation(abstract_id="tides"), "names 'tides', which is not indexed"),
        (with_citation(title="Why Wells Run Wet"), "gives another title"),
        (with_citation(start=0, end=900, quote=WELLS.text), "has no place at 0..900"),
        (with_citation(start=-1), "has no place at -1.."),
        (with_citation(start=30, end=30, quote=""), "has no place at 30..30"),
        (with_citation(start=0, end=0), "is not verbatim"),
        (reply(Kind.ANSWER, "It is so.", cite(CAUSE)), "citation [1] has no marker in the text"),
        (reply(Kind.ANSWER, "So [1] and so [2].", cite(CAUSE)), "marker [2] has no citation"),
        (reply(Kind.ABSTENTION, "Not said. [1]"), "marker [1] has no citation"),
        (reply(Kind.ANSWER, "So [1].", cite(CAUSE), cite(AIM)), "2 citations share marker [1]"),
        (reply(Kind.ANSWER, "It is so."), "an answer without an excerpt"),
        (reply(Kind.ANSWER, "So [1].", cite_record(1, WELLS)), "an answer without an excerpt"),
        (
            reply(Kind.ANSWER, f"> {CAUSE.replace('four', 'five')} [1]", cite(CAUSE)),
            "the text quotes what no cited abstract says: 'The wells ran dry because five",
        ),
        (
            reply(Kind.ANSWER, f"> {VISITS} [1]", cite(CAUSE)),
            "the text quotes what no cited abstract says",
        ),
    ],
)
def test_each_fault_is_named(answer: Answer, said: str) -> None:
    """An altered, shifted or foreign quote, and a marker or citation without the other."""
    assert any(said in fault for fault in faults(answer, TEXTS)), faults(answer, TEXTS)


@given(st.integers(0, len(CAUSE) - 1), st.characters(codec="utf-8"))
def test_one_changed_character_is_enough(place: int, other: str) -> None:
    """Whichever character of a quote is replaced by whichever other one, it is seen."""
    altered = CAUSE[:place] + other + CAUSE[place + 1 :]

    assert bool(faults(with_citation(quote=altered), TEXTS)) is (altered != CAUSE)


def test_brackets_of_the_abstract_are_no_markers() -> None:
    """A quote may hold "[7]", and so may a title that is named; neither needs a citation."""
    numbered = replace(MILLS, title="Mills [2]")
    abstention = replace(
        reply(Kind.ABSTENTION, "Nearest: “Mills [2]”"), nearest=(Nearest("mills", "Mills [2]"),)
    )

    assert faults(quoting(MAPS), TEXTS) == ()
    assert faults(abstention, {"mills": numbered}) == ()


def test_a_bracket_of_the_abstract_does_not_stand_for_a_marker() -> None:
    """A citation [7] without its marker is seen although its own quote holds "[7]"."""
    answer = reply(Kind.ANSWER, f"> {MAPS}", cite(MAPS, 7))

    assert faults(answer, TEXTS) == ("citation [7] has no marker in the text",)


def test_a_quotation_may_be_escaped_for_markdown() -> None:
    """Backslashes before marks of Markdown do not make a quotation a false one."""
    escaped = MAPS.replace("[", r"\[").replace("]", r"\]")

    assert faults(reply(Kind.ANSWER, f"> “{escaped}” [1]", cite(MAPS)), TEXTS) == ()


def test_markers_are_taken_out_and_other_brackets_left() -> None:
    """What is expected of a text must not be found in its markers."""
    assert without_markers(quoting(MAPS)).split() == ["It", "says:", ">", *MAPS.split()]


@given(st.lists(st.sampled_from([AIM, CAUSE, VISITS, MAPS]), min_size=1, unique=True))
def test_any_answer_made_of_stored_sentences_is_sound(texts: list[str]) -> None:
    """However many sentences are quoted in whatever order."""
    assert faults(quoting(*texts), TEXTS) == ()


def test_each_citation_is_checked() -> None:
    """Two bad quotes are two faults."""
    bad: tuple[Citation, ...] = tuple(
        replace(cite(text, n), quote="No.") for n, text in enumerate((AIM, CAUSE), start=1)
    )

    assert len(faults(reply(Kind.ANSWER, "So [1][2].", *bad), TEXTS)) == 2
