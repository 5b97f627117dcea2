"""Two studies, or two topics, side by side: each side is searched for itself, each cell a quote."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.generation import Generation
from rag.answer import Citation, Comparison, ComparisonRow, Kind
from rag.citation import cite_span, nearest
from rag.comparison_sides import Side, Sides
from rag.content import ANSWERS, Considered
from rag.context import Context
from rag.draft import Draft
from rag.evidence import Evidence
from rag.language import Language
from rag.phrases import phrases_in
from rag.records_mentions import Mentions
from rag.roles import Role
from rag.topic import Topics
from rag.understanding import Understood
from rag.wants import Want
from rag.wording import quoted, short_names

# The evidence for a question within some abstracts, best first.
Consider = Callable[[str, tuple[str, ...]], Considered]

_COMPARES = re.compile(
    r"\b(compar(e|es|ed|ing|ison)|differ(s|ed|ent|ence|ences)?|versus|vs\.?|contrast(s|ed)?"
    r"|have in common|similarit(y|ies))\b|比較|違い|違う|違い|異な|共通点|相違",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(number|how many|more (talks|abstracts|papers))\b|件数|何件|多い", re.IGNORECASE
)
# What is set side by side where the question names nothing, and in which roles it stands.
_WHOLE = (Want.AIM, Want.METHOD, Want.FINDING)
_ROLES = {
    Want.AIM: (Role.AIM, Role.QUESTION, Role.PROMISE),
    Want.METHOD: (Role.METHOD,),
    Want.FINDING: (Role.FINDING, Role.CONCLUSION),
    Want.RECOMMENDATION: (Role.CONCLUSION, Role.OUTLOOK),
}
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
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one side says of one aspect; ``evidence`` is None where it says nothing."""

    side: Side
    evidence: Evidence | None


class Comparer:
    """Compares over one generation."""

    def __init__(self, generation: Generation, topics: Topics) -> None:
        self._catalogue = generation.catalogue
        self._context = Context(generation)
        self._sides = Sides(generation.catalogue, topics)

    def answer(
        self,
        understood: Understood,
        named: Mentions,
        consider: Consider,
        *,
        side_by_side: bool = False,
    ) -> Draft | None:
        """The comparison, or None where the question asks for none or names no two sides.

        ``side_by_side`` where two works are spoken of, whatever is asked of them.
        """
        asked = understood.resolved.text
        if not (side_by_side or _COMPARES.search(asked)) or _COUNTED.search(asked):
            return None
        sides = self._sides.of(asked, named, understood.resolved.focus)
        if sides is None:
            return None
        quoted_already: set[tuple[str, int]] = set()
        rows = [
            (want, tuple(self._cell(side, want, asked, consider, quoted_already) for side in sides))
            for want in _aspects(asked, sides)
        ]
        told = [row for row in rows if any(cell.evidence for cell in row[1])]
        return self._worded(told, sides, understood.language) if told else None

    def _cell(
        self, side: Side, want: Want, asked: str, consider: Consider, taken: set[tuple[str, int]]
    ) -> _Cell:
        if not side.ids:
            return _Cell(side, None)
        question = f"{side.label}: {_ASKED.get(want, asked)}"
        considered = consider(question, side.ids)
        sure = want not in _ROLES and considered.confidence >= ANSWERS
        # A side speaks for itself before it speaks of earlier work.
        for evidence in sorted(considered.ranked, key=lambda it: it.role is Role.REPORTED):
            place = (evidence.sentence.abstract_id, evidence.sentence.start)
            if place not in taken and (sure or evidence.role in _ROLES.get(want, ())):
                taken.add(place)
                return _Cell(side, evidence)
        return _Cell(side, None)

    def _worded(
        self,
        rows: list[tuple[Want, tuple[_Cell, ...]]],
        sides: tuple[Side, Side],
        language: Language,
    ) -> Draft:
        phrases = phrases_in(language)
        citations: list[Citation] = []
        blocks = [phrases.compared]
        table = []
        for want, cells in rows:
            aspect = phrases.aspects.get(want.value, phrases.aspects["anything"])
            markers = []
            for cell in cells:
                blocks.append(self._said(cell, aspect, language))
                citation = self._cited(cell, len(citations) + 1)
                markers.append(citation.marker if citation else None)
                if citation:
                    citations.append(citation)
                    blocks.append(quoted(citation))
            table.append(ComparisonRow(want.value, tuple(markers)))
        shown = tuple(side.label for side in sides)
        return Draft(
            Kind.ANSWER,
            answerable=True,
            confidence=1.0 if all(all(row.cells) for row in table) else ANSWERS,
            text="\n\n".join(blocks),
            citations=tuple(citations),
            nearest=tuple(nearest(self._catalogue.abstract(i)) for s in sides for i in s.ids[:1]),
            comparison=Comparison(shown, tuple(table)),
        )

    def _said(self, cell: _Cell, aspect: str, language: Language) -> str:
        phrases = phrases_in(language)
        if cell.evidence is None:
            return phrases.compared_silent.format(aspect=aspect, side=cell.side.label)
        abstract = self._catalogue.abstract(cell.evidence.sentence.abstract_id)
        title = _titled(abstract, language)
        if cell.side.is_work:
            return phrases.compared_work.format(aspect=aspect, work=title)
        return phrases.compared_topic.format(aspect=aspect, topic=cell.side.label, work=title)

    def _cited(self, cell: _Cell, marker: int) -> Citation | None:
        if cell.evidence is None:
            return None
        sentence = cell.evidence.sentence
        abstract = self._catalogue.abstract(sentence.abstract_id)
        return cite_span(marker, abstract, self._context.start_of(sentence), sentence.end)


def _aspects(asked: str, sides: tuple[Side, Side]) -> tuple[Want, ...]:
    named = tuple(want for want, words in _NAMED.items() if words.search(asked))
    return named or (_WHOLE if all(side.is_work for side in sides) else (Want.AIM, Want.FINDING))


def _titled(abstract: Abstract, language: Language) -> str:
    phrases = phrases_in(language)
    title = phrases.quote.format(text=abstract.heading)
    if not abstract.authors:
        return title
    names = short_names(abstract.authors[:1], phrases) if abstract.authors[1:] else None
    name = names or abstract.authors[0].name
    return f"{title}（{name}）" if language == "ja" else f"{title} ({name})"
