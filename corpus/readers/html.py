"""HTML pages to printed lines: one line a block, or a piece of it between line breaks.

What a browser does not show is left out, and the page's navigation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString, Tag

from corpus.errors import CorpusError
from corpus.progress import Progress
from corpus.readers.printed import PrintedDocument, PrintedLine, Style
from corpus.readers.runs import Run, numbered, spans_of

_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "textarea",
        "audio",
        "video",
        "canvas",
        "datalist",
        "img",
        "input",
        "rt",
        "rp",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var", "address"))
_BOLD_CSS = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_CSS = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_CENTRED_CSS = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN_CSS = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How text within an element is shown; ``keeps_lines`` where line ends in the file count."""

    style: Style
    raised: bool = False
    centred: bool = False
    keeps_lines: bool = False


def read_html(path: Path, progress: Progress | None = None) -> PrintedDocument:
    """The page's blocks in document order; ``Style.name`` is the block's tag, as "h2" or "p.title".

    Raises CorpusError where the file cannot be read or shows no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    document = parse_html(data, path.name)
    if not document.lines:
        raise CorpusError(f"{path} shows no text; give a page with text.")
    if progress is not None:
        progress(1, 1)
    return document


def parse_html(data: bytes, name: str) -> PrintedDocument:
    """The page given as its bytes; without lines where it shows no text."""
    page = BeautifulSoup(_text(data), "lxml")
    root = _Setting(Style(name="body"))
    return PrintedDocument(
        name, numbered(_lines(_shown(page.body or page, root), root)), whole_paragraphs=True
    )


def _text(data: bytes) -> str:
    """The page's characters. Bytes that are UTF-8 are so, whatever the page says of itself."""
    if not data.isascii():
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    marked, sniffed = EncodingDetector.strip_byte_order_mark(data)
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    for encoding in (sniffed, declared, "cp1252"):
        try:
            if encoding:
                return marked.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return marked.decode("cp1252", "replace")


def _lines(shown: Iterable[Run | _Setting], setting: _Setting) -> Iterator[PrintedLine]:
    """The lines; each setting begins a new one."""
    runs: list[Run] = []
    for one in shown:
        if isinstance(one, Run):
            runs.append(one)
            continue
        yield PrintedLine(spans_of(runs), number=0, centred=setting.centred)
        runs, setting = [], one
    yield PrintedLine(spans_of(runs), number=0, centred=setting.centred)


def _shown(parent: Tag, setting: _Setting) -> Iterator[Run | _Setting]:
    """Runs of text in document order, and where a line begins its setting."""
    for child in parent.contents:
        if isinstance(child, Tag):
            yield from _shown_tag(child, setting)
        elif type(child) in {NavigableString, CData}:
            yield from _shown_text(str(child), setting)


def _shown_tag(tag: Tag, outer: _Setting) -> Iterator[Run | _Setting]:
    if not _is_seen(tag):
        return
    if tag.name == "br":
        yield outer
        return
    inner = _setting(tag, outer)
    if tag.name in _INLINE:
        yield from _shown(tag, inner)
        return
    yield inner
    yield from _shown(tag, inner)
    yield outer


def _shown_text(text: str, setting: _Setting) -> Iterator[Run | _Setting]:
    if not setting.keeps_lines:
        yield Run(text, setting.style, setting.raised)
        return
    for place, line in enumerate(text.split("\n")):
        if place:
            yield setting
        yield Run(line, setting.style, setting.raised)


def _is_seen(tag: Tag) -> bool:
    if tag.name in _UNSEEN or tag.has_attr("hidden"):
        return False
    return not _HIDDEN_CSS.search(_attribute(tag, "style"))


def _setting(tag: Tag, outer: _Setting) -> _Setting:
    css = _attribute(tag, "style")
    style = replace(
        outer.style,
        bold=outer.style.bold or tag.name in _BOLD or bool(_BOLD_CSS.search(css)),
        italic=outer.style.italic or tag.name in _ITALIC or bool(_ITALIC_CSS.search(css)),
        name=outer.style.name if tag.name in _INLINE else _name(tag),
    )
    return _Setting(
        style,
        raised=outer.raised or tag.name == "sup",
        centred=outer.centred or _is_centred(tag, css),
        keeps_lines=outer.keeps_lines or tag.name == "pre",
    )


def _is_centred(tag: Tag, css: str) -> bool:
    if tag.name == "center" or _CENTRED_CSS.search(css):
        return True
    return _attribute(tag, "align").casefold() == "center"


def _name(tag: Tag) -> str:
    """The tag, and its first class: pages tell a title from a text by it."""
    first = next(iter(_attribute(tag, "class").split()), "")
    return f"{tag.name}.{first}" if first else tag.name


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())
