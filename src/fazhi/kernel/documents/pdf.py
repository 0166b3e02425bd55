"""A sheet as PDF/A, by typst: one compiler for the process, the text handed over as data."""

import json
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast

import typst

from . import fonts, shelf
from .blocks import Code, Scan, Table
from .sheets import Imprint, Sheet

SOURCE = Path(__file__).with_name("paper.typ")
# Archival, and readable aloud.
Standard = Literal["a-2a", "ua-1"]
STANDARDS: tuple[Standard, ...] = ("a-2a", "ua-1")
# A paper's date is on the paper. The file's own stays fixed, so that one sheet is always the same bytes.
FILE_DATE = 1_577_836_800
_one_at_a_time = Lock()


def render_pdf(sheet: Sheet, imprint: Imprint | None = None) -> bytes:
    """The sheet as PDF; raises NotDrawn with a sentence where it cannot be drawn whole."""
    with _pictures(sheet) as folder:
        return _compiled(_told(sheet, imprint or Imprint(), folder), list(STANDARDS))


def print_pdf(sheet: Sheet, imprint: Imprint | None = None) -> bytes:
    """The same pages for a printer, which neither archives nor reads aloud: untagged, quicker to make and to lay together."""
    with _pictures(sheet) as folder:
        return _compiled(_told(sheet, imprint or Imprint(), folder), [], tags=False)


def _pictures(sheet: Sheet) -> AbstractContextManager[Path]:
    """Where the pictures of a sheet can be read while it is drawn."""
    return shelf.laid_open(block for block in sheet.blocks if isinstance(block, Scan))


def _told(sheet: Sheet, imprint: Imprint, pictures: Path) -> dict[str, str]:
    families = fonts.chains().families
    missing = fonts.undrawable(sheet.text + imprint.text)
    if missing:
        raise fonts.Undrawable(missing)
    drawn = sheet.as_dict() | {
        "lines": sheet.lines,
        "number": sheet.number,
        "signers": sheet.head.signer_lines if sheet.head else [],
    }
    for block, written in zip(sheet.blocks, drawn["blocks"], strict=True):
        written |= {"shares": block.shares} if isinstance(block, Table) else {}
    told: dict[str, Any] = {
        "sheet": drawn,
        "imprint": imprint.as_dict(),
        "fonts": families,
        "codes": {block.text: block.svg for block in sheet.blocks if isinstance(block, Code)},
    }
    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    return inputs | {"shelf": str(pictures)}


def _compiled(inputs: dict[str, str], standards: list[Standard], tags: bool = True) -> bytes:
    try:
        with _one_at_a_time:
            pdf = compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=FILE_DATE, pdf_tags=tags)
    except typst.TypstError as failure:
        raise fonts.NotDrawn(f"PDF 排版没有成功（{failure}），请先下载 Word 文件。") from failure
    # typst gives a list only for page images, and nothing only when it writes to a path.
    return cast(bytes, pdf)


@cache
def compiler() -> typst.Compiler:
    """Reads nothing but its own source, the fonts, and the pictures that a sheet names by their fingerprint."""
    return typst.Compiler(str(SOURCE), root="/", font_paths=fonts.installed())
