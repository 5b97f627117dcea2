"""Plain text: bytes in, lines out. UTF-8 first, then the encodings of older Japanese files."""

import re

from corpus.errors import CorpusError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_BINARY_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_KANA_OR_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]")
_MAX_CONTROLS = 0.01


def lines_of(data: bytes, name: str) -> tuple[str, ...]:
    """The lines without their ends; a form feed stays in its line. ``name`` is for messages.

    Raises CorpusError where the bytes are no text in a known encoding.
    """
    text = text_of(data, name)
    lines = _LINE_END.split(text)
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def text_of(data: bytes, name: str) -> str:
    """The whole text, its line ends as they are. Raises CorpusError as :func:`lines_of` does."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding, name)
    if b"\x1b$" in data or b"\x1b(J" in data:
        return _decode(data, "iso2022_jp", name)
    if _is_binary(data):
        raise CorpusError(f"{name} is no plain text (it holds binary data); give a text file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded_by_trial(data, name, error)


def _is_binary(data: bytes) -> bool:
    text = data.decode("latin-1")
    return len(_BINARY_CONTROLS.findall(text)) > len(text) * _MAX_CONTROLS or "\x00" in text


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{name} begins like {encoding} but byte {error.start} does not fit; "
            "save it as UTF-8 and try again."
        ) from error


def _decoded_by_trial(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """The reading with the most Japanese writing; Western European where none has any."""
    readings = [text for encoding in ("cp932", "euc_jp") if (text := _try(data, encoding))]
    best = max(readings, key=_japanese, default="")
    if best and _japanese(best) > 0:
        return best
    western = _try(data, "cp1252")
    if western is None:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"{name} is in no known encoding (line {line} is not UTF-8); save it as UTF-8."
        ) from error
    return western


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _japanese(text: str) -> int:
    """Kana and Han less half-width kana, which a wrong guess between the two encodings leaves."""
    return len(_KANA_OR_HAN.findall(text)) - 2 * len(_HALF_WIDTH_KANA.findall(text))
