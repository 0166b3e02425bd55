"""A paper as it is kept: PDF/A-2a and PDF/UA-1, read back object by object from the file itself."""

import io
import re

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from fazhi.kernel.documents import Head, Layout, Paragraph, Sheet, render_pdf
from fazhi.kernel.documents.blocks import Code, Fields, Heading, Table, Verbatim

pytestmark = pytest.mark.usefixtures("chinese_font")
BLOCKS = (
    Heading("一、当事人"),
    Fields([("姓名", "欧阳娜"), ("电话", "13987654321")]),
    Table(["序号", "事项"], [("1", "停止噪音"), ("2", "赔偿八百元")]),
    Paragraph("双方约定如下，ABC 123。"),
    Code("https://fazhi.local/log/", "二维码"),
    Verbatim("P2LEofnTwbm0kcQWv5BmCqJqpt1N8musM96DVAtHArc="),
)
SHEETS = {
    "a form": Sheet("t.form", "调解协议书", "", BLOCKS),
    "an official document": Sheet(
        "t.letter",
        "关于排查矛盾纠纷的通知",
        "",
        BLOCKS,
        Head(Layout.DOCUMENT, "莲城市司法局文件", "莲城市司法局", on="2026年3月2日", number="莲司〔2026〕1号", to="各县区司法局"),
    ),
}


@pytest.fixture(params=SHEETS)
def root(request):
    return PdfFileReader(io.BytesIO(render_pdf(SHEETS[request.param]))).root


def pages(node):
    for kid in (each.get_object() for each in node["/Kids"]):
        yield from pages(kid) if kid["/Type"] == "/Pages" else [kid]


def test_it_says_that_it_is_archival_and_accessible(root):
    told = root["/Metadata"].data.decode()
    assert all(word in told for word in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"))
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    (intent,) = (each.get_object() for each in root["/OutputIntents"])
    assert intent["/S"] == "/GTS_PDFA1" and intent["/DestOutputProfile"].get_object().data[36:40] == b"acsp"
    assert root["/Lang"] == "zh-CN" and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_nothing_active_and_nothing_foreign_stands_in_it(root):
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))


def test_every_font_is_embedded(root):
    found = [font.get_object() for page in pages(root["/Pages"]) for font in page["/Resources"].get("/Font", {}).values()]
    assert found
    for font in found:
        descriptor = (
            font["/DescendantFonts"][0].get_object()["/FontDescriptor"] if "/DescendantFonts" in font else font["/FontDescriptor"]
        )
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
        assert "/ToUnicode" in font, "its characters can be read aloud and searched"


def test_every_run_of_text_stands_in_the_structure_or_is_an_ornament(root):
    for page in pages(root["/Pages"]):
        contents = page["/Contents"]
        parts = [contents] if hasattr(contents, "data") else [each.get_object() for each in contents]
        assert outside(b"\n".join(part.data for part in parts)) == []


def outside(stream: bytes) -> list[bytes]:
    """Text operators that no marked content encloses."""
    depth, found = 0, []
    for token in re.findall(rb"\b(?:BDC|BMC|EMC|TJ|Tj)\b", stream):
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(token, 0)
        found += [token] if token in (b"TJ", b"Tj") and depth == 0 else []
    return found


def test_the_structure_has_the_kinds_that_a_reader_needs_and_pictures_speak(root):
    kinds, spoken = {}, []
    stack = [root["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object() if hasattr(stack[-1], "get_object") else stack.pop()
        if not isinstance(node, dict):
            continue
        kinds[node.get("/S")] = kinds.get(node.get("/S"), 0) + 1
        spoken += [node.get("/Alt")] if node.get("/S") == "/Figure" else []
        kids = node.get("/K", [])
        stack += list(kids) if isinstance(kids, list) else [kids]
    assert {"/Document", "/P", "/Table", "/TR", "/TD", "/TH"} <= set(kinds) and {"/H1", "/H2", "/H3"} & set(kinds)
    assert spoken == ["二维码"]


def test_text_outside_of_the_structure_would_be_found():
    assert outside(b"/P <</MCID 0>> BDC (a) Tj EMC (b) Tj") == [b"Tj"]
