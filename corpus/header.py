"""The head of a booklet: which conference this is, when, in what form, and who chairs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.abstract import Conference
from corpus.names import parse_people
from corpus.when import find_date, find_times
from corpus.words import word_set

_SHORT_FORM = re.compile(r"\s*[(（]\s*([A-Z][A-Za-z&.\-]{1,14})\s*[)）]")
_LAST_BRACKETS = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*$")
_FORM = re.compile(
    r"online|on-?line|virtual|hybrid|in[- ]person|on-?site|zoom|webinar|face[- ]to[- ]face|"
    r"オンライン|対面|ハイブリッド|リモート",
    re.IGNORECASE,
)
_ASSOCIATION = re.compile(
    r"\b(?:association|society|academy|federation|league|institute|union|council|network)\b|"
    r"学会|協会|研究会|連盟",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:conference|congress|symposium|meeting|workshop|convention|forum|seminar|colloquium)\b|"
    r"大会|シンポジウム|研究集会|セミナー|フォーラム",
    re.IGNORECASE,
)
_SESSION = re.compile(r"\b(?:session|panel|track|stream)\b|セッション|部会|分科会", re.IGNORECASE)
_CHAIR = re.compile(
    r"(?P<role>[^:：]{0,30}\b(?:chair(?:person|man|woman|ed by)?|moderat(?:or|ed by)|convenor|"
    r"convener|facilitator)\b[^:：]{0,40}?|[^:：]{0,8}(?:司会|座長|議長)[^:：]{0,8}?)"
    r"\s*(?:[:：]|\s[-–—]\s)\s*(?P<who>.+)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:date(?: and time)?|time|venue|place|form(?:at)?|mode|conference|session|organi[sz]er|"
    r"hosted by|日時|日程|時間|会場|開催形式|形式|主催|大会名)\s*[:：]\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|"
    r"[(（]?[月火水木金土日]曜?日?[)）]|\b(?:JST|UTC|GMT|CET|CEST|EST|EDT|PST|BST)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = word_set("a an and at by de for in la of on or the to with")
_HAS_LETTER_OR_DIGIT = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Header:
    """The conference and the lines (by number) that nothing could be made of."""

    conference: Conference
    unread: tuple[tuple[int, str], ...] = ()


def read_header(lines: Sequence[tuple[int, str]], conference_id: str) -> Header:
    """Read the lines (number, text) before the first abstract. A field that none names is None."""
    conference = Conference(conference_id)
    unread: list[tuple[int, str]] = []
    for number, text in lines:
        more = _read_line(conference, text)
        if more == conference and text:
            unread.append((number, text))
        conference = more
    return Header(conference, tuple(unread))


def is_chair_line(text: str) -> bool:
    """Whether the line names the chair or moderator of a session."""
    found = _CHAIR.match(text)
    return found is not None and bool(parse_people(found["who"]))


def _read_line(conference: Conference, text: str) -> Conference:
    chaired = _with_chair(conference, text)
    if chaired is not None:
        return chaired
    conference, rest = _with_date(conference, text)
    conference, rest = _with_times(conference, rest)
    return _with_names(conference, _LABEL.sub("", _WEEKDAY.sub("", rest), count=1))


def _with_chair(conference: Conference, text: str) -> Conference | None:
    found = _CHAIR.match(text)
    people = parse_people(found["who"]) if found else ()
    if found is None or not people or conference.chair is not None:
        return None
    return replace(conference, chair=people[0], chair_role=found["role"].strip())


def _with_date(conference: Conference, text: str) -> tuple[Conference, str]:
    found = find_date(text)
    if found is None or conference.date is not None:
        return conference, text
    return replace(conference, date=found[0]), text.replace(found[1], " ", 1)


def _with_times(conference: Conference, text: str) -> tuple[Conference, str]:
    found = find_times(text)
    if found is None or conference.start is not None:
        return conference, text
    start, end, written = found
    return replace(conference, start=start, end=end), text.replace(written, " ", 1)


def _with_names(conference: Conference, text: str) -> Conference:
    conference, text = _with_form(conference, text)
    for part in re.split(r"\s*[,，;；、|]\s*|\s+[–—-]\s+|[:：]\s+", text):
        if _HAS_LETTER_OR_DIGIT.search(part):
            conference = _with_name(conference, part.strip())
    return conference


def _with_form(conference: Conference, text: str) -> tuple[Conference, str]:
    found = _LAST_BRACKETS.search(text)
    if found and _FORM.search(found[1]):
        return replace(conference, form=conference.form or found[1].strip()), text[: found.start()]
    if _FORM.fullmatch(text.strip()):
        return replace(conference, form=conference.form or text.strip()), ""
    return conference, text


def _with_name(conference: Conference, part: str) -> Conference:
    if _SESSION.search(part) and conference.session is None:
        return replace(conference, session=_title_case(part))
    if _EVENT.search(part) and conference.name is None:
        return _split_event(conference, part)
    if _ASSOCIATION.search(part) and conference.association is None:
        return _with_association(conference, part)
    if _FORM.fullmatch(part) and conference.form is None:
        return replace(conference, form=part)
    return conference


def _split_event(conference: Conference, part: str) -> Conference:
    """Part the two names in "日本移民政策学会 2020年度年次大会"."""
    first, _, rest = part.partition(" ")
    if rest and first.endswith(("学会", "協会", "研究会")) and conference.association is None:
        return replace(conference, association=first, name=rest)
    return replace(conference, name=_title_case(part))


def _with_association(conference: Conference, part: str) -> Conference:
    found = _SHORT_FORM.search(part)
    name = part if found is None else part[: found.start()] + part[found.end() :]
    short = conference.association_short if found is None else found[1]
    return replace(conference, association=_title_case(name.strip()), association_short=short)


def _title_case(text: str) -> str:
    """A name printed all in capitals, set in title case; any other name as printed."""
    if not text.isupper():
        return text
    words = [
        word.lower() if ordinal and word.lower() in _SMALL_WORDS else _capitalised(word)
        for ordinal, word in enumerate(text.split())
    ]
    return " ".join(words)


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
