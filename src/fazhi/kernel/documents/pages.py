"""Pages of PDFs, by PDFium: drawn as pictures, so that nothing active comes along (ADR 17), and laid upon each other for the printer."""

import io
from threading import Lock

import pypdfium2

SHARPNESS = 150 / 72  # points an inch of the picture, over those of a page
LARGEST = 4000  # picture points along one side, however large a page says it is
QUALITY = 80
MOST = 300  # pages of one PDF
A4 = (595.28, 841.89)
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


class Stack:
    """PDFs laid upon each other."""

    def __init__(self) -> None:
        with _one_at_a_time:
            self._whole = pypdfium2.PdfDocument.new()
        self.pages = 0

    def lay(self, pdf: bytes) -> None:
        """One paper more; an odd number of pages is followed by an empty one, so that the next begins on a front."""
        with _one_at_a_time:
            paper = _opened(pdf)
            self._whole.import_pages(paper)
            paper.close()
            if len(self._whole) % 2:
                self._whole.new_page(*A4)
            self.pages = len(self._whole)

    def content(self) -> bytes:
        whole = io.BytesIO()
        with _one_at_a_time:
            self._whole.save(whole)
        return whole.getvalue()
