"""MiniLM's word pieces, by the tokenizer that its file describes; nothing is cut off or added."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

BEGIN, END = "[CLS]", "[SEP]"


class WordPieces:
    """Cuts text into the pieces of one vocabulary. Safe in several threads."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._begin, self._end = (self._special(name) for name in (BEGIN, END))

    @classmethod
    def load(cls, path: Path) -> "WordPieces":
        """Read a ``tokenizer.json``."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - only who loads the model needs it

        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def ids(self, text: str) -> list[int]:
        """The pieces of the text without special ones, however many."""
        return list(self._read(text).ids)

    def words(self, text: str) -> tuple[str, ...]:
        """For each piece the word that it belongs to, in lower case."""
        whole = _whole(text)
        return tuple(_word_around(whole, start, end) for start, end in self._read(text).offsets)

    def framed(self, pieces: list[int]) -> list[int]:
        """The pieces between the two special ones, as the encoder reads them."""
        return [self._begin, *pieces, self._end]

    def _read(self, text: str) -> "Encoding":
        return self._tokenizer.encode(_whole(text), add_special_tokens=False)

    def _special(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise ValueError(f"the vocabulary has no {name}")
        return found


def _whole(text: str) -> str:
    """Half a surrogate pair cannot be tokenised; a visitor may send one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _word_around(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return text[start:end].lower()
