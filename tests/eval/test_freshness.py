"""Labels that no longer fit the records are found again or named, and never counted as lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.errors import GoldError
from eval.freshness import Fitted, fit
from eval.gold import load_gold
from eval.gold_question import GoldQuestion
from tests.support.oracle import (
    ABSTRACTS,
    CAUSE,
    GOLD,
    MILLS_SEEN,
    MOON,
    WELLS,
    WHY,
    span,
    write_gold,
)


def fitted(tmp_path: Path, *questions: GoldQuestion, text: str = WELLS.text) -> Fitted:
    """Gold questions beside records of which the wells have this text."""
    gold = load_gold(write_gold(tmp_path / "lakes.jsonl", *questions))
    return fit(gold, (replace(WELLS, text=text), *ABSTRACTS[1:]))


def test_what_fits_is_left_as_it_is(tmp_path: Path) -> None:
    """Nothing stale, nothing moved, the same questions."""
    told = fitted(tmp_path, *GOLD)
    assert (told.stale, told.moved, told.gold.questions) == ((), (), GOLD)


@given(before=st.text("xyz .", max_size=40))
def test_a_sentence_that_moved_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, before: str
) -> None:
    """Whatever is put before the text, the span stands where its words now are."""
    text = before + WELLS.text
    told = fitted(tmp_path_factory.mktemp("moved"), WHY, text=text)
    (place,) = told.gold.questions[0].every_span

    assert told.stale == ()
    assert told.moved == (("why",) if before else ())
    assert text[place.start : place.end] == place.text == CAUSE


def test_of_several_places_the_nearest_is_taken(tmp_path: Path) -> None:
    """The sentence stands twice, and neither where it was."""
    told = fitted(tmp_path, WHY, text=f"{CAUSE} {'-' * 60} {CAUSE}")
    assert told.gold.questions[0].every_span[0].start == 0


def test_a_sentence_that_is_gone_makes_its_question_stale(tmp_path: Path) -> None:
    """Named with file and line and why; without the sentence, which a test question hides."""
    told = fitted(tmp_path, WHY, MILLS_SEEN, text=WELLS.text.replace("four", "five"))

    assert told.stale_ids == {"why"}
    assert str(told.stale[0]) == (
        f"{tmp_path / 'lakes.jsonl'}:1: why is stale: "
        "the text of a span no longer stands in 'wells'."
    )


def test_an_unknown_abstract_makes_its_question_stale(tmp_path: Path) -> None:
    """Even where a question needs no span."""
    told = fitted(tmp_path, replace(MOON, abstracts=("tides",)), WHY)
    assert "no abstract 'tides' is indexed" in str(told.stale[0])


def test_one_lost_alternative_makes_the_question_stale(tmp_path: Path) -> None:
    """What counts as right has changed: a person must look at it."""
    other = replace(span(CAUSE), start=0, end=9, text="Wet well.")
    assert fitted(tmp_path, replace(WHY, spans=((span(CAUSE), other),)), MILLS_SEEN).stale_ids == {
        "why"
    }


def test_gold_about_other_records_is_refused(tmp_path: Path) -> None:
    """Where nothing fits, it is no stale set but another booklet's."""
    with pytest.raises(GoldError, match="Not one question fits the indexed abstracts"):
        fitted(tmp_path, WHY, MOON, text="Of something else.")
