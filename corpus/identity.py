"""Ids of abstracts: readable, safe in an address, and the same wherever the abstract stands."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from corpus.characters import share_of_cjk
from corpus.words import word_set

_WORDS = 5
_CJK_SHARE = 0.2
_UNSPOKEN = word_set(
    "a an and are as at be by do does for from how in into is it of on or the their to towards "
    "under was what when where who why with"
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_DIGEST_LENGTH = 8


def abstract_ids(titles: Sequence[str], booklet_id: str) -> tuple[str, ...]:
    """One id a title: the booklet's id and the title's first telling words.

    The id depends on the title alone and not on its place, so a new abstract in front changes no
    id. A title without Latin letters gets a digest of itself. Equal ids are told apart by number.
    """
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    ids: list[str] = []
    for title in titles:
        name = f"{slug(booklet_id) or 'booklet'}-{_title_slug(title)}"
        unique = name
        while unique in taken:
            counts[name] += 1
            unique = f"{name}-{counts[name] + 1}"
        taken.add(unique)
        ids.append(unique)
    return tuple(ids)


def _title_slug(title: str) -> str:
    readable = "" if share_of_cjk(title) > _CJK_SHARE else slug(title, _WORDS)
    return readable or _digest(title)


def slug(text: str, words: int | None = None) -> str:
    """Lower-case ASCII words joined by hyphens; with ``words``, the first so many telling ones."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _ASCII_WORD.findall(folded.replace("'", ""))
    if words is None:
        return "-".join(found)
    telling = [word for word in found if word not in _UNSPOKEN] or found
    return "-".join(telling[:words])


def _digest(title: str) -> str:
    return sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
