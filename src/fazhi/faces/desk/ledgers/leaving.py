"""大额导出: many rows leave only with a second person's word, for the purpose that was named, and marked with who took them."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.law import CityRule
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import LEADER
from fazhi.kernel.records.fields import SensitiveText
from fazhi.kernel.records.models import Row
from fazhi.kernel.records.querysets import RowQuerySet, within
from fazhi.kernel.registry.sealed import Watched, WatchedQuerySet

FREE_ROWS = CityRule("desk.free_rows", "导出不须核准的行数", default=1000, unit="行", note="超过的由另一位领导核准，文件带水印。")
LAW = "个人信息保护法 第五十一条"
HOLDS = timedelta(days=7)  # how long an approval may be used


class ExportRequestQuerySet(RowQuerySet, WatchedQuerySet):
    """Written one by one, and heard."""


class ExportRequest(Row, Watched):
    """A large export that somebody asks for; approved by another, taken once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="申请人")
    path = models.CharField(max_length=72)  # of the unit whose leaders decide
    label = models.CharField("内容", max_length=60)
    query = SensitiveText("条件", blank=True)  # words of a search name people
    told = models.CharField("条件说明", max_length=300, blank=True)
    amount = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)
    asked_at = models.DateTimeField("申请时间")
    agrees = models.BooleanField("同意", null=True)
    opinion = models.CharField("意见", max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="核准人")
    decided_at = models.DateTimeField("核准时间", null=True)
    taken_at = models.DateTimeField("导出时间", null=True)

    objects = ExportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导出申请"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"导出申请 {self.pk}"

    @property
    def may_be_taken(self) -> bool:
        """Approved, not used, and not too long ago."""
        return bool(self.agrees) and self.taken_at is None and timezone.now() - self.decided_at < HOLDS

    @property
    def standing(self) -> str:
        if self.taken_at:
            return "已导出"
        if self.agrees is None:
            return "待核准"
        return "可以导出" if self.may_be_taken else "已过期" if self.agrees else "未同意"


def is_large(amount: int) -> bool:
    return amount > FREE_ROWS.value()


def ask(person: Person, label: str, query: str, told: str, amount: int, reason: str) -> ExportRequest:
    """Ask for a large export; the same question again while it waits is the same request."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明用途"})
    asked = {"person": person, "label": label, "query": query[:1000], "decided_at": None}
    known = ExportRequest.objects.filter(**asked).first()
    return known or ExportRequest.objects.create(
        **asked, path=person.unit.path, told=told[:300], amount=amount, reason=reason.strip()[:200], asked_at=timezone.now()
    )


def visible_to(person: Person) -> QuerySet[ExportRequest]:
    """One's own, and those that one may decide."""
    mine = Q(person=person) | within(person.scope(LEADER))
    return ExportRequest.objects.filter(mine).select_related("person__unit", "decided_by")


def may_decide(request: ExportRequest, person: Person) -> bool:
    """A leader over the asker's unit, never the asker."""
    return request.decided_at is None and request.person_id != person.pk and person.may_at(request.path, LEADER)


@transaction.atomic
def decide(pk: int, person: Person, agrees: bool, opinion: str) -> ExportRequest:
    """Agree or refuse, once; the ledger keeps who, what and how many rows."""
    row = ExportRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    if not may_decide(row, person):
        raise NotAllowed("导出申请由申请人以外的领导核准，每份只核准一次", LAW)
    row.agrees, row.opinion, row.decided_by, row.decided_at = agrees, opinion[:200], person, timezone.now()
    row.save()
    title = f"{'同意' if agrees else '不同意'}{row.person}导出 {row.amount} 行"
    book.write(book.Act(None, "decide_export", title, actor=person, unit=person.unit, reason=opinion or row.reason, law=LAW))
    return row


@transaction.atomic
def take(pk: int, person: Person, label: str, query: str = "") -> ExportRequest:
    """Use an approval, once; raises NotAllowed where there is none that holds."""
    row = (
        ExportRequest.objects.select_for_update(of=("self",))
        .filter(pk=pk, person=person, label=label, query=query[:1000])
        .first()
    )
    if row is None or not row.may_be_taken:
        raise NotAllowed(f"超过 {FREE_ROWS.value():,} 行的导出须由另一人核准，一次有效", LAW)
    row.taken_at = timezone.now()
    row.save(update_fields=["taken_at"])
    return row


def refuse_large(amount: int) -> None:
    """Where nobody can be asked (machines, boards), what is large does not leave at all."""
    if is_large(amount):
        raise NotAllowed(f"共 {amount:,} 行，超过 {FREE_ROWS.value():,} 行；请在列表页申请导出，由另一人核准", LAW)


def watermark(person: Person, reason: str, request: ExportRequest | None = None) -> str:
    """What stands at the foot of each page of the file: who took it out, when, what for, who agreed."""
    at = timezone.localtime(timezone.now())
    agreed = f"，{request.decided_by}核准（申请 {request.pk}）" if request else ""
    return f"{person}（{person.unit}）{at:%Y-%m-%d %H:%M} 导出{agreed}。用途：{reason or '未写明'}。内部使用，不得转给他人。"
