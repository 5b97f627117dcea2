"""A booklet as it was read, as JSON and back."""

from functools import cache

from pydantic import TypeAdapter

from corpus.report import ParsedBooklet


def to_json(parsed: ParsedBooklet) -> bytes:
    """Every field of records, findings and layouts.

    Raises:
        ValueError: a text holds half of a surrogate pair, which no file can.

    """
    return _adapter().dump_json(parsed)


def from_json(raw: bytes) -> ParsedBooklet:
    """What :func:`to_json` wrote.

    Raises:
        ValueError: it is something else.

    """
    return _adapter().validate_json(raw)


@cache
def _adapter() -> TypeAdapter[ParsedBooklet]:
    return TypeAdapter(ParsedBooklet)
