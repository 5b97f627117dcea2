"""Pictures of every page in every state, each with what must hold of whatever is pictured."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Frame, Page

from tests.support.browsing import Reader

ALBUM = Path(__file__).resolve().parent.parent.parent / "var" / "gallery"

# What is cut off: by an ancestor that hides what does not fit, or by the edge of the window.
# What is meant for ears alone is small and cut away on purpose; an ellipsis shows that it cuts.
CUT_OFF = """() => {
    const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && !e.closest(".visually-hidden, .sr-only, #announcer, .skip, thead, select, datalist");
    const words = (e) => [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    const cut = (e) => words(e).some((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (box.right > innerWidth + 1 || box.left < -1) return true;
        for (let at = e; at && at !== document.body; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.textOverflow === "ellipsis") return false;
            const hides = (way) => way === "hidden" || way === "clip";
            const frame = at.getBoundingClientRect();
            const aside = box.right > frame.right + 1 || box.left < frame.left - 1;
            const beyond = box.bottom > frame.bottom + 1 || box.top < frame.top - 1;
            if (hides(style.overflowX) && aside || hides(style.overflowY) && beyond) return true;
        }
        return false;
    });
    return [...document.body.querySelectorAll(":not(script, style, option)")]
        .filter((e) => shown(e) && cut(e))
        .map((e) => e.outerHTML.slice(0, 120));
}"""


@dataclass(frozen=True, slots=True)
class Album:
    """Keeps pictures called ``STATE--VARIANT.png``."""

    variant: str

    def picture(self, page: Page, state: str, *, whole: bool = False) -> None:
        """Photograph the window, or the ``whole`` page, once all that must hold of it is seen."""
        page.wait_for_timeout(60)
        ALBUM.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ALBUM / f"{state}--{self.variant}.png", full_page=whole)
        someone = Reader(page)
        wrong = [*cut_off(page.main_frame), *someone.violations()]
        wrong += ["wider than the window"] if someone.overflows() else []
        assert not wrong, f"{state}: {'; '.join(wrong)}"


def cut_off(frame: Frame) -> list[str]:
    """The elements of which a reader cannot see all the words."""
    return list(frame.evaluate(CUT_OFF))


@contextmanager
def quiet_console(page: Page) -> Iterator[None]:
    """Fails if the page says an error into its console, or a script of it breaks, until the end.

    That a page answers 404, 410 or 503 is told there too, and is what it is meant to answer.
    """
    said: list[str] = []
    page.on("console", lambda it: said.append(it.text) if it.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield
    assert [text for text in said if "Failed to load resource" not in text] == []


def bind(folder: Path = ALBUM) -> None:
    """Write ``index.html``: a row for each state, with all its pictures."""
    states: dict[str, list[Path]] = {}
    for picture in sorted(folder.glob("*--*.png")):
        states.setdefault(picture.stem.partition("--")[0], []).append(picture)
    rows = "".join(_row(state, pictures) for state, pictures in states.items())
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title>{_STYLE}"
    (folder / "index.html").write_text(f"{page}<h1>Gallery</h1>{rows}</html>", encoding="utf-8")


def _row(state: str, pictures: list[Path]) -> str:
    return f"<h2>{escape(state)}</h2><div>{''.join(map(_shown, pictures))}</div>"


def _shown(picture: Path) -> str:
    name, variant = escape(picture.name), escape(picture.stem.partition("--")[2])
    image = f'<img src="{name}" alt="{variant}" loading=lazy>'
    return f'<a href="{name}">{image}<span>{variant}</span></a>'


_STYLE = """<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; }
div { display: flex; flex-wrap: wrap; gap: 14px; }
a { color: inherit; } span { display: block; } img { border: 1px solid #999; height: 320px; }
</style>"""
