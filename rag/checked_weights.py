"""Files of weights, of which only those of this version are read."""

import hashlib
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from corpus.errors import ShorokuError

if TYPE_CHECKING:
    from torch import Tensor


def checked_weights(
    file: Traversable, digest: str, error: type[ShorokuError]
) -> "dict[str, Tensor]":
    """The tensors of a file by name; ``digest`` is the SHA-256 that it must have.

    Raises:
        ShorokuError: ``error``, where the file is missing or is another.

    """
    from safetensors.torch import load  # noqa: PLC0415 - needs torch

    raw = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != digest:
        raise error(f"{file} is not the file of this version; reinstall Shoroku.")
    return load(raw)
