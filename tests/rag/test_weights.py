"""The fitted weights fit the features, and a probability is one."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from rag.answerability import Signals, probability
from rag.evidence import Features
from rag.weights import AnswerabilityWeights, EvidenceWeights, load_weights

SIGNALS = st.builds(Signals, **{field.name: st.floats(-100, 100) for field in fields(Signals)})


def test_each_feature_has_a_weight() -> None:
    """What is measured is weighed, and nothing else; ``document`` is for other languages alone."""
    names = {field.name for field in fields(Features)} - {"document"}
    assert {field.name for field in fields(EvidenceWeights)} == names
    signals = {field.name for field in fields(Signals)}
    assert {field.name for field in fields(AnswerabilityWeights)} == {*signals, "intercept"}


@given(SIGNALS)
def test_a_probability_lies_between_0_and_1(signals: Signals) -> None:
    """However odd the signals."""
    assert 0 <= probability(signals, load_weights().answerability) <= 1
