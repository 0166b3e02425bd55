"""A sheet as PDF/A, by typst: one compiler for the process, the text handed over as data."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal, cast

import typst

from . import fonts
from .blocks import Sheet

SOURCE = Path(__file__).with_name("paper.typ")
# Archival, and readable aloud.
STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
# A paper's date is on the paper. The file's own stays fixed, so that one sheet is always the same bytes.
FILE_DATE = 1_577_836_800
_one_at_a_time = Lock()


def render_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF; raises NotDrawn with a sentence where it cannot be drawn whole."""
    families = fonts.chains().families
    missing = fonts.undrawable(sheet.text)
    if missing:
        raise fonts.Undrawable(missing)
    inputs = {"sheet": json.dumps(sheet.as_dict(), ensure_ascii=False), "fonts": json.dumps(families, ensure_ascii=False)}
    try:
        with _one_at_a_time:
            pdf = compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=list(STANDARDS), timestamp=FILE_DATE)
    except typst.TypstError as failure:
        raise fonts.NotDrawn(f"PDF 排版没有成功（{failure}），请先下载 Word 文件。") from failure
    # typst gives a list only for page images, and nothing only when it writes to a path.
    return cast(bytes, pdf)


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(str(SOURCE), root=str(SOURCE.parent), font_paths=fonts.installed())
