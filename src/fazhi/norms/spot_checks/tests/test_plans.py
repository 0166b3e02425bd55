"""A year's plan: what may stand in it, how a draw follows it, and what it knows of its draws afterwards."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.faces.desk.ledgers import running
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate
from fazhi.norms.spot_checks.models import CheckItem, CheckPlan

from .test_draws_made import T0, T3


def another_item(checks, **data):
    given = {"unit": checks.unit, "valid_from": date(2024, 1, 1), "basis": "行政处罚法 第四十二条", "content": "消防设施"}
    return registers.enter(CheckItem(name="餐饮消防抽查", object_class="餐饮", **{**given, **data}), checks.clerk)


def drafted(checks, **line):
    plan = doors.register(CheckPlan, checks.clerk, {"unit": checks.unit, "year": 2025}, at=T0)
    given = {"item": checks.item, "ratio_a": 3, "ratio_b": 5, "ratio_c": 20, "ratio_d": 100, "month_from": 9, "month_to": 10}
    return checks.take(plan, "add_line", T0, **{**given, **line})


def test_a_draw_takes_the_plans_ratios_and_the_plan_learns_what_was_drawn(checks, client):
    plan = checks.plan(targets=8)
    task = checks.drawn(yearly=plan)
    assert {row.credit_class: row.percent for row in task.rows("strata")} == {"A": 20, "B": 20, "C": 50, "D": 100}
    line = plan.lines.get()
    assert (line.drawn_on, line.drawn_targets, line.is_in_time) == (T3.date(), task.drawn, True)
    assert plan.title == "荷塘区2025年度抽查计划"
    page = client.get("/notices/spot-check-plans/").content.decode()
    assert plan.title in page
    told = json.loads(client.get(f"/notices/spot-check-plans/{plan.pk}/file/").content)
    assert told["lines"][0]["drawn_targets"] == task.drawn


def test_what_is_not_planned_says_why(checks):
    task = checks.planned(unplanned_because="")
    with pytest.raises(NotAllowed, match="没有列入年度计划"):
        checks.take(task, "approve", T0, by=checks.head)


def test_no_ratio_falls_below_the_plans(checks):
    task = checks.planned(yearly=checks.plan())
    row = task.strata.get(credit_class="D")
    task = checks.take(task, "change_stratum", T0, part=row, percent=50)
    with pytest.raises(NotAllowed, match="D 类的抽查比例低于年度计划"):
        checks.take(task, "approve", T0, by=checks.head)


def test_a_draw_of_what_the_plan_does_not_hold_is_refused(checks):
    plan = checks.plan()
    with pytest.raises(NotAllowed, match="里没有"):
        checks.planned(yearly=plan, item=another_item(checks))
    with pytest.raises(NotAllowed, match="还没有公布"):
        checks.planned(yearly=checks.take(plan, "adjust", T0, by=checks.head))


def test_a_unit_has_one_plan_a_year(checks):
    drafted(checks)
    with pytest.raises(ValidationError, match="已经有抽查计划"):
        drafted(checks)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"month_from": 10, "month_to": 9}, "结束月份"),
        ({"departments": "公安局、消防救援大队"}, "牵头部门"),
        ({"ratio_a": 0, "ratio_b": 0, "ratio_c": 0, "ratio_d": 0}, "至少写一类"),
        ({"ratio_a": 50, "ratio_d": 20}, "风险高的比例"),
    ],
)
def test_a_line_that_cannot_be_carried_out_is_refused(checks, line, said):
    with pytest.raises(ValidationError, match=said):
        drafted(checks, **line)


def test_an_empty_plan_is_not_approved(checks):
    plan = drafted(checks)
    plan = checks.take(plan, "drop_line", T0, part=plan.lines.get())
    with pytest.raises(NotAllowed, match="还没有抽查安排"):
        checks.take(plan, "approve", T0, by=checks.head)


def test_an_item_that_ended_and_one_that_is_planned_too_often_keep_a_plan_from_approval(checks):
    plan = drafted(checks, item=another_item(checks, valid_to=date(2025, 6, 30)))
    with pytest.raises(NotAllowed, match="有效期"):
        checks.take(plan, "approve", T0, by=checks.head)
    plan = checks.take(plan, "drop_line", T0, part=plan.lines.get())
    for month in (3, 9):
        plan = checks.take(plan, "add_line", T0, item=checks.item, ratio_d=10, month_from=month, month_to=month)
    with pytest.raises(NotAllowed, match="安排 2 次，超过年度频次上限"):
        checks.take(plan, "approve", T0, by=checks.head)


def test_lines_that_would_call_on_the_same_objects_twice_are_told(checks):
    plan = checks.take(drafted(checks), "add_line", T0, item=another_item(checks), ratio_d=10, month_from=10, month_to=11)
    assert plan.mergeable == "餐饮服务抽查与餐饮消防抽查（餐饮，9至10月、10至11月）"
    line = plan.lines.last()
    plan = checks.take(plan, "change_line", T0, part=line, month_from=11, month_to=11)
    assert plan.mergeable == ""


def test_what_was_drawn_is_neither_changed_nor_dropped_by_an_adjustment(checks, client):
    plan = checks.plan()
    checks.drawn(yearly=plan)
    plan = checks.take(plan, "adjust", T3, by=checks.head)
    line = plan.lines.get()
    ratios = {f"ratio_{letter}": 5 for letter in "abcd"}
    plan = checks.take(plan, "add_line", T3, item=another_item(checks), **ratios, month_from=11, month_to=12)
    client.force_login(checks.clerk.account)
    page = client.get(f"/desk/spot_checks.checkplan/{plan.pk}/").content.decode()
    offered = {row.pk: f"/step/change_line/{row.pk}/" in page for row in plan.lines.all()}
    assert offered == {line.pk: False, plan.lines.last().pk: True}, "only what may still be changed is offered"
    form = client.get(f"/desk/spot_checks.checkplan/{plan.pk}/step/change_line/{line.pk}/").content.decode()
    assert "已经抽取的安排不能再改" in form
    with pytest.raises(NotAllowed, match="已经抽取"):
        checks.take(plan, "change_line", T3, part=line, ratio_d=100)
    with pytest.raises(NotAllowed, match="已经抽取"):
        checks.take(plan, "drop_line", T3, part=line)


def test_the_plan_is_due_ninety_days_into_its_year(checks):
    assert [row["due"] for row in drafted(checks).clocks if row["name"] == "limit"] == ["2025-03-31"]


def test_how_far_a_plan_is_carried_out_is_counted(checks):
    checks.drawn(yearly=checks.plan(targets=10))
    codes = ("plans", "planned_lines", "plan_rate", "planned_targets")
    found = {code: evaluate(f"spot_checks.{code}", on=date(2025, 12, 31)).value for code in codes}
    assert found == {"plans": 1, "planned_lines": 1, "plan_rate": 100, "planned_targets": 10}


def imported(checks, tmp_path, cell):
    path = tmp_path / "plans.csv"
    head = "计划序号,单位编码,年度,拟订日期,计划安排,公布日期,备案机关,备案日期"
    path.write_text(f"{head}\nP1,{checks.unit.code},2025,2025-01-05,{cell},2025-02-01,司法局,2025-02-02\n", encoding="utf-8-sig")
    return running.run_of(path, checks.clerk, "spot_checks.checkplan")


def test_a_plan_comes_in_from_its_ledger_as_it_was_published(checks, tmp_path):
    cell = f"#{checks.item.pk}|A 3 B 5 C 20 D 100|3-5月|市场监管局|公安局|30"
    imported(checks, tmp_path, cell).commit()
    plan = CheckPlan.objects.get()
    line = plan.lines.get()
    assert (plan.state, plan.published_on, plan.filed_on) == ("published", date(2025, 2, 1), date(2025, 2, 2))
    assert (line.months, line.ratio_c, line.lead, line.targets) == ("3至5月", 20, "市场监管局", 30)


@pytest.mark.parametrize(("cell", "said"), [("x|A 3|九月", "看不懂"), ("X9|A 3 B 5 C 20 D 100|9月", "抽查事项清单里没有X9")])
def test_the_ledger_says_what_it_cannot_read(checks, tmp_path, cell, said):
    found = imported(checks, tmp_path, cell).preview()
    assert found.counts["refused"] == 1 and said in str(list(found.findings()))
