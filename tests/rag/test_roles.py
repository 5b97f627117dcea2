"""The part that a sentence plays is read from its cue phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.roles import Role, role_of, roles_in, showing_how


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Why do reeds return to shallow lakes?", Role.QUESTION),
        ("“Why has the programme been preserved?”", Role.QUESTION),
        ("なぜ葦は戻るのか。", Role.QUESTION),
        ("Little is known about reeds in winter.", Role.GAP),
        ("There have been no thorough studies of it.", Role.GAP),
        ("葦の研究はほとんど行われていない。", Role.GAP),
        ("This presentation will discuss three lakes.", Role.PROMISE),
        ("This paper finds that the water fell.", Role.FINDING),
        ("The results show that reeds return.", Role.FINDING),
        ("水位が下がったことが明らかになった。", Role.FINDING),
        ("In conclusion, the lake recovered.", Role.CONCLUSION),
        ("結論として、湖は回復した。", Role.CONCLUSION),
        ("This study aims to describe the lake.", Role.AIM),
        ("The purpose of this study is to describe the lake.", Role.AIM),
        ("本研究は湖の氷を扱う。", Role.AIM),
        ("Semi-structured interviews with nine captains were held.", Role.METHOD),
        ("九人の船長にインタビューを行った。", Role.METHOD),
        ("The participants of the study were captains.", Role.METHOD),
        ("This research uses theories of ice as its background.", Role.METHOD),
        ("Our study draws on letters of captains.", Role.METHOD),
        ("The use of this paper is limited.", Role.BACKGROUND),
        ("According to Sano (2012), reeds return.", Role.REPORTED),
        ("Grants assist in the hiring of programme participants.", Role.BACKGROUND),
        ("The city subsidises interview travel expenditures.", Role.BACKGROUND),
        ("The lake is large.", Role.BACKGROUND),
        ("湖は大きい。", Role.BACKGROUND),
    ],
)
def test_role_by_cue(sentence: str, role: Role) -> None:
    """A sentence with the plain cue of a role has that role; one without any is background."""
    assert role_of(sentence) is role


@given(st.text())
def test_every_text_has_a_role(text: str) -> None:
    """Any text has one role, the same each time."""
    assert role_of(text) is role_of(text)


def test_a_role_is_read_in_its_place() -> None:
    """What follows the methods plainly is their outcome; a conclusion before them is none."""
    told = ["Lakes dry up.", "Thus, reeds matter.", "We collected 312 stands.", "Seeds took root."]

    assert roles_in(told) == (Role.BACKGROUND, Role.BACKGROUND, Role.METHOD, Role.OUTCOME)


@given(st.lists(st.text()))
def test_without_methods_place_tells_nothing(sentences: list[str]) -> None:
    """Then each sentence has the role that its own cues give it."""
    alone = tuple(map(role_of, sentences))
    if Role.METHOD not in alone:
        assert roles_in(sentences) == alone


def test_a_finding_may_say_how_it_was_found() -> None:
    """By a survey, say; neither a bare finding nor a bare method does."""
    told = (
        "A survey of all towns shows that reeds return.",
        "We found reeds.",
        "We surveyed towns.",
    )

    assert showing_how(told) == {0}
