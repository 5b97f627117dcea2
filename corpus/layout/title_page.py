"""The conference from a book's title page: its name, date and place, where plainly printed.

Only what can hardly be anything else is taken. The name is the largest type that speaks of an
event; a place stands beside the date. What is not sure is left to the editor.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.abstract import Conference
from corpus.characters import is_cjk, is_closed
from corpus.layout.likeness import CONTACT, INSTITUTION
from corpus.readers.printed import PrintedDocument, PrintedLine
from corpus.when import find_date

_MOST_LINES = 40
_MOST_WORDS = 25
_LONGEST = 200
_LEADING = 2.2
_EVENT = re.compile(
    r"\b(?:conference|congress|symposium|symposia|workshop|meeting|colloquium|convention|summit|"
    r"forum|\w*tagung|\w*kongress|\w*konferenz|symposion|kolloquium|congrès|colloque|journées|"
    r"congreso|jornadas|simposio|coloquio|congresso|convegno|simpósio|encontro|congres)\b"
    r"(?!\s+(?:cent(?:er|re|rum)|hall|rooms?|venue|committee|office|secretariat|hotel|dinner)\b)"
    r"|大会|シンポジウム|研究会|会議|フォーラム",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"(?:(?:the\s+)?(?:book|collection) of abstracts|abstracts?(?: book(?:let)?)?|proceedings|"
    r"program(?:me)?(?:\s+(?:and|&)\s+abstracts)?)\s*(?:[:–—-]|\b(?:of|for|from)\b)?\s*"
    r"(?:the\b\s*)?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez|"
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|octubre|noviembre|diciembre|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
    r"janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro)[a-z]{0,6}\.?"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_DATE = re.compile(
    rf"(?:{_DAY}|{_MONTH}(?!\w))(?:\s|[-–—/,]|\b(?:of|de|to|bis|au|al|and)\b|{_DAY}(?!\d)|"
    rf"\b{_MONTH}(?!\w))*?(?<!\d){_YEAR}|{_YEAR}年\d{{1,2}}月\d{{1,2}}日",
    re.IGNORECASE,
)
_SAYS_MONTH = re.compile(rf"\b{_MONTH}(?!\w)|月", re.IGNORECASE)
_HELD = re.compile(r"^(?:held\s+)?(?:in|at|à|a|en|em)\s+|\s+(?:in|at)$", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][^\d,;:@()]*(?:,\s*[^\W\d_][^\d,;:@()]*){0,3}")
_FEWEST_WORDS, _MOST_PLACE_WORDS = 2, 8


def conference_of(document: PrintedDocument, first: int) -> Conference | None:
    """The conference that the first page names, where the first abstract begins behind it.

    ``first`` is the page where that begins. None where no name is sure. The id is the file's name.
    """
    lines = [line for line in document.lines if line.page == 1 and line.text.strip()]
    if first <= 1 or not 0 < len(lines) <= _MOST_LINES:
        return None
    name = _name(lines)
    if name is None:
        return None
    years = {int(year) for line in lines for year in _years(line.text)}
    printed, place = _date_and_place(lines)
    found = find_date(printed or "")
    return Conference(
        document.name,
        name=name,
        # Of a span of days that is written out, only the last one would be understood.
        date=found[0] if found and found[1] == printed else None,
        year=years.pop() if len(years) == 1 else None,
        place=place,
    )


def _name(lines: Sequence[PrintedLine]) -> str | None:
    """The text in the largest type among those that speak of an event; None where two could be.

    What is smaller than a date is the name of something else, such as a hall.
    """
    least = min((_look(line)[0] for line in lines if _date_in(line.text)), default=0.0)
    found = [(size, text) for size, text in _texts(lines) if size >= least and _is_name(text)]
    largest = {text for size, text in found if size == max(it for it, _ in found)}
    return largest.pop() if len(largest) == 1 else None


def _texts(lines: Sequence[PrintedLine]) -> Iterator[tuple[float, str]]:
    """Lines of one look that stand close together, as one text with its size."""
    whole: list[list[PrintedLine]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _look(before) == _look(line) and line.top - before.top <= _look(line)[0] * _LEADING:
            whole[-1].append(line)
        else:
            whole.append([line])
    for group in whole:
        text = " ".join(" ".join(line.text for line in group).split())
        yield _look(group[0])[0], _without_date(_BOOK.sub("", text, count=1)).strip(" ,;:–—-")


def _look(line: PrintedLine) -> tuple[float, bool]:
    style = max(line.spans, key=lambda span: len(span.text)).style
    return style.size, style.bold


def _is_name(text: str) -> bool:
    if not _EVENT.search(text) or is_closed(text) or CONTACT.search(text):
        return False
    return is_cjk(text[0]) or _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS


def _without_date(text: str) -> str:
    found = _date_in(text)
    return text.replace(found, " ") if found else text


def _years(text: str) -> list[str]:
    return re.findall(rf"(?<!\d){_YEAR}", text)


def _date_in(text: str) -> str | None:
    found = _DATE.search(text[:_LONGEST])
    return found.group() if found and _SAYS_MONTH.search(found.group()) else None


def _date_and_place(lines: Sequence[PrintedLine]) -> tuple[str | None, str | None]:
    """The date as printed, and what stands beside it on its line, above or below it."""
    dated = [(at, day) for at, line in enumerate(lines) if (day := _date_in(line.text))]
    if len(dated) != 1:
        return None, None
    at, day = dated[0]
    rest = " ".join(lines[at].text.replace(day, " ").split())
    rest = _HELD.sub("", rest.strip(" ,;:–—-|•·")).strip(" ,;:–—-|•·")
    if rest:
        return day, rest if _is_place(rest, alone=False) else None
    beside = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    places = [
        text
        for it in beside
        if _look(it) == _look(lines[at]) and _is_place(text := it.text.strip(" ,;"), alone=True)
    ]
    return day, places[0] if len(places) == 1 else None


def _is_place(text: str, *, alone: bool) -> bool:
    """Whether a text reads like "Tartu, Estonia"; standing ``alone`` it must have a comma."""
    parts = [part.split() for part in text.split(",")]
    if alone and (len(parts) == 1 or all(len(part) > 1 for part in parts)):
        return False
    if INSTITUTION.search(text) or _EVENT.search(text) or not _PLACE.fullmatch(text):
        return False
    words = text.replace(",", " ").split()
    return len(words) <= _MOST_PLACE_WORDS and all(part and part[0][0].isupper() for part in parts)
