"""What a question wants to hear is read from its wording, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.wants import Want, wants_of


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("How many officers were interviewed?", Want.NUMBER),
        ("What percentage of deportees were Koreans?", Want.NUMBER),
        ("When were the bills submitted?", Want.DATE),
        ("In which year did Japan sign the Convention?", Want.DATE),
        ("Which method was used?", Want.METHOD),
        ("How were the data collected?", Want.METHOD),
        ("Why do trainees flee?", Want.REASON),
        ("What are the reasons for the escape?", Want.REASON),
        ("What is the aim of the paper on Vietnam?", Want.AIM),
        ("What does the author recommend?", Want.RECOMMENDATION),
        ("What did the survey find?", Want.FINDING),
        ("What does TITP stand for?", Want.DEFINITION),
        ("Where did the fieldwork take place?", Want.PLACE),
        ("Which prefectures offer subsidies?", Want.PLACE),
        ("Who pressed the Diet for a new law?", Want.PERSON),
        ("何人が調査に答えましたか？", Want.NUMBER),
        ("法案はいつ提出されましたか？", Want.DATE),
        ("研究の方法は？", Want.METHOD),
        ("なぜ失踪するのですか？", Want.REASON),
        ("この研究の目的は？", Want.AIM),
        ("結果は何でしたか？", Want.FINDING),
        ("どこで働いていましたか？", Want.PLACE),
        ("誰が提案しましたか？", Want.PERSON),
        ("難民とは？", Want.DEFINITION),
    ],
)
def test_the_wording_tells_what_is_wanted(question: str, want: Want) -> None:
    """A plain question of each kind is recognised as one of that kind."""
    assert want in wants_of(question)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("How many trainees fled?", Want.NUMBER),
        ("Why do trainees flee?", Want.REASON),
        ("How were the officers interviewed?", Want.METHOD),
        ("When did Japan accede?", Want.DATE),
    ],
)
def test_the_plainest_want_comes_first(question: str, want: Want) -> None:
    """What is chiefly wanted stands before what the wording also allows."""
    assert wants_of(question)[0] is want


def test_nothing_particular() -> None:
    """A wording without a cue wants anything, and only that."""
    assert wants_of("Tell me more, please.") == (Want.ANYTHING,)


@given(st.text())
def test_every_text_wants_something_once(text: str) -> None:
    """Any text gives at least one want, and none twice."""
    found = wants_of(text)

    assert found
    assert len(set(found)) == len(found)
