"""删除个人信息: plaintext, ciphertext, hashes, search words, salts and files go; the leaf stays, and opens nothing any more (个人信息保护法 第四十七条)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.documents.models import File, HandSignature, IssuedPaper
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person
from fazhi.kernel.records import erased, search
from fazhi.kernel.records.fields import Private, personal_fields
from fazhi.kernel.records.models import Part, QueryCode, parts_of
from fazhi.kernel.records.querysets import lock
from fazhi.kernel.records.retention import kept_until

from .models import HandOver, Reminder
from .refusals import NotAllowed

LAW = "个人信息保护法 第四十七条第一款"
KEPT = "个人信息保护法 第四十七条第二款"
GONE = "（已删除）"
WHOLE = "删除个人信息"  # the title of an erasure of a whole record
REPLAY = "replay"
SHORTEST = 2  # letters of a name that are looked for in other texts

Also = Callable[[Any, list[str]], None]
also: list[Also] = []  # faces that keep copies of what was typed


class UnderDuty(NotAllowed):
    """The record must be kept: what may be done instead is to stop using it."""


def refuse_under_duty(record: Any, on: date) -> None:
    """Raise UnderDuty while a law or the archive's rules keep the record."""
    if (until := kept_until(record)) and on <= until:
        raise UnderDuty(f"这一件在档案保管期内（至 {until}），不能删除，可以限制查阅、停止使用", KEPT)


def erase(
    record: Any,
    person: Person | None,
    basis: str,
    reason: str,
    part: Part | None = None,
    via: str = "desk",
    heed_duty: bool = True,
) -> Event:
    """Erase what a record, or one part of it, says of people; the record itself stays, and is counted.

    Raises ValidationError without a reason, UnderDuty where the record must be kept.
    """
    if not reason.strip() or not basis.strip():
        raise ValidationError({"reason": "删除个人信息必须写明依据和理由"})
    with transaction.atomic():
        search.overwrite_freed()
        locked = lock(record)
        if heed_duty:
            refuse_under_duty(locked, timezone.localdate())
        event = _erase(locked, person, basis, reason, part, via)
        if via != REPLAY:
            first = Event.objects.get(of=registry.label(locked), record_id=locked.pk, rev=1)
            transaction.on_commit(lambda: erased.note(first, part, basis, event))
    return event


def _erase(record: Any, person: Person | None, basis: str, reason: str, part: Part | None, via: str) -> Event:
    rows = [part] if part is not None else [record, *all_parts(record)]
    needles = _needles(rows)
    for row in rows:
        _blank(row)
    whole = [record, *all_parts(record, rows)]
    for row in whole:
        _cut(row, needles)
        row.save()
    search.index([record])
    search.forget_old_words()
    _forget_around(record, needles, whole=part is None)
    if part is not None:
        QueryCode.objects.filter(part_of=registry.label(part), part_id=part.pk).delete()
    for forget in also:
        forget(record, needles)
    mine = {"of_label": registry.label(record), "of_id": record.pk}
    whole += HandOver.objects.filter(of=registry.label(record), record_id=record.pk)
    whole += [*File.objects.filter(**mine), *IssuedPaper.objects.filter(**mine)]  # as they are now, under the new salt
    whole += HandSignature.objects.filter(file__in=[row for row in whole if isinstance(row, File)])
    return book.write(book.Act(record, "erase", _titled(part), actor=person, reason=reason, law=basis, via=via, rows=whole))


def _titled(part: Part | None) -> str:
    """By this an erasure is known again."""
    return WHOLE if part is None else f"删除{part._meta.verbose_name}第 {part.pk} 号的个人信息"


def all_parts(record: Any, known: Iterable[Any] = ()) -> list[Any]:
    """Every part of a record; those that are at hand already as they are at hand."""
    held = {(type(row), row.pk): row for row in known}
    rows = [row for kind in parts_of(type(record)).values() for row in kind._base_manager.filter(of=record)]
    return [held.get((type(row), row.pk), row) for row in rows]


