"""Two studies, or two topics, side by side: each side is searched for itself, each cell a quote."""

import re
from dataclasses import dataclass
from itertools import combinations

from index.generation import Generation
from rag.answer import Citation, Comparison, ComparisonRow, Kind
from rag.aspects import WHOLE, Aspects, Consider, Speaker, named_aspects, titled
from rag.citation import nearest
from rag.comparison_sides import Sides
from rag.content import ANSWERS
from rag.draft import Draft
from rag.evidence import Evidence
from rag.language import Language
from rag.phrases import phrases_in
from rag.records_mentions import Mentions
from rag.topic import Topics
from rag.understanding import Understood
from rag.wants import Want
from rag.wording import quoted

_COMPARES = re.compile(
    r"\b(compar(e|es|ed|ing|ison)|differ(s|ed|ent|ence|ences)?|versus|vs\.?|contrast(s|ed)?"
    r"|in common|similar|similarit(y|ies)|related? to each other|connected)\b"
    r"|比較|違い|違う|違い|異な|共通点|相違",
    re.IGNORECASE,
)
# "What do the papers have in common?"
_OF_ALL = re.compile(
    r"^\W*(?:and |so )?(?:how|what) (?:do|are|is|does) (?:all )?"
    r"(?:the|these|those|all|they|your|this)"
    r"(?: (?:two|three|four|other|different|conference))?"
    r"(?: (?:abstracts|talks|papers|studies|presentations|speakers|authors|works))?"
    r" (?:relate|related|differ|different|compare|have in common|similar|connected)\b.{0,24}$"
    r"|^(?:各|これらの|すべての|全ての)?(?:発表|抄録|論文|研究)(?:同士|たち)?の(?:共通点|違い|相違点|関係)",
    re.IGNORECASE,
)
# Works that are offered to be compared, each with each.
OFFERED = 3
_COUNTED = re.compile(
    r"\b(number|how many|more (talks|abstracts|papers))\b|件数|何件|多い", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one side says of one aspect; ``evidence`` is None where it says nothing."""

    side: Speaker
    evidence: Evidence | None


class Comparer:
    """Compares over one generation."""

    def __init__(self, generation: Generation, topics: Topics) -> None:
        self._generation = generation
        self._catalogue = generation.catalogue
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
            return self._which_two(named, understood) if _OF_ALL.search(named.masked) else None
        aspects = Aspects(self._generation, consider)
        rows = [
            (want, tuple(_Cell(side, aspects.of(side, want, asked)) for side in sides))
            for want in _wanted(named.masked, sides)
        ]
        told = [row for row in rows if any(cell.evidence for cell in row[1])]
        return self._worded(told, sides, understood.language, aspects) if told else None

    def _which_two(self, named: Mentions, understood: Understood) -> Draft | None:
        """All works at once are not compared: it is asked back which two."""
        works = self._catalogue.abstracts()[:OFFERED]
        if named.found or len(works) < OFFERED:
            return None
        phrases = phrases_in(understood.language)
        pairs = ((one.heading, other.heading) for one, other in combinations(works, 2))
        return Draft(
            Kind.ABSTENTION,
            answerable=False,
            confidence=0.0,
            text=phrases.compare_which,
            nearest=tuple(map(nearest, works)),
            suggestions=tuple(phrases.compare_two.format(one=a, other=b) for a, b in pairs),
        )

    def _worded(
        self,
        rows: list[tuple[Want, tuple[_Cell, ...]]],
        sides: tuple[Speaker, Speaker],
        language: Language,
        aspects: Aspects,
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
                markers.append(len(citations) + 1 if cell.evidence else None)
                if cell.evidence:
                    citations.append(aspects.cited(cell.evidence, len(citations) + 1))
                    blocks.append(quoted(citations[-1]))
            table.append(ComparisonRow(want.value, tuple(markers)))
        shown = tuple(side.label for side in sides)
        return Draft(
            Kind.ANSWER,
            answerable=True,
            confidence=aspects.confidence if all(all(row.cells) for row in table) else ANSWERS,
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
        title = titled(abstract, language)
        if cell.side.is_work:
            return phrases.compared_work.format(aspect=aspect, work=title)
        return phrases.compared_topic.format(aspect=aspect, topic=cell.side.label, work=title)


def _wanted(asked: str, sides: tuple[Speaker, Speaker]) -> tuple[Want, ...]:
    both = all(side.is_work for side in sides)
    return named_aspects(asked) or (WHOLE if both else (Want.ANYTHING,))
