"""Small booklets in plain text, for tests that put them on a shelf."""

from pathlib import Path

MOSS = """\
Northern Society for Botany (NSB)
Spring Conference 2019
4 May 2019
Chair: Dr. Ola Berg (University of Oslo)

ABSTRACTS

HANSEN, Kari (University of Bergen)
“Mosses on Roofs”
Keywords: moss, roof

This study asks why mosses grow on roofs. We measured forty roofs in Bergen during one winter.
The results show that mosses prefer slate to tile because slate stays wet.

LUND, Per (Nord University)
“Ferns under Bridges”
Keywords: fern, bridge

This paper examines ferns that grow under bridges. We counted ferns under twelve bridges by hand.
The results show that shade and lime from the mortar let ferns grow.
"""

WOOL = """\
Society for Crafts (SFC)
Autumn Conference 2020
10 October 2020
Chair: Prof. Ann Reed (Leeds University)

ABSTRACTS

SHAW, Ruth (Leeds University)
“Dyeing Wool with Lichens”
Keywords: wool, lichen, moss

This study asks which lichens dye wool. We boiled wool with nine lichens and moss from roofs.
The results show that crottle gives the deepest brown.
"""


def put(root: Path, **booklets: str) -> Path:
    """A folder under ``root`` with one booklet for each name; ``_`` in a name stands for ``-``."""
    corpus = root / "shelf"
    for name, text in booklets.items():
        folder = corpus / name.replace("_", "-")
        folder.mkdir(parents=True)
        (folder / "booklet.txt").write_text(text, "utf-8")
    return corpus


def contents(corpus: Path) -> dict[str, bytes]:
    """Every file of the booklets with what it holds; not what is kept of earlier states."""
    files = (path for path in corpus.rglob("*") if path.is_file())
    named = {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files}
    return {name: held for name, held in named.items() if not name.startswith(".")}
