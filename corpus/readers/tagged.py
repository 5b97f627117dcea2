"""Lines of "TAG - value" with continuation lines, as RIS and MEDLINE have them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.abstract import SourceLines


@dataclass(slots=True)
class Entry:
    """One record: the values of each tag in order, and the lines it stands on."""

    first: int
    last: int
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def source(self) -> SourceLines:
        """Its place."""
        return SourceLines(self.first, self.last)

    def all_of(self, *tags: str) -> list[str]:
        """The values of the first of the tags that has any."""
        for tag in tags:
            if found := [it for value in self.values.get(tag, ()) if (it := value.strip())]:
                return found
        return []

    def first_of(self, *tags: str) -> str:
        """The first value of the first of the tags that has any; "" where none has."""
        return next(iter(self.all_of(*tags)), "")


def entries(lines: Iterable[str], tag: re.Pattern[str], starts: str, ends: str) -> Iterator[Entry]:
    """Cut tagged lines into entries.

    ``tag`` has the groups tag and value; an entry begins at the tag ``starts`` and ends with
    ``ends`` ("" where nothing marks the end) or with the next beginning.
    """
    entry: Entry | None = None
    last: list[str] | None = None
    for number, line in enumerate(lines, 1):
        found = tag.match(line)
        if found is None:
            if last is not None and entry is not None and line.strip():
                last[-1] += " " + line.strip()
                entry.last = number
            continue
        name = found["tag"]
        if name == starts or (entry is None and name != ends):
            if entry is not None:
                yield entry
            entry, last = Entry(number, number), None
        if entry is None:
            continue
        entry.last = number
        if name == ends:
            yield entry
            entry, last = None, None
            continue
        last = entry.values.setdefault(name, [])
        last.append(found["value"])
    if entry is not None:
        yield entry
