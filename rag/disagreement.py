"""Whether two abstracts answer in opposite senses, so that an answer may show both.

Better to miss a disagreement than to claim one: both sentences must be findings, stand in the
question's language, hold all that the question is about, and leave nothing that both allow
(rag.polarity).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import terms
from rag.evidence import Evidence
from rag.language import Language, language_of
from rag.polarity import opposed, said
from rag.polarity_marks import cue, without_senses
from rag.polarity_reading import Place, Said
from rag.query import is_genre
from rag.roles import FINDS

# How far behind the best a contradicting sentence may be, in the units of the evidence score.
MARGIN = 2.0
# Fewer words in common are too few to speak of the same.
SHARED = 2
# The reader's log odds from which it believes that a sentence answers; 0 where it has not read.
BELIEVED = 0.0

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Japanese words of content: Chinese characters, katakana, Latin letters, and the stem of a verb.
_RUN = re.compile(r"[々ァ-ヺー㐀-䶿一-鿿]{2,}|[A-Za-z0-9]{2,}|[一-鿿](?=[ぁ-ん])")
_COMPOUND = re.compile("[㐀-䶿一-鿿]{4}")
# Names within a sentence, and years.
_NAME = re.compile(r"(?<=[\w,;:”’)] )[A-Z][\w’'-]+|(?<![\w.,])(?:1[5-9]|20)\d\d(?!\w)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the title of the abstract that it stands in."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: stems of English words, or Japanese words as they stand.

    A sentence must hold all ``terms``. Those of ``names`` may stand in its title instead, if it
    names nothing else.
    """

    language: Language
    terms: frozenset[str]
    names: frozenset[str]


def asked_in(question: str) -> Asked | None:
    """What is asked about, or None where it is asked neither whether nor with what effect."""
    return about(question) if cue("asks").search(question) else None


def about(wording: str) -> Asked:
    """What a wording is about, whatever it asks."""
    if language_of(wording) == "ja":
        return Asked("ja", frozenset(_RUN.findall(_bare(wording))), frozenset())
    stems = _stems(wording)
    return Asked("en", stems, _names(wording) & stems)


def contradicting(
    question: str,
    ranked: Sequence[Evidence],
    first: Evidence,
    title_of: Callable[[str], str],
) -> Evidence | None:
    """The best sentence of another abstract that contradicts ``first``, nearly as good as it.

    ``title_of`` gives the title of an abstract by its id.
    """
    asked = asked_in(question)
    if asked is None or first.role not in FINDS:
        return None

    def stated(evidence: Evidence) -> Statement:
        return Statement(evidence.text, title_of(evidence.sentence.abstract_id))

    found = (it for it in _others(ranked, first) if opposes(asked, stated(first), stated(it)))
    return next(found, None)


def opposes(asked: Asked, one: Statement, other: Statement) -> bool:
    """Whether two sentences speak of all that is asked, and in opposite senses."""
    mine, theirs = _said(asked, one), _said(asked, other)
    return mine is not None and theirs is not None and opposed(mine, theirs)


def holds_all(asked: Asked, statement: Statement) -> bool:
    """Whether a sentence speaks of all that is asked, and that is enough to know the matter by."""
    if language_of(statement.text) != asked.language or sum(map(_weight, asked.terms)) < SHARED:
        return False
    missing = asked.terms - {term for term, _, _ in _places(asked, statement.text)}
    return not missing or _titled(asked, missing, statement)


def _titled(asked: Asked, missing: frozenset[str], statement: Statement) -> bool:
    """Whether nothing but names is missing, and the title has them for this sentence too."""
    others = _names(statement.text) - asked.terms
    return missing <= asked.names & _stems(statement.title) and not others


def _others(ranked: Sequence[Evidence], first: Evidence) -> Iterator[Evidence]:
    """Findings of other abstracts that answer nearly as well, best first."""
    for evidence in ranked:
        elsewhere = evidence.sentence.abstract_id != first.sentence.abstract_id
        near = first.score - evidence.score <= MARGIN
        believed = evidence.features.read >= BELIEVED
        if elsewhere and near and believed and evidence.role in FINDS:
            yield evidence


def _said(asked: Asked, statement: Statement) -> Said | None:
    if not holds_all(asked, statement):
        return None
    return said(statement.text, _places(asked, statement.text), asked.language)


def _weight(term: str) -> int:
    """How many words a term is: four Chinese characters are two, one is too little of any."""
    return 2 if _COMPOUND.search(term) else int(len(term) > 1)


def _places(asked: Asked, text: str) -> tuple[Place, ...]:
    found = _of_runs if asked.language == "ja" else _of_stems
    return tuple(sorted(found(asked.terms, text), key=lambda place: place[1]))


def _of_stems(wanted: frozenset[str], text: str) -> Iterator[Place]:
    for match in _WORD.finditer(text):
        yield from ((stem, *match.span()) for stem in terms(match.group()) if stem in wanted)


def _of_runs(wanted: frozenset[str], text: str) -> Iterator[Place]:
    for run in wanted:
        yield from ((run, *match.span()) for match in re.finditer(re.escape(run), text))


@lru_cache(maxsize=1024)
def _stems(wording: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(_bare(wording)) if not is_genre(word))
    return frozenset(stem for word in words for stem in terms(word))


def _names(text: str) -> frozenset[str]:
    """The stems of names and years; the first word of a sentence counts for none."""
    return frozenset(stem for word in _NAME.findall(text) for stem in terms(word))


def _bare(wording: str) -> str:
    """Without the words that ask or give a sense."""
    return cue("asking").sub(" ", without_senses(wording))
