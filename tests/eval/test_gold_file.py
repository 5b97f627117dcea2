"""The gold set of the JAMPS booklet: true to the records, and as broad as it claims."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias, get_args

import pytest

from corpus.abstract import Abstract
from corpus.library import read_booklet
from eval.gold import GoldQuestion, QuestionType, load_gold

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "eval" / "gold" / "jamps-2020-spring.jsonl"
BOOKLET = ROOT / "corpus" / "jamps-2020-spring"

Gold: TypeAlias = tuple[GoldQuestion, ...]

NEAR = frozenset(("near_miss", "false_premise", "wrong_person", "full_text_only"))

# Words that say nothing about what is asked, the names of the genre among them.
_FUNCTION_WORDS = (
    "able about all also and any are back because been both can come could did does done else for "
    "from get give had has have how into its just like made make many may more most much not once "
    "one other our out over paper people please research researcher simply study than that the "
    "their them then there these they this those was went were what when where which who whom why "
    "will with would you"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
# No question can be put without saying what it is about.
TOPIC_NAMES = re.compile(
    r"^(cambod|chhour|foreign|intern\b|interns\b|japan|korea|titp|trainee|vietnam)"
)


@pytest.fixture(scope="module")
def gold() -> Gold:
    """Read every question of the set."""
    return load_gold(GOLD).questions


@pytest.fixture(scope="module")
def records() -> dict[str, Abstract]:
    """Parse the booklet; its abstracts by id."""
    return {abstract.id: abstract for abstract in read_booklet(BOOKLET).booklet.abstracts}


def normalised(question: str) -> str:
    """Fold case, width, punctuation and spaces."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return " ".join(re.findall(r"\w+", folded))


def content_words(text: str) -> set[str]:
    """First six letters of each word that carries content, topic names left out."""
    words = re.findall(r"[a-z]{3,}", text.casefold())
    return {w[:6] for w in words if w not in FUNCTION_WORDS and not TOPIC_NAMES.match(w)}


def evidence(asked: GoldQuestion) -> str:
    """Tell what the answer rests on, so that two questions with the same answer compare equal."""
    spans = sorted(sorted((s.abstract_id, s.text) for s in group) for group in asked.spans)
    return json.dumps([spans, sorted(asked.abstracts), asked.expect])


def test_every_span_is_a_cut_from_its_record(gold: Gold, records: dict[str, Abstract]) -> None:
    """Offsets and text agree with the record that the parser makes."""
    wrong = [
        (asked.id, span.text)
        for asked in gold
        for group in asked.spans
        for span in group
        if records[span.abstract_id].text[span.start : span.end] != span.text
    ]
    assert wrong == []


def test_gold_abstracts_exist_and_hold_the_spans(gold: Gold, records: dict[str, Abstract]) -> None:
    """A content question's gold abstracts are exactly those of its spans, and all are records."""
    for asked in gold:
        assert set(asked.abstracts) <= set(records), asked.id
        if asked.spans:
            cited = {span.abstract_id for group in asked.spans for span in group}
            assert cited == set(asked.abstracts), asked.id


def test_ids_are_unique_and_in_order(gold: Gold) -> None:
    """Ids run from q001 on, so that a report's id finds its line."""
    assert [asked.id for asked in gold] == [f"q{n:03d}" for n in range(1, len(gold) + 1)]


def test_each_kind_carries_what_it_is_judged_by(gold: Gold) -> None:
    """Answers have spans, records have strings, and what is declined says why."""
    for asked in gold:
        assert bool(asked.spans) == (asked.kind == "answer"), asked.id
        assert all(asked.spans), asked.id
        assert bool(asked.expect) == (asked.kind == "records"), asked.id
        assert all(all(group) and group for group in asked.expect), asked.id
        assert (asked.unanswerable_kind is not None) == (asked.kind == "abstention"), asked.id
        assert asked.answerable or asked.kind != "answer", asked.id
        assert not (asked.answerable and asked.kind in {"abstention", "smalltalk"}), asked.id


def test_japanese_is_marked_as_such(gold: Gold) -> None:
    """A question is Japanese exactly when it has kana or kanji."""
    for asked in gold:
        has_japanese = bool(re.search(r"[ぁ-んァ-ヶ一-龠]", asked.question))
        assert has_japanese == (asked.language == "ja"), asked.id


