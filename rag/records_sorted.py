"""Lists in another order than the booklet's: by title, by the first author."""

import re
from collections.abc import Iterable

from corpus.abstract import Abstract
from corpus.matching import fold

_BY = r"(?P<{}>titles?|names?|authors?|speakers?|presenters?)"
_ORDER = re.compile(
    rf",?\s*\bin (?:alphabetical|alphabetic|abc) order(?: (?:of|by) (?:the )?{_BY.format('a')})?"
    rf"|,?\s*\balphabetically(?: by (?:the )?{_BY.format('b')})?"
    rf"|,?\s*\b(?:sorted|ordered) by (?:the )?{_BY.format('c')}"
    r"|[をは]?(?:五十音|あいうえお|アルファベット|ABC)順[にでの]?"
    r"(?:並べ替えて|並べて|表示して|リストにして|一覧にして|教えて)?(?:ください|下さい)?",
    re.IGNORECASE,
)
_SORT = re.compile(
    rf"^(?:please )?(?:sort|order)\b(?P<rest>.+?)(?: by (?:the )?{_BY.format('by')}|(?=\W*$))",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(r"authors?|speakers?|presenters?|著者|発表者", re.IGNORECASE)


def without_order(text: str) -> tuple[str, str]:
    """The question without the order that it asks for, and that: “title”, “author” or none."""
    ordered = _SORT.sub(r"list\g<rest>", text) if _SORT.match(text) else text
    plain = _ORDER.sub(_listed, ordered)
    if plain == text:
        return text, ""
    said = next(filter(None, _named_in(text)), plain)
    return plain, "author" if _OF_PEOPLE.search(said) else "title"


def in_order_of(by: str, abstracts: Iterable[Abstract]) -> tuple[Abstract, ...]:
    """The same abstracts, by title, or by the first author with those without one last."""
    return tuple(sorted(abstracts, key=_by_author if by == "author" else _by_title))


def _listed(found: re.Match[str]) -> str:
    """A Japanese list is still asked for without its order."""
    return "" if found[0].isascii() else "の一覧"


def _named_in(text: str) -> list[str | None]:
    """By what the list is to be ordered, where that is said."""
    found = [*_ORDER.finditer(text), *_SORT.finditer(text)]
    return [said for it in found for said in it.groupdict().values() if it.re is _ORDER] + [
        it["by"] for it in found if it.re is _SORT
    ]


def _by_title(abstract: Abstract) -> str:
    return fold(abstract.heading)


def _by_author(abstract: Abstract) -> tuple[bool, str, str]:
    if not abstract.authors:
        return True, "", _by_title(abstract)
    first = abstract.authors[0]
    return False, fold(first.reading or f"{first.family} {first.given}"), _by_title(abstract)
