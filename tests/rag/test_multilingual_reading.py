"""The second reading across languages: who is read, and what it changes."""

import pytest

from index.build import build
from index.generation import Generation, open_generation
from rag.assistant import Assistant
from rag.evidence import Evidence
from rag.multilingual_evidence import FLAT
from rag.multilingual_reading import READ, MultilingualReading
from rag.query import Query, QueryMaker
from rag.reader.reader import Readers
from tests.support.booklets import BOTH, ICE, REEDS
from tests.support.hashing_embedder import HASHING, HashingEmbedder
from tests.support.overlap_reader import OverlapReader
from tests.support.second_encoder import SECOND, WordList

IN_JAPANESE = "冬の気温は2度上がった"
IN_ENGLISH = "ice in winter temperature"


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """English and Japanese abstracts with the second encoder's files."""
    var = tmp_path_factory.mktemp("reading")
    build(var, BOTH, HASHING, HashingEmbedder, lambda *_: None, WordList().encoder())
    return open_generation(var, HASHING, SECOND)


@pytest.fixture
def reader() -> OverlapReader:
    """The small reader."""
    return OverlapReader()


def _asked(question: str) -> Query:
    return QueryMaker(HashingEmbedder(), lambda _: 1.0).make(question, question)


def _ranked(generation: Generation, question: str) -> tuple[Evidence, ...]:
    assistant = Assistant(generation, HashingEmbedder(), second=WordList().load)
    return assistant.consider(question).ranked


def _again(generation: Generation, reader: OverlapReader, question: str) -> tuple[Evidence, ...]:
    reading = MultilingualReading(generation.catalogue, reader)
    return reading.of(_asked(question), _ranked(generation, question))


def test_a_japanese_question_is_read_beside_both_languages(
    generation: Generation, reader: OverlapReader
) -> None:
    """The sentence that the reader prefers rises; nothing is lost or added."""
    before = _ranked(generation, IN_JAPANESE)
    found = _again(generation, reader, IN_JAPANESE)
    assert {it.sentence for it in found} == {it.sentence for it in before}
    assert {it.sentence.abstract_id for it in found} >= {ICE.id, REEDS.id}
    assert max(found, key=lambda it: it.features.read).text.startswith(IN_JAPANESE)
    gained = {it.sentence: it.score for it in found}
    assert all(
        gained[it.sentence] == pytest.approx(it.score + READ * again.features.read)
        for it in before
        for again in found
        if again.sentence == it.sentence
    )


@pytest.mark.parametrize(
    ("question", "share"),
    [("「諏訪湖の氷と暮らし」の目的は何ですか？", FLAT), ("「諏訪湖の氷と暮らし」はなぜ？", 1.0)],
)
def test_a_named_work_asked_for_a_role_is_judged_by_roles(
    generation: Generation, reader: OverlapReader, question: str, share: float
) -> None:
    """What the reader says counts less then; where a reason is asked it counts in full."""
    before = {it.sentence: it for it in _ranked(generation, question)}
    assert any(it.of_whole for it in before.values())
    for it in _again(generation, reader, question):
        weight = READ * (share if it.of_whole else 1.0)
        known = before[it.sentence].score
        assert it.score == pytest.approx(known + weight * it.features.read)


def test_what_is_english_stays_as_it_is_for_an_english_question(
    generation: Generation, reader: OverlapReader
) -> None:
    """Its odds come from another reader; the best of the others keeps its place beside it."""
    before = _ranked(generation, IN_ENGLISH)
    found = _again(generation, reader, IN_ENGLISH)
    english = [it for it in before if it.sentence.abstract_id != ICE.id]
    assert [it for it in found if it.sentence.abstract_id != ICE.id] == english
    foreign = [it for it in found if it.sentence.abstract_id == ICE.id]
    assert max(it.score for it in foreign) <= max(
        it.score for it in before if it.sentence.abstract_id == ICE.id
    )
    assert reader.windows_read


def test_only_english_is_not_read_for_an_english_question(
    generation: Generation, reader: OverlapReader
) -> None:
    """Neither is anything where there is nothing."""
    english = tuple(
        it for it in _ranked(generation, IN_ENGLISH) if it.sentence.abstract_id != ICE.id
    )
    reading = MultilingualReading(generation.catalogue, reader)
    assert reading.of(_asked(IN_ENGLISH), english) == english
    assert reading.of(_asked(IN_ENGLISH), ()) == ()
    assert reading.of(_asked(IN_JAPANESE), ()) == ()
    assert reader.windows_read == []


def test_the_assistant_reads_where_it_is_given_a_reader(
    generation: Generation, reader: OverlapReader
) -> None:
    """The estimate is told what the reader says of the sentence that comes first."""
    readers = Readers(multilingual=reader)
    assistant = Assistant(generation, HashingEmbedder(), second=WordList().load, readers=readers)
    considered = assistant.consider(IN_JAPANESE)
    assert considered.multilingual is not None
    assert considered.multilingual.read == considered.ranked[0].features.read
    assert any(it.features.read != considered.multilingual.read for it in considered.ranked)
