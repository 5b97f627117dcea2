"""What is said around an answer from the texts: what was corrected, and what it was limited to."""

from dataclasses import replace

from corpus.abstract import Abstract
from rag.citation import nearest
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.restriction import Restriction
from rag.wording import listing


def with_correction(draft: Draft, corrected: str, typed: str, language: Language) -> Draft:
    """The draft under what was put right, with the way back among the suggestions."""
    phrases = phrases_in(language)
    noted = under(draft, phrases.corrected.format(text=corrected))
    return replace(noted, suggestions=(phrases.as_typed.format(text=typed), *draft.suggestions))


def within(draft: Draft, limit: Restriction, total: int, language: Language) -> Draft:
    """An answer under what it is limited to, where the answer does not show that by itself."""
    if limit.is_of_author:
        return draft
    return under(draft, _said(phrases_in(language).only, limit, total, language))


def silent_within(
    draft: Draft, limit: Restriction, total: int, language: Language, *, elsewhere: bool
) -> Draft:
    """An abstention that says where was looked; ``elsewhere``: without the limit is an answer."""
    said = _said(phrases_in(language).only_silent, limit, total, language)
    offered = (limit.anywhere,) if elsewhere and limit.anywhere else ()
    own = tuple(it for it in draft.nearest if it.abstract_id in limit.ids)
    several = tuple(it.title for it in own) if len(own) > 1 else ()
    text = listing(said, several, language) if several else said
    return replace(draft, text=text, nearest=own, suggestions=offered)


def silent_work(draft: Draft, work: Abstract, language: Language) -> Draft:
    """An abstention that says which work does not tell it; nothing else comes near."""
    text = phrases_in(language).work_silent.format(title=work.heading)
    return replace(draft, text=text, nearest=(nearest(work),))


def in_another_language(draft: Draft, language: Language) -> Draft:
    """An abstention that says which languages can be asked in."""
    return replace(draft, text=f"{draft.text}\n\n{phrases_in(language).languages}")


def under(draft: Draft, note: str) -> Draft:
    """The draft with a line above it."""
    return replace(draft, text=f"{note}\n\n{draft.text}")


def _said(sentence: str, limit: Restriction, total: int, language: Language) -> str:
    return sentence.format(count=len(limit.ids), total=total, limits=limit.in_words(language))
