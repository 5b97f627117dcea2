"""Names of columns and keys, in the languages that submission systems speak, to our fields."""

import re
import tomllib
from functools import cache
from importlib import resources

from corpus.matching import bare_letters

_DELIMITERS = "\t;,|"


def folded(name: str) -> str:
    """A name without case, accents, spaces and punctuation: "Last_Name" is "lastname"."""
    return "".join(it for it in bare_letters(name) if it.isalnum())


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each field the folded names that a column of it may have, the surest first."""
    text = resources.files("corpus").joinpath("fieldnames.toml").read_text("utf-8")
    return {
        field: tuple(dict.fromkeys(map(folded, names)))
        for field, names in tomllib.loads(text).items()
    }


@cache
def field_of_name() -> dict[str, str]:
    """The field that each folded name stands for."""
    return {name: field for field, names in synonyms().items() for name in names}


def is_header(line: str) -> bool:
    """Whether a line names columns of records: at least two, a title or a text among them."""
    known = field_of_name()
    for delimiter in _DELIMITERS:
        cells = re.split(re.escape(delimiter), line.strip())
        fields = {known.get(folded(cell.strip().strip("\"'"))) for cell in cells}
        if len(cells) > 1 and len(fields - {None}) > 1 and fields & {"title", "text"}:
            return True
    return False
