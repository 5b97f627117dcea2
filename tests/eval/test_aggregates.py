"""Quoted words and confidence over a whole run, worked by hand on the small gold set."""

from dataclasses import replace

import pytest

from eval.aggregates import AGGREGATES, LOWER_IS_BETTER
from eval.gold_question import GoldQuestion
from eval.measures import measure
from eval.outcome import Outcome
from eval.run import run
from rag.answer import Answer, Kind
from tests.support.oracle import (
    ABSTENTION,
    AIM,
    CAUSE,
    GOLD,
    MAPS,
    MOON,
    SEVERAL,
    TALKS,
    VISITS,
    WELLS,
    WHY,
    Oracle,
    changed,
    quoting,
    reply,
)

# Words: "The wells ran dry because four farms pumped at night." has 10, "Many wells ran dry." 4,
# "Twelve mills were visited in 1974." 6, "See [7] for maps." 4.


def over(*pairs: tuple[GoldQuestion, Answer]) -> dict[str, float | None]:
    """Every aggregate over these replies."""
    outcomes = [Outcome(gold, answer, (), (), 0.01) for gold, answer in pairs]
    return {name: aggregate(outcomes)[0] for name, aggregate in AGGREGATES.items()}


def test_exactly_the_gold_words_are_worth_one() -> None:
    """Precision and recall of 1; not a word too many."""
    told = over((WHY, quoting(CAUSE)))
    assert told["evidence.word_f1"] == 1.0
    assert told["evidence.over_quoting"] == 1.0


def test_words_too_many_cost_precision() -> None:
    """The whole abstract has 18 words, 10 of them gold: P = 10/18, R = 1."""
    told = over((WHY, quoting(WELLS.text)))
    assert told["evidence.word_f1"] == pytest.approx(2 * (10 / 18) / (10 / 18 + 1))
    assert told["evidence.over_quoting"] == pytest.approx(1.8)


def test_what_is_quoted_for_no_question_is_wrong() -> None:
    """A question without an answer wants no word: P = 10/14, R = 1."""
    told = over((WHY, quoting(CAUSE)), (MOON, quoting(MAPS)))
    assert told["evidence.word_f1"] == pytest.approx(2 * (10 / 14) / (10 / 14 + 1))
    assert told["evidence.over_quoting"] == 1.0


def test_a_rightful_abstention_adds_nothing() -> None:
    """Nothing quoted where nothing is wanted."""
    assert over((WHY, quoting(CAUSE)), (MOON, ABSTENTION))["evidence.word_f1"] == 1.0


def test_one_alternative_of_a_group_is_enough() -> None:
    """AIM or CAUSE, and VISITS: the alternative that was quoted is what was wanted."""
    assert over((SEVERAL, quoting(AIM, VISITS)))["evidence.word_f1"] == 1.0
    assert over((SEVERAL, quoting(CAUSE, VISITS)))["evidence.word_f1"] == 1.0
    # Without the second part: P = 1, R = 4/10.
    assert over((SEVERAL, quoting(AIM)))["evidence.word_f1"] == pytest.approx(0.8 / 1.4)


def test_nothing_quoted_where_something_is_wanted_is_worth_nothing() -> None:
    """0, not unmeasured; how much was quoted too much cannot be said."""
    told = over((WHY, ABSTENTION))
    assert told["evidence.word_f1"] == 0.0
    assert told["evidence.over_quoting"] is None


def test_of_questions_for_records_no_word_is_judged() -> None:
    """They want no excerpt."""
    told = over((TALKS, reply(Kind.RECORDS, "Two.")))
    assert told["evidence.word_f1"] is None


def test_confidence_is_held_against_what_came() -> None:
    """Three replies at .9, .8 and .7, the middle one wrong; Brier over all that is answerable."""
    sure = [replace(quoting(CAUSE), confidence=value) for value in (0.9, 0.7)]
    wrong = replace(quoting(MAPS), confidence=0.8)
    told = over((WHY, sure[0]), (WHY, wrong), (WHY, sure[1]), (MOON, ABSTENTION))

    assert told["abstention.brier"] == pytest.approx((0.01 + 0.04 + 0.09 + 0.01) / 4)
    assert told["abstention.ece"] == pytest.approx((0.1 + 0.2 + 0.3 + 0.1) / 4)
    assert told["selective.risk"] == pytest.approx(1 / 3)
    assert told["selective.aurc"] == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert told["selective.risk_at_80"] == pytest.approx(1 / 3)


def test_an_answer_where_there_is_none_is_a_risk() -> None:
    """A question without an answer that got one counts among the wrong replies."""
    told = over((WHY, quoting(CAUSE)), (MOON, quoting(CAUSE)))
    assert told["selective.risk"] == 0.5


def test_a_wrong_count_is_a_risk() -> None:
    """Records are right by what they say, not by excerpts."""
    told = over((TALKS, reply(Kind.RECORDS, "Twelve.")))
    assert told["selective.risk"] == 1.0


def test_small_talk_is_no_reply() -> None:
    """And an abstention is none either: of them there is no risk."""
    hello = next(gold for gold in GOLD if gold.kind is Kind.SMALLTALK)
    told = over((hello, reply(Kind.SMALLTALK, "Hello.")), (WHY, ABSTENTION))
    assert told["selective.risk"] is None


def test_every_aggregate_is_reported() -> None:
    """Behind the means, in their order; what is better low has no floor."""
    named = [each.name for each in measure(run(Oracle(), GOLD, lambda _done, _total: None))]
    assert named[-len(AGGREGATES) :] == list(AGGREGATES)
    assert set(AGGREGATES) >= LOWER_IS_BETTER


def test_who_is_right_runs_no_risk() -> None:
    """Every answer of the oracle is right; a wrong one shows."""
    right = run(Oracle(), GOLD, lambda _done, _total: None)
    wrong = run(changed(why=quoting(MAPS)), GOLD, lambda _done, _total: None)
    assert AGGREGATES["selective.risk"](right) == (0.0, 6)
    assert AGGREGATES["selective.risk"](wrong)[0] == pytest.approx(1 / 6)
