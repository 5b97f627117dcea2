"""Markup that asks another server for something when it is shown, and a server that counts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI, Response
from markdown_it import MarkdownIt

from tests.support.served import served

# SINK stands for the address that is asked. The first lines are Markdown, the others HTML.
_MARKDOWN = ("![x](SINK)", "![x][r]\n\n[r]: SINK", "[![x](SINK)](y)", '![x](<SINK> "y")')
_HTML = (
    "<img src=SINK>",
    '<img srcset="SINK 1x">',
    "<picture><source srcset=SINK><img></picture>",
    "<video src=SINK preload=auto></video>",
    "<video poster=SINK></video>",
    "<video><source src=SINK></video>",
    "<audio src=SINK preload=auto></audio>",
    "<svg><image href=SINK></image></svg>",
    "<svg><image xlink:href=SINK /></svg>",
    '<p style="background:url(SINK)">x</p>',
    '<p style="border:1px solid;border-image:url(SINK) 1">x</p>',
    '<p style="list-style-image:url(SINK);display:list-item">x</p>',
    "<style>body{background:url(SINK)}</style>",
    '<style>@import "SINK";</style>',
    "<style>@font-face{font-family:f;src:url(SINK)}p{font-family:f}</style><p>x</p>",
    "<link rel=stylesheet href=SINK>",
    "<link rel=preload as=image href=SINK>",
    "<table background=SINK><tr><td>x</td></tr></table>",
    "<body background=SINK>",
    "<input type=image src=SINK>",
    "<iframe src=SINK></iframe>",
    "<object data=SINK></object>",
    "<embed src=SINK>",
    "<script src=SINK></script>",
    "<img src=x: onerror=\"fetch('SINK')\">",
)
# What a policy of content has no word on: it leaves the page instead of loading into it.
_LEAVING = ('<meta http-equiv=refresh content="0;url=SINK">',)


@dataclass(frozen=True, slots=True)
class Leak:
    """One construct; ``name`` is what the sink writes down when it arrives."""

    name: str
    text: str
    leaves: bool

    @property
    def control(self) -> str:
        """A page that shows it as Markdown with HTML in it, and holds nothing back."""
        return f"<!doctype html>{MarkdownIt('commonmark', {'html': True}).render(self.text)}"


def leaks(sink: str) -> tuple[Leak, ...]:
    """Every construct, each with an address of its own at ``sink``."""
    texts = (*_MARKDOWN, *_HTML, *_LEAVING)
    return tuple(
        Leak(f"leak-{number}", text.replace("SINK", f"{sink}/leak-{number}"), text in _LEAVING)
        for number, text in enumerate(texts)
    )


@dataclass(slots=True)
class Sink:
    """Another server; it keeps the names that were asked of it."""

    address: str = ""
    arrived: set[str] = field(default_factory=set)

    def app(self) -> FastAPI:
        """Answers anything, with nothing."""
        app = FastAPI(openapi_url=None)

        @app.get("/{name:path}")
        def note(name: str) -> Response:
            self.arrived.add(name)
            return Response(headers={"Access-Control-Allow-Origin": "*"})

        return app


@contextmanager
def open_sink() -> Iterator[Sink]:
    """A sink on this machine."""
    sink = Sink()
    with served(sink.app()) as address:
        sink.address = address
        yield sink
