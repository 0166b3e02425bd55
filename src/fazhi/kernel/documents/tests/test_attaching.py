"""Attachments: what is taken in, what is refused with a sentence, what is kept."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.kernel.documents import Lost, Unacceptable, attach, files_of, open_file, render_docx, shelf, upload_of, withdraw
from fazhi.kernel.documents import Sheet as PaperSheet
from fazhi.kernel.documents.models import File
from fazhi.kernel.documents.names import clean_name
from fazhi.kernel.ledger.book import history

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + b"\x00" * 40
GIF = bytes.fromhex("474946383961010001008000000000ffffff21f90401000000002c00000000010001000002024401003b")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def packed(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def on_the_shelf(files) -> list:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_fingerprint_and_told_to_the_ledger(record, person, files):
    file = attach(record, upload_of("身份证明.pdf", PDF), "身份证明", person)
    assert (file.mime, file.size, file.kind) == ("application/pdf", len(PDF), "身份证明")
    assert file.sha256 == hashlib.sha256(PDF).hexdigest() and file.is_intact()
    assert on_the_shelf(files) == [file.place]
    with open_file(file) as content:
        assert content.read() == PDF
    told = history(record).get()
    assert told.act == "attach" and told.actor == person and "身份证明.pdf" not in str(told.changes)


def test_an_upload_of_a_form_is_taken(record):
    assert attach(record, SimpleUploadedFile("../证据.pdf", PDF)).name == "证据.pdf"


def test_the_same_content_is_kept_once(record, files):
    one, other = attach(record, upload_of("一.pdf", PDF)), attach(record, upload_of("二.pdf", PDF))
    assert one.place == other.place and len(on_the_shelf(files)) == 1
    assert [file.name for file in files_of(record)] == ["一.pdf", "二.pdf"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.PDF", PDF),
        ("a.png", PNG),
        ("a.gif", GIF),
        ("a.doc", OLE),
        ("a.wps", OLE),
        ("a.docx", render_docx(PaperSheet("k", "试", "", ()))),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml")),
        ("a.ofd", packed("OFD.xml", "Doc_0/Document.xml")),
        ("a.txt", "调解笔录".encode()),
        ("a.csv", "姓名,金额\n张某,1".encode("gb18030")),
        ("2023.11.16 笔录.pdf", PDF),
    ],
)
def test_what_offices_work_with_is_taken(record, name, content):
    assert attach(record, upload_of(name, content)).name == name


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("发票.pdf.exe", PDF, "可能带有程序"),
        ("发票.exe.pdf", PDF, "名称里有 .exe"),
        ("x.php.jpg", PNG, "名称里有 .php"),
        ("x.svg", b"<svg onload=alert(1)>", "名称里有 .svg"),
        ("gpj.\u202eexe", b"MZ", "可能带有程序"),
        ("证据.zip", packed("a.txt"), "请解压后逐个上传"),
        ("没有扩展名", PDF, "没有扩展名"),
        ("a.png", PDF, "内容不是 png 文件"),
        ("a.pdf", b"MZ" + b"\x00" * 100, "内容不是 pdf 文件"),
        ("a.txt", b"MZ\x00\x01", "内容不是 txt 文件"),
        ("a.docx", packed("a.txt"), "内容不是 docx 文件"),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "内容不是 xlsx 文件"),
        ("a.docx", b"PK\x03\x04broken", "内容不是 docx 文件"),
        ("a.pdf", b"", "空文件"),
        # polyglots: one file that is two
        ("a.gif", GIF + packed("Main.class"), "后面夹带了压缩包"),
        ("a.pdf", PDF + packed("payload.js"), "后面夹带了压缩包"),
        ("a.gif", GIF[:19] + b"<script>alert(1)</script>" + GIF[19:], "里夹带了别的文件"),
        ("a.png", PNG + PDF, "里夹带了别的文件"),
        ("a.pdf", b"%PDF-1.7\n<html><script>", "里夹带了别的文件"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence_and_not_kept(record, files, name, content, sentence):
    with pytest.raises(Unacceptable, match=sentence) as refusal:
        attach(record, upload_of(name, content))
    assert isinstance(refusal.value, ValidationError)
    assert not File.objects.exists() and not on_the_shelf(files) and not history(record).exists()


def test_a_file_over_the_limit_is_refused_while_it_comes_in(record, files, monkeypatch):
    monkeypatch.setattr(shelf, "LARGEST", 10)
    with pytest.raises(Unacceptable, match="超过"):
        attach(record, upload_of("a.pdf", PDF))
    assert not on_the_shelf(files)


def test_the_limit_is_fifty_megabytes():
    assert shelf.LARGEST == 50 * 1024 * 1024


def test_a_record_holds_two_hundred_files_and_one_withdrawn_makes_room(record, person, files):
    files_before = [
        File(of_label="org.unit", of_id=record.pk, name=f"{n}.pdf", sha256="0" * 64, size=1, mime="application/pdf")
        for n in range(200)
    ]
    File.objects.bulk_create(files_before)
    with pytest.raises(Unacceptable, match="最多 200 个附件"):
        attach(record, upload_of("a.pdf", PDF))
    withdraw(files_of(record).first(), person, "传错了")
    assert attach(record, upload_of("a.pdf", PDF)).pk and not list(files.rglob(".*.new"))


def test_a_withdrawn_file_stays_on_the_shelf_with_its_reason(record, person):
    file = attach(record, upload_of("a.pdf", PDF))
    with pytest.raises(Unacceptable, match="写明理由"):
        withdraw(file, person, " ")
    withdrawn = withdraw(file, person, "传错了案件")
    assert withdrawn.is_intact() and not files_of(record).exists()
    assert history(record).first().act == "withdraw_file" and history(record).first().reason == "传错了案件"
    with pytest.raises(Unacceptable, match="已经撤回"):
        withdraw(file, person, "再撤")


def test_content_that_is_gone_or_changed_is_noticed(record):
    file = attach(record, upload_of("a.pdf", PDF))
    file.place.chmod(0o640)
    file.place.write_bytes(b"%PDF-other")
    assert not file.is_intact()
    file.place.unlink()
    with pytest.raises(Lost, match="不在文件库里"):
        open_file(file)
    assert not file.is_intact()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\陈\\证据.pdf", "证据.pdf"),
        ("a\x00b\nc\u202e.pdf", "abc.pdf"),
        ('什么?"<x>".pdf', "什么___x__.pdf"),
        ("  .pdf. ", "pdf"),
        ("䶮𠮷.pdf", "䶮𠮷.pdf"),
        ("", "未命名"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_cleaned_of_paths_and_of_what_cannot_be_seen(given, kept):
    assert clean_name(given) == kept


def test_a_long_name_is_cut_between_characters_and_keeps_its_suffix():
    name = clean_name("调" * 200 + ".pdf")
    assert len(name.encode()) <= 255 and name.endswith("调.pdf")
    assert len(clean_name("a." + "x" * 400).encode()) <= 255
