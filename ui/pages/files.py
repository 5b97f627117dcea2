"""Style and script of the pages, under an address that changes with their content."""

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

_STATIC = Path(__file__).parent.parent / "static"
_TYPES = {
    "pages.css": "text/css",
    "night.css": "text/css",
    "api.css": "text/css",
    "pages.js": "text/javascript",
}
# The theme goes before all else: it must be known when the first thing is drawn.
_PARTS = {"pages.js": ("theme.js", "pages.js"), "pages.css": ("common.css", "pages.css")}
_FOREVER = {"cache-control": "public, max-age=31536000, immutable"}

router = APIRouter()


@router.api_route("/pages/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def static_file(name: str) -> Response:
    """One of the files; 404 for any other name."""
    if name not in _TYPES:
        return Response("Not found", 404, media_type="text/plain")
    return Response(_content(name), headers=_FOREVER, media_type=_TYPES[name])


@cache
def version() -> str:
    """What the address of the files carries: a digest of all."""
    return hashlib.sha256(b"".join(map(_content, sorted(_TYPES)))).hexdigest()[:12]


@cache
def _content(name: str) -> bytes:
    return b"".join((_STATIC / part).read_bytes() for part in _PARTS.get(name, (name,)))
