"""The editor's word on which column or key holds which field: mapping.toml beside a booklet."""

from collections.abc import Mapping
from pathlib import Path

from corpus.editor_files import read_toml
from corpus.errors import CorpusError
from corpus.fieldnames import synonyms

MAPPING_NAME = "mapping.toml"


def read_mapping(path: Path) -> Mapping[str, str]:
    """Field to the name of its column; {} where the file is missing.

    Raises CorpusError where it is no TOML or names a field that records do not have.
    """
    if not path.is_file():
        return {}
    table = read_toml(path)
    for field, column in table.items():
        if field not in synonyms():
            raise CorpusError(
                f"{path}: there is no field {field!r}; the fields are {', '.join(synonyms())}."
            )
        if not isinstance(column, str) or not column.strip():
            raise CorpusError(f"{path}: {field} must be the name of a column, in quotes.")
    return table
