"""The committed baseline belongs to the committed gold set and floors."""

import math

from eval.arguments import BASELINE, GOLD, THRESHOLDS
from eval.gold import load_gold
from eval.kept import digest, load_kept
from eval.measures import VERBATIM
from eval.metrics import wilson
from eval.thresholds import load_thresholds

KEPT = load_kept(BASELINE)


def test_the_baseline_is_about_the_gold_set() -> None:
    """Every question, asked and expected as it stands there: nothing is stale, nothing left out."""
    expected = {question.id: digest(question) for question in load_gold(GOLD).questions}
    assert {item.id: item.gold for item in KEPT.items} == expected
    assert KEPT.reason


def test_nothing_of_the_test_split_is_told() -> None:
    """Replies stand there for questions that may be looked at alone."""
    assert {item.split for item in KEPT.items if item.reply is not None} == {"dev"}


def test_the_floors_are_the_lower_ends_of_the_baseline() -> None:
    """Of its test questions in the language of the floors; verbatim quotes are a promise."""
    thresholds = load_thresholds(THRESHOLDS)
    for name, floor in thresholds.floors:
        values = [
            value
            for item in KEPT.items
            if (item.split, item.language) == ("test", thresholds.language)
            and (value := item.measures[name]) is not None
        ]
        low, _ = wilson(sum(values), len(values))
        assert floor == (1.0 if name == VERBATIM else math.floor(100 * low) / 100), name
