"""Cue phrases, kept as data under ``cues/`` where an editor can read and extend them."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """One name a row with the pattern that any of its phrases matches, in order of precedence."""

    rows: tuple[tuple[str, re.Pattern[str]], ...]

    def first(self, text: str) -> str | None:
        """The first name with a phrase in the text."""
        return next((name for name, pattern in self.rows if pattern.search(text)), None)

    def all(self, text: str) -> tuple[str, ...]:
        """Every name with a phrase in the text."""
        return tuple(name for name, pattern in self.rows if pattern.search(text))


@lru_cache(maxsize=32)
def load_cues(name: str) -> Cues:
    """The cues of ``cues/<name>.toml``; ``<word>`` in a phrase is filled in from ``[words]``."""
    read = tomllib.loads(files("rag").joinpath(f"cues/{name}.toml").read_text(encoding="utf-8"))
    words = read.get("words", {})
    return Cues(tuple((row["name"], _compiled(row["any"], words)) for row in read["cue"]))


def _compiled(phrases: list[str], words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(phrases)
    for word, group in words.items():
        joined = joined.replace(f"<{word}>", group)
    return re.compile(joined, re.IGNORECASE)
