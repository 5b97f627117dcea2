"""A reference as one line to paste into a text, in the language of the abstract."""

from collections.abc import Iterable, Iterator

from ui.citing.reference import Author, Reference
from ui.dates import long_date

_ENDS = (".", "?", "!", "。", "？", "！", "…")


def as_text(references: Iterable[Reference]) -> str:
    """Every reference on a line of its own."""
    return "".join(f"{in_words(reference)}\n" for reference in references)


def in_words(reference: Reference) -> str:
    """Authors, year, title, conference, day, pages and address, as far as they are known."""
    return _japanese(reference) if reference.language == "ja" else _english(reference)


def _english(reference: Reference) -> str:
    authors = _listed([_family_first(author) for author in reference.authors])
    year = f"({reference.year})" if reference.year else ""
    # Where nobody is named the title stands first, and the year behind it.
    head = (authors, year, reference.title) if authors else (reference.title, year)
    event = ", ".join(filter(None, (reference.event, _day(reference), reference.place)))
    pages = f"p. {reference.pages}" if reference.pages else ""
    opening = (" ".join(filter(None, head[:2])), *head[2:])
    sentences = [_ended(part) for part in (*opening, event, pages) if part]
    return " ".join([*sentences, *_where(reference)])


def _japanese(reference: Reference) -> str:
    authors = "・".join(f"{it.family} {it.given}".strip() for it in reference.authors)
    year = f"（{reference.year}）" if reference.year else ""
    title = f"「{reference.title}」"
    head = f"{authors}{year}{title}" if authors else f"{title}{year}"
    pages = f"{reference.pages}頁" if reference.pages else ""
    event = ", ".join(filter(None, (reference.event, _day(reference), reference.place, pages)))
    return " ".join([f"{head}{event}.", *_where(reference)])


def _where(reference: Reference) -> Iterator[str]:
    """The DOI as an address, else the address of the abstract's page."""
    if reference.doi:
        yield f"https://doi.org/{reference.doi}"
    elif reference.address:
        yield reference.address


def _day(reference: Reference) -> str:
    day = long_date(reference.day, reference.language) if reference.day else ""
    return day.replace("\N{NO-BREAK SPACE}", " ")


def _family_first(author: Author) -> str:
    return ", ".join(filter(None, (author.family, author.given)))


def _listed(names: list[str]) -> str:
    return " & ".join(filter(None, ("; ".join(names[:-1]), *names[-1:])))


def _ended(part: str) -> str:
    return part if part.endswith(_ENDS) else f"{part}."
