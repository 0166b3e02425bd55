"""Numbers without gaps: per unit, kind and year; void numbers kept; blocks reserved for places without a network."""

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.registry.sealed import Watched


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a model's records are numbered; form fields: year, unit (short name), serial."""

    form: str
    kind: str

    def number(self, unit: Unit, year: int, serial: int) -> str:
        return self.form.format(year=year, unit=unit.short_name or unit.name, serial=serial)


class NumberSeries(models.Model):
    """The last serial given in one unit, kind and year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="one_series")]


class NumberBlock(Watched):
    """Serials set aside for a place that registers on paper or offline."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="blocks")
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="持有单位")
    first = models.PositiveIntegerField("起号")
    last = models.PositiveIntegerField("止号")
    next = models.PositiveIntegerField("下一号")  # after the highest that was used

    class Meta:
        verbose_name = verbose_name_plural = "预留号段"

    def __str__(self) -> str:
        return f"{self.series.unit}{self.series.kind}{self.series.year}年第{self.first}至{self.last}号"


class VoidNumber(Watched):
    """A number that was given and will never be used; it stays, with its reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="voids")
    serial = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=120)
    reason = models.TextField("作废理由")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="作废人")
    at = models.DateTimeField("作废时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "作废编号"
        constraints = [models.UniqueConstraint(fields=["series", "serial"], name="void_once")]


def allocate(unit: Unit, numbering: Numbering, year: int) -> str:
    """The next number; rolled back with its transaction, so no gap is left."""
    return allocate_many(unit, numbering, year, 1)[0]


def allocate_many(unit: Unit, numbering: Numbering, year: int, amount: int) -> list[str]:
    """The next `amount` numbers in their order."""
    last = _advance(unit.pk, numbering.kind, year, amount)
    return [numbering.number(unit, year, serial) for serial in range(last - amount + 1, last + 1)]


def _advance(unit_id: int, kind: str, year: int, amount: int) -> int:
    """One statement on both databases, so that two writers can never get the same serial."""
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (unit_id, kind, year, last) VALUES (%s, %s, %s, %s) "  # noqa: S608
            f"ON CONFLICT (unit_id, kind, year) DO UPDATE SET last = {table}.last + excluded.last RETURNING last",
            [unit_id, kind, year, amount],
        )
        return cursor.fetchone()[0]


@transaction.atomic
def reserve_block(unit: Unit, numbering: Numbering, year: int, size: int, holder: Unit) -> NumberBlock:
    """Set `size` serials aside for `holder`; they count as given from now on."""
    last = _advance(unit.pk, numbering.kind, year, size)
    series = NumberSeries.objects.get(unit=unit, kind=numbering.kind, year=year)
    return NumberBlock.objects.create(series=series, holder=holder, first=last - size + 1, last=last, next=last - size + 1)


@transaction.atomic
def claim(record: Any, year: int, written: str) -> str:
    """The number that stands on a paper, out of a block of the record's unit; raises ValidationError where it is none, or is taken."""
    unit, numbering = record.unit, record.numbering
    serials = re.findall(r"\d+", written)
    serial = int(serials[-1]) if serials else 0
    number = numbering.number(unit, year, serial)
    if not serials or (len(serials) > 1 and normalize("NFKC", written.strip()) != normalize("NFKC", number)):
        raise ValidationError(f"“{written}”不是{unit}{year}年的编号，应当形如 {numbering.number(unit, year, 1)}，只写序号也可以")
    blocks = NumberBlock.objects.select_for_update().filter(series__unit=unit, series__kind=numbering.kind, series__year=year)
    block = blocks.filter(first__lte=serial, last__gte=serial).first()
    if block is None:
        raise ValidationError(f"{number} 不在{unit}的预留号段里；没有领用号段的，不填，由系统编号")
    if block.series.voids.filter(serial=serial).exists():
        raise ValidationError(f"{number} 已经作废，不能再用")
    if type(record)._base_manager.filter(number=number).exists():
        raise ValidationError(f"{number} 已经用过，请核对纸质登记表")
    NumberBlock.objects.filter(pk=block.pk).update(next=max(block.next, serial + 1))
    return number


def void(unit: Unit, numbering: Numbering, year: int, serial: int, reason: str, by: Person | None) -> VoidNumber:
    """Keep a number that will never be used, with the reason; raises ValidationError without one."""
    if not reason.strip():
        raise ValidationError("作废编号必须写明理由")
    series = NumberSeries.objects.get(unit=unit, kind=numbering.kind, year=year)
    if serial > series.last:
        raise ValidationError(f"第 {serial} 号还没有发出，不能作废")
    return VoidNumber.objects.create(
        series=series, serial=serial, number=numbering.number(unit, year, serial), reason=reason, by=by
    )
