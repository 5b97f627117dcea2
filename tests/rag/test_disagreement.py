"""Abstracts that answer in opposite senses are both shown, and no others are said to disagree."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM
from index.generation import open_generation
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.bootstrap import SECOND, assistant_over
from rag.disagreement import Asked, Statement, about, asked_in, opposes
from rag.phrases import ENGLISH, JAPANESE
from tests.support.indexing import silent
from tests.support.opposing import (
    CLASSES,
    CLASSES_NOT,
    NOT_REDUCED,
    OPPOSING,
    POINTS,
    REDUCED,
)

Ask = Callable[[str], Answer]

POVERTY = "Do remittances reduce poverty?"
REDUCE = "The results show that remittances reduced poverty."
SKILLED = "Does the points system attract skilled workers?"
ATTRACTS = "We find that the points system attracts skilled workers."
LINK = "Is there a link between remittances and poverty?"
LANGUAGE = "Is the language programme effective?"
POVERTY_JA = "送金は貧困を減らしますか"
REDUCE_JA = "分析の結果、送金は貧困を減らすことが明らかになった。"
TALENT_JA = "ポイント制は高度人材を引きつけますか"
ATTRACTS_JA = "調査の結果、ポイント制は高度人材を引きつけていた。"

OPPOSED = [
    (POVERTY, REDUCE, "We found that remittances increased rural poverty."),
    (POVERTY, REDUCE, "The results show that remittances did not reduce poverty."),
    (POVERTY, REDUCE, "Remittances had no significant effect on poverty."),
    (POVERTY, REDUCE, "Remittances failed to reduce poverty."),
    (POVERTY, REDUCE, "There is no evidence that remittances reduce poverty."),
    (POVERTY, REDUCE, "Remittances were not associated with poverty."),
    (POVERTY, REDUCE, "Remittances were positively associated with poverty."),
    (POVERTY, REDUCE, "Despite remittances, poverty remained unchanged."),
    (POVERTY, REDUCE, "Remittances had no effect in reducing poverty."),
    (LINK, "We found an association between remittances and poverty.",
     "We found no association between remittances and poverty."),
    (LANGUAGE, "The results show the language programme is effective.",
     "The language programme was ineffective."),
    (SKILLED, ATTRACTS, "The points system did not attract skilled workers."),
    (SKILLED, ATTRACTS, "The points system fails to attract skilled workers."),
    (POVERTY_JA, REDUCE_JA, "送金は貧困を減らさないことがわかった。"),
    (POVERTY_JA, REDUCE_JA, "送金によって貧困は増加した。"),
    (POVERTY_JA, REDUCE_JA, "送金は貧困に影響を与えていなかった。"),
    (POVERTY_JA, REDUCE_JA, "送金と貧困の間に有意な関連は見られなかった。"),
    (POVERTY_JA, REDUCE_JA, "送金は貧困を減少させなかった。"),
    (TALENT_JA, ATTRACTS_JA, "ポイント制は高度人材を引きつけていないことがわかった。"),
    ("日本語教室は有効ですか", "日本語教室は有効であった。", "日本語教室は有効ではなかった。"),
]  # fmt: skip
NOT_OPPOSED = [
    # They say the same.
    (POVERTY, REDUCE, "Remittances significantly lower poverty."),
    (POVERTY, REDUCE, "Poverty fell when remittances rose."),
    (POVERTY, REDUCE, "Poverty rose where remittances declined."),
    (POVERTY, REDUCE, "Poverty was reduced by remittances."),
    (POVERTY, REDUCE, "Remittances may reduce poverty."),
    (POVERTY, REDUCE, "Remittances did not increase poverty."),
    (POVERTY, REDUCE, "Remittances were negatively associated with poverty."),
    (POVERTY, REDUCE, "Remittances affect poverty."),
    (POVERTY, REDUCE, "Remittances not only reduce poverty but also hunger."),
    (SKILLED, ATTRACTS, "The points system attracted many skilled workers."),
    (POVERTY_JA, REDUCE_JA, "送金は貧困を大きく減少させた。"),
    (POVERTY_JA, REDUCE_JA, "送金は貧困を減らすだけでなく、教育も支えた。"),
    # What is denied, or goes the other way, is something else.
    (POVERTY, REDUCE, "Remittances reduced poverty but increased inequality."),
    (POVERTY, REDUCE, "Remittances increased inequality."),
    (SKILLED, ATTRACTS, "The points system attracts skilled workers but does not keep them."),
    (SKILLED, ATTRACTS, "Those who did not attract skilled workers criticised the points system."),
    (POVERTY_JA, REDUCE_JA, "送金は貧困を減らしたが、格差は縮まらなかった。"),
    (TALENT_JA, "ポイント制は高度人材を優遇していた。", "ポイント制は高度人材を引きつけていない。"),
    # Nothing is said to be so.
    (POVERTY, REDUCE, "We examine whether remittances increase poverty."),
    (POVERTY, REDUCE, "Contrary to the view that remittances reduce poverty, they increase it."),
    (POVERTY, REDUCE, "Remittances were expected to increase poverty."),
    (POVERTY_JA, REDUCE_JA, "送金が貧困を減らさないかどうかを検討する。"),
    # Other people, places and years than those asked about.
    ("Do remittances reduce poverty among women?", "Remittances reduced poverty among women.",
     "Remittances increased poverty among men."),
    ("Did remittances reduce poverty in Nepal?", "Remittances reduced poverty in Nepal.",
     "Remittances increased poverty in Mexico."),
    ("Did remittances reduce poverty in 2015?", "In 2015 remittances reduced poverty.",
     "In 2003 remittances increased poverty."),
    # Another language: that both speak of the same is not known.
    (POVERTY_JA, REDUCE, "Remittances increased poverty."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one", "other"), OPPOSED)
def test_opposite_senses(question: str, one: str, other: str) -> None:
    """More against less, so against not so, some against none: in whatever order."""
    assert _opposed(question, one, other)
    assert _opposed(question, other, one)


@pytest.mark.parametrize(("question", "one", "other"), NOT_OPPOSED)
def test_no_opposite_senses(question: str, one: str, other: str) -> None:
    """What agrees, speaks of something else or states nothing is not called opposed."""
    assert not _opposed(question, one, other)
    assert not _opposed(question, other, one)


def test_the_place_may_stand_in_the_title() -> None:
    """A sentence is about its title's country, unless it names another."""
    asked = about("Did remittances reduce poverty in Nepal?")
    one = Statement("Remittances reduced poverty.", "Money Sent Home to Nepal")
    raised = "We found that remittances increased poverty"

    assert opposes(asked, one, Statement(f"{raised}.", "The Hills of Nepal"))
    assert not opposes(asked, one, Statement(f"{raised}.", "The Coast of Mexico"))
    assert not opposes(asked, one, Statement(f"{raised} in Mexico.", "From Nepal to Mexico"))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (POVERTY, True),
        ("What effect do remittances have on poverty?", True),
        ("How do remittances affect poverty?", True),
        (POVERTY_JA, True),
        ("送金は貧困にどのような影響を与えますか", True),
        ("Why do remittances reduce poverty?", False),
        ("Who studied the effect of remittances on poverty?", False),
        ("What is the aim of the study on poverty?", False),
        ("送金はなぜ貧困を減らすのですか", False),
    ],
)
def test_only_whether_and_what_effect(question: str, asks: bool) -> None:  # noqa: FBT001 - a row
    """No other question is one on which abstracts can disagree."""
    assert (asked_in(question) is not None) is asks


