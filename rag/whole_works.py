"""Questions that ask a work as a whole for an aspect: "What is the aim of the paper on refugees?"

No sentence answers such a question better for sharing its words: what part the sentences play
decides, which is learnt from abstracts that were read by hand (rag.zoning).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from corpus.abstract import Abstract
from index.analysis import terms
from index.catalogue import Catalogue
from index.kept import Kept
from index.sentence_tokens import SentenceTokens
from rag.evidence import Evidence
from rag.language import Language
from rag.pointing import works
from rag.query import Query, is_genre
from rag.roles import Role, roles_in, showing_how
from rag.second_reading import LANGUAGE, in_order, is_english
from rag.zoning.asked import aspect_asked, beside_aspect
from rag.zoning.zoner import Zoner
from rag.zoning.zones import Aspect, Rows, Zone, Zoned

# Abstracts whose zones are kept, about 1 kB each.
KEPT = 4000
# From so much on a zone is believed, where no cue phrase tells the role.
BELIEVED = 0.6
# What the reader's log odds weigh beside those of an aspect, where they help (docs/quality.md).
READ = 0.2
READ_FOR = frozenset({Aspect.METHOD, Aspect.DATA, Aspect.CONCLUSION, Aspect.RECOMMENDATION})
# Below, another aspect may answer instead.
TOLD = 0.5
# What the fit of a sentence's zone weighs, as a logarithm, and the least that there is of it.
FITTING = 2.0
LEAST = 0.02
# What a cue phrase for the aspect adds.
BY_CUE = 1.0
# The same for a finding that says by what it was found, where a method is asked for; its zone is
# then believed to suit so well at least.
BY_HOW = 1.5
FIT_OF_HOW = 0.7
_OF_HOW = frozenset({Aspect.METHOD, Aspect.DATA})
# How well one must suit at least, and what is left of a probability where none does.
SUITS = 0.25
# Future work is seldom a sentence's likeliest part; less will do (docs/quality.md).
SUITS_LESS = {Aspect.OUTLOOK: 0.05}
DOUBTED = 0.45
# What a cue phrase makes of it at least: hardly an abstract with one tells no such aspect.
CUED = 0.85
# How far behind what was found that is ranked which is said to be concluded.
BESIDE = 0.5
# How far below those of the works that are meant all other sentences lie.
ELSEWHERE = 20.0
# What answers as well, where what is asked for is not told.
_INSTEAD = {Aspect.FINDING: Aspect.CONCLUSION, Aspect.CONCLUSION: Aspect.FINDING}
_POSSESSIVE = re.compile(r"['’]s\b")
_MARKS = "?.,!:;“”\"'"
# The roles that cue phrases tell, where they surely tell an aspect too.
_CUES = {
    Aspect.AIM: Role.AIM,
    Aspect.METHOD: Role.METHOD,
    Aspect.FINDING: Role.FINDING,
    Aspect.CONCLUSION: Role.CONCLUSION,
    Aspect.OUTLOOK: Role.OUTLOOK,
    Aspect.PROBLEM: Role.GAP,
}
_TELLS_NO_ROLE = frozenset({Role.BACKGROUND, Role.OUTCOME})

# Whether these terms, all that a question speaks of besides, only name the abstract.
Names = Callable[[tuple[str, ...], Abstract], bool]


@dataclass(frozen=True, slots=True)
class AspectFound:
    """The sentences, those that tell the aspect first, and how likely any does."""

    aspect: Aspect
    ranked: tuple[Evidence, ...]
    probability: float


class WholeWorks:
    """Ranks by the aspects of works over one generation. Safe in several threads."""

    def __init__(
        self, catalogue: Catalogue, tokens: SentenceTokens, zoner: Zoner, names: Names
    ) -> None:
        self._catalogue = catalogue
        self._tokens = tokens
        self._zoner = zoner
        self._names = names
        self._kept: Kept[str, Zoned] = Kept(KEPT)

    def with_roles(self, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The same with the roles that were learnt, where no cue phrase tells one."""
        return tuple(replace(it, role=self._role(it)) for it in ranked)

    def asked(self, query: Query, ids: tuple[str, ...]) -> Aspect | None:
        """The aspect that a question asks of works, these or those that it names."""
        aspect = aspect_asked(query.unpointed)
        if aspect is None:
            return None
        # "What problems do trainees have?" asks of trainees, though a title names them.
        rest = self._rest(query, aspect)
        of_works = works(query.unpointed) or query.language != LANGUAGE
        return aspect if (of_works if rest else ids) else None

    def of(
        self, query: Query, aspect: Aspect, ranked: tuple[Evidence, ...], *, every: bool = False
    ) -> AspectFound | None:
        """What tells the aspect of the works that are meant, or None where none is.

        ``every``: all works among the evidence are meant, whatever else is said.
        """
        rest = self._rest(query, aspect)
        meant = [it for it in ranked if self._is_meant(it, rest, query.language, every=every)]
        if not meant:
            return None
        found = self._told(aspect, meant, ranked)
        instead = _INSTEAD.get(aspect)
        if instead is None or found.probability >= TOLD:
            return found
        return max(found, self._told(instead, meant, ranked), key=lambda it: it.probability)

    def tells(self, abstract: Abstract, aspect: Aspect) -> float:
        """How likely an English abstract tells an aspect, or what answers as well."""
        if not is_english(abstract):
            return 0.0
        aspects = (aspect, _INSTEAD.get(aspect, aspect))
        return max(self._likely(abstract.id, it) for it in aspects)

    def _told(
        self, aspect: Aspect, meant: list[Evidence], ranked: tuple[Evidence, ...]
    ) -> AspectFound:
        scored = in_order(replace(it, score=self._score(it, aspect)) for it in meant)
        if aspect is Aspect.FINDING:
            scored = self._with_conclusion(scored)
        own = {id(it) for it in meant}
        lowest = scored[-1].score - ELSEWHERE
        others = tuple(replace(it, score=lowest) for it in ranked if id(it) not in own)
        likely = self._likely(scored[0].sentence.abstract_id, aspect)
        return AspectFound(aspect, (*scored, *others), likely)

    def _with_conclusion(self, scored: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """With what an abstract says that it concludes close behind what it found."""
        best = scored[0]
        id_ = best.sentence.abstract_id
        roles = self._zoned(id_).roles
        concludes = [
            it
            for it in scored[1:]
            if it.sentence.abstract_id == id_ and roles[it.sentence.ordinal] is Role.CONCLUSION
        ]
        if not concludes:
            return scored
        said = max(concludes, key=lambda it: self._score(it, Aspect.CONCLUSION))
        near = replace(said, score=max(said.score, best.score - BESIDE))
        return in_order(near if it is said else it for it in scored)

    def _likely(self, id_: str, aspect: Aspect) -> float:
        """How likely an abstract tells an aspect.

        A cue phrase for it leaves no doubt; that the best sentence plays a part that does not suit
        it, does.
        """
        zoned = self._zoned(id_)
        likely = self._zoner.answers(zoned, aspect)
        if _CUES.get(aspect) in zoned.roles:
            return max(likely, CUED)
        best = int(_fitting(zoned, aspect).argmax())
        how = aspect in _OF_HOW and best in zoned.shows_how
        suits = how or zoned.fit(aspect)[best] >= SUITS_LESS.get(aspect, SUITS)
        return likely if suits else min(likely, DOUBTED)

    def _score(self, evidence: Evidence, aspect: Aspect) -> float:
        zoned, place = self._zoned(evidence.sentence.abstract_id), evidence.sentence.ordinal
        read = READ * evidence.features.read if aspect in READ_FOR else 0.0
        return float(_fitting(zoned, aspect)[place]) + read + evidence.features.document

    def _is_meant(
        self, evidence: Evidence, rest: tuple[str, ...], language: Language, *, every: bool
    ) -> bool:
        abstract = self._catalogue.abstract(evidence.sentence.abstract_id)
        if not is_english(abstract):
            return False
        return every or evidence.of_whole or (language == LANGUAGE and self._names(rest, abstract))

    def _rest(self, query: Query, aspect: Aspect) -> tuple[str, ...]:
        """The terms of what the question speaks of beside the aspect and works as such."""
        words = _POSSESSIVE.sub("", beside_aspect(query.unpointed, aspect)).split()
        own = " ".join(word for word in words if not is_genre(word.strip(_MARKS)))
        return tuple(dict.fromkeys(terms(own)))

    def _role(self, evidence: Evidence) -> Role:
        abstract = self._catalogue.abstract(evidence.sentence.abstract_id)
        if evidence.role not in _TELLS_NO_ROLE or not is_english(abstract):
            return evidence.role
        zone, sure = self._zoned(abstract.id).zone(evidence.sentence.ordinal)
        if zone is Zone.OTHER or sure < BELIEVED:
            return evidence.role
        return Role(zone)

    def _zoned(self, abstract_id: str) -> Zoned:
        kept = self._kept.get(abstract_id)
        if kept is None:
            rows = self._catalogue.sentence_rows(abstract_id)
            tokens = self._tokens.of(rows)
            text = self._catalogue.abstract(abstract_id).text
            own = self._catalogue.sentences_of(abstract_id)
            texts = [text[it.start : it.end] for it in own]
            read = self._zoner.read([tokens[row] for row in rows], roles_in(texts))
            kept = replace(read, shows_how=showing_how(texts))
            self._kept.put(abstract_id, kept)
        return kept


@lru_cache(maxsize=KEPT)
def _fitting(zoned: Zoned, aspect: Aspect) -> Rows:
    """For each sentence how well it tells an aspect, by its zone and its cues: (sentences,)."""
    cued = np.array([role is _CUES.get(aspect) for role in zoned.roles])
    how = np.array([it in zoned.shows_how for it in range(len(cued))]) & (aspect in _OF_HOW)
    fit = np.where(how, np.maximum(zoned.fit(aspect), FIT_OF_HOW), zoned.fit(aspect))
    own = zoned.log_odds(aspect) + FITTING * np.log(fit + LEAST)
    return np.asarray(own + BY_CUE * cued + BY_HOW * how, dtype=np.float32)
