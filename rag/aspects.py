"""What abstracts say of one aspect, the aim or the method, each in a quote of its own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.generation import Generation
from rag.answer import Citation
from rag.citation import cite_span
from rag.content import ANSWERS, NAMED, Considered
from rag.context import Context
from rag.evidence import Evidence
from rag.language import Language
from rag.phrases import phrases_in
from rag.roles import Role
from rag.wants import Want
from rag.wording import short_names
from rag.zoning.zones import Aspect

# The evidence for a question within some abstracts, best first, where one aspect is asked of them.
Consider = Callable[[str, tuple[str, ...], Aspect | None], Considered]
# Abstract and start of a sentence.
Place = tuple[str, int]

# What is told of a work where nothing is named.
WHOLE = (Want.AIM, Want.METHOD, Want.FINDING)
_ROLES = {
    Want.AIM: (Role.AIM, Role.QUESTION, Role.PROMISE),
    Want.METHOD: (Role.METHOD,),
    Want.FINDING: (Role.FINDING, Role.CONCLUSION, Role.OUTCOME),
    Want.RECOMMENDATION: (Role.CONCLUSION, Role.OUTLOOK),
}
_ASPECTS = {
    Want.AIM: Aspect.AIM,
    Want.METHOD: Aspect.METHOD,
    Want.FINDING: Aspect.FINDING,
    Want.RECOMMENDATION: Aspect.RECOMMENDATION,
}
_WANTS = {aspect: want for want, aspect in _ASPECTS.items()}
_LAST = {Role.OUTCOME: 1, Role.REPORTED: 2}
# "How do they differ?" asks for no method: only these words name an aspect.
_NAMED = {
    want: re.compile(words, re.IGNORECASE)
    for want, words in {
        Want.AIM: r"\b(aims?|goals?|purposes?|objectives?|research questions?)\b|目的|問い",
        Want.METHOD: r"\b(methods?|methodolog\w+|approach(es)?|data|samples?)\b|方法|手法|データ",
        Want.FINDING: r"\b(find|findings?|found|results?|conclu\w+|outcomes?)\b|結果|結論|知見",
        Want.REASON: r"\b(why|reasons?|causes?)\b|なぜ|理由|原因",
        Want.RECOMMENDATION: r"\b(recommend\w*|suggestions?|advi[cs]e)\b|提言|提案",
    }.items()
}
_ASKED = {
    Want.AIM: "What is the aim of the study?",
    Want.METHOD: "Which method does the study use?",
    Want.FINDING: "What did the study find?",
    Want.RECOMMENDATION: "What does the study recommend?",
    Want.ANYTHING: "What is said about it?",
}

_ASKED_OF_WORKS = {
    Aspect.CONCLUSION: "What does the study conclude?",
    Aspect.LIMITATION: "What are the limitations of the study?",
    Aspect.OUTLOOK: "Which future work does the study name?",
    Aspect.PROBLEM: "Which problem does the study address?",
    Aspect.DATA: "Which data does the study use?",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """``label`` is what it is called, ``ids`` the abstracts that may speak for it.

    ``holds`` says whether a sentence speaks of it, where it is no work but a topic.
    """

    label: str
    ids: tuple[str, ...]
    holds: Callable[[str], bool] | None = None

    @property
    def is_work(self) -> bool:
        """Whether the abstracts speak of themselves."""
        return self.holds is None


class Aspects:
    """Finds what is said of an aspect over one generation; no sentence is taken twice."""

    def __init__(self, generation: Generation, consider: Consider) -> None:
        """For one question: ``consider`` finds evidence within some abstracts."""
        self._catalogue = generation.catalogue
        self._context = Context(generation)
        self._consider = consider
        self._taken: set[Place] = set()
        self._confidence = 1.0

    @property
    def confidence(self) -> float:
        """How likely the least likely of what was found so far tells what it is taken to tell."""
        return self._confidence

    def of(self, speaker: Speaker, want: Want, asked: str) -> Evidence | None:
        """The sentence in which a speaker tells an aspect, or None where it does not.

        ``asked`` is what is asked where the aspect has no question of its own.
        """
        if not speaker.ids:
            return None
        text = f"{speaker.label}: {_ASKED.get(want, asked)}"
        considered = self._consider(text, speaker.ids, _ASPECTS.get(want))
        if considered.aspect and want in _ASPECTS:
            return self._untaken(considered)
        roles = _ROLES.get(want, ())
        sure = not roles and considered.confidence >= ANSWERS
        speaks = None if roles else speaker.holds
        # A work speaks for itself before it speaks of earlier work; what is said to be found comes
        # before what only stands behind the methods.
        for evidence in sorted(considered.ranked, key=lambda it: _LAST.get(it.role, 0)):
            fits = speaks(evidence.text) if speaks else sure or evidence.role in roles
            if fits and self._take(evidence):
                self._believe(max(considered.confidence, NAMED if roles else ANSWERS))
                return evidence
        return None

    def of_work(self, speaker: Speaker, aspect: Aspect) -> Evidence | None:
        """The sentence in which a work tells any of the aspects, or None where it does not."""
        if want := _WANTS.get(aspect):
            return self.of(speaker, want, "")
        text = f"{speaker.label}: {_ASKED_OF_WORKS[aspect]}"
        considered = self._consider(text, speaker.ids, aspect)
        return self._untaken(considered) if considered.aspect else None

    def _untaken(self, considered: Considered) -> Evidence | None:
        """The best sentence for the aspect, or the second where the first is taken."""
        if considered.confidence < ANSWERS:
            return None
        found = next(filter(self._take, considered.ranked[:2]), None)
        if found:
            self._believe(considered.confidence)
        return found

    def _believe(self, likely: float) -> None:
        self._confidence = min(self._confidence, likely)

    def _take(self, evidence: Evidence) -> bool:
        """Whether it was not taken; now it is."""
        place = (evidence.sentence.abstract_id, evidence.sentence.start)
        free = place not in self._taken
        self._taken.add(place)
        return free

    def cited(self, evidence: Evidence, marker: int) -> Citation:
        """The sentence as it is shown."""
        sentence = evidence.sentence
        abstract = self._catalogue.abstract(sentence.abstract_id)
        return cite_span(marker, abstract, self._context.start_of(sentence), sentence.end)


def named_aspects(asked: str) -> tuple[Want, ...]:
    """The aspects that a question names."""
    return tuple(want for want, words in _NAMED.items() if words.search(asked))


def titled(abstract: Abstract, language: Language) -> str:
    """A work as a heading names it."""
    phrases = phrases_in(language)
    title = phrases.quote.format(text=abstract.heading)
    if not abstract.authors:
        return title
    names = short_names(abstract.authors[:1], phrases) if abstract.authors[1:] else None
    name = names or abstract.authors[0].name
    return f"{title}（{name}）" if language == "ja" else f"{title} ({name})"
