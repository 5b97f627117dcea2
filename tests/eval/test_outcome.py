"""What one reply is worth: every way to be wrong lowers its own measure, and that one only."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from eval.failures import failures
from eval.gold_question import GoldQuestion
from eval.measures import ITEM_MEASURES, item_values, measure
from eval.outcome import Outcome, holds
from eval.run import run
from rag.answer import Answer, Kind
from tests.support.oracle import (
    ABSTENTION,
    AIM,
    CAUSE,
    GOLD,
    MAPS,
    MOON,
    RIGHT,
    SEVERAL,
    STREAM,
    TALKS,
    VISITS,
    WELLS,
    WHY,
    Oracle,
    changed,
    cite,
    quoting,
    reply,
)

# tests/eval/test_aggregates.py is about the others.
MEANT = (*ITEM_MEASURES, "abstention.auroc")


def values(
    assistant: Oracle, questions: tuple[GoldQuestion, ...] = GOLD
) -> dict[str, float | None]:
    """Every measure over the questions by name; of those that are no mean the AUROC alone."""
    outcomes = run(assistant, questions, lambda _done, _total: None)
    return {each.name: each.value for each in measure(outcomes) if each.name in MEANT}


def one(gold: GoldQuestion, answer: Answer) -> dict[str, float | None]:
    """The measures of a single reply."""
    return item_values(Outcome(gold, answer, gold.abstracts, (), 0.01))


def differences(
    got: Mapping[str, float | None], wanted: Mapping[str, float | None]
) -> dict[str, float | None]:
    """The measures that differ, with what they are."""
    return {name: value for name, value in got.items() if value != wanted[name]}


@pytest.fixture(scope="module")
def perfect() -> dict[str, float | None]:
    """The measures of an assistant that makes no mistake."""
    return values(Oracle())


def test_who_is_always_right_gets_full_marks(perfect: dict[str, float | None]) -> None:
    """Every measure of the right answers is 1."""
    assert perfect == dict.fromkeys(MEANT, 1.0)


# Of the eight questions of the gold set five are answered from texts, six are answerable, one is
# not, and one is small talk.
@pytest.mark.parametrize(
    ("assistant", "expected"),
    [
        pytest.param(
            changed(why=quoting(MAPS)),
            {
                "evidence.hit_at_1": 4 / 5,
                "evidence.hit_at_3": 4 / 5,
                "evidence.precision": 4 / 5,
                "evidence.recall": 4 / 5,
                "evidence.character_precision": 4 / 5,
            },
            id="a wrong sentence",
        ),
        pytest.param(
            changed(why=quoting(MAPS, CAUSE)),
            {
                "evidence.hit_at_1": 4 / 5,
                "evidence.precision": 4.5 / 5,
                "evidence.character_precision": (4 + len(CAUSE) / len(MAPS + CAUSE)) / 5,
            },
            id="the right sentence second",
        ),
        pytest.param(
            changed(several=quoting(AIM, CAUSE)),
            {"evidence.recall": 4.5 / 5},
            id="one of two parts",
        ),
        pytest.param(
            changed(why=replace(quoting(CAUSE), citations=(replace(cite(CAUSE), quote="Rain."),))),
            {"integrity.verbatim": 7 / 8},
            id="an altered quote",
        ),
        pytest.param(
            changed(why=reply(Kind.ANSWER, "It is so.", cite(CAUSE))),
            {"integrity.verbatim": 7 / 8},
            id="a missing marker",
        ),
        pytest.param(
            changed(moon=replace(quoting(CAUSE), confidence=0.95)),
            {
                "abstention.precision": None,
                "abstention.recall": 0.0,
                "abstention.auroc": 1 / 6,
                "kind.accuracy": 7 / 8,
            },
            id="an answer where there is none",
        ),
        pytest.param(
            changed(talks=ABSTENTION),
            {
                "abstention.precision": 1 / 2,
                "abstention.answerable_kept": 5 / 6,
                "abstention.auroc": 5.5 / 6,
                "records.correct": 0.0,
                "kind.accuracy": 7 / 8,
            },
            id="a wrong abstention",
        ),
        pytest.param(
            changed(talks=reply(Kind.RECORDS, "There are twelve talks.")),
            {"records.correct": 0.0},
            id="a wrong count",
        ),
        pytest.param(
            changed(hello=ABSTENTION),
            {"kind.accuracy": 7 / 8},
            id="small talk",
        ),
        pytest.param(
            Oracle(rankings={"why": ("mills", "wells")}),
            {"retrieval.hit_at_1": 4 / 5, "retrieval.mrr": 4.5 / 5},
            id="the right abstract second",
        ),
        pytest.param(
            Oracle(rankings={"why": ("a", "b", "c", "wells"), "several": ("mills",)}),
            {
                "retrieval.hit_at_1": 4 / 5,
                "retrieval.hit_at_3": 4 / 5,
                "retrieval.mrr": 4.25 / 5,
                "retrieval.recall_at_3": 3.5 / 5,
            },
            id="the right abstract fourth, and one of two",
        ),
        pytest.param(
            Oracle(rankings={"talks": (), "moon": (), "hello": ()}),
            {},
            id="no ranking where none is needed",
        ),
    ],
)
def test_each_mistake_lowers_its_own_measures(
    perfect: dict[str, float | None], assistant: Oracle, expected: dict[str, float | None]
) -> None:
    """One mistake changes exactly the measures that are about it, by exactly its share."""
    told = differences(values(assistant), perfect)

    assert told == {name: pytest.approx(value) for name, value in expected.items()}


def test_no_excerpt_is_a_miss_but_no_false_one() -> None:
    """An abstention loses hit and recall; of precision there is nothing to say."""
    told = one(WHY, ABSTENTION)

    assert told["evidence.hit_at_3"] == 0.0
    assert told["evidence.recall"] == 0.0
    assert told["evidence.precision"] is None
    assert told["evidence.character_precision"] is None


def test_only_the_first_excerpts_count_for_a_hit() -> None:
    """The right sentence third is a hit at 3; fourth it is none, though the recall finds it."""
    third, fourth = quoting(MAPS, STREAM, CAUSE), quoting(MAPS, STREAM, VISITS, CAUSE)

    assert [one(WHY, third)[f"evidence.hit_at_{k}"] for k in (1, 3)] == [0.0, 1.0]
    assert [one(WHY, fourth)[f"evidence.hit_at_{k}"] for k in (1, 3)] == [0.0, 0.0]
    assert one(WHY, fourth)["evidence.recall"] == 1.0


def test_quoting_everything_costs_characters() -> None:
    """The whole abstract as one excerpt hits, but most of its characters are beside the point."""
    told = one(WHY, quoting(WELLS.text))

    assert told["evidence.hit_at_1"] == 1.0
    assert told["evidence.character_precision"] == pytest.approx(len(CAUSE) / len(WELLS.text))


def test_a_question_for_records_is_not_measured_against_texts() -> None:
    """Neither ranking nor evidence is asked of it, whatever the answer cites."""
    told = one(TALKS, quoting(CAUSE))

    assert {name for name, value in told.items() if value is None} == {
        *(name for name in ITEM_MEASURES if name.startswith(("retrieval.", "evidence."))),
        "abstention.precision",
        "abstention.recall",
    }


def test_records_that_name_nobody_are_no_case_of_abstention() -> None:
    """The booklet does not say who, and the records say so: neither kept nor declined."""
    gold = replace(TALKS, answerable=False, expect=(("names no author",),))
    told = one(gold, reply(Kind.RECORDS, "The booklet names no author."))

    assert told["records.correct"] == 1.0
    assert told["abstention.answerable_kept"] is None
    assert told["abstention.recall"] is None


def test_an_abstention_holds_nothing_by_accident() -> None:
    """The titles that an abstention names as near are no reply to a question for titles."""
    gold = replace(TALKS, expect=(("Why Wells Run Dry",),))
    abstention = reply(Kind.ABSTENTION, "Not said. Nearest: “Why Wells Run Dry”.")

    assert one(gold, abstention)["records.correct"] == 0.0


def test_a_smalltalk_reply_to_a_question_is_neither_kept_nor_declined() -> None:
    """Politeness does not pass for an answer, nor for saying that there is none."""
    polite = reply(Kind.SMALLTALK, "You are welcome.")

    assert one(WHY, polite)["abstention.answerable_kept"] == 0.0
    assert one(MOON, polite)["abstention.recall"] == 0.0


@pytest.mark.parametrize(
    ("text", "expected", "held"),
    [
        ("There are four talks.", "Four talks", True),
        ("There are fourteen talks.", "four", False),
        ("From 14:00 on.", "4", False),
        ("From 10:00 to 12:00.", "10:00", True),
        ("発表は４件です。", "4件", True),
        ("発表は14件です。", "4件", False),
        ("The booklet doesn’t name\none.", "doesn't name one", True),
        ("**Hosei University**", "hosei university", True),
        ("a+b", "a.b", False),
    ],
)
def test_whole_words_are_held(text: str, expected: str, *, held: bool) -> None:
    """Case, width, spaces and apostrophes aside; part of a word or number does not count."""
    assert holds(text, expected) is held


def test_a_marker_is_no_number() -> None:
    """A reply that says "two" with a marker [1] does not hold "1"."""
    gold = replace(TALKS, expect=(("1",),))

    assert one(gold, RIGHT["talks"])["records.correct"] == 0.0


def test_a_proportion_has_an_interval_and_a_graded_mean_has_none() -> None:
    """Four of five hits lie between .376 and .964; reciprocal ranks are no successes to count."""
    outcomes = run(changed(why=quoting(MAPS)), GOLD, lambda _done, _total: None)
    by_name = {each.name: each for each in measure(outcomes)}
    hit, rank = by_name["evidence.hit_at_1"], by_name["retrieval.mrr"]

    assert (hit.value, hit.n) == (0.8, 5)
    assert (hit.low, hit.high) == pytest.approx((0.3755, 0.9638), abs=1e-4)
    assert (rank.value, rank.n, rank.low, rank.high) == (1.0, 5, None, None)


def test_of_nothing_nothing_is_measured() -> None:
    """No outcome: no value, and no success either."""
    assert {each.value for each in measure(())} == {None}
    assert "abstention.auroc" in {each.name for each in measure(())}


@pytest.mark.parametrize(
    ("gold", "answer", "said"),
    [
        (WHY, ABSTENTION, ["kind is abstention, expected answer"]),
        (WHY, quoting(MAPS), ["no gold span among the first 3 excerpts"]),
        (WHY, quoting(MAPS, CAUSE), ["the first excerpt carries no gold span"]),
        (SEVERAL, quoting(CAUSE), ["50% of the parts of the evidence found"]),
        (MOON, quoting(CAUSE), ["kind is answer, expected abstention"]),
        (TALKS, reply(Kind.RECORDS, "Twelve."), ["the text does not hold 'two' or '2'"]),
        (WHY, RIGHT["why"], []),
        (TALKS, RIGHT["talks"], []),
        (MOON, RIGHT["moon"], []),
    ],
)
def test_a_failure_is_put_in_words(gold: GoldQuestion, answer: Answer, said: list[str]) -> None:
    """Who reads the report sees what went wrong, and nothing of a right reply."""
    assert list(failures(Outcome(gold, answer, gold.abstracts, (), 0.01))) == said


def test_faults_and_lost_abstracts_are_failures() -> None:
    """What integrity and retrieval found stands among the failures."""
    outcome = Outcome(WHY, RIGHT["why"], ("a", "b", "c", "wells"), ("a fault",), 0.01)

    assert failures(outcome) == ("a fault", "no gold abstract among the first 3: a, b, c")
