"""The validator names each fault of a gold set in one sentence, with file and line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rich.console import Console

from eval.__main__ import main
from eval.check import gold_faults, trusted_gold
from eval.command import check
from eval.errors import GoldError
from eval.gold import load_gold
from eval.leaks import leaks, look_alikes
from tests.support.oracle import (
    ABSTRACTS,
    CAUSE,
    GOLD,
    MOON,
    SEVERAL,
    TALKS,
    WHY,
    as_json,
    write_gold,
)

OTHER = replace(MOON, split="dev", id="other")


def said(file: Path, *, encode: object = None) -> tuple[int, list[str]]:
    """Exit code and lines of the command."""
    out = StringIO()
    code = check(file, ABSTRACTS, encode, Console(file=out, width=300))  # type: ignore[arg-type]
    return code, out.getvalue().splitlines()


def test_a_sound_set_has_nothing_to_put_right(tmp_path: Path) -> None:
    """Exit code 0 and one line."""
    assert said(write_gold(tmp_path / "g.jsonl", *GOLD)) == (
        0,
        [f"{tmp_path / 'g.jsonl'}: 8 sound lines, nothing to put right."],
    )


def test_every_sort_of_fault_is_named(tmp_path: Path) -> None:
    """A broken line, an id used twice, a stale span, a leak and an expectation that is not held."""
    file = tmp_path / "g.jsonl"
    lines = [
        "{",
        json.dumps(as_json(TALKS)),
        json.dumps(as_json(TALKS)),
        json.dumps(as_json(replace(WHY, spans=((replace(WHY.spans[0][0], start=0, end=53),),)))),
        json.dumps(as_json(replace(WHY, id="w2", split="dev", question="Why is it dry there?"))),
        json.dumps(as_json(replace(SEVERAL, expect=(("nine", "9"),)))),
        json.dumps(as_json(replace(MOON, id="m2", abstracts=("tides",)))),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    code, told = said(file)

    assert code == 2
    assert [line.split(": ")[0] for line in told[:-1]] == [f"{file}:{n}" for n in (1, 3, 5, 6, 7)]
    assert "Invalid JSON" in told[0]
    assert "id 'talks' stands already" in told[1]
    assert "w2 of the dev split has the same evidence as why of the test split" in told[2]
    assert "no span of several holds the expected 'nine' or '9'" in told[3]
    assert "m2 is stale: no abstract 'tides' is indexed" in told[4]
    assert told[-1] == f"{file}: 6 sound lines, 5 to put right."


@pytest.mark.parametrize(
    "question",
    [
        "who dug wells on the MOON",
        "Who dug well on the moon?",
        "On the moon who dug wells?",
        "Ｗｈｏ dug wells on the moon？",
    ],
)
def test_a_rewording_in_the_other_split_is_a_leak(tmp_path: Path, question: str) -> None:
    """Case, a typing error, the order of words and width make no other question."""
    gold = load_gold(write_gold(tmp_path / "g.jsonl", MOON, replace(OTHER, question=question)))
    (leak,) = leaks(gold.lines)

    assert "other of the dev split is nearly spelt like moon of the test split" in leak
    assert leak.endswith("Move one of them, or ask something else.")


def test_another_question_is_no_leak(tmp_path: Path) -> None:
    """Nor is a follow-up that needs its conversation to mean anything."""
    unlike = replace(OTHER, question="Who filled the wells of the valley?")
    same_words = replace(MOON, split="dev", id="f", chain="c", turn=2)
    first = replace(OTHER, id="e", chain="c", question="How deep is the sea?")
    gold = load_gold(write_gold(tmp_path / "g.jsonl", MOON, unlike, first, same_words))

    assert list(leaks(gold.lines)) == []


def test_questions_that_mean_the_same_are_named(tmp_path: Path) -> None:
    """With an encoder, though they share no word; those of one split may."""

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [(1.0, 0.0) if "moon" in text or "Luna" in text else (0.0, 1.0) for text in texts]
        return np.array(rows, dtype=np.float32)

    luna = replace(OTHER, question="Any Luna drillers?")
    file = write_gold(tmp_path / "g.jsonl", MOON, replace(MOON, id="m2", question="A moon?"), luna)
    code, told = said(file, encode=encode)

    assert code == 2
    assert ["means nearly the same as" in line for line in told] == [True, True, False]
    assert list(look_alikes(load_gold(write_gold(file, MOON)).lines, encode)) == []


def test_an_answer_may_expect_words_that_its_spans_hold(tmp_path: Path) -> None:
    """In whole words, whatever their case."""
    file = write_gold(tmp_path / "g.jsonl", replace(WHY, expect=(("4", "FOUR farms"),)))
    assert gold_faults(file, ABSTRACTS)[1] == ()
    assert trusted_gold(file, ABSTRACTS).gold.questions[0].expect == (("4", "FOUR farms"),)


def test_the_gate_refuses_what_check_names(tmp_path: Path) -> None:
    """All but stale labels, which it leaves out."""
    file = write_gold(tmp_path / "g.jsonl", replace(WHY, expect=(("nine",),)))
    with pytest.raises(GoldError, match="no span of why holds the expected 'nine'"):
        trusted_gold(file, ABSTRACTS)
    stale = replace(WHY.spans[0][0], text=CAUSE.replace("four", "five"))
    write_gold(file, replace(WHY, spans=((stale,),)), SEVERAL)
    assert trusted_gold(file, ABSTRACTS).stale_ids == {"why"}


def test_the_gold_set_of_the_project_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As CI runs it, over the booklets that lie in corpus/."""
    monkeypatch.setenv("SHOROKU_VAR", str(tmp_path))
    assert main(["check"]) == 0
    assert "nothing to put right" in capsys.readouterr().out
