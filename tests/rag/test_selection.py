"""At most three excerpts are picked, none says what another says, and several abstracts speak."""

from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.passage import Sentence
from rag.evidence import Evidence, Features
from rag.roles import Role
from rag.selection import MOST, SAME, pick, spans_several

FEATURES = Features(**{field.name: 0.5 for field in fields(Features)})
WATER = "A falling water level let the seeds of reeds take root."
WATER_AGAIN = "We found that a falling water level let the seeds take root."
DAM = "The dam above the village was blamed by several scholars."
SUMMER = "Counting took two summers and many volunteers on foot."
NETS = "Fishers complained because ferries cut their nets."


def evidence(abstract_id: str, ordinal: int, text: str, score: float = 5.0) -> Evidence:
    """A sentence with a score; where it stands follows from its ordinal."""
    sentence = Sentence(abstract_id, ordinal, ordinal * 1000, ordinal * 1000 + len(text))
    return Evidence(sentence, text, "", Role.FINDING, score, FEATURES)


EVIDENCE = st.builds(
    evidence,
    st.sampled_from(["a", "b", "c"]),
    st.integers(0, 5),
    st.sampled_from([WATER, WATER_AGAIN, DAM, SUMMER, NETS, ""]),
    st.floats(0, 10),
)
RANKED = st.lists(
    EVIDENCE, min_size=1, unique_by=lambda e: (e.sentence.abstract_id, e.sentence.ordinal)
).map(lambda found: tuple(sorted(found, key=lambda e: -e.score)))


@given(RANKED, st.booleans())
def test_what_is_picked(ranked: tuple[Evidence, ...], several: bool) -> None:  # noqa: FBT001
    """At most three of the ranked sentences, each once, the best of all first."""
    picked = pick(ranked, several=several)

    assert len(picked) <= MOST == 3
    assert set(picked) <= set(ranked)
    assert len(set(picked)) == len(picked)
    assert picked[:1] == ranked[:1]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Why do reeds return?", WATER),
        ("What did Sano say of reeds?", "Sano found that a dam"),
        ("What do other scholars say of reeds?", "Sano found that a dam"),
    ],
)
def test_the_authors_own_finding_comes_first(asked: str, first: str) -> None:
    """What they found is read before what they cite, unless whom they cite is asked about."""
    cited = replace(evidence("a", 0, "Sano found that a dam drained it.", 6.0), role=Role.REPORTED)
    picked = pick((cited, evidence("a", 1, WATER)), several=False, asked=asked)

    assert len(picked) == 2
    assert picked[0].text.startswith(first)


def test_what_others_found_comes_first_where_they_are_asked() -> None:
    """Though what the authors found ranks higher; without the question it stays behind."""
    cited = replace(evidence("a", 0, DAM, 4.8), role=Role.REPORTED)
    ranked = (evidence("a", 1, WATER), cited)

    assert pick(ranked, several=False, asked="What does earlier work say?") == (cited, ranked[0])
    assert pick(ranked, several=False, asked="Why do reeds return?") == ranked


@given(RANKED)
def test_no_two_say_the_same(ranked: tuple[Evidence, ...]) -> None:
    """No two excerpts share most of their words."""
    picked = pick(ranked, several=False)
    held = [set(terms(evidence.text)) for evidence in picked]

    for place, mine in enumerate(held):
        for theirs in held[:place]:
            assert len(mine & theirs) <= SAME * min(len(mine), len(theirs))


@given(RANKED, st.booleans())
def test_excerpts_of_one_abstract_stand_together(
    ranked: tuple[Evidence, ...],
    several: bool,  # noqa: FBT001
) -> None:
    """An abstract is introduced once: its excerpts are not torn apart."""
    order = [e.sentence.abstract_id for e in pick(ranked, several=several)]
    changes = sum(one != other for one, other in pairwise(order))

    assert changes == max(len(set(order)) - 1, 0)


def test_the_same_in_other_words_is_left_out() -> None:
    """Of two sentences that say the same only the better is quoted; a further one may join."""
    ranked = (evidence("a", 1, WATER), evidence("a", 7, WATER_AGAIN), evidence("a", 3, DAM))

    assert [e.text for e in pick(ranked, several=False)] == [WATER, DAM]


def test_several_abstracts_speak_where_several_are_asked() -> None:
    """Three good sentences of one abstract do not silence another where both are asked."""
    ranked = (
        evidence("a", 1, WATER),
        evidence("a", 2, DAM),
        evidence("a", 3, SUMMER),
        evidence("b", 1, NETS, 4.9),
    )
    picked = pick(ranked, several=True)

    assert {e.sentence.abstract_id for e in picked} == {"a", "b"}


def test_what_is_far_behind_is_left_out() -> None:
    """A sentence that hardly fits is not quoted only because there is room."""
    ranked = (evidence("a", 1, WATER, 9.0), evidence("a", 2, DAM, -9.0))

    assert pick(ranked, several=False) == ranked[:1]


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which studies interviewed people?", True),
        ("Compare the talks on trainees.", True),
        ("What do both authors say of brokers?", True),
        ("How do the two differ?", True),
        ("二つの研究の違いは？", True),
        ("Why do trainees flee?", False),
        ("What did the study on Vietnam find?", False),
        ("なぜ失踪するのですか", False),
    ],
)
def test_the_wording_asks_for_several(question: str, several: bool) -> None:  # noqa: FBT001
    """Plurals and comparisons ask for several abstracts; a plain question does not."""
    assert spans_several(question) is several


def test_what_stands_further_off_must_be_believed() -> None:
    """Near the best an excerpt speaks for itself, further off the reader must believe it."""
    best, near = evidence("a", 0, WATER), evidence("a", 1, DAM, 4.5)
    further, far = evidence("b", 0, SUMMER, 3.5), evidence("b", 1, NETS, 2.5)

    doubted = tuple(read(it, -3.0) for it in (best, near, further, far))
    assert [it.text for it in pick(doubted, several=False)] == [WATER, DAM]
    believed = (*doubted[:2], read(further, 1.0), read(far, 1.0))
    assert [it.text for it in pick(believed, several=False)] == [WATER, DAM, SUMMER]


def test_what_others_found_does_not_stand_alone() -> None:
    """The authors' own finding is shown before earlier work, even from further off; others' not."""
    earlier = replace(evidence("a", 0, DAM), role=Role.REPORTED)
    own, elsewhere = evidence("a", 1, WATER, 3.5), evidence("b", 0, NETS, 3.4)

    doubted = tuple(read(it, -3.0) for it in (earlier, own, elsewhere))
    assert [it.text for it in pick(doubted, several=False)] == [WATER, DAM]


def read(evidence: Evidence, log_odds: float) -> Evidence:
    """The same with the reader's log odds."""
    return replace(evidence, features=replace(FEATURES, read=log_odds))


def test_one_finding_of_their_own_is_shown_from_afar() -> None:
    """Far behind what they cite the best of their findings is shown, and no second."""
    cited = replace(evidence("a", 0, DAM, 9.0), role=Role.REPORTED)
    own, further = evidence("a", 1, WATER, 4.0), evidence("a", 2, NETS, 3.9)

    assert pick((cited, own, further), several=False) == (own, cited)
