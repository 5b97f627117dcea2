"""Pages of a PDF as pictures and text, for a person who compares them with the records."""

import base64
import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from corpus.errors import CorpusError
from corpus.progress import Progress

WIDTH = 700  # pixels: fine print can just be read
_HIGHEST = 2000
_QUALITY = 60
# Number of the page, JPEG in base64, text.
Picture = tuple[int, str, str]


def read_pictures(
    path: Path,
    progress: Progress | None = None,
    *,
    pages: Sequence[int] = (),
    most_bytes: int = 0,
) -> list[Picture]:
    """The pages of these numbers, from 1; "" for a picture that would pass ``most_bytes`` in all.

    Files from strangers: use :func:`corpus.readers.child.ask`. Raises CorpusError where the file
    cannot be opened or a page cannot be drawn.
    """
    found: list[Picture] = []
    try:
        document = pdfium.PdfDocument(path)
        for done, number in enumerate(pages):
            if progress is not None:
                progress(done, len(pages))
            if 1 <= number <= len(document):
                picture, text = _drawn(document[number - 1])
                most_bytes -= len(picture)
                found.append((number, picture if most_bytes >= 0 else "", text))
        document.close()
    except pdfium.PdfiumError as error:
        raise CorpusError(f"{path} cannot be drawn; open it, save it anew and add that.") from error
    return found


def _drawn(page: pdfium.PdfPage) -> tuple[str, str]:
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / max(width, 1.0), _HIGHEST / max(height, 1.0)))
    stream = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(stream, "JPEG", quality=_QUALITY, optimize=True)
    bitmap.close()
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
    text = "".join(it for it in text if it.isprintable() or it == "\n")
    page.close()
    return base64.b64encode(stream.getvalue()).decode("ascii"), text
