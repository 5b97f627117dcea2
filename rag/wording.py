"""Words an answer: a frame from the records, then verbatim quotes with their markers."""

from corpus.abstract import Abstract, Person
from rag.answer import Citation
from rag.evidence import Evidence
from rag.language import Language
from rag.phrases import Phrases, phrases_in

_LONG_AFFILIATION = 100
_NAMED_OTHERS = 2


def word_answer(
    picked: tuple[Evidence, ...],
    abstracts: dict[str, Abstract],
    citations: tuple[Citation, ...],
    language: Language,
    *,
    sure: bool,
) -> str:
    """Markdown: for each abstract who says it and where, then its quotes as they were picked."""
    phrases = phrases_in(language)
    blocks = [] if sure else [phrases.nearest_says]
    spoken: str | None = None
    for evidence, citation in zip(picked, citations, strict=True):
        abstract = abstracts[citation.abstract_id]
        if abstract.id == spoken:
            said = phrases.adds[evidence.role]
            blocks.append(phrases.adds_again if said in blocks else said)
        else:
            blocks.append(_opening(evidence, abstract, phrases))
        blocks.append(quoted(citation))
        spoken = abstract.id
    return "\n\n".join(blocks)


def word_divided(answer: str, language: Language) -> str:
    """An answer whose abstracts speak in opposite senses, with that said before it."""
    return f"{phrases_in(language).divided}\n\n{answer}"


def quoted(citation: Citation) -> str:
    """A block quote with its marker; the excerpt stands on one line, as it does in the text."""
    return f"> {citation.quote} [{citation.marker}]"


def word_abstention(titles: tuple[str, ...], language: Language) -> str:
    """That the abstracts do not say, and which come nearest."""
    phrases = phrases_in(language)
    if not titles:
        return _joined(phrases.abstention, phrases.cannot_show, language)
    return listing(phrases.abstention, titles, language)


def listing(said: str, titles: tuple[str, ...], language: Language) -> str:
    """A sentence on what the abstracts do not say, and which come nearest."""
    phrases = phrases_in(language)
    listed = "\n".join(f"- {phrases.quote.format(text=title)}" for title in titles)
    return f"{_joined(said, phrases.nearest, language)}\n\n{listed}"


def _joined(one: str, other: str, language: Language) -> str:
    """Two sentences; Japanese sets no space between them."""
    return one + other if language == "ja" else f"{one} {other}"


def _opening(evidence: Evidence, abstract: Abstract, phrases: Phrases) -> str:
    if not abstract.authors:
        return phrases.opening_unnamed[evidence.role].format(title=abstract.heading)
    who = short_names(abstract.authors, phrases)
    return phrases.opening_by[evidence.role].format(who=who, title=abstract.heading)


def short_names(authors: tuple[Person, ...], phrases: Phrases) -> str:
    """Authors as one sentence can carry them: the first leads, and a verb for one fits.

    A single author comes with an affiliation that is not long; the sources give all of them.
    """
    first, *others = authors
    if not others:
        short = len(first.affiliation or "") <= _LONG_AFFILIATION
        return first.name_and_affiliation if short else first.name
    if len(others) > _NAMED_OTHERS:
        return phrases.with_others.format(first=first.name, count=len(others))
    names = phrases.and_word.join(other.name for other in others)
    return phrases.with_names.format(first=first.name, names=names)
