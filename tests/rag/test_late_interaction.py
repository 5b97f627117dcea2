"""A sentence is held against a question word by word, in the space of the second encoder."""

import numpy as np
import pytest

from index.multilingual import MultilingualVectors
from index.vectors import VectorIndex
from rag.late_interaction import Carried, LateInteraction
from tests.support.second_encoder import WordList

NOTHING = np.zeros((1, 32), dtype=np.float32)


@pytest.fixture
def words() -> WordList:
    """The small second encoder."""
    return WordList()


@pytest.fixture
def late(words: WordList) -> LateInteraction:
    """Vectors that share nothing."""
    return LateInteraction(MultilingualVectors(VectorIndex(NOTHING), NOTHING, NOTHING), words.load)


def test_a_sentence_that_says_all_carries_all(late: LateInteraction) -> None:
    """Every word of the question has its like in the other language."""
    found = late.carried("湖の氷", "", "Ice on the lake")
    assert found.mean == pytest.approx(1, abs=0.01)
    assert found.worst == pytest.approx(1, abs=0.01)


def test_what_is_missing_shows_in_the_worst(late: LateInteraction) -> None:
    """A detail that is not there lowers the worst more than the mean."""
    whole = late.carried("湖の氷と橋", "", "Ice and bridges of the lake")
    part = late.carried("湖の氷と橋", "", "Ice on the lake")
    assert part.mean < whole.mean
    assert whole.worst - part.worst > whole.mean - part.mean


def test_the_title_is_read_beside_the_sentence(late: LateInteraction) -> None:
    """What the title says the sentence need not say again."""
    assert late.carried("湖の氷", "The lake", "Ice") == late.carried("湖の氷", "", "The lake Ice")


def test_nothing_carries_nothing(late: LateInteraction) -> None:
    """Where no word is known on either side."""
    assert late.carried("？", "", "Ice") == Carried(0.0, 0.0)
    assert late.carried("氷", "", "…") == Carried(0.0, 0.0)


def test_a_sentence_is_read_once(late: LateInteraction, words: WordList) -> None:
    """A second question finds its pieces kept."""
    late.carried("湖の氷", "", "Ice on the lake")
    loads = words.loads
    late.carried("湖の氷", "", "Ice on the lake")
    assert words.loads == loads
