"""What all works of a few say of one aspect: "What are the main findings of the conference?"."""

import re
from collections.abc import Sequence

from corpus.abstract import Abstract
from index.analysis import terms
from index.generation import Generation
from rag.answer import Kind
from rag.aspects import Aspects, Consider, Speaker, titled
from rag.citation import nearest
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.pointing import works
from rag.query import is_genre
from rag.records_mentions import Mention, Mentions
from rag.records_phrases import numbered, record_phrases
from rag.records_selection import limited_to
from rag.told import Told, worded
from rag.understanding import Understood
from rag.zoning.asked import asks_several, aspect_asked, beside_aspect, speaks_besides
from rag.zoning.zones import Aspect

# Of more works than these not each is told.
MOST = 10
# The works that are meant are many: no one of them is.
_OF_ALL = re.compile(
    r"\bthis (?:conference|booklet|session|event|meeting|programme)\b"
    r"|\b(?:all|each|every|these|those|the|your|of)\s+(?:of\s+the\s+|\w+\s+)?"
    r"(?:talks|papers|abstracts|presentations|studies|contributions|presenters|speakers|authors"
    r"|researchers|conference|booklet|session|event|meeting|programme)\b"
    r"|\b(?:each|every)\s+(?:talk|paper|abstract|presentation|study|speaker|presenter|author)\b",
    re.IGNORECASE,
)
_OF_ALL_IN_JAPANESE = re.compile(
    r"^(?:(?:この|本|今回の)?(?:大会|学会|会議|予稿集|抄録集)(?:全体)?の?"
    r"|(?:各|それぞれの|すべての|全ての|全)(?=発表|抄録|論文|研究|報告))"
    r"(?:各|それぞれの|すべての)?(?:発表者?|抄録|論文|研究|報告)?(?:たち)?(?P<rest>[のはがで].*)$"
)
# No work is known that "this talk" could be.
_SOME_WORK = re.compile(
    r"\b(?:the|this|that) (?:talk|paper|abstract|presentation|study|research|contribution)\b",
    re.IGNORECASE,
)
# "Show me the programme" asks for no findings, and topics are titles.
_LEAD = re.compile(
    r"^\W*(?:please )?(?:show|tell|give|list|find|name)(?: me| us)?\b", re.IGNORECASE
)
_TITLES = re.compile(r"\b(?:topics?|themes?|subjects?|programme)\b|テーマ|題目", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    terms(
        "use used across overall common take different session event main key made draw drawn "
        "policy source this that"
    )
)


class Overview:
    """Tells an aspect of all works over one generation, one after the other."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._catalogue = generation.catalogue

    def answer(
        self,
        understood: Understood,
        named: Mentions,
        limits: Sequence[Mention],
        consider: Consider,
    ) -> Draft | None:
        """Each work's own words, or None where no aspect of all of them is asked for."""
        aspect = aspect_of_all(named.masked, understood.language)
        if aspect is None:
            return None
        works = self._meant(understood, named, limits)
        if not works:
            return None
        if len(works) > MOST:
            return _too_many(works, understood.language)
        return self._told(works, aspect, understood.language, consider)

    def _meant(
        self, understood: Understood, named: Mentions, limits: Sequence[Mention]
    ) -> Sequence[Abstract]:
        """All works, those within limits, or several that were spoken of before."""
        focus = understood.resolved.focus
        if focus:
            several = len(focus) > 1 and asks_several(named.masked)
            return [self._catalogue.abstract(id_) for id_ in focus] if several else ()
        return limited_to(limits, self._catalogue) if limits else self._catalogue.abstracts()

    def _told(
        self, works: Sequence[Abstract], aspect: Aspect, language: Language, consider: Consider
    ) -> Draft | None:
        aspects, phrases = Aspects(self._generation, consider), phrases_in(language)
        name = phrases.aspects[aspect.value]
        told, silent = [Told(phrases.overview.format(aspect=name))], list[str]()
        for work in works:
            evidence = aspects.of_work(Speaker(work.heading, (work.id,)), aspect)
            title = titled(work, language)
            if evidence:
                told.append(Told(phrases.summary_part.format(aspect=title), evidence))
            else:
                silent.append(phrases.quote.format(text=work.heading))
        if silent:
            told.append(Told(phrases.overview_silent.format(works=phrases.join.join(silent))))
        near = tuple(map(nearest, works[:3]))
        return worded(told, aspects, near) or Draft(
            Kind.ABSTENTION, answerable=False, confidence=0.0, text=told[-1].lead, nearest=near
        )


def aspect_of_all(masked: str, language: Language) -> Aspect | None:
    """The aspect that is asked of all works, where nothing else is the subject."""
    masked = _LEAD.sub("", masked)
    aspect = None if _TITLES.search(masked) else aspect_asked(masked)
    if aspect is None:
        return None
    if language == "ja":
        found = _OF_ALL_IN_JAPANESE.match(masked)
        bare = found and not speaks_besides(found["rest"], aspect)
        return aspect if bare else None
    if not _OF_ALL.search(masked):
        return aspect if _is_bare(masked, aspect) else None
    return None if _subject(_OF_ALL.sub(" ", masked), aspect) else aspect


def _is_bare(masked: str, aspect: Aspect) -> bool:
    """Whether no work is named: “What methods were used?”, “What did the study find?”."""
    several = asks_several(masked) and not works(masked)
    return (several or bool(_SOME_WORK.search(masked))) and not _subject(masked, aspect)


def _subject(masked: str, aspect: Aspect) -> set[str]:
    """What is spoken of besides, by the stems of its words."""
    words = re.findall(r"[\w’'-]+", beside_aspect(masked, aspect))
    own = (word for word in words if not is_genre(word))
    return set(terms(" ".join(own))) - _NO_SUBJECT


def _too_many(works: Sequence[Abstract], language: Language) -> Draft:
    """That not each of so many can be told."""
    phrases = record_phrases(language)
    said = numbered(phrases.all_of_them, len(works), total=len(works))
    text = f"{said}{'。' if language == 'ja' else '.'} {phrases.too_many}"
    near = tuple(map(nearest, works[:3]))
    return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=text, nearest=near)
