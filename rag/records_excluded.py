"""“Besides Chhour”, “not from Hosei University”, 法政大学以外: a name of what is left out."""

import re

_BEFORE = re.compile(
    r"(?:\b(?:besides|except(?:ing)?(?: for)?|other than|apart from|aside from|excluding"
    r"|outside(?: of)?|(?:but |and )?not)\b)"
    r"(?P<link>(?:\s+(?:those|the ones|written|given|presented|by|from|at|in|of|authors?|speakers?"
    r"|presenters?|people|researchers?|someone|anyone))*)\s+(?:the\s+)?[“\"]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[”\"」]?(?:さん|氏|先生|教授)?(?:以外|を除[いくき]|のほか(?=[にのは])|の他(?=[にのは]))(?:[たて])?"
)

_OWNING = re.compile("^['’]s\\b")


def without_exclusion(before: str, after: str) -> tuple[str, str] | None:
    """What stands before and after a name without the words that exclude it; None without such."""
    if found := _BEFORE.search(before):
        link = found["link"].strip() or "by"
        return f"{before[: found.start()]}{link} ", _OWNING.sub("", after)
    if found := _AFTER.match(after):
        return before, after[found.end() :]
    return None
