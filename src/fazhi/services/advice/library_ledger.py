"""法律问答库台账: an entry comes in as a draft, and is published by whoever did not write it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Ledger

from .flow import QAFlow as F
from .models import QAEntry
from .words import Audience, Topic

TOLD = "台账载明"
TEXT = ("question", "answer", "cited")


class QALedger(Ledger):
    model = QAEntry
    title = "法律问答库台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "question")
    columns = (
        Column("问答序号", "row_key", required=True, synonyms=("序号",), write=lambda entry: entry.source_key),
        Column("编号", "number", note="由系统编号，导入时不读"),
        Column("拟写单位编码", "unit", kind="unit", required=True, synonyms=("单位编码",)),
        Column("拟写日期", "opened_on", kind="date", required=True, synonyms=("有效期起",)),
        Column("事项类别", "topic", kind="choice", words=Topic, required=True, synonyms=("类别",)),
        Column("使用范围", "audience", kind="choice", words=Audience, note="空着的，公开"),
        Column("问题", "question", required=True),
        Column("答复", "answer", required=True),
        Column("依据", "cited", required=True, synonyms=("引用法条",)),
        Column(
            "出自咨询序号",
            "consultation",
            kind="record",
            refers_to="advice.consultation",
            write=lambda entry: entry.consultation and (entry.consultation.source_key or f"#{entry.consultation_id}"),
        ),
        Column("审核日期", "reviewed_on", kind="date"),
        Column("有效期至", "expires_on", kind="date", note="由系统计算，导入时不读"),
        Column("撤下日期", "closed_on", kind="date"),
        Column("状态", "state", kind="choice", words={state.label: name for name, state in F.states.items()}, required=True),
    )

    def case(self, row: dict[str, Any]) -> QAEntry:
        named = {name: row[name] for name in ("unit", "topic", *TEXT, "consultation")}
        return QAEntry(**named, audience=row["audience"] or Audience.ALL)

    def live(self, life: Life, row: dict[str, Any], person: Person) -> None:
        case = life.case
        if case.version == 0:
            has_come("拟写", row["opened_on"])
            life.begin(person, row["opened_on"])
        elif F.states[case.state] in F.amend.source and any(row[name] != getattr(case, name) for name in TEXT):
            life.take(F.amend, person, timezone.localdate(), {name: row[name] for name in TEXT}, TOLD)
        self._show(life, row, person)
        if row["state"] == "withdrawn" != case.state:
            self._take(life, F.withdraw, row, "closed_on", person)

    def _show(self, life: Life, row: dict[str, Any], person: Person) -> None:
        """Published again only when it was looked at again."""
        case, is_new = life.case, row["reviewed_on"] and row["reviewed_on"] != life.case.reviewed_on
        if F.states[case.state] in F.publish.source and (is_new or row["state"] == "published"):
            self._take(life, F.publish, row, "reviewed_on", person)
        if row["state"] == "expired" and case.state == "published":
            life.take(F.recheck, person, timezone.localdate(), reason=TOLD)

    def _take(self, life: Life, step: Step, row: dict[str, Any], name: str, person: Person) -> None:
        if not row[name]:
            raise ValidationError({name: f"写了“{step.target.label}”，就要写这一步的日期"})
        has_come(step.label, row[name])
        life.take(step, person, row[name], reason=TOLD)

    def together(self) -> str:
        return "unit consultation"
