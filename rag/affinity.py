"""How well a sentence suits what a question wants: by its role, and by what it holds."""

import re

from rag.quantities import holds_quantity
from rag.roles import Role
from rag.wants import Want

# Rows: what is wanted; each role's suitability, about -3 to 2. Roles not named are 0.
_BY_ROLE: dict[Want, dict[Role, float]] = {
    Want.AIM: {
        Role.AIM: 1.0,
        Role.QUESTION: 0.6,
        Role.PROMISE: 0.7,
        Role.GAP: 0.1,
        Role.METHOD: -0.2,
    },
    Want.QUESTION: {Role.QUESTION: 2.0, Role.AIM: 0.8, Role.GAP: 0.3, Role.FINDING: -0.5},
    Want.METHOD: {Role.METHOD: 1.0, Role.AIM: 0.1, Role.QUESTION: -0.5, Role.BACKGROUND: -0.1},
    Want.FINDING: {
        Role.FINDING: 2.0,
        Role.OUTCOME: 1.3,
        Role.METHOD: -0.6,
        Role.REPORTED: -0.5,
        Role.CONCLUSION: 1.5,
        Role.OUTLOOK: -1.5,
        Role.QUESTION: -2.0,
        Role.AIM: -2.0,
        Role.GAP: -1.2,
    },
    Want.REASON: {
        Role.FINDING: 2.0,
        Role.REPORTED: 0.8,
        Role.CONCLUSION: 0.3,
        Role.OUTLOOK: -1.5,
        Role.QUESTION: -3.0,
        Role.AIM: -3.0,
        Role.GAP: -0.8,
    },
    Want.NUMBER: {Role.QUESTION: -0.6, Role.AIM: -0.2},
    Want.DATE: {Role.QUESTION: -0.6, Role.AIM: -0.1},
    Want.PLACE: {Role.QUESTION: -0.6, Role.METHOD: 0.2},
    Want.PERSON: {Role.QUESTION: -0.6},
    Want.DEFINITION: {Role.QUESTION: -0.7, Role.BACKGROUND: 0.3},
    Want.RECOMMENDATION: {
        Role.CONCLUSION: 1.0,
        Role.OUTLOOK: 1.2,
        Role.FINDING: 0.2,
        Role.GAP: 0.3,
        Role.QUESTION: -0.5,
    },
    Want.ANYTHING: {Role.QUESTION: -0.7, Role.AIM: -0.1, Role.FINDING: 0.2, Role.CONCLUSION: 0.1},
}

_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
# A capitalised word behind another that makes no person's name of the two.
_NO_SURNAME = (
    r"(?:City|Town|Prefecture|Province|Region|University|Law|Act|Code|Convention|Program(?:me)?|Theory"
    r"|Ministry|Office|Survey|Report|Policy|System|Islands?|Sea|River)\b"
)
_HOLDS: dict[Want, re.Pattern[str]] = {
    Want.NUMBER: re.compile(
        r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
        r"|thousands?|half|double|twice|percent)\b"
        r"|[一二三四五六七八九十百千万]+[人名件%割]",
        re.IGNORECASE,
    ),
    Want.DATE: re.compile(rf"\b(1[5-9]|20)\d\d\b|\b({_MONTH})\b|\b\d0s\b|\d+[年月日]|century"),
    Want.PLACE: re.compile(
        r"(?<!^)(?<![.!?] )\b(in|at|from|to|across|of) (the )?[A-Z][a-z]+|[都道府県市町村国]"
    ),
    Want.PERSON: re.compile(
        r"\b[A-Z][a-z]+ \((19|20)\d\d|\b(Dr|Prof|Mr|Ms)\.|\b[A-Z][a-z]+ (?!"
        + _NO_SURNAME
        + r")[A-Z][a-z]+\b"
        r"|\b(authors?|groups?|officers?|members?|scholars?|lawyers?|actors?|agenc(y|ies)|compan(y|ies)"
        r"|governments?|authorities|officials?|servants?|employers?|landlords?|factions|part(y|ies))\b"
        r"|氏|さん"
    ),
    # What gives a reason, not what only speaks of "reasons" or "factors" as an aim does.
    Want.REASON: re.compile(
        r"\b(because|due to|owing to|led|leads|in order to|as a result|therefore|so that"
        r"|result(ed|s) (in|from)|contribute[sd]? to|thanks to|driven by|caused by|faced with"
        r"|in response to|stem(s|med)? from|attribut(ed|able) to|given that|(have|has|had) created"
        r"|brought about)\b"
        r"|ため|から|により|によって",
        re.IGNORECASE,
    ),
    Want.DEFINITION: re.compile(
        r"\b(is|are|refers? to|means|defined as|initiative|called|known as|i\.e\.)\b|とは|である",
        re.IGNORECASE,
    ),
}


# Wants of which the wording says what kind of number is meant.
_COUNTABLE = frozenset({Want.NUMBER, Want.DATE})


def role_affinity(wants: tuple[Want, ...], role: Role) -> float:
    """Suitability of a role, about -3 to 2, averaged with half weights for the lesser wants."""
    weights = [1 / (position + 1) for position in range(len(wants))]
    total = sum(w * _BY_ROLE[want].get(role, 0.0) for w, want in zip(weights, wants, strict=True))
    return total / sum(weights)


def holds_answer_kind(want: Want, sentence: str, question: str = "") -> float:
    """1 where the sentence holds the kind of thing asked for, 0 where not, .5 where unclear."""
    quantity = holds_quantity(question, sentence) if want in _COUNTABLE else None
    if quantity is not None:
        return quantity
    pattern = _HOLDS.get(want)
    if pattern is None:
        return 0.5
    return 1.0 if pattern.search(sentence) else 0.0
