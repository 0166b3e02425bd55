"""Files on disk, encrypted, each under the fingerprint of its content: the same content is kept once."""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.core.files.storage import FileSystemStorage

from fazhi.kernel.records import chest

from . import open_folders, pages
from .blocks import Scan
from .contents import Unacceptable

LARGEST = 50 * 1024 * 1024
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Arrived:
    """Content that has come in and is held in memory until it is kept: in the clear it never touches a disk."""

    content: IO[bytes]
    sha256: str
    size: int


@contextmanager
def arriving(name: str, chunks: Iterable[bytes]) -> Iterator[Arrived]:
    """Take content in, measured as it comes; whatever was not kept is gone afterwards."""
    with io.BytesIO() as content:
        digest, size = _write(name, chunks, content)
        content.seek(0)
        yield Arrived(content, digest, size)


def keep(arrived: Arrived) -> None:
    """Put content in its place for good, encrypted."""
    arrived.content.seek(0)
    write(place_of(arrived.sha256), chest.closed(arrived.content.read(), where(arrived.sha256)))


def write(place: Path, stored: bytes) -> None:
    """Whole or not at all: beside it, to the disk, then into its place."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    beside = place.with_name(f".{place.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(stored)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o640)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def place_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def where(sha256: str) -> str:
    """What a file is bound to: its own fingerprint."""
    return f"file {sha256}"


def read(sha256: str) -> bytes:
    """The content; raises FileNotFoundError where it is gone, chest.Unopened where it cannot be decrypted."""
    return chest.opened(place_of(sha256).read_bytes(), where(sha256))


def is_intact(sha256: str) -> bool:
    """Whether the content is there and still what was taken in."""
    try:
        return hashlib.sha256(read(sha256)).hexdigest() == sha256
    except OSError:
        return False


@contextmanager
def laid_open(scans: Iterable[Scan]) -> Iterator[Path]:
    """A folder in memory in which the pictures of scans lie in the clear, for a program that reads nothing but files; gone afterwards."""
    with open_folders.folder(in_memory=True) as folder:
        for scan in set(scans):
            Path(folder, scan.name).write_bytes(picture_of(scan))
        yield folder


def picture_of(scan: Scan) -> bytes:
    """What a scan shows: the picture as it was brought, or the drawn page of a PDF."""
    content = read(scan.sha256)
    return pages.picture(content, scan.page) if scan.form == "pdf" else content


class Drawer(FileSystemStorage):
    """Where a file lies that is not anybody's record yet: encrypted too, bound to its name, and thrown away by it."""

    def _save(self, name: str, content: DjangoFile) -> str:
        return super()._save(name, ContentFile(chest.closed(content.read(), name)))

    def _open(self, name: str, mode: str = "rb") -> DjangoFile:
        return ContentFile(chest.opened(Path(self.path(name)).read_bytes(), name), name)


def stores() -> list[chest.Store]:
    """Every file on the shelf and in the drawers, for whoever changes the keys."""
    media = Path(settings.MEDIA_ROOT)
    kept = chest.files(media, "[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/[0-9a-f]*", lambda path: where(path.name))
    return [kept, chest.files(media, "drafts/*", lambda path: str(path.relative_to(media)))]


def _write(name: str, chunks: Iterable[bytes], content: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise Unacceptable(f"“{name}”超过 {LARGEST // CHUNK} MB，请压缩图片或者分成几个文件再上传。")
        digest.update(chunk)
        content.write(chunk)
    if not size:
        raise Unacceptable(f"“{name}”是空文件，没有内容。")
    return digest.hexdigest(), size
