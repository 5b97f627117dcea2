"""The trained ranker: which sentence it prefers, what it keeps, and what it says when damaged."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

from index.embedding import MiniLM
from rag import ranker
from rag.ranker.ranker import (
    KEPT,
    MOST_PIECES,
    WEIGHTS,
    Document,
    LateRanker,
    RankerError,
    TrainedRanker,
    load_ranker,
)

TITLE = "Sleep of night nurses"
SENTENCES = (
    "Little is known about how night nurses sleep.",
    "We asked 214 nurses in six hospitals to keep a diary for four weeks.",
    "Those who napped before a shift slept two hours longer in the following day.",
    "We therefore advise hospitals to offer rooms for naps.",
)
ABSTRACT = Document(TITLE, SENTENCES)


@pytest.fixture(scope="module")
def trained(minilm: MiniLM) -> TrainedRanker:
    """The ranker with the weights that Shoroku carries."""
    return load_ranker(minilm)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("How many nurses kept a diary?", 1),
        ("How much longer did those sleep who had napped?", 2),
        ("What should hospitals do?", 3),
    ],
)
def test_the_sentence_that_answers_comes_first(
    trained: TrainedRanker, question: str, best: int
) -> None:
    """A sentence that answers is preferred to others of the same abstract."""
    assert int(np.argmax(trained.logits(question, [ABSTRACT])[0])) == best


def test_one_estimate_a_sentence(trained: TrainedRanker) -> None:
    """Documents keep their order, and each sentence has its finite estimate."""
    one = Document("", SENTENCES[:1])
    found = trained.logits("How do nurses sleep?", [ABSTRACT, one, Document("Empty", ())])
    assert [len(row) for row in found] == [4, 1, 0]
    assert all(np.isfinite(row).all() for row in found)


def test_a_strange_abstract_answers_less(trained: TrainedRanker) -> None:
    """What answers has greater odds than the best sentence of an abstract on something else."""
    strange = Document("Copper mining", ("Copper was mined in the hills.", "It was sold by sea."))
    own, other = trained.logits("Does a nap before the shift lengthen sleep?", [ABSTRACT, strange])
    assert own.max() > other.max()


def test_what_stands_beside_it_changes_nothing(trained: TrainedRanker) -> None:
    """An abstract's estimates are the same alone and among others, first and second time."""
    question = "What should hospitals do?"
    alone = trained.logits(question, [ABSTRACT])[0]
    among = trained.logits(question, [Document("Copper", ("It was mined.",)), ABSTRACT])[1]
    np.testing.assert_allclose(alone, among, atol=0.1)
    np.testing.assert_array_equal(alone, trained.logits(question, [ABSTRACT])[0])


def test_a_long_abstract_is_read_to_its_end(trained: TrainedRanker) -> None:
    """More sentences than the window holds are read in several windows, none left out."""
    sentences = tuple(f"Ward {n} has beds for patients and a bell." for n in range(200))
    long = Document(TITLE, (*sentences, SENTENCES[2]))
    windows = trained.states_of(long)
    assert len(windows) > 1
    assert all(len(window.rows) <= MOST_PIECES + 2 for window in windows)
    found = trained.logits("Does a nap before the shift lengthen sleep?", [long])[0]
    assert len(found) == len(long.sentences)
    assert int(np.argmax(found)) == len(sentences)


def test_memory_is_bounded(minilm: MiniLM) -> None:
    """However many abstracts are read, only so many stay in memory."""
    fresh = load_ranker(minilm)
    for n in range(KEPT + 5):
        fresh.states_of(Document(str(n), ("One.",)))
    assert len(fresh._known) == KEPT


def test_damaged_weights_are_said(minilm: MiniLM, tmp_path: Path) -> None:
    """Weights of which a part is missing end in a sentence that says which file it is."""
    weights = load_file(Path(ranker.__file__).parent / WEIGHTS)
    weights.pop(next(iter(weights)))
    save_file(weights, tmp_path / WEIGHTS)
    with pytest.raises(RankerError, match=r"weights\.safetensors"):
        load_ranker(minilm, tmp_path)


def test_a_ranker_is_loaded_once_and_when_it_is_asked(trained: TrainedRanker) -> None:
    """Whoever asks nothing that needs it does not wait for it; it then answers as itself."""
    loads: list[TrainedRanker] = []

    def load() -> TrainedRanker:
        loads.append(trained)
        return trained

    late = LateRanker(load)
    assert loads == []
    assert late.logits("", ()) == []

    question = "Does a nap before the shift lengthen sleep?"
    found = late.logits(question, [ABSTRACT])[0]
    np.testing.assert_array_equal(found, trained.logits(question, [ABSTRACT])[0])
    assert loads == [trained]
