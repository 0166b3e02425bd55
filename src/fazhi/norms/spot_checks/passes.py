"""What an enterprise sees that scans the code of an inspection: who may come in, why, how often others came, and what it may do."""

from typing import Any

from django.db.models import Count
from django.utils import timezone

from fazhi.kernel.present.declared import Pass, Rows, Shown

from .conduct.entering import visits_of_year
from .models import CheckInspector, CheckTarget, Inspection
from .models.inspections import TWO
from .models.plans import TOGETHER
from .rules import VISITS

MOST = 50  # visits on a page


class EntryPass(Pass):
    key = "inspection"
    model = Inspection
    title = "入企检查"
    salt = "pass_salt"
    steps = "scan rate"
    complains = "enforcement-complaint"
    law = TWO
    notice = "检查不收费。请核对下面的检查人员和执法证件；人员不符、没有出示执法证件的，可以拒绝检查。"

    @classmethod
    def shown(cls, record: Inspection) -> Shown:
        facts = [
            ("检查机关", "、".join(dict.fromkeys(each.unit.name for each in record.together))),
            ("被检查的企业", record.target.name),
            ("检查事项", "、".join(dict.fromkeys(each.item.name for each in record.together))),
            ("依据", record.item.basis),
            ("检查来源", record.get_ground_display()),
            ("检查内容", record.item.content),
            ("检查编号", record.number),
            ("审批文号", record.approval_no),
            ("入企时间", record.entered_at),
        ]
        return Shown(tuple((label, value) for label, value in facts if value), (cls.inspectors(record), cls.visits(record)))

    @classmethod
    def inspectors(cls, record: Inspection) -> Rows:
        day = record.entered_on or timezone.localdate()
        rows = [row.inspector for each in record.together for row in each.rows("members") if not row.is_fallen]
        lines = tuple((row.name, row.unit.name, row.certificate_no, cls.validity(row, day)) for row in rows)
        return Rows("有权入企的检查人员", ("姓名", "单位", "执法证号", "执法证"), lines)

    @staticmethod
    def validity(row: CheckInspector, day: Any) -> str:
        until = f"{row.certificate_until:%Y年%-m月%-d日}"
        return f"有效期至{until}" if row.is_certified(day) else f"已于{until}到期，不能检查"

    @classmethod
    def visits(cls, record: Inspection) -> Rows:
        """Of this year, from what was entered; what is still planned is nobody's to know."""
        return visits_to(record.target, visits_of_year(timezone.localdate()), "今年入企检查的记录")


class EnterprisePass(Pass):
    """An enterprise's own code, given out once: every check that was made there, when no inspector is at the door."""

    key = "enterprise"
    model = CheckTarget
    title = "企业检查记录"
    salt = "pass_salt"
    complains = "enforcement-complaint"
    law = TOGETHER
    notice = "这里列出各机关对本企业做过的检查。没有列出、又有人入企检查的，可以投诉。"

    @classmethod
    def shown(cls, record: CheckTarget) -> Shown:
        this_year = (
            visits_of_year(timezone.localdate()).filter(target=record).aggregate(n=Count("entered_on", distinct=True))["n"]
        )
        most = VISITS.value()
        facts = (
            ("企业", record.name),
            ("统一社会信用代码", record.credit_code),
            ("今年入企", f"{this_year} 次"),
            ("本市的年度上限", f"{most} 次" if most else "没有规定"),
        )
        made = Inspection.objects.filter(entered_on__isnull=False)
        return Shown(facts, (visits_to(record, made, "入企检查的记录"),))


def visits_to(target: CheckTarget, found: Any, title: str) -> Rows:
    """The newest first; what is still planned is nobody's to know, what was found is told once it is published."""
    rows = found.filter(target=target).select_related("unit", "item").order_by("-entered_on", "-pk")[:MOST]
    lines = tuple((row.entered_on, row.unit.name, row.item.name, row.get_entry_display(), result_of(row)) for row in rows)
    return Rows(title, ("日期", "机关", "事项", "入企方式", "结果"), lines, "次数太多、重复检查的，可以投诉。")


def result_of(row: Inspection) -> str:
    return row.get_outcome_display() if row.published_on else "还没有公示"
