"""Which of the ranked sentences are quoted: the best, and what truly adds to it."""

import re
from collections.abc import Callable

from index.analysis import terms
from rag.evidence import Evidence
from rag.names import words_of
from rag.roles import FINDS, Role
from rag.spoken_of import asks_whom_cited, is_of_others

# Whether one sentence is of a kind, beside the best.
_Kind = Callable[[Evidence, Evidence], bool]

MOST = 3
# How far behind the best a further excerpt may be, in the units of the evidence score.
MARGIN = 0.6
# How far one may be that the reader believes to answer, and what log odds that takes.
MARGIN_BELIEVED = 2.0
BELIEVED = 0.5
# How far the best that the authors found may be behind what they cite.
MARGIN_OWN = 5.5
# The same for the best sentence of another abstract, where the question spans several.
MARGIN_SEVERAL = 4.0
SAME = 0.6

# "Sano (2012) states …", "Dr. Ito et al. blamed …".
_CITED = re.compile(
    r"(?:(?:Dr|Prof)\.? )?((?!(?:The|This|These|Some|Most|Many|Other|It|In)\b)[A-Z]\w+)"
)
_SEVERAL = re.compile(
    r"\b(abstracts|talks|papers|presentations|studies|authors|presenters|speakers|researchers|both|each|compare|comparison|differ(s|ence|ent|ences)?"
    r"|respectively|across|versus|vs)\b|比較|違い|それぞれ|両方|共通",
    re.IGNORECASE,
)


def spans_several(question: str) -> bool:
    """Whether the wording asks for more than one abstract."""
    return bool(_SEVERAL.search(question))


def pick(ranked: tuple[Evidence, ...], *, several: bool, asked: str = "") -> tuple[Evidence, ...]:
    """At most ``MOST`` sentences, the best first, none that says what another says already.

    What the authors found comes before what they cite, unless ``asked`` is of what others say.
    """
    if asks_whom_cited(asked) and (cited := _cited(ranked)):
        return cited
    of_others = is_of_others(asked)
    own_first = not of_others and _own_first(ranked[0], asked)
    chosen = list(ranked[:1])
    if several:
        chosen.extend(_best_elsewhere(ranked))
    for evidence in ranked[1:]:
        if len(chosen) < MOST and evidence not in chosen and _adds(evidence, chosen):
            chosen.append(evidence)
    shown = _by_abstract(chosen[:MOST])
    if of_others:
        return _with_first(shown, _is_cited)
    return _with_first(shown, _is_own) if own_first else shown


def _best_elsewhere(ranked: tuple[Evidence, ...]) -> list[Evidence]:
    seen = {ranked[0].sentence.abstract_id}
    found = []
    for evidence in ranked[1:]:
        if ranked[0].score - evidence.score > MARGIN_SEVERAL:
            break
        if evidence.sentence.abstract_id not in seen:
            seen.add(evidence.sentence.abstract_id)
            found.append(evidence)
    return found


def _adds(evidence: Evidence, chosen: list[Evidence]) -> bool:
    """Whether it is near enough to the best, and none of the others says it already."""
    best = chosen[0]
    own = best.role is Role.REPORTED and _is_own(evidence, best)
    margin = MARGIN_BELIEVED if own or evidence.features.read >= BELIEVED else MARGIN
    if own and not any(_is_own(it, best) for it in chosen):
        margin = MARGIN_OWN
    near = best.score - evidence.score <= margin
    return near and not any(_same(evidence, other) for other in chosen)


def _own_first(best: Evidence, asked: str) -> bool:
    """Whether the best tells what others had found, and ``asked`` names none of them."""
    cited = _CITED.match(best.text)
    named = cited and words_of(cited[1]) <= words_of(asked)
    return best.role is Role.REPORTED and not named


def _is_own(evidence: Evidence, best: Evidence) -> bool:
    """Whether it is what the authors found of whose abstract the best is."""
    return evidence.sentence.abstract_id == best.sentence.abstract_id and evidence.role in FINDS


def _is_cited(evidence: Evidence, best: Evidence) -> bool:
    """Whether it is what others had found, in the abstract of the best."""
    own = evidence.sentence.abstract_id == best.sentence.abstract_id
    return own and evidence.role is Role.REPORTED


def _cited(ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What the abstract of the best cites, no two of it alike."""
    chosen: list[Evidence] = []
    for evidence in ranked:
        alike = any(_same(evidence, other) for other in chosen)
        if _is_cited(evidence, ranked[0]) and not alike:
            chosen.append(evidence)
    return tuple(chosen[:MOST])


def _with_first(chosen: tuple[Evidence, ...], wanted: _Kind) -> tuple[Evidence, ...]:
    """The first that is of a kind, then the others."""
    first = [it for it in chosen if wanted(it, chosen[0])][:1]
    return (*first, *(it for it in chosen if it not in first))


def _same(one: Evidence, other: Evidence) -> bool:
    mine, theirs = set(terms(one.text)), set(terms(other.text))
    return len(mine & theirs) > SAME * min(len(mine), len(theirs))


def _by_abstract(chosen: list[Evidence]) -> tuple[Evidence, ...]:
    """Excerpts of one abstract stand together; abstracts keep the order of their best."""
    order = list(dict.fromkeys(evidence.sentence.abstract_id for evidence in chosen))
    return tuple(sorted(chosen, key=lambda e: order.index(e.sentence.abstract_id)))
