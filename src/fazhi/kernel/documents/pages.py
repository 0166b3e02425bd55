"""The pages of a PDF that somebody brought, as pictures: PDFium draws them, and nothing active comes along (ADR 15)."""

import io
from threading import Lock

import pypdfium2

SHARPNESS = 150 / 72  # points an inch of the picture, over those of a page
LARGEST = 4000  # picture points along one side, however large a page says it is
QUALITY = 80
MOST = 300  # pages of one PDF
_one_at_a_time = Lock()  # PDFium knows of no threads


class NotDrawable(ValueError):
    """Broken, locked, or too long: it is named instead."""


def count(pdf: bytes) -> int:
    """How many pages there are; raises NotDrawable."""
    with _one_at_a_time:
        document = _opened(pdf)
        try:
            if not 0 < len(document) <= MOST:
                raise NotDrawable(f"{len(document)} pages")
            return len(document)
        finally:
            document.close()


def picture(pdf: bytes, page: int) -> bytes:
    """One page, from 1, as JPEG; raises NotDrawable."""
    with _one_at_a_time:
        document = _opened(pdf)
        try:
            drawn = document[page - 1]
            scale = min(SHARPNESS, LARGEST / max(drawn.get_size()))
            made = io.BytesIO()
            drawn.render(scale=scale).to_pil().convert("RGB").save(made, "JPEG", quality=QUALITY)
            return made.getvalue()
        except (pypdfium2.PdfiumError, ValueError, IndexError) as reason:
            raise NotDrawable(str(reason)) from reason
        finally:
            document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as reason:
        raise NotDrawable(str(reason)) from reason
