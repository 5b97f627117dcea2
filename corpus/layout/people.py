"""Authors with their affiliations, from lines of names with marks and lines that the marks name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.abstract import AFFILIATION_BREAK, Person
from corpus.layout.likeness import DEGREE, ENDS_OPEN, INSTITUTION, LABELS, is_name
from corpus.names import parse_people, parse_person, with_shared_affiliation
from corpus.readers.printed import PrintedLine

_MARK = re.compile(r"\d{1,2}|[a-z](?![a-z])|[¹²³⁴⁵⁶⁷⁸⁹*∗⋆†‡§¶]")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_LEADING_MARK = re.compile(
    r"\s*(?:\(?(\d{1,2}|[a-z])[.)]\s*|([¹²³⁴⁵⁶⁷⁸⁹*†‡§]+)\s*|(\d{1,2})\s*(?=[A-Z\u3040-\u9fff]))"
)
_ONE_MARK = r"(?:\d{1,2}|[*∗⋆†‡§¶¹²³⁴⁵⁶⁷⁸⁹#?])"
_TRAILING_MARKS = re.compile(rf"[\s,]*({_ONE_MARK}(?:[\s,]*{_ONE_MARK})*)\s*$")
_BETWEEN = re.compile(r"\s*(?:[;；、，・•|·]|,|\s(?:and|und|et|y|&)\s|&)\s*")
_ROOM = 0.1
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class _Marked:
    person: Person
    marks: tuple[str, ...]


def people_of(
    authors: Sequence[PrintedLine], affiliations: Sequence[PrintedLine]
) -> tuple[Person, ...]:
    """The people that the lines name, each with the affiliations that its marks point at."""
    own_line = _name_and_affiliation_lines(authors)
    if own_line:
        return own_line
    text = _joined(authors)
    bracketed = parse_people(_bare(text)) if "(" in text or "（" in text else ()
    if bracketed and all(person.affiliation for person in bracketed[-1:]):
        return bracketed if _OPEN in text else with_shared_affiliation(bracketed, text)
    marked = list(_marked_people(text))
    by_mark, unmarked = _affiliation_table(affiliations)
    return tuple(_with_affiliations(one, by_mark, unmarked) for one in marked)


def _joined(lines: Sequence[PrintedLine]) -> str:
    """The lines as one text, with raised spans between two private marks."""
    edge = max((line.right for line in lines), default=0.0)
    parts: list[str] = []
    for line in lines:
        parts.extend(
            f"{_OPEN}{span.text}{_CLOSE}" if span.raised else span.text for span in line.spans
        )
        full = edge > 0 and line.right > edge - (edge - line.left) * _ROOM and len(lines) > 1
        goes_on = full or ENDS_OPEN.search(line.text.rstrip()) is not None
        parts.append(" " if goes_on else ", ")
    text = " ".join("".join(parts).split()).strip(" ,")
    label = LABELS["authors"].match(text)
    return text[label.end() :] if label else text


def _bare(text: str) -> str:
    return re.sub(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}", "", text)


def _name_and_affiliation_lines(lines: Sequence[PrintedLine]) -> tuple[Person, ...]:
    """Lines of the form "Name, Institution", one person each."""
    people: list[Person] = []
    for line in lines:
        text = re.sub(r"[*∗†‡]", "", line.text).strip(" -–•·")
        found = re.match(r"([^,:;(]+?)\s*[,:;(]\s*(.+?)\)?$", text)
        if found is None or not INSTITUTION.search(found[2]) or not is_name(found[1]):
            if people and INSTITUTION.search(text) and not is_name(text):
                people[-1] = replace(people[-1], affiliation=f"{people[-1].affiliation} {text}")
                continue
            return ()
        person = parse_person(found[1])
        if person is None or _more_names(found[2]):
            return ()
        people.append(replace(person, affiliation=found[2].strip(" .,;")))
    return tuple(people)


def _more_names(rest: str) -> bool:
    """Whether what follows a first name is another name."""
    piece = re.split(r"[,;:(]|\s(?:and|&)\s", rest)[0].strip()
    return is_name(piece) and not INSTITUTION.search(piece)


def _marked_people(text: str) -> Iterator[_Marked]:
    for piece in _pieces(text):
        name, marks = _take_marks(piece)
        if not name or DEGREE.fullmatch(name):
            continue
        person = parse_person(name)
        if person is None:
            words = name.split()
            if len(words) < 2 or INSTITUTION.search(name) or len(words) > 6:  # noqa: PLR2004
                continue
            person = Person(words[-1], " ".join(words[:-1]))
        yield _Marked(person, marks)


def _pieces(text: str) -> list[str]:
    """The text cut between people, never inside raised marks or brackets."""
    shielded = re.sub(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}", _shield, text)
    shielded = re.sub(r"\(([^()]*)\)", _shield, shielded)
    shielded = re.sub(r"(?<=\d)\s*,\s*(?=[\d*∗⋆†‡§])", "\ue002", shielded)
    pieces = _BETWEEN.split(shielded)
    return [piece.replace("\ue002", ",") for piece in _led_by_marks(pieces) if piece.strip()]


def _led_by_marks(pieces: Sequence[str]) -> list[str]:
    """A piece that is only marks belongs to the person before it."""
    whole: list[str] = []
    for piece in pieces:
        bare = piece.replace(_OPEN, "").replace(_CLOSE, "").strip()
        if whole and bare and not any(c.isalpha() for c in bare):
            whole[-1] += _OPEN + bare + _CLOSE
        else:
            whole.append(piece)
    return whole


def _shield(found: re.Match[str]) -> str:
    inside = re.sub(r"[,;&]", "\ue002", found[1])
    return f"{_OPEN}{inside}{_CLOSE}"


def _take_marks(piece: str) -> tuple[str, tuple[str, ...]]:
    raised = "".join(re.findall(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}", piece))
    name = _bare(piece).strip()
    trailing = _TRAILING_MARKS.search(name)
    if trailing:
        raised += " " + trailing[1]
        name = name[: trailing.start()]
    return name.strip(" ,.*∗⋆†?#"), tuple(_MARK.findall(raised.translate(_SUPERSCRIPTS)))


def _affiliation_table(lines: Sequence[PrintedLine]) -> tuple[dict[str, str], list[str]]:
    """Affiliations by their mark, and those without one; a line may go on in the next."""
    by_mark: dict[str, str] = {}
    unmarked: list[str] = []
    last: str | None = None
    for line in lines:
        for mark, text in _divided(line):
            if mark:
                by_mark[mark] = text
                last = mark
            elif last:
                by_mark[last] = f"{by_mark[last]} {text}"
            else:
                unmarked.append(text)
    return {mark: _clean(text) for mark, text in by_mark.items()}, [_clean(t) for t in unmarked]


def _divided(line: PrintedLine) -> Iterator[tuple[str | None, str]]:
    """One line may hold several affiliations: "1 University A, 2 University B"."""
    mark: str | None = None
    text = ""
    for span in line.spans:
        if span.raised and (found := _MARK.search(span.text.translate(_SUPERSCRIPTS))):
            if text.strip():
                yield mark, text.strip()
            mark, text = found.group(), ""
        else:
            text += span.text
    leading = _LEADING_MARK.match(text) if mark is None else None
    if leading:
        mark = next(group for group in leading.groups() if group).translate(_SUPERSCRIPTS)
        text = text[leading.end() :]
    yield mark, text.strip()


def _clean(text: str) -> str:
    label = LABELS["affiliations"].match(text)
    return " ".join((text[label.end() :] if label else text).split()).strip(" ,;")


def _with_affiliations(one: _Marked, by_mark: dict[str, str], unmarked: list[str]) -> Person:
    named = [by_mark[mark] for mark in one.marks if mark in by_mark]
    if not named and len(by_mark) <= 1 and not (by_mark and unmarked):
        named = [*by_mark.values()] or [" ".join(unmarked)] * bool(unmarked)
    return (
        replace(one.person, affiliation=AFFILIATION_BREAK.join(named) or None)
        if named
        else one.person
    )
