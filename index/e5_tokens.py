"""Text to the word pieces of multilingual-e5-small (SentencePiece's unigram model, XLM-R's pieces).

Kudo 2018, doi:10.18653/v1/P18-1007. The pieces are found by the library sentencepiece, whose table
of 250,000 pieces takes a fifth of the memory that tokenizers' does.
"""

import re
import struct
from collections.abc import Iterator

from index.e5_file import Pieces

# What SentencePiece writes for a space; each text begins with one.
SPACE = "▁"
_SPACES = re.compile(" +")

# Fields of SentencePiece's ModelProto, as tags on the wire (number and kind of value).
_PIECES, _TRAINER, _NORMALISER = b"\x0a", b"\x12", b"\x1a"
_TEXT, _SCORE, _KIND = b"\x0a", b"\x15", b"\x18"
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
_UNIGRAM, _UNKNOWN_ID = b"\x18\x01", b"\xc0\x02"
# No change of characters, no space put before, none taken away, none marked: done here beforehand.
_AS_IT_IS = b"\x0a\x08identity\x18\x00\x20\x00\x28\x00"


class E5Tokens:
    """Finds pieces. Safe in several threads."""

    def __init__(self, pieces: Pieces) -> None:
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - only where e5 is wanted

        self.begin, self.end = pieces.begin, pieces.end
        self._replaced = pieces.replaced
        self._model = SentencePieceProcessor(model_proto=_model(pieces))

    def ids(self, text: str) -> list[int]:
        """The pieces of a text, special ones left out."""
        return list(self._model.encode(self.normalised(text)))

    def normalised(self, text: str) -> str:
        """The text as pieces are found in it: characters in one form, spaces marked."""
        whole = text.encode("utf-8", "replace").decode("utf-8").translate(self._replaced)
        spaced = _SPACES.sub(" ", whole)
        return (spaced if spaced.startswith(" ") else f" {spaced}").replace(" ", SPACE)


def _model(pieces: Pieces) -> bytes:
    """The pieces in the form that the library reads."""
    trained = _UNIGRAM + _UNKNOWN_ID + _varint(pieces.unknown)
    rest = _field(_TRAINER, trained) + _field(_NORMALISER, _AS_IT_IS)
    return b"".join(_field(_PIECES, piece) for piece in _each(pieces)) + rest


def _each(pieces: Pieces) -> Iterator[bytes]:
    kinds = {pieces.unknown: _UNKNOWN, pieces.begin: _CONTROL, pieces.end: _CONTROL}
    for number, (text, score) in enumerate(zip(pieces.texts, pieces.scores.tolist(), strict=True)):
        kind = _KIND + bytes([kinds.get(number, _NORMAL)])
        yield _field(_TEXT, text.encode()) + _SCORE + struct.pack("<f", score) + kind


def _field(tag: bytes, value: bytes) -> bytes:
    return tag + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    found = bytearray()
    while number > 127:  # noqa: PLR2004 - seven bits
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
