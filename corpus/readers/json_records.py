"""JSON and JSON lines: a list of records, a list inside an object, or one record a line."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.abstract import SourceLines
from corpus.author_columns import with_authors
from corpus.columns import author_columns_beside, choose_or_refuse, no_texts
from corpus.errors import CorpusError
from corpus.readers.text import text_of
from corpus.readers.values import record_of
from corpus.reading import Reading
from corpus.report import Finding

_SAMPLED = 500
_DEEPEST = 4
_SHOWN = 80

_Object = dict[str, Any]
_Numbered = tuple[int, _Object]


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:
    """The records of a JSON document; their source lines are lines, or places in the list.

    Raises CorpusError where it holds no records, or no key for a title is found.
    """
    findings: list[Finding] = []
    objects = list(_lines(data, findings)) if _is_lines(data) else _whole(data, name, findings)
    if not objects:
        raise CorpusError(f"{name} holds no records; give a list of objects with title and text.")
    keys = dict.fromkeys(key for _, it in objects[:_SAMPLED] for key in it)
    chosen = choose_or_refuse(tuple(keys), mapping, name)
    if titles_only := "text" not in chosen:
        findings.append(no_texts(tuple(keys), SourceLines(1, 1)))
    numbered = author_columns_beside(chosen, tuple(keys), mapping)

    def values_of(found: _Object) -> Mapping[str, object]:
        values = {field: found.get(key) for field, key in chosen.items()}
        return with_authors(values, found, numbered)

    records = tuple(record_of(values_of(it), SourceLines(n, n)) for n, it in objects)
    return Reading(records, tuple(findings), titles_only=titles_only)


def _is_lines(data: bytes) -> bool:
    """Whether the first line that is not blank is an object by itself and another line follows."""
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _lines(data: bytes, findings: list[Finding]) -> Iterator[_Numbered]:
    for number, line in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            yield number, value
        else:
            findings.append(_unread(number, line.decode("utf-8", "replace")))


def _unread(number: int, shown: str) -> Finding:
    source = SourceLines(number, number)
    message = "This is no JSON object; it was left out."
    return Finding("doubt", "bad_record", source, message, shown[:_SHOWN])


def _whole(data: bytes, name: str, findings: list[Finding]) -> Sequence[_Numbered]:
    try:
        value = json.loads(text_of(data, name).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{name} is no JSON that can be read: {error}.") from error
    members = _records_in(value, _DEEPEST)
    objects: list[_Numbered] = []
    for number, member in enumerate(members, 1):
        if isinstance(member, dict):
            objects.append((number, member))
        else:
            findings.append(_unread(number, str(member)))
    return objects


def _records_in(value: object, depth: int) -> Sequence[object]:
    """The longest list of objects, at most so deep; an object without one is a record itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or not depth:
        return ()
    found = [_records_in(it, depth - 1) for it in value.values() if isinstance(it, dict | list)]
    lists = [it for it in found if any(isinstance(member, dict) for member in it)]
    own = any(isinstance(it, str) for it in value.values())
    return max(lists, key=len, default=(value,) if own else ())
