"""XML bytes to a tree without namespaces' noise, and elements to text. Nothing is ever fetched."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from lxml import etree

from corpus.abstract import SourceLines
from corpus.errors import CorpusError
from corpus.report import Finding

Element: TypeAlias = Any  # lxml publishes no types
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse(data: bytes, name: str) -> tuple[Element, tuple[Finding, ...]]:
    """The root, and a finding where the document is not well-formed and was read all the same.

    Entities are never resolved from outside and no DTD is read. Raises CorpusError where
    nothing can be read.
    """
    try:
        return etree.fromstring(data, _parser(recover=False)), ()
    except (etree.XMLSyntaxError, ValueError) as error:
        problem = str(error)
    try:
        root = etree.fromstring(_ENTITY.sub(_character, data), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise CorpusError(f"{name} is no XML that can be read: {problem}.")
    line = int(found.group(1)) if (found := re.search(r"line (\d+)", problem)) else 1
    message = f"The XML is not well-formed and was read as far as it goes: {problem}."
    return root, (Finding("doubt", "bad_record", SourceLines(line, line), message),)


def _parser(*, recover: bool) -> Any:  # noqa: ANN401
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_pis=True,
        remove_comments=True,
    )


def _character(match: re.Match[bytes]) -> bytes:
    """A named HTML entity as its character; others as they stand."""
    if match.group(1) in _OWN:
        return match.group()
    read = html.unescape(match.group().decode("ascii"))
    return "".join(f"&#{ord(it)};" for it in read).encode() if "&" not in read else b""


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inside(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of child names; ``**`` before a name means any depth."""
    found: Iterable[Element] = () if element is None else (element,)
    for step in path:
        found = [child for it in found for child in _children(it, step)]
    yield from found


def _children(element: Element, step: str) -> Iterator[Element]:
    deep = step.startswith("**")
    name = step.removeprefix("**")
    for it in element.iterdescendants() if deep else element:
        if local(it) == name:
            yield it


def first(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of the path, or None."""
    return next(inside(element, *path), None)


def text_in(element: Element | None, skip: Callable[[Element], bool] = lambda _: False) -> str:
    """All text inside, white space as one space; elements that ``skip`` names are left out."""
    if element is None:
        return ""
    return " ".join("".join(_pieces(element, skip)).split())


def _pieces(element: Element, skip: Callable[[Element], bool]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            yield html.unescape(child.text or "") if child.tag is etree.Entity else ""
        elif not skip(child):
            yield " " if local(child) in {"lb", "break", "br"} else ""
            yield from _pieces(child, skip)
        yield child.tail or ""


def source_of(element: Element) -> SourceLines:
    """The lines of an element; the last is that of its last child."""
    first_line = element.sourceline or 1
    lines = [it.sourceline or 1 for it in element.iterdescendants()]
    return SourceLines(first_line, max([first_line, *lines]))
