"""HTML taken apart by a real parser, to see what a browser would see."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag with its attributes."""

    tag: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Page:
    """What a piece of HTML holds; ``open`` lists what was left open, which should be nothing."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text, in order."""
        return "".join(self.texts)

    def tags(self) -> set[str]:
        """Every kind of element."""
        return {element.tag for element in self.elements}

    def values(self, attribute: str) -> list[str]:
        """The values of one attribute, in order."""
        return [e.attributes[attribute] for e in self.elements if attribute in e.attributes]


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag != "br":
            self._page.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._page.open or self._page.open.pop() != tag:
            raise ValueError(f"</{tag}> closes what is not open.")

    def handle_data(self, data: str) -> None:
        self._page.texts.append(data)
        if "mark" in self._page.open:
            self._page.marked.append(data)

    def handle_comment(self, data: str) -> None:
        raise ValueError(f"A comment: {data}")


def parsed(html: str) -> Page:
    """The HTML as a browser reads it."""
    page = Page()
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return page
