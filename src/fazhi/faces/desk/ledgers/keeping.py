"""Imports as they are kept: the file, what was found in it, what was decided, what was written; opened again at any time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.documents import shelf
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.chest import ClosedBytes
from fazhi.kernel.records.querysets import within

from .findings import Preview
from .judging import NEW, WRITE, Row
from .recognising import importers_of


class ImportRun(models.Model):
    """One file brought in by one person."""

    class State(models.TextChoices):
        MAPPING = "mapping", "待对应列名"
        JUDGING = "judging", "正在核对"
        JUDGED = "judged", "待确认"
        WRITING = "writing", "正在写入"
        DONE = "done", "已写入"
        DROPPED = "dropped", "已放弃"
        FAILED = "failed", "没有完成"

    label = models.CharField("台账", max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="导入人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    reach = models.JSONField("导入时的授权单位", default=list)  # keys of the units for which the person could import then
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件指纹", max_length=64)
    size = models.BigIntegerField("大小")
    sheet = models.CharField("工作表", max_length=120, blank=True)
    encoding = models.CharField("编码", max_length=20, blank=True)
    heading = models.JSONField("表头", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.JUDGING)
    total = models.PositiveIntegerField("行数", default=0)  # an estimate until every row was judged
    done = models.PositiveIntegerField("已处理行数", default=0)
    last_row = models.PositiveIntegerField("写到第几行", default=0)
    counts = models.JSONField("核对结论", default=dict)
    outcome = models.JSONField("写入结果", default=dict)
    findings = ClosedBytes(default=b"")  # of the preview
    told = ClosedBytes(default=b"")  # of the writing
    decisions = models.JSONField("存疑行的决定", default=dict)
    fault = models.TextField("没有完成的原因", blank=True)
    worker = models.CharField(max_length=120, blank=True)  # who works on it now
    beat_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField("上传时间", auto_now_add=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入记录"
        indexes = [models.Index(fields=["label", "-id"], name="desk_importrun_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger(self) -> type[Ledger]:
        return registry.find("ledgers", self.label)

    def content(self) -> bytes:
        """The file as it was brought in; raises OSError where it is gone or cannot be decrypted."""
        return shelf.read(self.sha256)

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.JUDGING, self.State.WRITING)

    def decided(self) -> dict[int, str]:
        """Row number → what was decided of it."""
        return {int(number): choice for number, choice in self.decisions.items()}

    def will_be_written(self) -> int:
        """How many rows a commit is to write, as things stand."""
        agreed = sum(choice in (NEW, WRITE) for choice in self.decisions.values())
        return self.counts.get("new", 0) + self.counts.get("changed", 0) + agreed

    def preview(self) -> Preview:
        """What was found: of the writing where that is done, else of the preview."""
        packed = bytes(self.told or self.findings)
        return Preview.unpack(packed) if packed else Preview()

    def rows(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """What rows say, by their numbers in the file."""
        wanted = sorted(numbers)
        found: dict[int, dict[str, Any]] = {}
        phase = ImportBatch.WRITTEN if self.state == self.State.DONE else ImportBatch.JUDGED
        for batch in self.batches.filter(_holding(wanted), phase=phase) if wanted else ():
            rows = batch.rows()
            found |= {number: rows[str(number)] for number in wanted if str(number) in rows}
        return found


def runs_of(person: Person) -> QuerySet[ImportRun]:
    """The imports a person may open: their own, since a file may tell of more than its reader may see."""
    return ImportRun.objects.filter(person=person).select_related("person", "unit")


def is_open_to(run: ImportRun, person: Person) -> bool:
    """Whether this person may still import for all for whom the file was brought in: a stand-in's time, or a post, may be over."""
    places = Unit.objects.filter(pk__in=run.reach).values_list("path", flat=True)
    return all(person.may_at(path, *importers_of(run.ledger)) for path in places)


def runs_near(person: Person, ledger: type[Ledger]) -> QuerySet[ImportRun]:
    """The imports of a ledger that a person may know of: their own and those of the units in whose name they may import."""
    runs = ImportRun.objects.filter(label=registry.label(ledger.model)).select_related("person", "unit")
    mine = Q(person=person) | within(person.scope(*importers_of(ledger)), "unit__path")
    return runs.filter(mine).defer("findings", "told", "decisions", "heading").order_by("-id")


def _holding(numbers: list[int]) -> Q:
    """Batches that hold any of these rows."""
    conditions = Q(pk__in=())
    for number in numbers:
        conditions |= Q(first__lte=number, last__gte=number)
    return conditions


class ImportBatch(models.Model):
    """Some rows of an import: what they say and which records they became, compressed."""

    JUDGED, WRITTEN = "judged", "written"

    of = models.ForeignKey(ImportRun, models.CASCADE, related_name="batches")
    phase = models.CharField(max_length=10)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    packed = ClosedBytes()
    findings = ClosedBytes(default=b"")

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["of", "phase", "first"], name="one_import_batch")]

    def rows(self) -> Mapping[str, dict[str, Any]]:
        return json.loads(zlib.decompress(bytes(self.packed)))


def packed(rows: Mapping[int, Mapping[str, Any]]) -> bytes:
    """Rows by their numbers, compressed."""
    return pack({str(number): row for number, row in rows.items()})


def pack(rows: Mapping[str, Any]) -> bytes:
    """Rows by their numbers as texts, compressed."""
    said = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(said.encode("utf-8", "surrogatepass"), 3)


def judged_row(row: Row) -> dict[str, Any]:
    """What the preview page shows of a row: its texts, what is asked, the record it may concern."""
    about = row.twin or (None if row.is_new or row.record is None else row.record.pk)
    return {"said": [cell.text for cell in row.cells], "asks": row.asks, "record": about}


def written_row(row: Row) -> dict[str, Any]:
    """What the result page shows: the row's texts, and the record that it became."""
    is_there = row.record is not None and (not row.is_new or bool(row.docket))
    return judged_row(row) | {"record": row.record.pk if is_there else row.twin, "asks": ()}
