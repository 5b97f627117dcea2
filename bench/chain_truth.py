"""What a turn of a hard conversation should be answered with, and whether it was."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.abstract import Abstract
from rag.answer import Answer, Kind

SETS = Path(__file__).parent / "chain_sets"
# How the sets name the four abstracts: by a word of the title.
NAMES = {
    "cambodia": "Cambodian",
    "vietnam": "Vietnam",
    "talent": "Talent",
    "refugees": "Refugee",
}
TEXT, RECORDS, REFUSED, SMALLTALK = "text", "records", "refused", "smalltalk"
_KINDS = {RECORDS: Kind.RECORDS, SMALLTALK: Kind.SMALLTALK, TEXT: Kind.ANSWER}


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and what a right reply holds; README.md beside the sets explains each part.

    ``ids`` are the abstracts that the reply has to be about, empty where that is not asked;
    ``every`` where it has to be about each of them. ``holds`` are groups of alternatives.
    """

    says: str
    kind: str
    ids: frozenset[str]
    quotes: tuple[str, ...]
    holds: tuple[tuple[str, ...], ...]
    new: bool
    every: bool
    whole: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """One conversation."""

    name: str
    turns: tuple[Turn, ...]


def read_chains(name: str, abstracts: Iterable[Abstract]) -> tuple[Chain, ...]:
    """The conversations of one set (``dev`` or ``aside``) over the booklet's abstracts."""
    titles = {abstract.title: abstract.id for abstract in abstracts}
    ids = {
        said: next(i for title, i in titles.items() if word in title)
        for said, word in NAMES.items()
    }
    content = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(
        Chain(chain["name"], tuple(_turn(turn, ids) for turn in chain["turns"]))
        for chain in content["chain"]
    )


def _turn(said: dict[str, Any], ids: dict[str, str]) -> Turn:
    kind = said.get("is", TEXT)
    return Turn(
        said["says"],
        kind,
        frozenset(ids[name] for name in said.get("about", ())),
        tuple(said.get("quote", ())),
        tuple(tuple(group.split("|")) for group in said.get("holds", ())),
        said.get("new", False),
        said.get("all", False) or kind == RECORDS,
        said.get("whole"),
    )


def is_about(turn: Turn, answer: Answer) -> bool:
    """Whether the reply is of the right kind and rests on the abstracts that are meant alone."""
    cited = {citation.abstract_id for citation in answer.citations}
    if turn.kind == REFUSED:
        return not cited
    if answer.kind is not _KINDS[turn.kind]:
        return False
    if not turn.ids:
        return True
    return cited == turn.ids if turn.every else bool(cited) and cited <= turn.ids


def is_right(turn: Turn, answer: Answer) -> bool:
    """Whether it also shows the sentence, or says the words, that answer."""
    shown = [citation.quote for citation in answer.citations]
    quoted = not turn.quotes or any(part in quote for part in turn.quotes for quote in shown)
    said = all(any(word in answer.text for word in group) for group in turn.holds)
    return is_about(turn, answer) and quoted and said


def is_alike(one: Answer, other: Answer) -> bool:
    """Whether two replies read a question alike and rest on the same excerpts."""
    return (one.kind, one.rewritten, _places(one)) == (other.kind, other.rewritten, _places(other))


def _places(answer: Answer) -> list[tuple[str, int]]:
    return [(citation.abstract_id, citation.start) for citation in answer.citations]
