"""Summaries: what a work, or each of a few works, says of itself, in its own words."""

import re
from collections.abc import Sequence

from index.generation import Generation
from rag.answer import Kind
from rag.aspects import WHOLE, Aspects, Consider, Speaker, titled
from rag.citation import nearest
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.pointing import WorkIn
from rag.records_mentions import Mention, Mentions
from rag.records_selection import limited_to
from rag.told import Told, worded
from rag.topic import Topics
from rag.understanding import Understood
from rag.wants import Want

# Of more works than these no summary is made, but a list.
MOST = 6

_SUMMARY = (
    r"(?:summary|summaries|summari[sz]ation|overview|gist|outline|tl;?dr|key points|main points)"
)
_ASKED = re.compile(
    r"^(?:(?:please|can|could|would|will) (?:you )?(?:please )?"
    r"|i (?:want|need|would like) |i'd like )?"
    r"(?:(?:give|write|provide|show|tell|make|get|offer|what(?:'s| is| are)) ?(?:me|us)? )?"
    r"(?:(?:a|an|the|some) )?(?:(?:short|brief|quick|concise|one-line) )?"
    rf"(?:{_SUMMARY}(?: (?:of|on|about|for)\b)?|summari[sz]e\b|sum up\b)"
    r"\s*(?P<en>[^?.!]*?)(?:,? please)?[?.!]*$",
    re.IGNORECASE,
)
_OF_WORKS = re.compile(
    r"^(?:(?:all|the|these|both|two) )*(?:abstract|talk|paper|presentation|study|studies)s?"
    r" (?:on|about|of) (?:the )?|(?:に関する|についての|の)(?:発表|抄録|研究|論文)$",
    re.IGNORECASE,
)
_ASKED_IN_JAPANESE = re.compile(
    r"^(?P<ja>.*?)(?:の(?:内容|全体|論文|中身))?(?:を|の|について|は)?(?:簡単に|短く|手短に)?"
    r"(?:要約|概要|あらまし|まとめ|サマリー?)"
    r"(?:して|て|を|は|にして|が)?(?:ください|下さい|教えて|お願い|知りたい|欲しい|ほしい|くれ|もらえ|作成|作っ)?"
    r"[ぁ-ん]{0,8}[?？。]?$"
)
_EVERYTHING = re.compile(
    r"^(?:(?:all|every|each|of|the|these|those|this|whole|entire|your)\s*)*"
    r"(?:booklet|conference|abstracts?|talks?|papers?|presentations?|programme|program|sessions?"
    r"|event|meeting|studies|everything|all)?$"
    r"|^(?:この|本)?(?:予稿集|要旨集|抄録集|大会|全体|全部|すべて|全て|全発表|抄録|発表|会議|学会)?"
    r"(?:の?(?:全体|全部|すべて|全て|発表|抄録|内容))*$",
    re.IGNORECASE,
)


class Summariser:
    """Makes summaries over one generation."""

    def __init__(self, generation: Generation, topics: Topics, work_in: WorkIn) -> None:
        self._generation = generation
        self._catalogue = generation.catalogue
        self._topics = topics
        self._work_in = work_in

    def answer(
        self,
        understood: Understood,
        named: Mentions,
        limits: Sequence[Mention],
        consider: Consider,
    ) -> Draft | None:
        """The summary, or None where the question asks for none, or for one of too many works.

        ``limits`` are those of the question, as the records know them.
        """
        subject = summarised(named.masked)
        if subject is None:
            return None
        ids = self._meant(subject, understood, limits)
        if not ids and _OF_WORKS.search(subject):
            return self._nothing(_OF_WORKS.sub("", subject), understood.language)
        if not 0 < len(ids) <= MOST:
            return None
        aspects, language = Aspects(self._generation, consider), understood.language
        if len(ids) == 1:
            told = self._of_one(ids[0], aspects, language)
        else:
            told = [self._of_one_of_several(id_, aspects, language) for id_ in ids]
        if len(ids) > 1:
            heading = phrases_in(language).summary_of_several.format(count=len(ids))
            told = [Told(heading, None), *told]
        near = tuple(nearest(self._catalogue.abstract(id_)) for id_ in ids[:3])
        return worded(told, aspects, near)

    def _meant(
        self, subject: str, understood: Understood, limits: Sequence[Mention]
    ) -> tuple[str, ...]:
        """The works that a summary is asked of."""
        if limits:
            return tuple(it.id for it in limited_to(limits, self._catalogue))
        focus = understood.resolved.focus
        if focus and (understood.resolved.only or not (subject and _EVERYTHING.match(subject))):
            return focus
        if _EVERYTHING.match(subject):
            return tuple(it.id for it in self._catalogue.abstracts())
        if work := self._work_in(understood.resolved.text):
            return work.ids
        topic = _OF_WORKS.sub("", subject)
        if topic.isdigit():
            return ()  # A year that the records lack is no topic.
        found = self._topics.literal(topic)
        return tuple(it.id for it in found.abstracts[: found.named or MOST + 1])

    def _nothing(self, topic: str, language: Language) -> Draft:
        abstracts = self._catalogue.abstracts()
        text = phrases_in(language).no_topic.format(topic=topic, total=len(abstracts))
        near = tuple(map(nearest, abstracts[:3]))
        return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=text, nearest=near)

    def _of_one(self, id_: str, aspects: Aspects, language: Language) -> list[Told]:
        """Its aim, method and findings, those that it tells."""
        phrases, abstract = phrases_in(language), self._catalogue.abstract(id_)
        speaker = Speaker(abstract.heading, (id_,))
        found = [(phrases.aspects[want.value], aspects.of(speaker, want, "")) for want in WHOLE]
        lead = Told(phrases.summary_of.format(work=titled(abstract, language)), None)
        return [lead, *(Told(phrases.summary_part.format(aspect=a), it) for a, it in found if it)]

    def _of_one_of_several(self, id_: str, aspects: Aspects, language: Language) -> Told:
        """Its aim, or else what comes nearest to one."""
        abstract = self._catalogue.abstract(id_)
        speaker = Speaker(abstract.heading, (id_,))
        found = (aspects.of(speaker, want, "") for want in (Want.AIM, Want.FINDING, Want.METHOD))
        lead = phrases_in(language).summary_part.format(aspect=titled(abstract, language))
        return Told(lead, next(filter(None, found), None))


def summarised(masked: str) -> str | None:
    """What a summary is asked of, perhaps nothing more said; None where none is asked for."""
    if found := _ASKED.match(masked.strip()):
        return str(found["en"]).strip()
    found = _ASKED_IN_JAPANESE.match(masked.strip())
    return str(found["ja"]).strip() if found else None
