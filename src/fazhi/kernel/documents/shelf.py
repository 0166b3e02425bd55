"""Files on disk, each under the fingerprint of its content: the same content is kept once."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from .contents import Unacceptable

LARGEST = 50 * 1024 * 1024
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Arrived:
    """Content that has come in and stands in a file of its own until it is kept or thrown away."""

    content: IO[bytes]
    path: Path
    sha256: str
    size: int


@contextmanager
def arriving(name: str, chunks: Iterable[bytes]) -> Iterator[Arrived]:
    """Take content in, measured as it comes; whatever was not kept is gone afterwards."""
    folder = Path(settings.MEDIA_ROOT) / "arriving"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as content:
        path = Path(content.name)
        try:
            digest, size = _write(name, chunks, content)
            yield Arrived(content, path, digest, size)
        finally:
            path.unlink(missing_ok=True)


def keep(arrived: Arrived) -> None:
    """Put content in its place for good."""
    place = place_of(arrived.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    arrived.content.flush()
    os.fsync(arrived.content.fileno())
    arrived.path.chmod(0o640)
    arrived.path.replace(place)


def place_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def fingerprint(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


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
    content.flush()
    return digest.hexdigest(), size
