"""Comma and tab separated text: which encoding it is in is decided by strict decoding, never guessed into mojibake."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from .cells import BLANK, Cell, text_cell
from .guard import CHUNK, Refused
from .stream import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Row

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LABELS = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16"}
LABELS |= {"utf-16-be": "UTF-16", "gb18030": "GBK"}
SAMPLE = 1 << 18
# A Chinese ledger is written in the 3,755 everyday characters of GB 2312; what Big5 or broken bytes give is not.
EVERYDAY = 0.7
DELIMITERS = ",\t;，"
GUARDED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")


def encoding_of(data: bytes) -> str:
    """The one encoding in which every byte of the file makes sense."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    if b"\0" in data[:SAMPLE]:
        return _strict(data, "utf-16-le" if data[1:SAMPLE:2].count(0) >= data[0:SAMPLE:2].count(0) else "utf-16-be")
    broken_at = first_fault(data, "utf-8")
    if broken_at is None:
        return "utf-8"
    if _mostly_utf_8(data):
        raise _broken(data, broken_at, "utf-8")
    return _gb18030(data)


def _strict(data: bytes, name: str) -> str:
    if (at := first_fault(data, name)) is not None:
        raise _broken(data, at, name)
    return name


def first_fault(data: bytes, name: str) -> int | None:
    """Where the bytes first make no sense in this encoding; None when they all do."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    for start in range(0, max(len(data), 1), CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + CHUNK], final=start + CHUNK >= len(data))
        except UnicodeDecodeError as fault:
            return start - pending + fault.start
    return None


def _broken(data: bytes, at: int, name: str) -> Refused:
    line = data[:at].decode(name, "ignore").count("\n") + 1
    found = f"第 {line} 行有无法识别的字节（文件看来是 {LABELS[name]} 编码）"
    return Refused(f"{found}，未读取；请用 Excel 或 WPS 打开核对后，另存为 .xlsx 再传。")


def _mostly_utf_8(data: bytes) -> bool:
    """Whether a few bytes are broken in what is otherwise UTF-8: then GBK would read it as other characters."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\u07ff" for character in text) - broken > 2 * broken


def _gb18030(data: bytes) -> str:
    if (at := first_fault(data, "gb18030")) is not None:
        raise _broken(data, at, "gb18030")
    text = data[:SAMPLE].decode("gb18030", "ignore")
    foreign = [character for character in text if character > "\x7f"]
    if foreign and sum(map(_everyday, foreign)) < EVERYDAY * len(foreign):
        guess = from_bytes(data[: SAMPLE // 8]).best()
        looks = f"（像是 {guess.encoding}）" if guess else ""
        raise Refused(f"看不出文件的编码{looks}，为免读成乱码，未读取；请用 Excel 或 WPS 打开，另存为 .xlsx 再传。")
    return "gb18030"


def _everyday(character: str) -> bool:
    try:
        first, second = character.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return False
    return 0xA1 <= first <= 0xA3 or 0xB0 <= first <= 0xD7


def delimiter_of(data: bytes, encoding: str) -> str:
    """The sign that parts most columns in the first lines."""
    head = data[: SAMPLE - SAMPLE % 4].decode(encoding, "ignore").splitlines()[:20]
    return max(DELIMITERS[:3], key=lambda sign: sum(line.count(sign) for line in head))


def rows_of_text(data: bytes, encoding: str, delimiter: str) -> Iterator[Row]:
    """Each record with the number it would have in Excel."""
    csv.field_size_limit(MAX_TEXT)
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, "strict", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            record = next(reader, None)
        except csv.Error:
            place = f"第 {number + 1} 行（文本第 {reader.line_num} 行）"
            raise Refused(f"{place}的引号不成对或一格文字过长，未读取；请另存为 .xlsx 再传。")
        if record is None:
            return
        number += 1
        if len(record) > MAX_COLUMNS or number > MAX_ROWS:
            raise Refused(f"第 {number} 行超过 {MAX_COLUMNS} 列或 {MAX_ROWS} 行，未读取；请拆成几份再传。")
        yield Row(number, [_cell(text) for text in record])


def _cell(text: str) -> Cell:
    if not text:
        return BLANK
    # The apostrophe that our own export sets before =1+1, so that Excel takes it for text.
    return text_cell(text[1:] if GUARDED.match(text) else text)
