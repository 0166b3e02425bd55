"""A receipt and a query code, with which someone without an account follows a matter."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from fazhi.kernel import registry


class QueryCode(models.Model):
    """Ties a receipt number to a record, and to one of its parts where the code is one party's own; only a keyed hash is kept."""

    receipt = models.CharField("回执号", max_length=20, unique=True)
    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    part_of = models.CharField(max_length=60, blank=True)
    part_id = models.BigIntegerField(null=True)
    code_hash = models.CharField(max_length=64)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "查询码"


MOST_FAILURES = 10
WAIT_MINUTES = 15


class TooManyFailures(Exception):
    """Somebody guesses codes; the receipt rests for a while."""


def give_code(record: models.Model, part: models.Model | None = None) -> tuple[str, str]:
    """A new receipt number and its code; the code is shown once and never stored. A party's new code ends its old one."""
    receipt, code = _unused(), f"{secrets.randbelow(10**8):08d}"
    whose = {"part_of": registry.label(part), "part_id": part.pk} if part else {}
    if part:
        QueryCode.objects.filter(**whose).delete()
    mine = {"of": registry.label(record), "record_id": record.pk, **whose}
    QueryCode.objects.create(receipt=receipt, code_hash=_hash(receipt, code), **mine)
    return receipt, code


def holder_of(row: QueryCode) -> models.Model | None:
    """The party whose code it is; none where it is that of the record."""
    return registry.model(row.part_of).objects.filter(pk=row.part_id).first() if row.part_id else None


def _unused() -> str:
    """A receipt number of today that nobody has; a million a day are soon met twice."""
    while True:
        receipt = f"{timezone.localdate():%y%m%d}{secrets.randbelow(10**6):06d}"
        if not QueryCode.objects.filter(receipt=receipt).exists():
            return receipt


def followed(receipt: str, code: str) -> models.Model | None:
    """The record behind a receipt and its code, or None; raises TooManyFailures after ten wrong codes."""
    row = QueryCode.objects.filter(receipt=receipt.strip()).first()
    if row is None:
        return None
    is_recent = row.failed_at is not None and (timezone.now() - row.failed_at).total_seconds() < WAIT_MINUTES * 60
    if is_recent and row.failures >= MOST_FAILURES:
        raise TooManyFailures(f"查询码错误次数过多，请 {WAIT_MINUTES} 分钟后再试")
    if not constant_time_compare(row.code_hash, _hash(row.receipt, code.strip())):
        failures = models.F("failures") + 1 if is_recent else 1
        QueryCode.objects.filter(pk=row.pk).update(failures=failures, failed_at=timezone.now())
        return None
    QueryCode.objects.filter(pk=row.pk).update(failures=0)
    return registry.model(row.of).objects.get(pk=row.record_id)


def _hash(receipt: str, code: str) -> str:
    return salted_hmac("fazhi.query-code", f"{receipt}:{code}").hexdigest()
