"""``/widget.js``: the one file that a page of another website includes."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

_SCRIPT = Path(__file__).parent / "widget.js"
# A new version reaches every site within the hour; until then no page waits for it.
_HEADERS = {
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
    "vary": "Accept-Encoding",
    # It is public and the same for all, so every page may load it, also one that isolates itself
    # from other origins or that asks for it with crossorigin="anonymous".
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _File:
    plain: bytes
    packed: bytes
    etag: str


@router.api_route("/widget.js", methods=["GET", "HEAD"], include_in_schema=False)
def widget_script(request: Request) -> Response:
    """The script, packed where the browser takes that; 304 where it has it already."""
    script = _script()
    headers = {**_HEADERS, "etag": script.etag}
    if script.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(
        script.packed if packed else script.plain, headers=headers, media_type="text/javascript"
    )


@cache
def _script() -> _File:
    plain = _lean(_SCRIPT.read_text(encoding="utf-8")).encode()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    # Weak, for the packed and the plain form are the same script and not the same bytes.
    return _File(plain, gzip.compress(plain, 9, mtime=0), f'W/"{digest}"')


def _lean(source: str) -> str:
    """The source without indentation and without lines of comment: no browser needs them.

    Neither means anything in it: its only text of several lines is a style sheet.
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
