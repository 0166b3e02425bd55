"""Attachments of a record: take in, list, open, withdraw."""

import io
from typing import IO, Any, Protocol

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger.book import Act, write
from fazhi.kernel.org.models import Person
from fazhi.kernel.records import chest

from . import shelf
from .contents import Unacceptable, checked_mime
from .models import File
from .names import clean_name

MOST_FILES = 200
ISSUED = "issued"


class Upload(Protocol):
    """What a form hands over: Django's UploadedFile, or anything with a name and chunks."""

    name: str

    def chunks(self) -> Any: ...


class Lost(OSError):
    """The content of a file is not on the shelf."""


def attach(record: Model, upload: Upload, kind: str = "", person: Person | None = None) -> File:
    """Take a file in and tie it to a record; raises Unacceptable with a sentence, and then keeps nothing."""
    name = clean_name(upload.name or "")
    with shelf.arriving(name, upload.chunks()) as arrived:
        mime = checked_mime(name, arrived.content)
        with transaction.atomic():
            _refuse_too_many(record)
            file = _tie(record, name, kind, mime, arrived, person)
            shelf.keep(arrived)
    return file


def attach_made(record: Model, *made: tuple[str, bytes, str], person: Person | None) -> list[File]:
    """Tie files (name, content, type) that we made ourselves; they are not counted among what may be uploaded."""
    files = []
    with transaction.atomic():
        for name, content, mime in made:
            with shelf.arriving(name, [content]) as arrived:
                files.append(_file(record, clean_name(name), ISSUED, mime, arrived, person))
                shelf.keep(arrived)
        return File.objects.bulk_create(files)


def files_of(record: Model) -> QuerySet[File]:
    """What stands with a record now, in the order in which it came; issued papers are listed apart."""
    return _all_of(record).filter(withdrawn_at=None).exclude(kind=ISSUED)


def open_file(file: File) -> IO[bytes]:
    """The content to read; raises Lost where it is gone or cannot be decrypted."""
    try:
        return io.BytesIO(shelf.read(file.sha256))
    except FileNotFoundError:
        raise Lost(f"“{file.name}”的内容不在文件库里，请系统管理员从备份恢复（指纹 {file.sha256[:12]}）。") from None
    except chest.Unopened as reason:
        raise Lost(f"“{file.name}”打不开：{reason}。") from reason


def withdraw(file: File, person: Person | None, reason: str) -> File:
    """Take a file out of the record's list; it is never deleted, and the ledger says who and why."""
    if not reason.strip():
        raise Unacceptable("撤回附件要写明理由。")
    with transaction.atomic():
        row = File.objects.select_for_update().get(pk=file.pk)
        if row.withdrawn_at is not None:
            raise Unacceptable(f"“{row.name}”已经撤回。")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = timezone.now(), person, reason.strip()[:300]
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        _tell(row, "withdraw_file", "撤回附件", person, reason)
    return row


def upload_of(name: str, content: bytes) -> Upload:
    """Content at hand in the form of an upload, for imports and tests."""
    return _Held(name, content)


class _Held:
    def __init__(self, name: str, content: bytes) -> None:
        self.name, self._content = name, io.BytesIO(content)

    def chunks(self) -> list[bytes]:
        return [self._content.getvalue()]


def _refuse_too_many(record: Model) -> None:
    """Counted under the record's lock: two uploads at once are not both the last one."""
    type(record)._base_manager.select_for_update().filter(pk=record.pk).first()
    if files_of(record).count() >= MOST_FILES:
        raise Unacceptable(f"一件最多 {MOST_FILES} 个附件，已经满了；请撤回不用的，或者合并后再上传。")


def _tie(record: Model, name: str, kind: str, mime: str, arrived: shelf.Arrived, person: Person | None) -> File:
    file = _file(record, name, kind, mime, arrived, person)
    file.save()
    _tell(file, "attach", "上传附件", person)
    return file


def _file(record: Model, name: str, kind: str, mime: str, arrived: shelf.Arrived, person: Person | None) -> File:
    return File(
        of_label=registry.label(record),
        of_id=record.pk,
        name=name,
        kind=kind,
        sha256=arrived.sha256,
        size=arrived.size,
        mime=mime,
        added_by=person,
    )


def _tell(file: File, act: str, title: str, person: Person | None, reason: str = "") -> None:
    """The ledger keeps the fingerprint, not the name: names of files name people."""
    change = [None, file.sha256] if file.withdrawn_at is None else [file.sha256, None]
    write(Act(_record_of(file), act, title, actor=person, changes={"file": change}, reason=reason, rows=[file]))


def _all_of(record: Model) -> QuerySet[File]:
    return File.objects.filter(of_label=registry.label(record), of_id=record.pk).select_related("added_by")


def _record_of(file: File) -> Model:
    return registry.model(file.of_label)._base_manager.get(pk=file.of_id)