@pytest.mark.parametrize(
    ("share", "least", "holds"),
    [
        ("all questions", 240, lambda q: bool(q.id)),
        ("Japanese", 60, lambda q: q.language == "ja"),
        ("Japanese not answered", 12, lambda q: q.language == "ja" and q.kind == "abstention"),
        ("not answered", 70, lambda q: q.kind == "abstention"),
        ("records", 30, lambda q: q.type == "records"),
        ("paraphrases", 20, lambda q: q.difficulty == "paraphrase"),
        ("typos", 8, lambda q: q.difficulty == "typo"),
        ("abbreviations", 8, lambda q: q.difficulty == "abbreviation"),
        ("near misses", 40, lambda q: q.unanswerable_kind == "near_miss"),
        ("several abstracts", 12, lambda q: q.type in {"several", "comparison"}),
        ("small talk", 4, lambda q: q.type == "smalltalk"),
        ("authors that the booklet does not name", 3, lambda q: "no author" in str(q.expect)),
        *((kind, 5, lambda q, kind=kind: q.unanswerable_kind == kind) for kind in sorted(NEAR)),
        *(
            (kind, 8, lambda q, kind=kind: q.type == kind)
            for kind in get_args(QuestionType)
            if kind != "smalltalk"
        ),
    ],
)
def test_each_share_is_large_enough(
    gold: Gold, share: str, least: int, holds: Callable[[GoldQuestion], bool]
) -> None:
    """The set holds enough questions of every sort to say something about that sort."""
    assert sum(map(holds, gold)) >= least, share


def test_at_least_half_of_the_declined_questions_are_near_misses(gold: Gold) -> None:
    """Declining the weather is easy; most declined questions are on the booklet's own topics."""
    kinds = [asked.unanswerable_kind for asked in gold if asked.unanswerable_kind]
    assert sum(kind in NEAR for kind in kinds) * 2 >= len(kinds)


def test_chains_are_complete_and_stay_together(gold: Gold) -> None:
    """At least 24 chains of 2 to 4 turns, each in order, without gaps, in one split."""
    chains: dict[str, list[GoldQuestion]] = {}
    for asked in gold:
        if asked.chain:
            chains.setdefault(asked.chain, []).append(asked)
        else:
            assert asked.turn == 1, asked.id
    assert len(chains) >= 24
    for name, turns in chains.items():
        assert [asked.turn for asked in turns] == list(range(1, len(turns) + 1)), name
        assert 2 <= len(turns) <= 4, name
        assert len({asked.split for asked in turns}) == 1, name
        assert all(int(b.id[1:]) == int(a.id[1:]) + 1 for a, b in pairwise(turns)), name


def test_no_question_stands_twice(gold: Gold) -> None:
    """Outside a conversation every question is asked once, however it is spelt."""
    counted = Counter(normalised(asked.question) for asked in gold if not asked.chain)
    assert [question for question, count in counted.items() if count > 1] == []


def test_splits_share_no_question_and_no_evidence(gold: Gold) -> None:
    """What is tuned on dev cannot be a rewording of what is measured on test."""
    sides: dict[str, set[str]] = {}
    for asked in gold:
        sides.setdefault(normalised(asked.question), set()).add(asked.split)
        if asked.spans or asked.expect:
            sides.setdefault(evidence(asked), set()).add(asked.split)
    assert [shared for shared, splits in sides.items() if len(splits) > 1] == []


@pytest.mark.parametrize("field", ["type", "language", "kind", "unanswerable_kind"])
def test_both_splits_have_the_same_shares(gold: Gold, field: str) -> None:
    """About 40 of 100 are dev, and no share differs by more than three in a hundred."""
    dev, test = ([q for q in gold if q.split == split] for split in ("dev", "test"))
    assert 0.37 <= len(dev) / len(gold) <= 0.43
    dev_counts, test_counts = (Counter(getattr(q, field) for q in part) for part in (dev, test))
    for value in dev_counts | test_counts:
        difference = dev_counts[value] / len(dev) - test_counts[value] / len(test)
        assert abs(difference) <= 0.03, value
        assert dev_counts[value], value
        assert test_counts[value], value


def test_paraphrases_share_no_content_word_with_their_answers(gold: Gold) -> None:
    """A question called a paraphrase cannot be found by its words, names of topics aside."""
    for asked in gold:
        if asked.difficulty == "paraphrase":
            told = " ".join(span.text for group in asked.spans for span in group)
            assert content_words(asked.question) & content_words(told) == set(), asked.id


def test_no_question_copies_a_sentence(gold: Gold) -> None:
    """No English question repeats seven words in a row of its answer, a title asked for aside."""
    for asked in gold:
        words = normalised(asked.question).split()
        told = normalised(" ".join(span.text for group in asked.spans for span in group))
        runs = [" ".join(words[at : at + 7]) for at in range(len(words) - 6)]
        assert [run for run in runs if f" {run} " in f" {told} "] == [], asked.id
