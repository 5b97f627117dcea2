"""Questions find abstracts in the other language; English alone stays as it was."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.generation import open_generation
from rag.answer import Kind
from rag.assistant import Assistant
from rag.multilingual import standing_out
from tests.support.booklets import BOTH, FERRIES, ICE, LAKE_BOOKLET, REEDS
from tests.support.hashing_embedder import HASHING, HashingEmbedder
from tests.support.second_encoder import SECOND, WordList

ENGLISH = replace(LAKE_BOOKLET, abstracts=(REEDS, FERRIES))


@pytest.fixture(scope="module")
def words() -> WordList:
    """The small second encoder."""
    return WordList()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, words: WordList) -> Path:
    """An index of English and Japanese abstracts with the second encoder's files."""
    var = tmp_path_factory.mktemp("multilingual")
    build(var, BOTH, HASHING, HashingEmbedder, lambda *_: None, words.encoder())
    return var


@pytest.fixture(scope="module")
def assistant(folder: Path, words: WordList) -> Assistant:
    """The assistant over both languages."""
    generation = open_generation(folder, HASHING, SECOND)
    return Assistant(generation, HashingEmbedder(), second=words.load)


def test_a_japanese_question_finds_an_english_abstract(assistant: Assistant) -> None:
    """No word is shared, and the glossary knows none: meaning alone finds it."""
    assert assistant.retrieve("漁師と渡し船")[0].abstract_id == FERRIES.id


def test_a_japanese_question_finds_a_japanese_abstract(assistant: Assistant) -> None:
    """And the sentence in it that speaks of what is asked."""
    considered = assistant.consider("冬の気温は？")
    assert considered.hits[0].abstract_id == ICE.id
    assert considered.ranked[0].text == "冬の気温は2度上がった。"


def test_an_english_question_finds_a_japanese_abstract(assistant: Assistant) -> None:
    """The quote stays in its language."""
    considered = assistant.consider("ice in winter temperature")
    assert considered.hits[0].abstract_id == ICE.id
    assert considered.ranked[0].sentence.abstract_id == ICE.id


def test_an_answer_to_a_japanese_question_is_framed_in_japanese(assistant: Assistant) -> None:
    """Whatever is answered or refused, the words around the quotes are Japanese."""
    for question in ("冬の気温は？", "漁師と渡し船", "量子計算の費用はいくらですか？"):
        answer = assistant.ask(question)
        assert answer.language == "ja"
        assert answer.kind in (Kind.ANSWER, Kind.ABSTENTION)
        assert "。" in answer.text


def test_english_alone_never_loads_the_second_encoder(tmp_path: Path) -> None:
    """Neither an English question over English abstracts nor its examples."""
    words = WordList()
    build(tmp_path, [ENGLISH], HASHING, HashingEmbedder, lambda *_: None, WordList().encoder())
    generation = open_generation(tmp_path, HASHING, SECOND)
    with_second = Assistant(generation, HashingEmbedder(), second=words.load)
    without = Assistant(replace(generation, multilingual=None), HashingEmbedder())
    for question in ("Why do reeds return?", "Who wrote about ferries?", "hello"):
        assert with_second.ask(question) == without.ask(question)
    assert with_second.examples("en") == without.examples("en")
    assert words.loads == 0


def test_an_index_without_the_files_answers_japanese_by_gloss(lake_generation: object) -> None:
    """A missing second encoder takes nothing away that was there before it."""
    assistant = Assistant(lake_generation, HashingEmbedder(), second=WordList().load)  # type: ignore[arg-type]
    assert assistant.ask("湖の氷はどうなりましたか？").language == "ja"


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.booleans()), min_size=1, max_size=30),
    st.booleans(),
)
def test_order_within_a_language_is_that_of_the_cosines(
    texts: list[tuple[float, bool]],
    asked_in_english: bool,  # noqa: FBT001
) -> None:
    """What is taken off is the same for all texts of a language."""
    cosines = np.array([cosine for cosine, _ in texts], dtype=np.float32)
    english = np.array([is_english for _, is_english in texts])
    away = standing_out(cosines, english, asked_in_english=asked_in_english)
    assert np.isfinite(away).all()
    for own in (english, ~english):
        order = np.argsort(cosines[own], kind="stable")
        assert (np.diff(away[own][order]) >= 0).all()


def test_texts_of_another_language_are_held_against_their_own_mean() -> None:
    """A language whose texts all lie lower is not behind for that alone."""
    cosines = np.array([0.80, 0.79, 0.78] * 40 + [0.79, 0.74, 0.73] * 40, dtype=np.float32)
    english = np.arange(240) < 120
    away = standing_out(cosines, english, asked_in_english=True)
    assert away[120] > away[0]
