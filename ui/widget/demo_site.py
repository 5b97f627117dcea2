"""A made-up society's website with the widget, beside the real server (``make demo``).

The site is at ``localhost`` and the server at 127.0.0.1: to a browser two different sites, as an
association's website and its server are. The pages are plain files; the server's address stands
in them as in the instructions, and is put in its place when they are sent.
"""

import mimetypes
import os
import sys
import threading
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response

from corpus.errors import ShorokuError

_PAGES = Path(__file__).parent / "demo"
_EXAMPLE = "https://chat.example.org"


def demo_site(chat: str) -> FastAPI:
    """The website, with the widget of the server at ``chat``."""
    site = FastAPI(openapi_url=None)
    files = {file.name: file for file in _PAGES.iterdir()}

    @site.get("/{name:path}")
    def page(name: str) -> Response:
        file = files.get(name or "index.html")
        if file is None:
            return Response("There is no such page.", 404, media_type="text/plain")
        text = file.read_text(encoding="utf-8").replace(_EXAMPLE, chat)
        return Response(text, media_type=mimetypes.guess_type(file.name)[0])

    return site


def main() -> None:
    """Serve both until interrupted; PORT is the server's, and the site's is ten more."""
    from rag.settings import load_settings  # noqa: PLC0415
    from ui.address import check_free  # noqa: PLC0415
    from ui.server import serve  # noqa: PLC0415

    port = int(os.environ.get("PORT", "7860"))
    website = f"http://localhost:{port + 10}"
    settings = load_settings(host="127.0.0.1", port=port, frame_ancestors=(website,))
    for taken in (port, port + 10):
        check_free("127.0.0.1", taken)
    _start(demo_site(f"http://127.0.0.1:{port}"), port + 10)
    print(f"The demonstration: {website}/ (Ctrl-C stops it)", file=sys.stderr)  # noqa: T201
    serve(settings)


def _start(site: FastAPI, port: int) -> None:
    config = uvicorn.Config(site, host="localhost", port=port, log_level="warning")
    threading.Thread(target=uvicorn.Server(config).run, name="demo", daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except ShorokuError as error:
        sys.exit(str(error))
