"""Lines of author names beside a title."""

import re
from dataclasses import dataclass, replace

from corpus.abstract import Person
from corpus.characters import is_closed
from corpus.header import is_chair_line
from corpus.lines import Source
from corpus.names import parse_people, with_shared_affiliation

_AUTHOR_LABEL = re.compile(
    r"(?:authors?|speakers?|presenters?|presented by|by|著者|発表者|報告者|氏名)"
    r"(?:\s*[:：]\s*|\s+)|"
    r"(?:著者|発表者|報告者|氏名)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:universit\w*|institut\w*|college|school|cent(?:er|re)|department|faculty|academy|"
    r"ministry|laborator\w*|foundation|council|hospital|graduate)\b|大学|研究所|研究院|研究科|学院|"
    r"機構|センター|省",
    re.IGNORECASE,
)
_LIST_GOES_ON = re.compile(r"(?:[,;&、；，]|\band)$")
_MAX_AUTHOR_LINES = 8


@dataclass(frozen=True, slots=True)
class AuthorLines:
    """People and the lines that name them; ``certain`` where brackets or a label mark them."""

    people: tuple[Person, ...]
    start: int
    end: int
    certain: bool


def authors_at(source: Source, position: int) -> AuthorLines | None:
    """The author lines that start here, or None."""
    people: tuple[Person, ...] = ()
    certain, end = False, position
    for end in range(position, position + _MAX_AUTHOR_LINES):
        text = source.text(end)
        if not text or (end > position and source.starts_run(end)):
            break
        label = _AUTHOR_LABEL.match(text)
        found = parse_people(text[label.end() :]) if label else ()
        found = found or parse_people(text)
        if not found or is_chair_line(text):
            break
        if people and not (_LIST_GOES_ON.search(source.text(end - 1)) or _is_marked(found, text)):
            break
        people += found
        certain = certain or bool(label) or _is_marked(found, text)
    text = " ".join(source.text(line) for line in range(position, end))
    people = with_shared_affiliation(people, text)
    return AuthorLines(people, position, end, certain) if people else None


def _is_marked(people: tuple[Person, ...], text: str) -> bool:
    """Whether a line of names is surely one: an affiliation, or a comma after a family name."""
    if any(person.affiliation for person in people):
        return True
    first = text.partition(",")[0].strip()
    return "," in text and first.isupper() and len(people) == 1


def with_affiliation(source: Source, authors: AuthorLines) -> AuthorLines | None:
    """Plain names with the affiliation on the line below them, where there is one."""
    affiliation = source.text(authors.end)
    if not _INSTITUTION.search(affiliation) or is_closed(affiliation):
        return None
    people = tuple(replace(person, affiliation=affiliation) for person in authors.people)
    return AuthorLines(people, authors.start, authors.end + 1, certain=True)
