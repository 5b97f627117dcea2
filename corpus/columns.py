"""Which of a document's columns or keys holds which field."""

import re
from collections.abc import Mapping, Sequence

from corpus.abstract import SourceLines
from corpus.author_columns import Slot, author_columns
from corpus.errors import CorpusError
from corpus.fieldnames import field_of_name, folded, synonyms
from corpus.report import Finding

_WORDS = re.compile(r"[\W_]+")
_SHOWN = 40
# Only these are worth a guess by the end of a name ("contribution_title").
_BY_ENDING = ("title", "text", "coauthors", "authors")


def fields_in(names: Sequence[str]) -> int:
    """How many fields the names stand for; 0 where neither a title nor a text is among them."""
    known = field_of_name()
    fields = {known.get(folded(name)) for name in names} - {None}
    guessed = choose(names, {})
    return len(fields | guessed.keys()) if {"title", "text"} & guessed.keys() else 0


def choose(names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Each field with the name of its column: the editor's word, a known name, a known ending."""
    by_folded = {folded(name): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for field, known in synonyms().items():
        if field in mapping:
            continue
        if found := next((by_folded[it] for it in known if it in by_folded), None):
            chosen[field] = found
    for field in _BY_ENDING:
        if field not in chosen and field not in mapping:
            ending = _by_ending(field, [it for it in names if folded(it) not in field_of_name()])
            chosen |= {field: ending} if ending else {}
    stated = {field: by_folded.get(folded(name), name) for field, name in mapping.items()}
    return {**chosen, **stated}


def choose_or_refuse(
    names: Sequence[str], mapping: Mapping[str, str], place: str
) -> dict[str, str]:
    """Like :func:`choose`, for records that may have no text but want a title, or the other way.

    Raises CorpusError where neither a title nor a stated text is found, or a stated column.
    """
    chosen = choose(names, mapping)
    stated = [name for field, name in mapping.items() if chosen[field] not in names]
    if not stated and ("title" in chosen or "text" in mapping):
        return chosen
    missing = " and ".join(field for field in ("title", "text") if field not in chosen)
    wanted = f"no column {stated[0]!r}" if stated else f"no column for {missing}"
    raise CorpusError(
        f"{place}: {wanted} was found among {_shown(names)}. Name the columns in mapping.toml "
        'beside the document, such as title = "Name of paper" and text = "Abstract (300 words)".'
    )


def no_texts(names: Sequence[str], source: SourceLines) -> Finding:
    """What is said of a document without a column for texts."""
    message = (
        f"No column for the text was found among {_shown(names)}; if one of them holds it, name it "
        "in mapping.toml beside the document. Now these records have titles alone."
    )
    return Finding("doubt", "text_missing", source, message)


def _shown(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:_SHOWN])) + (" …" if len(names) > _SHOWN else "")


def author_columns_beside(
    chosen: Mapping[str, str], names: Sequence[str], mapping: Mapping[str, str]
) -> Mapping[str, Slot]:
    """The columns of numbered authors beside those chosen; none where the editor names authors."""
    if "authors" in mapping:
        return {}
    return author_columns(name for name in names if name not in chosen.values())


def _by_ending(field: str, names: Sequence[str]) -> str | None:
    """The one name whose last word stands for the field."""
    found = [it for it in names if folded(_WORDS.split(it.strip())[-1]) in synonyms()[field]]
    return found[0] if len(found) == 1 else None
