"""The second reading: what is read, and what the reader's opinion changes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.generation import Generation
from rag.assistant import Assistant
from rag.evidence import Evidence
from rag.query import Query, QueryMaker
from rag.second_reading import UNKNOWN, Rereading, SecondReading, any_answers, is_english
from rag.weights import load_weights
from tests.support.booklets import ICE
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.overlap_reader import OverlapReader

QUESTION = "Why do reeds return in spring?"


@pytest.fixture
def reader() -> OverlapReader:
    """The small reader."""
    return OverlapReader()


def _reading(generation: Generation, reader: OverlapReader, weight: float) -> SecondReading:
    weights = replace(load_weights().evidence, read=weight)
    return SecondReading(generation.catalogue, reader, weights)


def _asked(question: str) -> Query:
    return QueryMaker(HashingEmbedder(), lambda _: 1.0).make(question, question)


@pytest.fixture
def ranked(lake_assistant: Assistant) -> tuple[Evidence, ...]:
    """What a first ranking found, without a reader."""
    return lake_assistant.consider(QUESTION).ranked


def test_what_the_reader_prefers_comes_first(
    lake_generation: Generation, reader: OverlapReader, ranked: tuple[Evidence, ...]
) -> None:
    """Believed more than all else, its order is the order; nothing is lost or added."""
    found = _reading(lake_generation, reader, 1000.0).of(_asked(QUESTION), ranked)
    odds = [it.features.read for it in found]
    assert odds == sorted(odds, reverse=True)
    assert len(set(odds)) > 1
    assert {it.sentence for it in found} == {it.sentence for it in ranked}


def test_believed_nothing_it_changes_no_order(
    lake_generation: Generation, reader: OverlapReader, ranked: tuple[Evidence, ...]
) -> None:
    """With a weight of 0 the sentences stay as they were."""
    found = _reading(lake_generation, reader, 0.0).of(_asked(QUESTION), ranked)
    assert [it.sentence for it in found] == [it.sentence for it in ranked]


def test_only_the_best_windows_are_read(
    lake_generation: Generation,
    reader: OverlapReader,
    ranked: tuple[Evidence, ...],
) -> None:
    """What is not read is believed no better than the least that is."""
    one = Rereading(lake_generation.catalogue, reader, is_english, most=1)
    log_odds = one.log_odds(QUESTION, ranked)
    (window,) = reader.windows_read
    found = zip([it.sentence for it in ranked], log_odds, strict=True)
    odds = {sentence: read for sentence, read in found if sentence.abstract_id != ICE.id}
    first = ranked[0].sentence
    own = {s: o for s, o in odds.items() if s.abstract_id == first.abstract_id}
    read = [odds for s, odds in own.items() if s.ordinal in window.places]
    assert first.ordinal in window.places
    assert set(odds.values()) - set(read) <= {min(read)}
    assert len(odds) > len(read)


def test_an_abstract_in_another_language_is_not_read(
    lake_generation: Generation, reader: OverlapReader, ranked: tuple[Evidence, ...]
) -> None:
    """Nothing is known of its sentences: neither for nor against them."""
    found = _reading(lake_generation, reader, 1.0).of(_asked(QUESTION), ranked)
    foreign = [it for it in found if it.sentence.abstract_id == ICE.id]
    assert all(it.features.read == UNKNOWN for it in foreign)


def test_a_question_in_another_language_is_not_read(
    lake_generation: Generation, reader: OverlapReader, ranked: tuple[Evidence, ...]
) -> None:
    """The evidence comes back untouched."""
    assert (
        _reading(lake_generation, reader, 1.0).of(_asked("葦はなぜ戻りますか？"), ranked) == ranked
    )
    assert reader.windows_read == []


def test_nothing_found_is_nothing(lake_generation: Generation, reader: OverlapReader) -> None:
    """Without evidence there is nothing to read."""
    assert _reading(lake_generation, reader, 1.0).of(_asked(QUESTION), ()) == ()


ODDS = st.floats(-20, 20).filter(bool)


def _with_odds(evidence: Evidence, odds: float) -> Evidence:
    return replace(evidence, features=replace(evidence.features, read=odds))


@given(odds=st.lists(ODDS, min_size=1, max_size=6, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_any_answers_is_as_likely_as_that_the_best_does(
    ranked: tuple[Evidence, ...], odds: list[float]
) -> None:
    """It is at least as likely; each further sentence adds; what is not read adds nothing."""
    read = [_with_odds(ranked[0], one) for one in odds]
    found = any_answers(read)
    assert found >= max(odds) - 1e-9
    assert found >= any_answers(read[1:] or read) - 1e-9
    unread = [_with_odds(ranked[0], min(odds)), _with_odds(ranked[0], UNKNOWN)]
    assert any_answers([*read, *unread]) == pytest.approx(found)


def test_where_nothing_was_read_nothing_is_known(ranked: tuple[Evidence, ...]) -> None:
    """Without a reader the odds stay what they are without an opinion."""
    assert any_answers(ranked) == UNKNOWN
