"""Questions that are limited to one conference or year, where the corpus holds several.

"What was said of moss in 2019?", "Who spoke at the spring conference?": the words that limit are
taken off, and the rest is asked of the conferences that they name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.abstract import Conference
from index.catalogue import Catalogue
from rag.answer import Answer
from rag.conference_facts import conference_name
from rag.language import Language
from rag.query import tidy

_MEETING = (
    r"(?:conference|meeting|congress|symposium|workshop|convention|colloquium|session|assembly)s?"
)
_PLACING = r"(?:at|in|of|from|during|for|to)\b"
# Without it the conference is what is asked about, and stays in the question.
_BEFORE = rf"(?P<before>\b{_PLACING}\s+(?:the\s+|this\s+|that\s+)?)?"
_YEAR = r"(?:19|20|21)\d\d"
_AT_MEETING = re.compile(
    rf"{_BEFORE}(?P<named>\b(?:(?!{_PLACING})[\w'’.-]+\s+){{0,5}}?{_MEETING}"
    rf"(?:\s+(?:of\s+|in\s+)?{_YEAR})?)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    rf"(?P<before>\b(?:in|of|from|during)\s+)(?:the\s+year\s+)?(?P<named>{_YEAR})\b"
    rf"|(?P<named_ja>{_YEAR})年度?(?:の|に|では?|、)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
# What may stand in a name, and tells no conference from another.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and at by did do for from in is of on or the to was what who "
        "assembly colloquium conference congress convention meeting session symposium workshop",
    )
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The conferences that a question is limited to, and the question without that limit.

    ``named`` are the words that limit it.
    """

    conference_ids: tuple[str, ...]
    question: str
    named: str


class Scopes:
    """Knows the conferences of one catalogue by their names and years."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._conferences = catalogue.conferences()
        self._words = {it.id: _words_of(it) for it in self._conferences}
        counts = Counter(word for words in self._words.values() for word in words)
        self._telling = {word for word, n in counts.items() if n < len(self._conferences)}

    def of(self, question: str) -> Scope | None:
        """The limit that a question sets, or None where it sets none or there is one conference."""
        if len(self._conferences) < 2:  # noqa: PLR2004 - several
            return None
        for start, end, named in self._mentions(question):
            wanted = self._telling.intersection(_folded(named))
            held = tuple(id_ for id_, words in self._words.items() if wanted and wanted <= words)
            if held and len(held) < len(self._conferences):
                return Scope(held, _without(question, start, end), named)
        return None

    def named(self, answer: Answer) -> Answer:
        """The titles of the answer with their conferences behind them, where there are several.

        Excerpts stay as they are, and so does a title that two conferences share.
        """
        if len(self._conferences) < 2:  # noqa: PLR2004 - several
            return answer
        language: Language = "ja" if answer.language == "ja" else "en"
        conferences = self._conferences_of(answer)
        lines = (_with_names(line, conferences, language) for line in answer.text.split("\n"))
        return replace(answer, text="\n".join(lines))

    def _mentions(self, question: str) -> Iterator[tuple[int, int, str]]:
        for pattern in (_AT_MEETING, self._short_names(), _IN_YEAR):
            for match in pattern.finditer(question):
                named = match["named"] or match.groupdict().get("named_ja") or ""
                apart = bool(match["before"]) or not match["named"]
                yield (*match.span(), named) if apart else (match.end(), match.end(), named)

    def _short_names(self) -> re.Pattern[str]:
        """Short names as in "at JAMPS 2020", and whole names, with a year behind them or none."""
        shorts = {it.association_short for it in self._conferences if it.association_short}
        names = {it.name for it in self._conferences if it.name}
        known = "|".join(map(re.escape, sorted(shorts | names, key=len, reverse=True)))
        return re.compile(
            rf"{_BEFORE}(?P<named>\b(?:{known or '(?!)'})(?:\s+{_YEAR}\b)?)", re.IGNORECASE
        )

    def _conferences_of(self, answer: Answer) -> dict[str, Conference]:
        """For each title that one conference alone has, that conference."""
        spoken_of = [(it.title, it.abstract_id) for it in answer.citations]
        spoken_of += [(it.title, it.abstract_id) for it in answer.nearest]
        found: dict[str, set[str]] = {}
        for title, abstract_id in spoken_of:
            conference_id = self._catalogue.abstract(abstract_id).conference_id
            found.setdefault(title, set()).add(conference_id)
        return {
            title: self._catalogue.conference(next(iter(ids)))
            for title, ids in found.items()
            if len(ids) == 1
        }


def year_of(conference: Conference) -> int | None:
    """The year that the booklet gives, or that of its date."""
    return conference.year or (conference.date.year if conference.date else None)


def name_and_year(conference: Conference, language: Language) -> str:
    """The conference's name, with its year where the name does not hold it."""
    name, year = conference_name(conference, language), year_of(conference)
    return f"{name}, {year}" if year and str(year) not in name else name


def _with_names(line: str, conferences: dict[str, Conference], language: Language) -> str:
    if line.startswith(">"):
        return line
    # The longest first, and each place once: a title may stand within another's.
    quoted = {f"{a}{title}{b}": it for title, it in conferences.items() for a, b in ("“”", "「」")}
    known = sorted(quoted, key=len, reverse=True)
    if not known:
        return line
    pattern = "|".join(map(re.escape, known))
    return re.sub(
        pattern,
        lambda match: f"{match.group()} ({name_and_year(quoted[match.group()], language)})",
        line,
    )


def _without(question: str, start: int, end: int) -> str:
    rest = tidy(f"{question[:start].rstrip()} {question[end:].lstrip()}") if end > start else ""
    return re.sub(r"\s+([?.!,])", r"\1", rest) or question


def _words_of(conference: Conference) -> set[str]:
    parts = (
        conference.id.replace("-", " "),
        conference.name or "",
        conference.session or "",
        conference.association_short or "",
        conference.association or "",
        conference.place or "",
        str(year_of(conference) or ""),
    )
    return set(_folded(" ".join(parts))) - _EMPTY


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