def _needles(rows: Iterable[Any]) -> list[str]:
    """What names the people in question, to be cut out of every other text; the longest first."""
    found = {getattr(row, f.attname) for row in rows for f in personal_fields(type(row)) if not isinstance(f, models.TextField)}
    return sorted((text for text in found if text and len(text) >= SHORTEST), key=len, reverse=True)


def _blank(row: Any) -> None:
    """A personal datum becomes nothing; where the column asks for something, the word that says so."""
    for field in row._meta.concrete_fields:
        if isinstance(field, Private):
            setattr(row, field.attname, "" if field.blank else GONE)
        elif field.name == "source_hash":
            row.source_hash = ""


def _cut(row: Any, needles: list[str]) -> None:
    """Take the names and numbers out of whatever else a row says in words."""
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)
        if isinstance(field, models.CharField | models.TextField) and isinstance(value, str) and value and not field.choices:
            setattr(row, field.attname, without(value, needles))


def without(text: str, needles: list[str]) -> str:
    """A text with these words taken out."""
    for needle in needles:
        text = text.replace(needle, "某某")
    return text


def _forget_around(record: Any, needles: list[str], *, whole: bool) -> None:
    """What stands around a record: acts before this one lose salt and words, hand-overs and reminders their texts, files their content."""
    mine = {"of": registry.label(record), "record_id": record.pk}
    for event in Event.objects.filter(**mine).only("pk", "reason"):
        Event.objects.filter(pk=event.pk).update(salt=None, changes={}, reason=without(event.reason, needles))
    Reminder.objects.filter(**mine).delete()
    for row in HandOver.objects.filter(**mine):
        row.subject, row.content, row.result = (without(text, needles) for text in (row.subject, row.content, row.result))
        row.content, row.details = ("", {}) if whole else (row.content, row.details)
        row.save()
    for file in File.objects.filter(of_label=registry.label(record), of_id=record.pk):
        File.objects.filter(pk=file.pk).update(name=without(file.name, needles))
    if whole:
        QueryCode.objects.filter(**mine).delete()
        _throw_away_files(record)


def _throw_away_files(record: Any) -> None:
    """Attachments and issued papers lose their content, unless the same file stands with another record."""
    mine = {"of_label": registry.label(record), "of_id": record.pk}
    files = list(File.objects.filter(**mine))
    IssuedPaper.objects.filter(**mine).update(data="", notice="个人信息已删除")
    HandSignature.objects.filter(file__in=files).update(signer=GONE, strokes="", shape="")
    File.objects.filter(**mine).update(name=GONE, withdrawn_at=timezone.now(), withdrawn_because="删除个人信息")
    for file in files:
        if not File.objects.filter(sha256=file.sha256, withdrawn_at=None).exists():
            transaction.on_commit(lambda place=file.place: place.unlink(missing_ok=True))


def replay(person: Person | None = None) -> tuple[int, int]:
    """After a restore: (erased again, already erased) of all that was ever erased."""
    again = known = 0
    for line in erased.lines():
        record, part = _target(line)
        if record is None:
            continue
        if Event.objects.filter(of=line["of"], record_id=line["id"], act="erase", title=_titled(part)).exists():
            known += 1
            continue
        erase(record, person, line["basis"], "恢复备份后再次删除", part, via=REPLAY, heed_duty=False)
        again += 1
    return again, known


def _target(line: dict[str, Any]) -> tuple[Any, Any]:
    """The record and the part of a line, if they are what they were: a key may be another's after a restore."""
    first = Event.objects.filter(leaf=line["first"], of=line["of"], record_id=line["id"]).first()
    record = registry.model(line["of"])._base_manager.filter(pk=line["id"]).first() if first else None
    if record is None or not line["part"]:
        return record, None
    label, _, key = line["part"].partition(":")
    part = registry.model(label)._base_manager.filter(pk=int(key), of=record).first()
    return (record, part) if part else (None, None)
