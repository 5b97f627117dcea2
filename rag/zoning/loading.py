"""The weights of the zoning network, checked when they are loaded."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from corpus.errors import ShorokuError
from rag.checked_weights import checked_weights

if TYPE_CHECKING:
    from rag.zoning.zoner import Zoner

WEIGHTS = "weights.safetensors"
DIGEST = "e542567bae12322417dff3d9c7387964d37dcd3eb64ecfd3a9fb404ead8db030"
# The slope by which odds become a probability, and for each aspect the offset.
SURENESS = "sureness"

_FOLDER = files("rag.zoning")


class ZoningError(ShorokuError):
    """The weights cannot be read."""


def load_zoner(folder: Traversable = _FOLDER) -> "Zoner":
    """What tells the parts of an English abstract.

    Raises:
        ZoningError: the weights are missing or are not those of this version.

    """
    from rag.zoning.network import ZoningNetwork  # noqa: PLC0415 - imports torch
    from rag.zoning.zoner import Zoner  # noqa: PLC0415
    from rag.zoning.zones import ASPECTS  # noqa: PLC0415

    weights = checked_weights(folder.joinpath(WEIGHTS), DIGEST, ZoningError)
    slope, *offsets = weights.pop(SURENESS).tolist()
    network = ZoningNetwork()
    network.load_state_dict({name: it.float() for name, it in weights.items()})
    return Zoner(network.eval(), slope, dict(zip(ASPECTS, offsets, strict=True)))
