"""How a Word paragraph or run looks in effect: by its own settings, its styles, the defaults."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_DEFAULT_HALF_POINTS = 20.0
_DEEPEST = 32
_FALSE = frozenset(("0", "false", "off", "none"))

Look = dict[str, Any]


@dataclass(frozen=True)
class StyleSheet:
    """The styles of a document by their ids; ``defaults`` is what holds without any style."""

    styles: dict[str, Any]
    defaults: Look
    paragraph_default: str
    _looks: dict[str, Look] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> "StyleSheet":  # noqa: ANN401 - an lxml element
        """From the ``w:styles`` element."""
        styles = {style.get(qn("w:styleId"), ""): style for style in root.findall(qn("w:style"))}
        default = next(
            (
                name
                for name, style in styles.items()
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default"), "0") not in _FALSE
            ),
            "",
        )
        defaults: Look = {}
        for path in ("w:docDefaults/w:pPrDefault", "w:docDefaults/w:rPrDefault"):
            parent = root.find("/".join(qn(step) for step in path.split("/")))
            defaults |= {} if parent is None else look_of(parent)
        return cls(styles, defaults, default)

    def look(self, style: str) -> Look:
        """What the style and those that it is based on set, the nearest first."""
        if style not in self._looks:
            self._looks[style] = self._chained(style)
        return self._looks[style]

    def name(self, style: str) -> str:
        """The style's name as Word shows it."""
        element = self.styles.get(style)
        found = None if element is None else element.find(qn("w:name"))
        name = "" if found is None else str(found.get(qn("w:val"), ""))
        return name.capitalize() if name.startswith("heading ") else name

    def _chained(self, style: str) -> Look:
        look: Look = {}
        for _ in range(_DEEPEST):
            element = self.styles.get(style)
            if element is None:
                break
            look = look_of(element) | look
            base = element.find(qn("w:basedOn"))
            style = "" if base is None else base.get(qn("w:val"), "")
        return look


def look_of(parent: Any) -> Look:  # noqa: ANN401
    """What the ``w:pPr`` and ``w:rPr`` below the element set."""
    look: Look = {}
    paragraph, run = parent.find(qn("w:pPr")), parent.find(qn("w:rPr"))
    if paragraph is not None:
        look |= _paragraph_look(paragraph)
    if run is not None:
        look |= run_look(run)
    return look


def run_look(settings: Any) -> Look:  # noqa: ANN401
    """What a ``w:rPr`` sets."""
    look: Look = {
        name: settings.find(qn(tag)).get(qn("w:val"), "1") not in _FALSE
        for name, tag in (("bold", "w:b"), ("italic", "w:i"), ("hidden", "w:vanish"))
        if settings.find(qn(tag)) is not None
    }
    size, place, fonts = (settings.find(qn(tag)) for tag in ("w:sz", "w:vertAlign", "w:rFonts"))
    if size is not None:
        look["half_points"] = _number(size.get(qn("w:val")), _DEFAULT_HALF_POINTS)
    if place is not None:
        look["raised"] = place.get(qn("w:val")) == "superscript"
    font = None if fonts is None else fonts.get(qn("w:ascii"))
    return look | ({"font": font} if font else {})


def _paragraph_look(settings: Any) -> Look:  # noqa: ANN401
    look: Look = {}
    alignment, indent = settings.find(qn("w:jc")), settings.find(qn("w:ind"))
    if alignment is not None:
        look["centred"] = alignment.get(qn("w:val")) == "center"
    if indent is not None:
        sides = ("w:left", "w:start", "w:firstLine")
        look["indented"] = any(_number(indent.get(qn(side)), 0) > 0 for side in sides)
    return look


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text is not None else otherwise
    except ValueError:
        return otherwise
