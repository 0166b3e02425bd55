"""Many papers as one PDF to print: each begins on the front of a sheet, and one that cannot be made is named, not fatal."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from .declared import Missing, Paper
from .fonts import NotDrawn

A4 = (0, 0, 595.28, 841.89)
# A page on its own belongs to no tree, no outline and no form.
TIES = ("/Parent", "/StructParents", "/Annots", "/Tabs")


@dataclass(frozen=True, slots=True)
class Left:
    """A record of which the paper could not be made, and why."""

    record: str
    why: str


class Stack:
    """PDFs laid upon each other."""

    def __init__(self) -> None:
        self._writer, self.pages = PdfFileWriter(stream_xrefs=True), 0

    def lay(self, pdf: bytes) -> None:
        """One paper more; an odd number of pages is followed by an empty one, so that the next begins on a front."""
        for page in _pages(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]):
            for tie in TIES:
                page.pop(tie, None)
            self._writer.insert_page(self._writer.import_object(page))
            self.pages += 1
        if self.pages % 2:
            empty = self._writer.add_object(StreamObject(stream_data=b""))
            self._writer.insert_page(PageObject(contents=empty, media_box=A4))
            self.pages += 1

    def content(self) -> bytes:
        whole = io.BytesIO()
        self._writer.write(whole)
        return whole.getvalue()


def printed_together(paper: type[Paper], records: Iterable[Model], done: Callable[[int], None]) -> tuple[bytes, list[Left]]:
    """One PDF of all that can be made, and what was left out; tells how many are done after each."""
    stack, left = Stack(), []
    for amount, record in enumerate(records, start=1):
        try:
            stack.lay(paper.printable(record))
        except (Missing, NotDrawn) as refusal:
            left.append(Left(str(record), str(refusal)))
        done(amount)
    return stack.content() if stack.pages else b"", left


def _pages(node: Any) -> Iterator[Any]:
    for kid in (each.get_object() for each in node["/Kids"]):
        if kid["/Type"] == "/Pages":
            yield from _pages(kid)
        else:
            yield kid
