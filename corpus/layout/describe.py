"""The layout in words, and how sure it is."""

from collections.abc import Sequence

from corpus.layout.blocks import Look
from corpus.layout.furniture import Paper
from corpus.layout.heads import Heads
from corpus.layout.likeness import letters_of
from corpus.matching import find_people, keys_of, name_key
from corpus.reading import FoundRecord, Layout

_RIVAL_WEIGHT = 0.3
# How sure a layout is whose titles all stand in the table of contents.
_SURE = 0.95
_SHOWN_NAMES = 20


def describe(
    heads: Heads, rivals: Sequence[Heads], records: Sequence[FoundRecord], paper: Paper
) -> Layout:
    """What was assumed, how sure it is (0 to 1), and what speaks for it."""
    parts = ["authors"] if heads.names_first else []
    parts.append(f"title ({_look(heads.look)})")
    authored = sum(bool(record.authors) for record in records)
    if authored and not heads.names_first:
        parts.append("authors")
    if any(author.affiliation for record in records for author in record.authors):
        parts.append("affiliations")
    if any(record.keywords for record in records):
        parts.append("keywords")
    parts.append("text")
    evidence = (
        f"{len(records)} abstracts, {authored} with authors",
        f"{heads.covered:.0%} of the text stands below a title",
        f"{heads.regular:.0%} of the titles are followed by the same type",
        *_contents_evidence(records, paper),
        *_index_evidence(records, paper),
    )
    confidence = max(_confidence(heads, rivals), _SURE * _listed(records, paper))
    return Layout(" · ".join(parts), round(confidence, 2), evidence)


def _confidence(heads: Heads, rivals: Sequence[Heads]) -> float:
    """The score, less where another way to part the document comes near."""
    rival = max(
        (r.score for r in rivals if not set(r.positions) & set(heads.positions)), default=0.0
    )
    return heads.score * (1 - _RIVAL_WEIGHT * min(1.0, rival / heads.score))


def _contents_evidence(records: Sequence[FoundRecord], paper: Paper) -> tuple[str, ...]:
    if not paper.contents:
        return ()
    listed = round(_listed(records, paper) * len(records))
    return (f"{listed} of {len(records)} titles stand in the table of contents",)


def _index_evidence(records: Sequence[FoundRecord], paper: Paper) -> tuple[str, ...]:
    """How many names of the author index became authors, and the first that did not."""
    names = {name_key(entry.name): entry.name for entry in paper.index}
    if not names:
        return ()
    authors = [author for record in records for author in record.authors]
    keys = {key for author in authors for key in keys_of(author)}
    missing = [name for key, name in names.items() if key not in keys]
    lost = [name for name in missing if not find_people(name, authors)]
    shown = "; ".join(lost[:_SHOWN_NAMES]) + (" …" if len(lost) > _SHOWN_NAMES else "")
    found = f"{len(names) - len(lost)} of {len(names)} names of the author index are authors"
    return (f"{found}; missing: {shown}" if lost else found,)


def _listed(records: Sequence[FoundRecord], paper: Paper) -> float:
    """The share of the titles that the table of contents lists; 0 without one."""
    contents = letters_of("".join(paper.contents))
    return sum(letters_of(it.title) in contents for it in records) / max(1, len(records))


def _look(look: Look) -> str:
    words = [look.name] if look.name else []
    words += [f"{look.size:g} pt"] if look.size else []
    words += [name for name in ("bold", "italic", "capitals") if getattr(look, name)]
    return ", ".join(words) or "as the text"
