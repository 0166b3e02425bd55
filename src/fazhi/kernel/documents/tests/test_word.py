"""The Word files as another program lays them out: beside our own PDF nothing is left to be typed or moved."""

import shutil
import subprocess

import pytest

from fazhi.kernel.documents import Paragraph, Sheet, Signatures, render_docx, render_pdf
from fazhi.kernel.documents.blocks import Contents, Cover, End, Fields, Title

from .measuring import ink, words
from .test_measures import near, place, sheet

pytestmark = [
    pytest.mark.usefixtures("chinese_font"),
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (Debian: apt install libreoffice-writer)"),
]
SIGNED = (Fields([("姓名", "张某")]), Fields([("姓名", "李某")]), Signatures(["申请人（签名、盖章或者按指印）", "人民调解员"]))
PAPERS = [Title("人民调解申请书"), Paragraph("国" * 900), Title("权利义务告知书"), *SIGNED]
FILE = (
    Cover("荷花街道人民调解委员会", "人民调解卷宗", [("案号", "荷花人调字第1号"), ("卷号", "")]),
    Contents(("序号", "材料名称", "备注", "页次"), [(1, "人民调解申请书", "", 1), (2, "权利义务告知书", "", 2)]),
    *PAPERS,
    End("卷宗封底"),
)
SHEETS = {
    "document": sheet(
        "document",
        "关于规范工作的通知",
        Paragraph("国" * 1000),
        Paragraph("特此通知。"),
        signers=("张某", "李某某", "王某"),
        copy_number="000012",
    ),
    "letter": sheet("letter", "关于商请派员参加调解的函", mark="莲城市司法局", secrecy="机密★1年"),
    "file": Sheet("t.file", "人民调解卷宗", "", FILE),
}


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """Each sheet as LibreOffice draws its Word file; one start for all, in a home of its own."""
    home = tmp_path_factory.mktemp("word")
    for name, made in SHEETS.items():
        (home / f"{name}.docx").write_bytes(render_docx(made))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{home}/office",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(home),
    ]
    subprocess.run([*command, *(str(home / f"{name}.docx") for name in SHEETS)], check=True, capture_output=True, timeout=180)  # noqa: S603
    return {name: (home / f"{name}.pdf").read_bytes() for name in SHEETS}


def amount(pdf):
    return (
        subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split("Pages:")[1].split()[0]
    )  # noqa: S607


def test_a_document_has_its_grid_its_red_line_and_its_imprint_where_our_pdf_has_them(laid_out):
    word, ours = laid_out["document"], render_pdf(SHEETS["document"])
    assert amount(word) == amount(ours)
    lines = [each for each in words(word, 2) if set(each.text) == {"国"}]
    assert {len(each.text) for each in lines[:-1]} == {28} and (lines[0].left, lines[0].right) == near(28, 184)
    assert lines[1].top - lines[0].top == near(225 / 22)
    rule = ink(word, red=True).rows(120, 160)[-1]
    assert ink(word, red=True).columns(*rule) == near(28, 184)
    for text in ("莲司发", "李某某", "000012"):
        assert place(word, text).left == pytest.approx(place(ours, text).left, abs=2.5), text
    last = int(amount(word))
    thick = [band for band in ink(word, last).rows(235, 266) if band[1] - band[0] < 1]
    assert thick[-1][1] == pytest.approx(262, abs=1.5) and place(word, "日印发", last).bottom < 262
    assert any("特此通知" in each.text for each in words(word, last)), "nobody signs a page without text"


def test_a_letter_has_its_mark_and_both_double_lines_in_head_and_foot(laid_out):
    word = laid_out["letter"]
    bands = ink(word, red=True).rows()
    assert bands[0][0] == pytest.approx(30, abs=3) and 297 - bands[-1][1] == pytest.approx(20, abs=1)
    assert ink(word, red=True).columns(*bands[-1]) == near(20, 190)
    assert 184 - place(word, "号").right == near(0) and place(word, "机密").top == near(place(word, "莲司发").top)
    assert not [each for each in words(word) if each.text == "—"]


def test_a_file_counts_its_pages_from_the_first_paper_and_tables_stay_apart(laid_out):
    word = laid_out["file"]
    assert amount(word) == "6" == amount(render_pdf(SHEETS["file"]))
    numbers = [[each.text for each in words(word, page) if each.text.isdigit() and each.top > 262] for page in range(1, 7)]
    assert numbers == [[], [], ["1"], ["2"], ["3"], []]
    assert [each.text for each in words(word, 2) if each.text.isdigit() and each.left > 160] == ["1", "3"]
    signed = [each for each in words(word, 5) if each.text == "日"]
    assert len(signed) == 2 and all(each.left > 140 for each in signed), "the day stays on its line"
