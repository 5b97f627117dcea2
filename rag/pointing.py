"""Works named by their subject, "the paper on foreign talent": where to look, not for what.

A sentence of the abstract that is meant need not name its author or its subject again, and one that
does answers no better for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.analysis import terms
from rag.names import words_of

_WORK = (
    r"(?:abstract|article|paper|presentation|talk|study|research|report|project|thesis|author|presenter"
    r"|speaker|researcher|scholar)"
)
_OF_WORKS = re.compile(rf"\b{_WORK}(?:e?s)?\b", re.IGNORECASE)
_ABOUT = re.compile(
    rf"\b(?:the|that|this)\s+(?:[\w-]+\s+)?(?:{_WORK}|one)\s+(?:is\s+|that\s+is\s+)?"
    r"(?:about|on|of|into|regarding|concerning|dealing with|that deals with|which deals with)\s+"
    r"(?P<about>[^?.!,;:]+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bthe\s+(?!(?:this|same|first|second|third|fourth|fifth|last|final|other|former|latter)\b)"
    rf"(?P<about>(?:[\w’'-]+\s+){{1,4}}?)(?:{_WORK}|one)\b",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?P<about>[^\s、。のはが]{2,12})(?:に関する|についての|の)(?:研究|発表|論文|抄録|方(?!法))"
)
_PATTERNS = (_ABOUT, _BEFORE, _JAPANESE)
# A subject has no more words.
LONGEST_SUBJECT = 4

# The terms that each abstract is named by.
Held = Mapping[str, frozenset[str]]
# The ids of the abstracts with a phrase in their title, where it is one alone; otherwise none.
OnlyTitled = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NamedWork:
    """A work that is named by its subject, and where in the question: from ``start`` to ``end``.

    Up to ``furthest`` words stand that may still be of the subject.
    """

    ids: tuple[str, ...]
    start: int
    end: int
    furthest: int


# The one abstract that a text names by its subject.
WorkIn = Callable[[str], NamedWork | None]


@dataclass(frozen=True, slots=True)
class Pointed:
    """The abstracts that are pointed at, and the words, folded, that do so and no more."""

    ids: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


def naming(question: str, titles: Iterable[str]) -> frozenset[str]:
    """The words by which a question names a work, folded: those of its subject in the titles."""
    held = frozenset(stem for title in titles for stem in terms(title))
    words = (word for phrase in _subjects(question) for word in phrase.split())
    return frozenset(w for word in words if held.issuperset(terms(word)) for w in words_of(word))


def works(question: str) -> frozenset[str]:
    """The words of the question for works and their authors: once it is known which, they point."""
    return frozenset(word.lower() for word in _OF_WORKS.findall(question))


def speaks_of_a_work(question: str) -> bool:
    """Whether a question may name an abstract by its subject."""
    return any(_subjects(question))


def named_work(question: str, titled: OnlyTitled) -> NamedWork | None:
    """The one abstract with the subject of a work that the question names in its title."""
    for found in _found(question):
        for end in _ends(found["about"]):
            if ids := titled(found["about"][:end]):
                behind = found.end("about") == found.end()
                stop = found.start("about") + end if behind else found.end()
                return NamedWork(ids, found.start(), stop, found.end())
    return None


def pointed_at(question: str, abstracts: Sequence[Abstract]) -> Pointed:
    """The one abstract that a question names by its subject; nothing where none or several fit.

    ``abstracts`` are those that come into question, for instance the best ranked.
    """
    for subject in _subjects(question):
        for held in _titles(abstracts), _titles_and_keywords(abstracts):
            pointed = _by_words(subject, held)
            if pointed.ids:
                return pointed
    return Pointed()


def named(question: str, names: Iterable[str]) -> frozenset[str]:
    """The words of the question that stand in the names, folded."""
    return words_of(question) & frozenset(word for name in names for word in words_of(name))


def _found(question: str) -> Iterator[re.Match[str]]:
    for pattern in _PATTERNS:
        yield from pattern.finditer(question)


def _subjects(question: str) -> Iterator[str]:
    """What the works that a question speaks of are said to be about."""
    return (found["about"].strip() for found in _found(question))


def _ends(said: str) -> list[int]:
    """Where its beginnings end, the longest first: “Vietnam find” may be “Vietnam” and a verb."""
    return [word.end() for word in re.finditer(r"\S+", said)][:LONGEST_SUBJECT][::-1]


def _titles(abstracts: Sequence[Abstract]) -> Held:
    return {abstract.id: frozenset(terms(abstract.title)) for abstract in abstracts}


def _titles_and_keywords(abstracts: Sequence[Abstract]) -> Held:
    keywords = {abstract.id: terms(", ".join(abstract.keywords)) for abstract in abstracts}
    return {id_: own.union(keywords[id_]) for id_, own in _titles(abstracts).items()}


def _by_words(phrase: str, held: Held) -> Pointed:
    """Word by word, as long as one abstract holds all of them; words that none holds are passed."""
    left, used = list(held), set[str]()
    for word in phrase.split():
        own = set(terms(word))
        if not own or not any(own <= stems for stems in held.values()):
            continue
        fitting = [id_ for id_ in left if own <= held[id_]]
        if not fitting:
            break
        left = fitting
        used |= words_of(word)
    if not used or len(left) != 1:
        return Pointed()
    return Pointed((left[0],), frozenset(used))
