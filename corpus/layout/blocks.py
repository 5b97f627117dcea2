"""Lines of one look that stand together: the pieces that a layout is made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.characters import count_cjk
from corpus.layout.likeness import is_prose, name_share
from corpus.readers.printed import PrintedDocument, PrintedLine, Span

# The white between two lines of one block, as a share of a line's height.
_WHITE = 0.75
# Two pieces of one row: how far apart in height, and in width, in heights of the line.
_RUN_IN_WORDS = 3
_NAMES = 0.6
_LEVEL = 0.2
_NEAR = 1.2
_MIN_CAPITALS = 4
_CAPITAL_SHARE = 0.9


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """How most of a line is set. ``capitals`` is true of lines in capitals throughout."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    font: str = ""
    name: str = ""

    @property
    def plain(self) -> "Look":
        """The look without what single words may change."""
        return Look(self.size, self.bold, font=self.font, name=self.name)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of one look; ``words`` counts them by white space."""

    lines: tuple[PrintedLine, ...]
    look: Look

    @property
    def text(self) -> str:
        """The lines with single spaces between them."""
        return " ".join(" ".join(line.text for line in self.lines).split())

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(count_words(line.text) for line in self.lines)

    @property
    def page(self) -> int:
        """The page that the block begins on."""
        return self.lines[0].page


def count_words(text: str) -> int:
    """Words by white space; writing without spaces counts two characters as a word."""
    return max(len(text.split()), count_cjk(text) // 2)


def with_run_in_titles_apart(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines; a bold beginning of several words, with plain text behind it, on its own.

    Some books run the names or the text on behind the title.
    """
    return [piece for line in lines for piece in _run_in_pieces(line)]


def _run_in_pieces(line: PrintedLine) -> list[PrintedLine]:
    plain = next((n for n, span in enumerate(line.spans) if not span.style.bold), 0)
    bold, rest = line.spans[:plain], line.spans[plain:]
    title = "".join(span.text for span in bold).strip()
    behind = [span for span in rest if span.text.strip()]
    if count_words(title) < _RUN_IN_WORDS or title.endswith(":") or not behind:
        return [line]
    if any(span.style.bold for span in behind) or behind[0].raised:
        return [line]
    told = "".join(span.text for span in rest)
    if name_share(told) < _NAMES and not is_prose(told):
        return [line]
    return [replace(line, spans=bold), replace(line, spans=rest)]


def look_of(line: PrintedLine) -> Look:
    """The look that most of the line's characters share."""
    sizes: Counter[tuple[float, bool, str, str]] = Counter()
    slanted = total = 0
    for span in line.spans:
        if span.raised:
            continue
        letters = len(span.text.strip())
        style = span.style
        sizes[style.size, style.bold, style.font, style.name] += letters
        slanted += letters if style.italic else 0
        total += letters
    if not sizes:
        return Look()
    size, bold, font, name = max(sizes, key=lambda key: (sizes[key], key))
    italic = total > 0 and slanted > total * _CAPITAL_SHARE
    return Look(size, bold, italic, _in_capitals(line.text), font, name)


def blocks_of(document: PrintedDocument, lines: Sequence[PrintedLine]) -> tuple[Block, ...]:
    """The lines of a document, grouped."""
    groups: list[list[PrintedLine]] = []
    looks: list[Look] = []
    printed = [line for line in lines if line.text.strip()]
    for line in _whole_rows(with_run_in_titles_apart(printed)):
        look = look_of(line)
        if groups and _goes_on(groups[-1][-1], looks[-1], line, look, document):
            groups[-1].append(line)
        else:
            groups.append([line])
            looks.append(look)
    return tuple(Block(tuple(group), look) for group, look in zip(groups, looks, strict=True))


def _whole_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines; two pieces of one row of a heading, which a gutter seemed to part, made one."""
    whole: list[PrintedLine] = []
    for line in lines:
        if whole and _is_one_row(whole[-1], line):
            before = whole[-1]
            spans = (*before.spans, Span(" ", before.spans[-1].style), *line.spans)
            whole[-1] = replace(before, spans=spans, right=line.right)
        else:
            whole.append(line)
    return whole


def _is_one_row(before: PrintedLine, line: PrintedLine) -> bool:
    if before.page != line.page or not line.bottom > line.top:
        return False
    height = line.bottom - line.top
    level = abs(before.top - line.top) < height * _LEVEL
    near = 0 <= line.left - before.right < height * _NEAR
    return level and near and look_of(before).plain == look_of(line).plain


def commonest_look(blocks: Iterable[Block]) -> Look:
    """The look of the running text: the one with the most words."""
    words: Counter[Look] = Counter()
    for block in blocks:
        words[block.look.plain] += block.words
    return max(words, key=lambda look: (words[look], look), default=Look())


def _goes_on(
    before: PrintedLine, look: Look, line: PrintedLine, own: Look, document: PrintedDocument
) -> bool:
    if document.whole_paragraphs or (look.size, look.bold, look.name) != (
        own.size,
        own.bold,
        own.name,
    ):
        return False
    if before.page != line.page:
        return False
    height = max(before.bottom - before.top, line.bottom - line.top, 1.0)
    return -height < line.top - before.bottom <= _WHITE * height


def _in_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= _MIN_CAPITALS and capitals >= len(letters) * _CAPITAL_SHARE
