"""Makes a dictionary for the gloss from a file in the format EDICT: python -m rag.edict FILE.

EDICT is the plain form of JMdict, the Japanese–English dictionary of the Electronic Dictionary
Research and Development Group, under CC BY-SA. It is no part of Shoroku: an operator installs it
(on Debian the package edict), and what is selected of it here stays in the folder of the index.
"""

import argparse
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rag.dictionary import ADD, BETWEEN, MAKE, dictionary_path
from rag.settings import load_settings

# Alternatives kept of a term, and words kept of an alternative: longer ones explain, and are in no
# abstract.
ALTERNATIVES, WORDS = 4, 3

_LINE = re.compile(r"(?P<term>[^ /\[]+) (?:\[[^\]]*\] )?/(?P<glosses>.*)/\s*$")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\{[^{}]*\}")
_NOT_IN_USE = re.compile(r"\((?:[^()]*,)?(?:obs|arch|ok|oK|iK|ik|rare|rK|sK)(?:,[^()]*)?\)")
_COMMON = "(P)"
_NUMBER = re.compile(r"EntL\d+X?")
_INFLECTED = re.compile(r"\((?:[^()]*,)?(?:v1|v5[a-z-]*|vk|vz|adj-i)(?:,[^()]*)?\)")
_WRITTEN = re.compile(r"[一-鿿々ァ-ヶ]")
_HAN = re.compile(r"[一-鿿々]")
_KANA_AT_END = re.compile(r"[ぁ-ん]$")

Entry = tuple[str, tuple[str, ...], bool]


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Each term with its English alternatives, and whether it is a common one.

    A verb or an adjective gives its stem too, as it stands in most of its forms.
    """
    for line in lines:
        found = _LINE.match(line)
        if found is None or not _WRITTEN.search(found["term"]) or _NOT_IN_USE.search(line):
            continue
        alternatives = tuple(_alternatives(found["glosses"]))
        if alternatives:
            common = _COMMON in found["glosses"]
            for term in _forms(found["term"], inflected=bool(_INFLECTED.search(line))):
                yield term, alternatives, common


def _forms(term: str, *, inflected: bool) -> Iterator[str]:
    yield term
    stem = term[:-1]
    if inflected and _KANA_AT_END.search(term) and _HAN.search(stem):
        yield stem


def _alternatives(glosses: str) -> Iterator[str]:
    for gloss in _NUMBER.sub("", glosses).split("/"):
        bare = _IN_BRACKETS.sub(" ", _IN_BRACKETS.sub(" ", gloss))
        words = bare.replace(BETWEEN, " ").strip(" ,.!?~-").split()
        words = words[1:] if words[:1] == ["to"] else words
        if words and len(words) <= WORDS and all(map(str.isascii, words)):
            yield " ".join(words)


def selected(found: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """For each term its first alternatives; those of a common term before those of a rare one."""
    kept: dict[str, tuple[tuple[str, ...], bool]] = {}
    for term, alternatives, common in found:
        before, was_common = kept.get(term, ((), False))
        if common and not was_common:
            kept[term] = (alternatives, True)
        elif common == was_common:
            kept[term] = ((*before, *alternatives), common)
    return {term: tuple(dict.fromkeys(own))[:ALTERNATIVES] for term, (own, _) in kept.items()}


def read_edict(path: Path) -> dict[str, tuple[str, ...]]:
    """The selection of a file, in UTF-8 or, as EDICT has always been, in EUC-JP.

    Raises:
        ValueError: it is no such file.

    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("euc_jp", errors="replace")
    found = selected(entries(text.splitlines()))
    if not found:
        raise ValueError(
            f"{path} holds no entries in the format EDICT. On Debian, install the package edict "
            "and give /usr/share/edict/edict."
        )
    return found


def write_dictionary(found: dict[str, tuple[str, ...]], path: Path) -> None:
    """Write the file that :class:`rag.dictionary.Dictionary` reads; an older one is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with sqlite3.connect(new) as base:
        base.execute(MAKE)
        rows = ((term, BETWEEN.join(words)) for term, words in sorted(found.items()))
        base.executemany(ADD, rows)
    base.close()
    new.replace(path)


def main(arguments: list[str]) -> int:
    """Read the file, write the dictionary, say how many terms it has."""
    parser = argparse.ArgumentParser(
        prog="python -m rag.edict", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("file", type=Path, help="EDICT, for example /usr/share/edict/edict")
    options = parser.parse_args(arguments)
    to = dictionary_path(load_settings())
    try:
        found = read_edict(options.file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write_dictionary(found, to)
    sys.stdout.write(f"{len(found):,} terms written to {to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
