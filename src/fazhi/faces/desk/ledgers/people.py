"""人员名册: staff with their posts, roles and accounts, from one sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.org.models import Account, ApprovalLevel, Grant, Incumbency, Person, Post, Unit
from fazhi.kernel.registry import sealed

from . import values
from .reading import open_sheet
from .values import BadCell

LABELS = {
    name: (name,)
    for name in (
        "工号",
        "姓名",
        "单位编码",
        "职务",
        "审批层级",
        "分管单位编码",
        "角色",
        "管辖编码",
        "电话",
        "用户名",
        "任职日期",
        "离任日期",
    )
}


@dataclass(slots=True)
class Outcome:
    """How many came new, how many were there, and what was refused, by row."""

    new: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@sealed.together()
def import_people(path: Path, told: Callable[[int], None] = lambda amount: None) -> Outcome:
    """Bring people in; the same number twice is the same person."""
    sheet, outcome = open_sheet(path), Outcome()
    heading = sheet.heading(LABELS)
    units = {unit.code: unit for unit in Unit.objects.all()}
    there = set(Person.objects.exclude(employee_no="").values_list("employee_no", flat=True))
    roles = {role.label: role for role in registry.on("roles").values()}
    for raw in sheet.body(heading):
        row = {name: raw.cells[at] for name, at in heading.columns.items() if at < len(raw.cells)}
        number = values.code(row.get("工号", ""))
        if number in there:
            outcome.same += 1
            continue
        try:
            _enter(row, number, units, roles)
        except BadCell as error:
            outcome.refused.append((raw.number, str(error)))
        else:
            there.add(number)
            outcome.new += 1
        told(1)
    return outcome


def _enter(row: dict[str, Any], number: str, units: dict[str, Unit], roles: dict[str, Any]) -> None:
    at, over = _unit(row, "单位编码", units), _unit(row, "管辖编码", units)
    role = roles.get(values.text(row.get("角色", "")))
    if role is None:
        raise BadCell(f"没有“{values.text(row.get('角色', ''))}”这个角色")
    since, until = values.day(row.get("任职日期", "")), values.day(row.get("离任日期", ""))
    person = Person.objects.create(
        name=values.text(row["姓名"]),
        unit=at,
        phone=values.code(row.get("电话", "")),
        employee_no=number,
        **({"valid_from": since} if since else {}),
    )
    Grant.objects.create(person=person, role=role, unit=over, valid_from=person.valid_from, valid_to=until)
    if title := values.text(row.get("职务", "")):
        level = {each.label: each for each in ApprovalLevel}.get(values.text(row.get("审批层级", "")), ApprovalLevel.HANDLER)
        post, _ = Post.objects.get_or_create(unit=at, title=title, level=level)
        post.leads.add(*(_unit({"分管单位编码": code}, "分管单位编码", units) for code in _several(row.get("分管单位编码", ""))))
        Incumbency.objects.create(post=post, person=person, valid_from=person.valid_from, valid_to=until)
    if name := values.code(row.get("用户名", "")):
        Account.objects.create_user(name, None, person)


def _several(cell: Any) -> list[str]:
    """Codes in one cell, with any mark between them."""
    return [code for code in re.split(r"[\s,，、;；]+", values.text(cell)) if code]


def _unit(row: dict[str, Any], name: str, units: dict[str, Unit]) -> Unit:
    code = values.code(row.get(name, ""))
    if code not in units:
        raise BadCell(f"{name}“{code}”不是已有的单位")
    return units[code]
