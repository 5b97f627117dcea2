"""The tool that finds gold spans in the records."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval.place import Question, Span, main, place, read_questions

ROOT = Path(__file__).resolve().parents[2]
BOOKLET = ROOT / "corpus" / "jamps-2020-spring"
GOLD = ROOT / "eval" / "gold" / "jamps-2020-spring.jsonl"


def question(*spans: Span) -> Question:
    """Make a question with one group of alternatives."""
    return {"id": "q001", "spans": [list(spans)]}


@given(st.text(min_size=1), st.data())
def test_a_slice_that_stands_once_gets_its_own_offsets(text: str, data: st.DataObject) -> None:
    """Any slice of a record that stands there once is placed where it was cut."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(sum(text.startswith(text[start:end], at) for at in range(len(text))) == 1)
    asked = question({"abstract_id": "a", "text": text[start:end]})

    assert place([asked], {"a": text}) == ()
    assert asked["spans"] == [
        [{"abstract_id": "a", "start": start, "end": end, "text": text[start:end]}]
    ]


def test_every_span_without_a_place_is_named() -> None:
    """A changed sentence, an unknown record, an empty and a repeated text are each reported."""
    asked = question(
        {"abstract_id": "a", "text": "Cats sleep."},
        {"abstract_id": "a", "text": "Cats slept."},
        {"abstract_id": "b", "text": "Cats sleep."},
        {"abstract_id": "a", "text": ""},
        {"abstract_id": "a", "text": "sleep."},
    )

    misfits = place([asked], {"a": "Cats sleep. Dogs sleep."})

    assert [str(misfit) for misfit in misfits] == [
        "q001: not in the record: 'Cats slept.'",
        "q001: no record has this abstract id: 'Cats sleep.'",
        "q001: not in the record: ''",
        "q001: it stands 2 times in the record: 'sleep.'",
    ]


def test_a_repeated_text_keeps_the_place_that_it_had() -> None:
    """Stored offsets decide between two equal sentences."""
    asked = question({"abstract_id": "a", "start": 17, "end": 23, "text": "sleep."})

    assert place([asked], {"a": "Cats sleep. Dogs sleep."}) == ()
    assert asked["spans"][0][0]["start"] == 17


def test_the_command_finds_again_every_offset_of_the_gold_set(tmp_path: Path) -> None:
    """Without its offsets, the gold file is written again to the byte."""
    bare = read_questions(GOLD)
    for span in (span for asked in bare for group in asked["spans"] for span in group):
        del span["start"], span["end"]
    copy = tmp_path / "gold.jsonl"
    copy.write_text("".join(json.dumps(asked) + "\n" for asked in bare), encoding="utf-8")

    assert main([str(copy), str(BOOKLET)]) == 0
    assert copy.read_bytes() == GOLD.read_bytes()


def test_a_file_with_a_misfit_is_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One span without a place: nothing is written, and the message names file and span."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(question({"abstract_id": "a", "text": "Cats."})), encoding="utf-8")
    before = gold.read_bytes()

    assert main([str(gold), str(BOOKLET)]) == 1
    assert gold.read_bytes() == before
    assert "q001: no record has this abstract id: 'Cats.'" in capsys.readouterr().err


def test_a_broken_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no JSON is told by its number."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "q001", "spans": []}\n{"id"', encoding="utf-8")

    assert main([str(gold), str(BOOKLET)]) == 1
    assert "line 2" in capsys.readouterr().err
