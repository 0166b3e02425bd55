"""年度抽查计划台账: a plan a row, its lines one below the other in a cell."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow.plans import CheckPlanFlow as F
from ..models import CheckItem, CheckPlan, PlanLine
from ..roles import KEEPERS

FORM = "一行一项，按“事项序号|A 3 B 5 C 20 D 100|3-5月|牵头部门|联合部门、联合部门|对象数”写，没有的空着"
RATIOS = ("ratio_a", "ratio_b", "ratio_c", "ratio_d")
HERE = "在系统里办理，导入时不读"
TOLD = "台账载明"


def lines_of(plan: CheckPlan) -> str:
    return "\n".join(line_of(row) for row in plan.standing)


def line_of(row: PlanLine) -> str:
    ratios = " ".join(f"{key} {value.normalize():f}" for key, value in row.ratios.items())
    cells = (key_of(row.item), ratios, f"{row.month_from}-{row.month_to}月", row.lead, row.departments, row.targets or "")
    return "|".join(map(str, cells))


def drawn_of(plan: CheckPlan) -> str:
    return "\n".join(f"{row}：{row.drawn_on}抽中 {row.drawn_targets}" for row in plan.standing if row.drawn_on)


def read(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key of the item, and what is asked of each line; raises ValidationError with the line."""
    for line in filter(None, map(str.strip, (text or "").splitlines())):
        key, ratios, months, lead, departments, targets = (*(cell.strip() for cell in line.split("|")), *[""] * 6)[:6]
        try:
            first, _, last = months.removesuffix("月").partition("-")
            percents = [Decimal(word) for word in ratios.split()[1::2]]
            given = dict(zip(RATIOS, percents, strict=True)) | {"month_from": int(first), "month_to": int(last or first)}
            yield key, given | {"lead": lead, "departments": departments, "targets": int(targets) if targets else None}
        except (ValueError, InvalidOperation):
            raise ValidationError({"lines": f"“{line[:40]}”看不懂，{FORM}"}) from None


class CheckPlanLedger(Ledger):
    model = CheckPlan
    title = "年度抽查计划台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("计划序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("年度", "year", kind="whole", required=True),
        Column("拟订日期", "opened_on", kind="date", required=True),
        Column("计划安排", "lines", note=FORM, write=lines_of),
        Column("备案机关", "filed_to"),
        Column("备案日期", "filed_on", kind="date"),
        Column("公布日期", "published_on", kind="date"),
        Column("抽取情况", "drawn", note=HERE, write=drawn_of),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in F.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> CheckPlan:
        return CheckPlan(**said(row, "unit year"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        plan = life.case
        if plan.version == 0:
            has_come("拟订年度计划", row["opened_on"])
            life.begin(person, row["opened_on"], {})
            for item, given in self._lines(row, person):
                life.take(F.add_line, person, row["opened_on"], {"item": item, **given}, TOLD)
        if row["published_on"] and plan.state == "drafted" and not plan.published_on:
            has_come("公布", row["published_on"])
            life.take(F.approve, person, row["published_on"], {}, TOLD)
            life.take(F.publish, person, row["published_on"], {}, TOLD)
        if row["filed_on"] and not plan.filed_on and plan.state in ("approved", "published"):
            has_come("备案", row["filed_on"])
            life.take(F.file, person, row["filed_on"], said(row, "filed_to filed_on"), TOLD)

    def _lines(self, row: dict[str, Any], person: Any) -> list[tuple[CheckItem, dict[str, Any]]]:
        lines = list(read(row["lines"]))
        own = [int(key[1:]) for key, _ in lines if key.startswith("#") and key[1:].isdecimal()]
        mine = CheckItem.objects.visible_to(person)
        found = mine.filter(source_key__in=[key for key, _ in lines]) | mine.filter(pk__in=own)
        items = {name: item for item in found for name in (item.source_key, f"#{item.pk}")}
        if lost := [key for key, _ in lines if key not in items]:
            raise ValidationError({"lines": f"抽查事项清单里没有{'、'.join(lost)}"})
        return [(items[key], given) for key, given in lines]

    def together(self) -> str:
        return "unit lines__item"
