"""Text to the word pieces of multilingual-e5-small (SentencePiece's unigram model, XLM-R's pieces).

Kudo 2018, doi:10.18653/v1/P18-1007. The pieces are found by the library tokenizers.
"""

import re

from index.e5_file import Pieces

# What SentencePiece writes for a space; each text begins with one.
SPACE = "▁"
_SPACES = re.compile(" +")
# The unigram model needs time and memory by the length of what it is given at once; a break at a
# space changes no piece, for no piece reaches over one.
_WORDS = re.compile(rf"{SPACE}?[^{SPACE}]*")


class E5Tokens:
    """Finds pieces. Safe in several threads."""

    def __init__(self, pieces: Pieces) -> None:
        from tokenizers.models import Unigram  # noqa: PLC0415 - only where e5 is wanted

        self.begin, self.end = pieces.begin, pieces.end
        self._replaced = pieces.replaced
        scored = list(zip(pieces.texts, pieces.scores.tolist(), strict=True))
        self._model = Unigram(scored, unk_id=pieces.unknown)

    def ids(self, text: str) -> list[int]:
        """The pieces of a text, special ones left out."""
        words = _WORDS.findall(self.normalised(text))
        return [token.id for word in words if word for token in self._model.tokenize(word)]

    def normalised(self, text: str) -> str:
        """The text as pieces are found in it: characters in one form, spaces marked."""
        whole = text.encode("utf-8", "replace").decode("utf-8").translate(self._replaced)
        spaced = _SPACES.sub(" ", whole)
        return (spaced if spaced.startswith(" ") else f" {spaced}").replace(" ", SPACE)
