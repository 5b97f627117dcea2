"""The reader: which sentence it prefers, when it says that none answers, and damaged weights."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import MiniLM
from index.together import ROOM
from rag.reader.loading import ENGLISH, ReaderError, load_reader
from rag.reader.reader import Document, LateReader, TrainedReader

TITLE = "Sleep of night nurses"
SENTENCES = (
    "Little is known about how night nurses sleep.",
    "We asked 214 nurses in six hospitals to keep a diary for four weeks.",
    "Those who napped before a shift slept two hours longer in the following day.",
    "We therefore advise hospitals to offer rooms for naps.",
)
ABSTRACT = Document(TITLE, SENTENCES)


@pytest.fixture(scope="module")
def reader(minilm: MiniLM) -> TrainedReader:
    """The reader with the weights that Shoroku carries."""
    return load_reader(minilm)


def _odds(reader: TrainedReader, question: str, document: Document) -> list[float]:
    """Log odds of the sentences of a document, in their order."""
    windows = reader.windows(document)
    found: dict[int, float] = {}
    for window, row in zip(windows, reader.logits(question, windows), strict=True):
        found |= zip(window.places, map(float, row), strict=True)
    return [found[place] for place in range(len(document.sentences))]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("How many nurses kept a diary?", 1),
        ("How much longer did those sleep who had napped?", 2),
        ("What should hospitals do?", 3),
    ],
)
def test_the_sentence_that_answers_comes_first(
    reader: TrainedReader, question: str, best: int
) -> None:
    """A sentence that answers is preferred to others of the same abstract."""
    assert int(np.argmax(_odds(reader, question, ABSTRACT))) == best


def test_what_is_not_said_has_lower_odds(reader: TrainedReader) -> None:
    """A question of the same words that no sentence answers is believed less than one that is."""
    said = max(_odds(reader, "How many nurses kept a diary?", ABSTRACT))
    unsaid = max(_odds(reader, "How many nurses left their hospital?", ABSTRACT))
    assert said > unsaid


def test_a_strange_abstract_answers_less(reader: TrainedReader) -> None:
    """What answers has greater odds than the best sentence of an abstract on something else."""
    strange = Document("Copper mining", ("Copper was mined in the hills.", "It was sold by sea."))
    question = "Does a nap before the shift lengthen sleep?"
    assert max(_odds(reader, question, ABSTRACT)) > max(_odds(reader, question, strange))


def test_what_stands_beside_it_changes_nothing(reader: TrainedReader) -> None:
    """A window's odds are the same alone and among others, first and second time."""
    question = "What should hospitals do?"
    (own,) = reader.windows(ABSTRACT)
    (other,) = reader.windows(Document("Copper", ("It was mined.",)))
    alone = reader.logits(question, [own])[0]
    np.testing.assert_array_equal(alone, reader.logits(question, [other, own])[1])
    np.testing.assert_array_equal(alone, reader.logits(question, [own])[0])


def test_a_long_abstract_is_read_to_its_end(reader: TrainedReader) -> None:
    """More sentences than one window holds lie in several, each in exactly one."""
    sentences = tuple(f"Ward {n} has beds for patients and a bell." for n in range(200))
    windows = reader.windows(Document(TITLE, (*sentences, "word " * 900, SENTENCES[2])))
    places = [place for window in windows for place in window.places]
    assert places == list(range(202))
    assert all(len(window.pieces.pieces) <= ROOM for window in windows)


def test_nothing_to_read_is_nothing(reader: TrainedReader) -> None:
    """Neither an abstract without text nor a question without words is an error."""
    assert reader.windows(Document("Empty", ())) == ()
    assert reader.logits("How?", []) == []
    assert np.isfinite(_odds(reader, "", ABSTRACT)).all()
    assert np.isfinite(_odds(reader, "Who?", Document("", ("", "Nurses.")))).all()


def test_damaged_weights_are_said(minilm: MiniLM, tmp_path: Path) -> None:
    """Weights that are missing, or not those of this version, end in a sentence naming them."""
    with pytest.raises(ReaderError, match=r"weights\.safetensors"):
        load_reader(minilm, tmp_path)
    (tmp_path / ENGLISH).write_bytes(b"not weights")
    with pytest.raises(ReaderError, match=r"weights\.safetensors"):
        load_reader(minilm, tmp_path)


def test_a_reader_is_loaded_once_and_when_it_is_asked(reader: TrainedReader) -> None:
    """Whoever asks nothing that needs it does not wait for it; it then answers as itself."""
    loads: list[TrainedReader] = []

    def load() -> TrainedReader:
        loads.append(reader)
        return reader

    late = LateReader(load)
    assert loads == []
    windows = late.windows(ABSTRACT)
    found = late.logits("What should hospitals do?", windows)
    np.testing.assert_array_equal(found, reader.logits("What should hospitals do?", windows))
    assert loads == [reader]


def test_importing_loads_nothing() -> None:
    """A build with nothing to do, which imports whatever answers, does not wait for torch."""
    code = "import sys, rag.bootstrap; print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
