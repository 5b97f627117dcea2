"""What of the evidence a follow-up can mean: something new, or one of two."""

from collections.abc import Iterable
from dataclasses import replace

from rag.content import Considered
from rag.draft import Draft
from rag.evidence import Evidence
from rag.nearby import Shown
from rag.resolved import Resolved
from rag.understanding import Understood


def narrowed(found: Considered, resolved: Resolved) -> Considered:
    """The evidence that a question can mean which was resolved like this."""
    new = _unseen(found, resolved.past)
    return _of_best(new) if resolved.one_of else new


def as_answered(understood: Understood, draft: Draft) -> Understood:
    """Without the abstract that a question seemed to go on about, where others answered it."""
    resolved = understood.resolved
    cited = {citation.abstract_id for citation in draft.citations}
    if not resolved.loose or not resolved.focus or not cited or cited & set(resolved.focus):
        return understood
    return replace(understood, resolved=replace(resolved, shown=None))


def _unseen(found: Considered, past: Iterable[Shown]) -> Considered:
    """Without the sentences that quotes of before have shown; nothing where none is left."""
    shown = tuple(past)
    if not shown:
        return found
    ranked = tuple(it for it in found.ranked if not _stands_in(it, shown))
    return replace(found, ranked=ranked, confidence=found.confidence if ranked else 0.0)


def _of_best(found: Considered) -> Considered:
    """The sentences of the one abstract that fits best: "Which of the two …?" means one."""
    best = found.ranked[0].sentence.abstract_id if found.ranked else ""
    return replace(
        found, ranked=tuple(it for it in found.ranked if it.sentence.abstract_id == best)
    )


def _stands_in(evidence: Evidence, shown: tuple[Shown, ...]) -> bool:
    at = evidence.sentence
    return any(id_ == at.abstract_id and start < at.end <= end for id_, start, end in shown)
