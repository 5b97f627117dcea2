"""What Japanese questions ask of the records, over a booklet in Japanese."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import pytest

from bench.reader_texts import invented
from bench.record_questions import opened_over
from corpus.abstract import Booklet, Conference, Person
from index.embedding import MiniLM
from rag.answer import Answer, Kind

Ask = Callable[[str], Answer]
PEOPLE = (Person("岡田", "真理"), Person("林", "望"), Person("ゴメス", "アナ"))


@pytest.fixture(scope="module")
def ask(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks of twelve invented abstracts; the third has three authors, all others one."""
    held = islice(invented("own-ja-aside"), 12)
    abstracts = (replace(it, authors=PEOPLE if n == 2 else PEOPLE[:1]) for n, it in enumerate(held))
    booklet = Booklet(Conference("set"), tuple(abstracts))
    return opened_over(booklet, tmp_path_factory.mktemp("japanese"), minilm).ask


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("鉱山の研究はありますか", 1),
        ("送金を扱った論文はある？", 2),
        ("人事記録を用いた研究はありますか", 1),
        ("一番著者が多い発表はどれですか", 1),
        ("著者が3人以上の発表はありますか", 1),
        ("単著の発表は何件ですか", 11),
    ],
)
def test_abstracts_are_listed(ask: Ask, question: str, count: int) -> None:
    """By what they are about, use or have."""
    answer = ask(question)

    assert answer.kind is Kind.RECORDS
    assert len(answer.citations) == count


@pytest.mark.parametrize("question", ["手話の研究はありますか", "アニメを扱った論文はある？"])
def test_what_no_abstract_is_about(ask: Ask, question: str) -> None:
    """That the word stands in none is said."""
    text = ask(question).text
    assert "該当する抄録はありません" in text or "含む抄録はありません" in text


def test_where_authors_are_from_is_not_recorded(ask: Ask) -> None:
    """A university is no topic."""
    assert ask("長崎大学の発表は何件ですか").text.startswith("所属の記載がないため")


def test_what_a_study_found_is_no_list(ask: Ask) -> None:
    """“What did the study on mines find?” asks its text."""
    answer = ask("鉱山についての研究では何がわかりましたか")
    assert answer.kind is not Kind.RECORDS
