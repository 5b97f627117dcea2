"""A new gold question: its excerpt found, its id and split right, its line written whole."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract
from eval.authoring import (
    append_question,
    existing_questions,
    find_excerpt,
    guessed_type,
    next_id,
    split_for,
)
from eval.errors import GoldError
from eval.gold import load_gold
from tests.support.booklets import ICE, REEDS
from tests.support.oracle import CAUSE, GOLD, MOON, WHY, span, write_gold

FINDS = "This paper finds that a falling water level let the seeds take root."


@pytest.mark.parametrize(
    ("typed", "abstract", "found"),
    [
        (FINDS, REEDS, FINDS),
        (f"  {FINDS}\n", REEDS, FINDS),
        (FINDS.replace(" ", "\n  "), REEDS, FINDS),
        ("this paper find that a faling water level let the seeds take root", REEDS, FINDS),
        ("counted 312 stands on foot during two summers", REEDS, None),
        ("冬の気温は2度上がった。", ICE, "冬の気温は2度上がった。"),
        (
            "why they return.\n\nWe counted 312 stands",
            REEDS,
            "why they return.\n\nWe counted 312 stands",
        ),
    ],
)
def test_an_excerpt_is_found(typed: str, abstract: Abstract, found: str | None) -> None:
    """To the letter, or with other white space, case and a slip; what comes is the text's own."""
    told = find_excerpt(typed, abstract)

    assert told is not None
    assert told.span.text == (found or typed)
    assert abstract.text[told.span.start : told.span.end] == told.span.text
    assert (told.likeness == 100.0) == (told.span.text.split() == typed.split())


@pytest.mark.parametrize(
    "typed", ["", "reeds", "The moon is made of green cheese, they say.", "x" * 999]
)
def test_what_does_not_stand_there_is_not_found(typed: str) -> None:
    """Too short to tell, something else, or longer than the text."""
    assert find_excerpt(typed, REEDS) is None


@given(st.data())
def test_every_slice_is_found_where_it_stands(data: st.DataObject) -> None:
    """A slice of at least eight characters, its white space as single spaces, is found."""
    start = data.draw(st.integers(0, len(REEDS.text) - 20))
    end = data.draw(st.integers(start + 15, len(REEDS.text)))
    typed = " ".join(REEDS.text[start:end].split())
    told = find_excerpt(typed, REEDS)

    assert told is not None
    assert told.likeness == 100.0
    assert " ".join(told.span.text.split()) == typed
    assert REEDS.text[told.span.start : told.span.end] == told.span.text


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_a_place_or_none(typed: str) -> None:
    """Never an empty span, never one beyond the text."""
    for abstract in (REEDS, ICE):
        told = find_excerpt(typed, abstract)
        assert told is None or 0 <= told.span.start < told.span.end <= len(abstract.text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why do they leave?", "why"),
        ("How many came?", "how_many"),
        ("How was it done?", "method"),
        ("whom did they ask", "who"),
        ("Is it true?", "yes_no"),
        ("subsidies hida", "what"),
        ("Island life?", "what"),
    ],
)
def test_the_type_is_guessed_from_the_first_words(question: str, kind: str) -> None:
    """As a default that a person confirms."""
    assert guessed_type(question) == kind


def test_an_id_is_never_given_twice() -> None:
    """It follows the highest, whatever gaps there are and whatever others are called."""
    assert next_id(()) == "q001"
    assert next_id((replace(WHY, id="q007"), replace(WHY, id="q003"), MOON)) == "q008"


def test_a_rewording_goes_to_the_same_split() -> None:
    """By its words or by its evidence; the twin is named."""
    for split in ("dev", "test"):
        known = (replace(WHY, split=split),)
        assert split_for("why are there dry well?", (), known) == (split, "why")
        assert split_for("What of the farms?", ((span(CAUSE),),), known) == (split, "why")


def test_a_new_question_is_drawn_by_its_words() -> None:
    """The same each time, about 40 of 100 to dev."""
    questions = [f"Question about lake {number}" for number in range(600)]
    drawn = [split_for(question, (), ())[0] for question in questions]

    assert drawn == [split_for(question.upper(), (), ())[0] for question in questions]
    assert 0.34 < drawn.count("dev") / len(drawn) < 0.46


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    """In a folder that need not exist; earlier lines stay to the byte, an unended one is ended."""
    file = tmp_path / "new" / "lakes.jsonl"
    for gold in GOLD:
        append_question(gold, file)
    assert load_gold(file).questions == GOLD

    before = file.read_bytes().rstrip(b"\n")
    file.write_bytes(before)
    append_question(replace(MOON, id="q9"), file)
    assert file.read_bytes().startswith(before + b"\n")
    assert existing_questions(file) == (*GOLD, replace(MOON, id="q9"))


def test_what_would_break_the_file_is_refused(tmp_path: Path) -> None:
    """An id that is taken, a question that contradicts itself, a folder instead of a file."""
    file = write_gold(tmp_path / "lakes.jsonl", WHY)
    before = file.read_bytes()

    with pytest.raises(GoldError, match="holds a question 'why' already"):
        append_question(replace(MOON, id="why"), file)
    with pytest.raises(GoldError, match="kind 'records' needs expect"):
        append_question(replace(GOLD[4], id="q2", expect=()), file)
    with pytest.raises(GoldError, match="cannot be written"):
        append_question(replace(MOON, id="q2"), tmp_path)
    assert file.read_bytes() == before


def test_many_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight writers, each line whole."""
    file = tmp_path / "lakes.jsonl"
    questions = [replace(MOON, id=f"q{n:03d}", question=f"{n}? " + "x" * 9000) for n in range(8)]
    writers = [threading.Thread(target=append_question, args=(q, file)) for q in questions]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(q.id for q in load_gold(file).questions) == [q.id for q in questions]


def test_no_file_holds_no_questions(tmp_path: Path) -> None:
    """A new or empty file is a beginning, not an error; another file is refused."""
    file = tmp_path / "lakes.jsonl"
    assert existing_questions(file) == ()
    file.write_text("\n", encoding="utf-8")
    assert existing_questions(file) == ()
    file.write_text("notes", encoding="utf-8")
    with pytest.raises(GoldError, match=":1: Invalid JSON"):
        existing_questions(file)
