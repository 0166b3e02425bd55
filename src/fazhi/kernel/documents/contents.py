"""What a file really is: its content against its suffix, and nothing carried along inside."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import filetype
from django.core.exceptions import ValidationError

from .names import suffixes

HEAD = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Readers of PDF and browsers look this far for a beginning of their own.
SMUGGLED = 1024
MARKUP = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<iframe")
RUNNABLE = frozenset(
    (
        *("exe", "com", "bat", "cmd", "scr", "msi", "dll", "jar", "apk", "app", "dmg", "iso", "lnk", "reg"),
        *("js", "mjs", "vbs", "vbe", "wsf", "ps1", "sh", "bash", "py", "php", "phtml", "jsp", "jspx", "asp", "aspx", "cgi", "pl"),
        *("html", "htm", "xhtml", "shtml", "hta", "mht", "svg", "xml"),
        *("docm", "dotm", "xlsm", "xltm", "xlam", "pptm"),
    )
)
MOST_ENTRIES = 10_000


class Unacceptable(ValidationError):
    """A file that is not taken; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="file")
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Kind:
    """A type of file that is taken: how it is served, and how its content is known."""

    mime: str
    holds: Callable[[IO[bytes], bytes], bool]


def checked_mime(name: str, content: IO[bytes]) -> str:
    """The type of a file whose suffix and content agree; Unacceptable otherwise."""
    suffix = _suffix(name)
    kind = KINDS[suffix]
    content.seek(0)
    head = content.read(HEAD)
    if not kind.holds(content, head):
        raise Unacceptable(f"“{name}”的内容不是 {suffix} 文件，请用原来的软件另存后再上传。")
    _refuse_smuggled(name, suffix, content, head)
    content.seek(0)
    return kind.mime


def _suffix(name: str) -> str:
    parts = suffixes(name)
    if not parts:
        raise Unacceptable(f"“{name}”没有扩展名，认不出是什么文件。")
    hidden = RUNNABLE.intersection(parts)
    if hidden:
        raise Unacceptable(f"“{name}”的名称里有 .{sorted(hidden)[0]}，这种文件可能带有程序，不能上传。")
    if parts[-1] not in KINDS:
        raise Unacceptable(f"不能上传 .{parts[-1]} 文件。可以上传：{'、'.join(sorted(KINDS))}；压缩包请解压后逐个上传。")
    return parts[-1]


def _refuse_smuggled(name: str, suffix: str, content: IO[bytes], head: bytes) -> None:
    """A second file inside the first: a page in an image, an archive behind a PDF."""
    start = head[:SMUGGLED].lower()
    if (suffix != "pdf" and b"%pdf-" in start) or (suffix not in TEXTS and any(mark in start for mark in MARKUP)):
        raise Unacceptable(f"“{name}”里夹带了别的文件，不能上传。")
    if suffix not in PACKAGES and archive_names(content):
        raise Unacceptable(f"“{name}”后面夹带了压缩包，不能上传。")


def archive_names(content: IO[bytes]) -> list[str]:
    """What an archive lists, or nothing where there is none."""
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            return archive.namelist()[: MOST_ENTRIES + 1]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def is_of(*extensions: str) -> Callable[[IO[bytes], bytes], bool]:
    """Known by its first bytes, to the library `filetype`."""

    def holds(content: IO[bytes], head: bytes) -> bool:
        guess = filetype.guess(head)
        return guess is not None and guess.extension in extensions

    return holds


def is_package(folder: str) -> Callable[[IO[bytes], bytes], bool]:
    """A zip that holds what the office suites put in, and no macros."""

    def holds(content: IO[bytes], head: bytes) -> bool:
        names = archive_names(content) if head.startswith(b"PK\x03\x04") else []
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return 0 < len(names) <= MOST_ENTRIES and any(name.startswith(folder) for name in names) and not macros

    return holds


def is_pdf(content: IO[bytes], head: bytes) -> bool:
    return head.startswith(b"%PDF-")


def is_ole(content: IO[bytes], head: bytes) -> bool:
    return head.startswith(OLE)


def is_text(content: IO[bytes], head: bytes) -> bool:
    """Text in UTF-8 or GB 18030, without a NUL."""
    content.seek(0)
    whole = content.read()
    return b"\x00" not in whole and (_decodes(whole, "utf-8") or _decodes(whole, "gb18030"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


OFFICE = "application/vnd.openxmlformats-officedocument"
PACKAGES = {
    "docx": Kind(f"{OFFICE}.wordprocessingml.document", is_package("word/")),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", is_package("xl/")),
    "pptx": Kind(f"{OFFICE}.presentationml.presentation", is_package("ppt/")),
    "ofd": Kind("application/ofd", is_package("OFD.xml")),
}
TEXTS = {"txt": Kind("text/plain", is_text), "csv": Kind("text/csv", is_text)}
KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", is_pdf),
    "jpg": Kind("image/jpeg", is_of("jpg")),
    "jpeg": Kind("image/jpeg", is_of("jpg")),
    "png": Kind("image/png", is_of("png")),
    "gif": Kind("image/gif", is_of("gif")),
    "webp": Kind("image/webp", is_of("webp")),
    "bmp": Kind("image/bmp", is_of("bmp")),
    "tif": Kind("image/tiff", is_of("tif")),
    "tiff": Kind("image/tiff", is_of("tif")),
    "heic": Kind("image/heic", is_of("heic")),
    "doc": Kind("application/msword", is_ole),
    "xls": Kind("application/vnd.ms-excel", is_ole),
    "ppt": Kind("application/vnd.ms-powerpoint", is_ole),
    "wps": Kind("application/kswps", is_ole),
    "et": Kind("application/kset", is_ole),
    "mp3": Kind("audio/mpeg", is_of("mp3")),
    "m4a": Kind("audio/mp4", is_of("m4a", "mp4")),
    "wav": Kind("audio/x-wav", is_of("wav")),
    "amr": Kind("audio/amr", is_of("amr")),
    "mp4": Kind("video/mp4", is_of("mp4", "m4v", "mov", "3gp")),
    "mov": Kind("video/quicktime", is_of("mov", "mp4")),
    **PACKAGES,
    **TEXTS,
}
