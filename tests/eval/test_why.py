"""Why: everything that led to an answer is told, the sums add up, test questions stay hidden."""

import json
import math
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from eval.__main__ import main
from eval.errors import EvalError
from eval.gold_question import GoldQuestion, GoldSpan
from eval.why import Explanation, explain, explain_gold, feature_parts, signal_parts
from eval.why_view import explanation_json, show_explanation
from index.generation import Generation
from rag.answer import Kind
from rag.assistant import Assistant
from rag.zoning.zones import Aspect
from tests.support.booklets import REEDS
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.oracle import WHY

QUESTION = "Why do reeds return?"
CAUSE = "This paper finds that a falling water level let the seeds take root."
_START = REEDS.text.index(CAUSE)
GOLD = replace(
    WHY,
    id="g1",
    question=QUESTION,
    abstracts=(REEDS.id,),
    spans=((GoldSpan(REEDS.id, _START, _START + len(CAUSE), CAUSE),),),
    chain="c",
    split="dev",
)
NEXT = replace(GOLD, id="g2", question="Were boats used?", turn=2)
HIDDEN = replace(GOLD, id="g3", chain=None, split="test", question="What let seeds take root?")
QUESTIONS: tuple[GoldQuestion, ...] = (GOLD, NEXT, HIDDEN)


@pytest.fixture(scope="module")
def assistant(lake_generation: Generation) -> Assistant:
    """The real assistant over made-up booklets."""
    return Assistant(lake_generation, HashingEmbedder())


def shown(told: Explanation, width: int = 80) -> str:
    """What the terminal shows."""
    out = StringIO()
    show_explanation(told, Console(file=out, width=width))
    return out.getvalue()


def as_json(told: Explanation) -> dict[str, Any]:
    """The JSON read back."""
    content: dict[str, Any] = json.loads(explanation_json(told))
    return content


def test_the_sums_are_the_scores(assistant: Assistant) -> None:
    """Features times weights give a sentence's score, signals times weights the confidence."""
    told = explain(assistant, QUESTION)

    for evidence in told.considered.ranked:
        assert sum(part.adds for part in feature_parts(evidence)) == pytest.approx(evidence.score)
    total = sum(part.adds for part in signal_parts(told.considered))
    assert 1 / (1 + math.exp(-total)) <= told.considered.confidence + 1e-9
    assert told.considered.confidence == pytest.approx(told.answer.confidence, abs=1e-4)


def test_the_terminal_tells_each_step(assistant: Assistant) -> None:
    """Understood, abstracts, sentences, features, signals, decision, verdict; ids and figures."""
    told = explain_gold(assistant, QUESTIONS, "g1", show_test=False)
    text = shown(told)

    steps = (
        "stands for  Why do reeds return?",
        "Abstracts, best first",
        "Sentences, best first",
        "What each feature adds",
        "Whether it is answered at all",
        told.decision,
        "Expected:  answer",
    )
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert f"gold {REEDS.id}" in text
    assert f"{told.considered.ranked[0].score:.2f}" in text


def test_no_figure_is_cut_on_a_narrow_terminal(assistant: Assistant) -> None:
    """At 80 columns each score of an abstract stands whole."""
    told = explain(assistant, QUESTION)
    best = told.considered.hits[0]
    (line,) = [line for line in shown(told).splitlines() if line.lstrip().startswith("1  ")][:1]

    for figure in (best.score, best.lexical, best.dense):
        assert f"{figure:.2f}" in line


def test_the_json_holds_every_sentence(assistant: Assistant) -> None:
    """Each with its place in the text, score, marks and features; abstracts with their parts."""
    told = explain_gold(assistant, QUESTIONS, "g1", show_test=False)
    content = as_json(told)
    gold = [each for each in content["sentences"] if "gold" in each["marks"]]

    assert [each["text"] for each in gold] == [CAUSE]
    assert REEDS.text[gold[0]["start"] : gold[0]["end"]] == CAUSE
    assert {each["name"] for each in gold[0]["features"]} >= {"maxsim", "overlap", "role"}
    assert set(content["abstracts"][0]) >= {"abstract_id", "score", "lexical", "dense"}
    assert content["answer"]["id"] == "g1"
    assert content["decision"] == told.decision


def test_a_later_turn_is_asked_after_the_earlier(assistant: Assistant) -> None:
    """The answer is the one of the conversation, and what it goes on from is told."""
    told = explain_gold(assistant, QUESTIONS, "g2", show_test=False)

    assert told.outcome is not None
    assert told.outcome.gold.id == "g2"
    assert told.question == NEXT.question


def test_a_question_of_the_test_split_is_hidden(assistant: Assistant) -> None:
    """Unless it is asked for; the sentence says how. An unknown id is refused."""
    with pytest.raises(EvalError, match=r"g3 belongs to the test split.* Add --show-test"):
        explain_gold(assistant, QUESTIONS, "g3", show_test=False)
    assert HIDDEN.question in shown(explain_gold(assistant, QUESTIONS, "g3", show_test=True))
    with pytest.raises(EvalError, match="There is no question 'q999'"):
        explain_gold(assistant, QUESTIONS, "q999", show_test=True)


def test_each_way_of_deciding_is_said(assistant: Assistant) -> None:
    """Refused with the threshold, answered, or taken from the records before texts were weighed."""
    refused = explain(assistant, "Which quantum computers did the astronauts sell in Paris?")
    listed = explain(assistant, "How many talks are there?")

    assert refused.answer.kind is Kind.ABSTENTION
    assert "is below 0.50" in refused.decision
    assert listed.answer.kind is Kind.RECORDS
    assert listed.decision == "Answered before the texts were weighed: kind 'records'."
    assert listed.answer.text in shown(listed, 400)


def test_one_of_the_two_is_to_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    """An id or a question: neither and both are refused before anything is loaded."""
    for arguments in (["why"], ["why", "q1", "--question", "Why?"]):
        assert main(arguments) == 2
        assert "Give the id of a gold question, or --question" in capsys.readouterr().err


def test_what_is_asked_of_a_whole_work_is_told(assistant: Assistant) -> None:
    """Where the aspect decides, it is named, and no sums are shown that led to nothing."""
    told = explain(assistant, QUESTION)
    whole = replace(told, considered=replace(told.considered, aspect=Aspect.FINDING))

    assert "asked for finding" in shown(whole)
    assert "What each feature adds" in shown(told)
    assert "What each feature adds" not in shown(whole)
    assert as_json(whole)["aspect"] == "finding"
