"""Plain text without type: abstracts that a heading of their own, "Abstract", sets apart."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.abstract import SourceLines
from corpus.characters import is_closed
from corpus.keywords import LABEL as KEYWORDS
from corpus.keywords import keywords_of
from corpus.layout.likeness import ABSTRACT_LABEL, LABELS, REFERENCES, is_prose, name_share
from corpus.layout.people import people_of
from corpus.layout.text import join_lines
from corpus.readers.printed import PrintedDocument, PrintedLine
from corpus.reading import FoundRecord, Layout, Reading
from corpus.repair import Vocabulary, vocabulary_of
from corpus.report import Finding

_FEWEST = 3
_HEADED = 0.6
_MAX_HEAD_BLOCKS = 5
_MAX_HEAD_LINES = 3
_NAMES = 0.6

_Block = list[PrintedLine]


def read_labelled(document: PrintedDocument) -> Reading | None:
    """The abstracts below each line that says only "Abstract"; None where there are too few.

    The lines above such a heading are title and authors where most headings have some.
    """
    starts = [n for n, it in enumerate(document.lines) if _is_label(it)]
    if len(starts) < _FEWEST:
        return None
    words = vocabulary_of(line.text for line in document.lines)
    parts = [_blocks(document.lines[: starts[0]])]
    parts += [
        _blocks(document.lines[a + 1 : b]) for a, b in pairwise([*starts, len(document.lines)])
    ]
    heads = [_head(part) for part in parts[:-1]]
    has_heads = sum(bool(head) for head in heads) >= len(heads) * _HEADED
    bodies = [
        part[: len(part) - len(head)] if has_heads else part
        for part, head in zip(parts[1:], [*heads[1:], []], strict=True)
    ]
    records = tuple(
        _record(document, document.lines[start], head if has_heads else [], body, words)
        for start, head, body in zip(starts, heads, bodies, strict=True)
        if body
    )
    return Reading(
        records,
        tuple(_findings(records, has_heads=has_heads)),
        None,
        _layout(records, has_heads=has_heads),
    )


def _is_label(line: PrintedLine) -> bool:
    return ABSTRACT_LABEL.fullmatch(line.text.strip()) is not None


def _blocks(lines: Sequence[PrintedLine]) -> list[_Block]:
    """Runs of lines without a blank one between them."""
    blocks: list[_Block] = []
    for line in lines:
        if blocks and line.number == blocks[-1][-1].number + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _head(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks at the end that read like a title and names, not like the end of a text."""
    head: list[_Block] = []
    for block in list(reversed(blocks))[:_MAX_HEAD_BLOCKS]:
        if not _is_head_block(block):
            break
        head.insert(0, block)
    return head


def _is_head_block(block: _Block) -> bool:
    """Whether a block may be a title, names or an institution: short, and no sentence."""
    text = _text_of(block)
    if len(block) > _MAX_HEAD_LINES or KEYWORDS.match(text):
        return False
    if name_share(text) >= _NAMES:
        return True
    closed = is_closed(text) and not text.endswith("?")
    return not closed and not (is_prose(text) and len(block) > 1)


def _text_of(block: _Block) -> str:
    return " ".join(" ".join(line.text.split()) for line in block)


def _record(
    document: PrintedDocument,
    label: PrintedLine,
    head: list[_Block],
    body: list[_Block],
    words: Vocabulary,
) -> FoundRecord:
    named = [block for block in head if name_share(_text_of(block)) >= _NAMES][-1:]
    title = [block for block in head if block not in named][:1]
    rest = [block for block in head if block not in named and block not in title]
    keywords = [block for block in body if KEYWORDS.match(_text_of(block))]
    text = [block for block in body if block not in keywords]
    cut = next((n for n, it in enumerate(text) if REFERENCES.fullmatch(_text_of(it))), len(text))
    first = head[0][0] if head else label
    return FoundRecord(
        SourceLines(first.number, body[-1][-1].number, None, document.name),
        title=_title(title, words),
        authors=people_of(named[0], [line for block in rest for line in block]) if named else (),
        paragraphs=tuple(_joined(block, words) for block in text[:cut]),
        keywords=keywords_of([it.text.strip() for it in keywords[0]], words) if keywords else (),
        references=tuple(_joined(block, words) for block in text[cut + 1 :]),
    )


def _joined(block: _Block, words: Vocabulary) -> str:
    return join_lines([" ".join(line.text.split()) for line in block], words)


def _title(blocks: list[_Block], words: Vocabulary) -> str:
    text = _joined(blocks[0], words) if blocks else ""
    label = LABELS["title"].match(text)
    return text[label.end() :] if label else text


def _layout(records: Sequence[FoundRecord], *, has_heads: bool) -> Layout:
    above = "title · authors · " if has_heads else ""
    count = f"{len(records)} abstracts below a heading of their own"
    untitled = () if has_heads else ("no title stands above the headings",)
    return Layout(
        f'{above}the line "Abstract" · text', 0.9 if has_heads else 0.8, (count, *untitled)
    )


def _findings(records: Sequence[FoundRecord], *, has_heads: bool) -> list[Finding]:
    if has_heads or not records:
        return []
    message = "The abstracts have no titles; each is named by its first words."
    return [Finding("doubt", "title_missing", records[0].source, message)]
