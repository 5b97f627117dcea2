"""docs/corpus.md says what the code does."""

import re
import tomllib
from pathlib import Path
from typing import get_args

from corpus.corrections import apply_corrections, read_corrections
from corpus.fields import ABSTRACT_FIELDS, CONFERENCE_FIELDS
from corpus.library import read_booklet
from corpus.report import Code

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "corpus.md").read_text("utf-8")


def test_every_code_of_a_finding_is_explained() -> None:
    """Each code that the parser can report stands in the guide's tables."""
    assert [code for code in get_args(Code) if f"`{code}`" not in GUIDE] == []


def test_every_field_is_explained() -> None:
    """Each field that can be corrected stands in the guide."""
    fields = {*ABSTRACT_FIELDS, *CONFERENCE_FIELDS}
    assert [name for name in sorted(fields) if f"`{name}`" not in GUIDE] == []


def test_the_example_works(tmp_path: Path) -> None:
    """The corrections in the guide can be made to the booklet that they name."""
    example = re.search(r"```toml\n(\[\[correction\]\].*?)```", GUIDE, re.DOTALL)
    assert example is not None
    assert len(tomllib.loads(example[1])["correction"]) == 2
    path = tmp_path / "corrections.toml"
    path.write_text(example[1], encoding="utf-8")
    parsed = read_booklet(ROOT / "corpus" / "jamps-2020-spring" / "booklet.txt")
    corrected = apply_corrections(parsed, read_corrections(path))
    assert corrected.booklet.abstracts[1].authors[0].name == "Given Family"
    assert len(corrected.findings) == len(parsed.findings) - 1 + 2
