"""Parts of a page that a command fills, between two comments that name them."""

import re
from pathlib import Path


class MarkerError(Exception):
    """A page has no such part."""


def rewrite(path: Path, name: str, text: str) -> None:
    """Put ``text`` between ``<!-- name -->`` and ``<!-- end: name -->``; the rest stays.

    Raises:
        MarkerError: the page has not exactly one such part.

    """
    page = path.read_text(encoding="utf-8")
    path.write_text(rewritten(page, name, text), encoding="utf-8")


def rewritten(page: str, name: str, text: str) -> str:
    """The page with the part in place of the old one."""
    first, last = f"<!-- {name} -->\n", f"<!-- end: {name} -->"
    pattern = re.compile(f"{re.escape(first)}.*?{re.escape(last)}", re.DOTALL)
    if len(pattern.findall(page)) != 1:
        raise MarkerError(f"There must be one part between {first.strip()} and {last}.")
    return pattern.sub(lambda _: f"{first}\n{text.strip()}\n\n{last}", page)
