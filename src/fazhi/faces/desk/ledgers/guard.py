"""What is looked at before a workbook is opened: sizes, entries, nested archives. Nothing is unpacked here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

MIB = 1 << 20
MAX_FILE = 200 * MIB
MAX_ENTRIES = 2_000
MAX_DIRECTORY = 1 * MIB
MAX_UNPACKED = 1024 * MIB
MAX_PART = 768 * MIB
MAX_STRINGS = 192 * MIB
MAX_RATIO = 100
RATIO_MATTERS_ABOVE = 8 * MIB
CHUNK = 1 << 16

END_RECORD = struct.Struct("<4s4H2LH")
END_MAGIC = b"PK\x05\x06"
ZIP64_LOCATOR = b"PK\x06\x07"
XML = (".xml", ".rels", ".vml")
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".ods", ".rar", ".7z", ".gz", ".jar")


class Refused(Exception):  # noqa: N818
    """The file is not read at all; the sentence tells its owner why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive of a workbook, once its directory has shown that unpacking it is harmless."""
    _refuse_large_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Refused("文件打不开，可能没有传完整或已损坏；请在 Excel 里另存一份再传。")
    _refuse_dangerous_entries(archive.infolist())
    for name in archive.namelist():
        if name.lower().endswith(XML):
            _refuse_declarations(archive, name)
    return archive


def _refuse_large_directory(data: bytes) -> None:
    # zipfile builds one object per entry before anybody can count them, so the end record is read first.
    at = data.rfind(END_MAGIC, max(0, len(data) - (1 << 16) - END_RECORD.size))
    if at < 0 or at + END_RECORD.size > len(data):
        raise Refused("文件不完整：缺少结尾部分，可能没有传完；请重新上传。")
    _, _, _, _, entries, size, _, _ = END_RECORD.unpack_from(data, at)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY or data[max(0, at - 20) : at].startswith(ZIP64_LOCATOR):
        raise Refused(f"文件内部的部件超过 {MAX_ENTRIES} 个，不像正常的表格，未读取；请只保留需要的工作表，另存一份再传。")


def _refuse_dangerous_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Refused(f"文件内部的部件超过 {MAX_ENTRIES} 个，不像正常的表格，未读取。")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(f"表格展开后超过 {MAX_UNPACKED // MIB} MB，未读取；请拆成几份再传。")
    for entry in entries:
        _refuse_entry(entry)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise Refused("文件设了密码，读不了；请取消密码后再传。")
    if entry.filename.lower().endswith(ARCHIVES):
        raise Refused(f"表格里嵌着另一个文件（{entry.filename.rpartition('/')[2][:60]}），未读取；请删去嵌入的文件后再传。")
    if entry.file_size > RATIO_MATTERS_ABOVE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        sizes = f"{entry.file_size // MIB} MB 压成了 {entry.compress_size // 1024} KB"
        raise Refused(f"表格压缩得不正常：{sizes}，未读取；请另存一份再传。")
    limit = MAX_STRINGS if entry.filename.lower().endswith("sharedstrings.xml") else MAX_PART
    if entry.file_size > limit:
        raise Refused(f"表格的一个部分展开后超过 {limit // MIB} MB，未读取；请拆成几份再传。")


def chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of one part, a little at a time; zipfile never gives more than the directory admitted."""
    try:
        with archive.open(part) as stream:
            while block := stream.read(CHUNK):
                yield block
    except KeyError:
        raise Refused("表格缺少必要的部分，可能已损坏；请在 Excel 里另存一份再传。")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error):
        raise Refused("表格内容与校验值不符，可能没有传完整或已损坏；请重新上传。")


def _refuse_declarations(archive: zipfile.ZipFile, part: str) -> None:
    # Every part, not only those read here: the workbook is later opened whole, to be marked and given back.
    rest = b""
    for block in chunks(archive, part):
        if (not rest and block.startswith(WIDE)) or any(word in rest + block for word in DECLARATIONS):
            _refuse_doctype()
        rest = block[-len(DECLARATIONS[0]) :]


def strict_parser() -> expat.XMLParserType:
    """An XML parser that refuses any document type declaration, and so every entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise Refused("表格里有外部声明（DTD），不是 Excel 会写出的内容，未读取。")


def feed(parser: expat.XMLParserType, block: bytes, last: bool = False) -> None:
    """Parse one block; broken XML becomes a sentence."""
    try:
        parser.Parse(block, last)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused("表格内容已损坏（XML 不完整），未读取；请在 Excel 里另存一份再传。")
