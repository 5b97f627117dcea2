"""A sentence suits a question by its role and by the kind of thing that it holds."""

from itertools import product

import pytest

from rag.affinity import holds_answer_kind, role_affinity
from rag.roles import Role
from rag.wants import Want


@pytest.mark.parametrize(
    ("want", "better", "worse"),
    [
        (Want.REASON, Role.FINDING, Role.AIM),
        (Want.REASON, Role.FINDING, Role.QUESTION),
        (Want.FINDING, Role.FINDING, Role.AIM),
        (Want.FINDING, Role.CONCLUSION, Role.GAP),
        (Want.AIM, Role.AIM, Role.METHOD),
        (Want.METHOD, Role.METHOD, Role.FINDING),
        (Want.RECOMMENDATION, Role.CONCLUSION, Role.METHOD),
        (Want.ANYTHING, Role.FINDING, Role.QUESTION),
    ],
)
def test_each_want_has_its_role(want: Want, better: Role, worse: Role) -> None:
    """The role that answers suits better than the one that merely restates the question."""
    assert role_affinity((want,), better) > role_affinity((want,), worse)


@pytest.mark.parametrize("want", [want for want in Want if want not in {Want.AIM, Want.QUESTION}])
def test_a_question_is_no_answer(want: Want) -> None:
    """A sentence that asks suits nobody but those who want to know the aim or what is asked."""
    assert role_affinity((want,), Role.QUESTION) < 0


def test_the_first_want_weighs_most() -> None:
    """Two wants together lie between the two alone, and nearer to the first."""
    for first, second, role in product(Want, Want, Role):
        alone, other = role_affinity((first,), role), role_affinity((second,), role)
        both = role_affinity((first, second), role)
        assert min(alone, other) - 1e-9 <= both <= max(alone, other) + 1e-9
        assert abs(both - alone) <= abs(both - other) + 1e-9


@pytest.mark.parametrize(
    ("want", "holding", "lacking"),
    [
        (Want.NUMBER, "We counted 312 stands.", "We counted stands."),
        (Want.NUMBER, "Nine captains spoke.", "The captains spoke."),
        (Want.NUMBER, "船長九人に聞いた。", "船長に聞いた。"),
        (Want.DATE, "It was signed in 1981.", "It was signed late."),
        (Want.DATE, "They met each May and June.", "They met each week."),
        (Want.DATE, "4月に始まった。", "春に始まった。"),
        (Want.PLACE, "The boats came from Okinawa.", "The boats came late."),
        (Want.PERSON, "As Sano (2012) says, they left.", "As is said, they left."),
        (Want.REASON, "They left because of debts.", "They left at night."),
        (Want.REASON, "借金のために去った。", "夜に去った。"),
        (Want.DEFINITION, "A stand is a group of stems.", "Stems grew."),
    ],
)
def test_the_kind_of_thing_asked_for(want: Want, holding: str, lacking: str) -> None:
    """A sentence with a number, date, place … suits who asks for one; one without does not."""
    assert holds_answer_kind(want, holding) == 1
    assert holds_answer_kind(want, lacking) == 0


def test_no_kind_can_be_told() -> None:
    """Where anything may answer, every sentence is as good."""
    assert holds_answer_kind(Want.ANYTHING, "The lake is large.") == 0.5
