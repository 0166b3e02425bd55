"""乡镇赋权台账: listed with its items, assessed, in force, taken back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.org.roles import CLERK, SUPERVISOR
from fazhi.kernel.present.cells import said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import PowerGrantFlow as F
from ..models import GrantItem, PowerGrant, PowerItem
from ..words import Assessment, GrantMode

BETWEEN, TOLD = "、", "台账载明"
OUTCOMES = {str(label): value for value, label in Assessment.choices}
LINE = "承接评估一行一次，按“2023-02-01 能够有效承接 评估情况”写"


def evaluations_told(grant: PowerGrant) -> str:
    """One line for each evaluation."""
    rows = grant.evaluations.all()
    return "\n".join(f"{row.held_on} {row.get_outcome_display()} {' '.join(row.report.split())}" for row in rows)


def evaluations_of(told: str) -> Iterator[dict[str, Any]]:
    """Day, outcome and report of each line."""
    for line in filter(str.strip, told.splitlines()):
        day, outcome, report = (*line.split(maxsplit=2), "", "")[:3]
        try:
            yield {"held_on": date.fromisoformat(day), "outcome": OUTCOMES[outcome], "report": report}
        except (ValueError, KeyError):
            raise ValidationError({"evaluated": f"“{line[:30]}”看不懂，{LINE}"}) from None


class GrantLedger(Ledger):
    model = PowerGrant
    title = "乡镇赋权台账"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("赋权序号", "row_key", required=True, write=lambda grant: grant.source_key),
        Column("编号", "number", note="由系统编号，导入时不读"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("乡镇（街道）编码", "township", kind="unit", required=True),
        Column("赋权方式", "mode", kind="choice", words=GrantMode, required=True),
        Column(
            "原实施部门序号",
            "support",
            kind="record",
            refers_to="enforcement.enforcementbody",
            required=True,
            write=lambda grant: grant.support.source_key or f"#{grant.support_id}",
        ),
        Column("拟赋权日期", "opened_on", kind="date", required=True),
        Column(
            "赋权事项编码",
            "codes",
            note="一个以上的用“、”隔开",
            write=lambda grant: BETWEEN.join(row.item.code for row in grant.items.all()),
        ),
        Column("承接评估", "evaluated", note=LINE, write=evaluations_told),
        Column("决定文号", "decision_no"),
        Column("决定公布日期", "decision_published_on", kind="date"),
        Column("县级清单文号", "list_no"),
        Column("施行日期", "taken_up_on", kind="date"),
        Column("期限至", "ends_on", kind="date"),
        Column("收回文号", "withdrawn_no"),
        Column("收回日期", "withdrawn_on", kind="date"),
        Column("未结案件移交清单", "pending_cases"),
        Column("办结日期", "closed_on", kind="date"),
        Column("状态", "state", kind="choice", words={state.label: name for name, state in F.states.items()}, required=True),
    )

    def case(self, row: dict[str, Any]) -> PowerGrant:
        return PowerGrant(**said(row, "unit", "township", "mode", "support"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Granting(life, row, person).tell()

    def together(self) -> str:
        return "unit township support items__item evaluations"


class Granting:
    """What the row says of a grant, in the order of its days."""

    def __init__(self, life: Any, row: dict[str, Any], person: Any) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def tell(self) -> None:
        if self.case.version == 0:
            has_come("拟赋权", self.row["opened_on"])
            self.life.begin(self.person, self.row["opened_on"], {"items": [GrantItem(item=each) for each in self._items()]})
        elif self.case.state == "listed":
            held = {row.item_id for row in self.case.rows("items")}
            for item in [each for each in self._items() if each.pk not in held]:
                self._take(F.list_item, timezone.localdate(), {"item": item})
        for _, _, act in sorted(self._acts(), key=lambda each: each[:2]):
            act()

    def _items(self) -> list[PowerItem]:
        codes = list(dict.fromkeys(filter(None, (code.strip() for code in self.row["codes"].split(BETWEEN)))))
        found = {item.code: item for item in PowerItem.objects.visible_to(self.person).filter(code__in=codes)}
        if lost := [code for code in codes if code not in found]:
            raise ValidationError({"codes": f"执法事项清单里没有{BETWEEN.join(lost)}"})
        return [found[code] for code in codes]

    def _acts(self) -> Iterator[tuple[date, int, Callable[[], None]]]:
        """(day, rank on one day, what is done)."""
        yield from self._evaluations()
        row, told, state = self.row, self.row["state"], self.case.state
        in_force = told in ("in_force", "withdrawn", "ended")
        if state == "listed" and (in_force or row["taken_up_on"]):
            names = "decision_no decision_published_on list_no taken_up_on ends_on"
            yield self._act(F.take_up, self._day("taken_up_on"), 1, said(row, *names.split()))
        if told == "withdrawn" != state:
            given = said(row, "withdrawn_no", "withdrawn_on", "pending_cases")
            yield self._act(F.withdraw, self._day("withdrawn_on"), 2, given)
        if told == "ended" != state:
            yield self._act(F.expire, self._day("ends_on") + timedelta(days=1), 2)
        if told == "dropped" != state:
            yield self._act(F.drop, self._day("closed_on"), 2)

    def _evaluations(self) -> Iterator[tuple[date, int, Callable[[], None]]]:
        held = {row.held_on for row in self.case.rows("evaluations")}
        for each in evaluations_of(self.row["evaluated"]):
            if each["held_on"] not in held:
                yield self._act(F.assess, each["held_on"], 0, each)

    def _act(self, step: Any, on: date, rank: int, data: dict[str, Any] | None = None) -> tuple[date, int, Callable[[], None]]:
        return on, rank, lambda: self._take(step, on, data)

    def _day(self, name: str) -> date:
        if not self.row[name]:
            raise ValidationError({name: f"写了“{F.states[self.row['state']].label}”，就要写这一天"})
        return self.row[name]

    def _take(self, step: Any, on: date, data: dict[str, Any] | None = None) -> None:
        has_come(step.label, on)
        self.life.take(step, None if step.is_automatic_only else self.person, on, data, TOLD)
