"""文书与附件: files with checksums, and papers filled from a record."""

from importlib import import_module
from typing import Any

from .blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from .contents import Unacceptable
from .declared import Missing, Paper, papers_of
from .fonts import NoChineseFont, NotDrawn, Undrawable, substituted, undrawable
from .heads import Head, Layout
from .pdf import render_pdf
from .seals import NotSealed, sealer
from .sheets import Imprint, Sheet
from .word import render_docx

STORED = {
    "File": ".models",
    "IssuedPaper": ".models",
    "Lost": ".attaching",
    "attach": ".attaching",
    "files_of": ".attaching",
    "doubts_of": ".signing_by_hand",
    "sign_by_hand": ".signing_by_hand",
    "HandSignature": ".models",
    "open_file": ".attaching",
    "upload_of": ".attaching",
    "withdraw": ".attaching",
    "PaperService": ".models",
    "PaperSignature": ".models",
    "PublicVersion": ".models",
    "correct": ".issuing",
    "issue": ".issuing",
    "issued_papers": ".issuing",
    "printed_together": ".printing",
    "publish": ".issuing",
    "receipt_of": ".receipt",
    "serve": ".issuing",
    "sign": ".issuing",
}

__all__ = [
    "Block",
    "Date",
    "Fields",
    "Head",
    "Heading",
    "Imprint",
    "Layout",
    "Missing",
    "NoChineseFont",
    "NotDrawn",
    "NotSealed",
    "Number",
    "Paper",
    "Paragraph",
    "Sheet",
    "Signatures",
    "Table",
    "Unacceptable",
    "Undrawable",
    "papers_of",
    "render_docx",
    "render_pdf",
    "sealer",
    "substituted",
    "undrawable",
    *STORED,  # noqa: PLE0604
]


def __getattr__(name: str) -> Any:
    """What stands on tables, once Django has loaded its apps."""
    if name in STORED:
        return getattr(import_module(STORED[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