_PARTS = st.sampled_from(
    "remittances poverty not no reduced increase fell effective did , and but women effect on in "  # noqa: SIM905
    "2015 Nepal associated with less".split()
)
_PARTS_JA = st.sampled_from(
    [
        "送金",
        "貧困",
        "は",
        "を",
        "が",
        "減らし",
        "増加し",
        "た",
        "ない",
        "、",
        "影響",
        "なかった",
        "と",
        "効果",
    ]
)
_ENGLISH = st.lists(_PARTS, max_size=14).map(" ".join)
_JAPANESE = st.lists(_PARTS_JA, max_size=14).map("".join)


@given(
    st.tuples(_ENGLISH, _ENGLISH)
    | st.tuples(_JAPANESE, _JAPANESE)
    | st.tuples(st.text(), st.text())
)
def test_symmetric(sentences: tuple[str, str]) -> None:
    """Who is read first does not matter, and nothing contradicts itself."""
    one, other = map(Statement, sentences)
    for asked in (about(POVERTY), about(POVERTY_JA), Asked("en", frozenset(), frozenset())):
        assert opposes(asked, one, other) == opposes(asked, other, one)
        assert not opposes(asked, one, one)


@pytest.fixture(scope="module")
def divided(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks the real assistant over the made-up booklet."""
    var = tmp_path_factory.mktemp("opposing")
    build(var, [OPPOSING], minilm.identity, lambda: minilm, silent, SECOND)
    assistant: Assistant = assistant_over(open_generation(var, MINILM_IDENTITY), minilm)
    return cache(assistant.ask)


@pytest.mark.parametrize(
    ("question", "told", "abstracts"),
    [
        (POVERTY, ENGLISH.divided, (REDUCED, NOT_REDUCED)),
        ("What effect do remittances have on poverty?", ENGLISH.divided, (REDUCED, NOT_REDUCED)),
        ("日本語教室は住民の孤立を減らしますか", JAPANESE.divided, (CLASSES, CLASSES_NOT)),
    ],
)
def test_both_are_shown(
    divided: Ask, question: str, told: str, abstracts: tuple[Abstract, ...]
) -> None:
    """That they do not agree is said first, then who says what, each in a quote of its own."""
    answer = divided(question)

    assert answer.kind is Kind.ANSWER
    assert answer.text.startswith(told)
    assert {it.abstract_id for it in answer.citations} == {it.id for it in abstracts}
    stored = {it.id: it for it in abstracts}
    for citation in answer.citations:
        text = stored[citation.abstract_id].text
        assert citation.quote == text[citation.start : citation.end]
        assert f"> {citation.quote} [{citation.marker}]" in answer.text
    for abstract in abstracts:
        assert abstract.authors[0].family in answer.text
        assert abstract.title in answer.text


@pytest.mark.parametrize(
    "question",
    [
        SKILLED,
        "Did Thapa find that remittances reduce poverty?",
        "According to Okafor, do remittances reduce poverty?",
        "Why did remittances reduce poverty?",
        "Did remittances reduce poverty in Nepal?",
        "What did the study of households ask?",
    ],
)
def test_nothing_is_divided(divided: Ask, question: str) -> None:
    """Two that agree, one author's view, a reason, another place, an aim: no disagreement."""
    assert ENGLISH.divided not in divided(question).text


def test_an_aim_is_no_view(divided: Ask) -> None:
    """An abstract that only asks whether poverty increases is never the other side."""
    cited = {it.abstract_id for it in divided(POVERTY).citations}

    assert cited == {REDUCED.id, NOT_REDUCED.id}


def test_those_that_agree_are_quoted_as_ever(divided: Ask) -> None:
    """Where abstracts agree the answer is that of any question."""
    answer = divided(SKILLED)

    assert answer.citations[0].abstract_id == POINTS.id
    assert answer.text.startswith("Aya Mori (Chiba Institute) reports")


def test_the_page_for_visitors_shows_a_real_answer(divided: Ask) -> None:
    """What docs/chat-page.md shows of a disagreement is what is answered."""
    page = Path("docs/chat-page.md").read_text(encoding="utf-8")
    shown = [line.removeprefix("> ") for line in page.split("\n")]
    lines = [line for line in divided(POVERTY).text.split("\n") if line]
    at = [shown.index(line) for line in lines]

    assert all(before < after for before, after in pairwise(at))


def _opposed(question: str, one: str, other: str) -> bool:
    return opposes(about(question), Statement(one), Statement(other))
