"""From the year's plan to a draw, and back: a draw names its plan, takes its ratios, and leaves there what it came to."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.records.querysets import lock

from ..models import CheckPlan, DrawTask, PlanLine, Stratum

RUNS = ("published",)


def begin_plan(plan: CheckPlan, act: Acting) -> None:
    """One plan a unit and year; what changes in it is an adjustment of that one."""
    others = CheckPlan.objects.filter(unit=plan.unit, year=plan.year).exclude(state="withdrawn")
    if others.exclude(pk=plan.pk).exists():
        raise ValidationError({"year": f"{plan.unit}{plan.year}年度已经有抽查计划；要改的，在那份计划上调整"})


def change_line(plan: CheckPlan, act: Acting) -> None:
    act.part.clean()
    plan.compare(act)


def drop_line(plan: CheckPlan, act: Acting) -> None:
    if act.part.drawn_on:
        raise ValidationError("已经抽取的安排不能不列")
    act.part.is_dropped = True
    plan.compare(act)


def begin_task(task: DrawTask, act: Acting) -> None:
    """A draw of the plan begins with the plan's ratios; one that joins another takes all that was drawn there."""
    line = line_of(task, act)
    if task.lead:
        task.is_joint = True
        for credit_class in sorted({pick["stratum"] for pick in task.lead.proof.get("picks", ())}):
            act.docket.add(task, Stratum(of=task, credit_class=credit_class, percent=100))
        return
    if line is None:
        return
    task.is_joint = task.is_joint or bool(line.departments)
    for credit_class, percent in line.ratios.items():
        if percent:
            act.docket.add(task, Stratum(of=task, credit_class=credit_class, percent=percent))


def must_follow_plan(task: DrawTask, act: Acting) -> None:
    """No ratio below the plan's; what is not planned says why."""
    line = line_of(task, act)
    if line is None:
        if not task.unplanned_because.strip():
            raise NotAllowed("没有列入年度计划的抽查，写明理由")
        return
    asked = {row.credit_class: row.percent for row in task.rows("strata")}
    low = [f"{key} 类" for key, percent in line.ratios.items() if asked.get(key, 0) < percent]
    if low:
        raise NotAllowed(f"{'、'.join(low)}的抽查比例低于年度计划")


def line_of(task: DrawTask, act: Acting) -> PlanLine | None:
    """The line of the plan that a draw carries out; None where it names no plan. Raises NotAllowed where the plan has no such line."""
    plan = task.yearly
    if plan is None:
        return None
    if plan.state not in RUNS:
        raise NotAllowed(f"“{plan}”还没有公布，或者已经不再执行")
    line = plan.line_of(task.item_id, act.on)
    if line is None:
        raise NotAllowed(f"“{plan}”里没有“{task.item}”")
    return line


def note_drawn(task: DrawTask, act: Acting) -> None:
    """The plan learns what was drawn, within the same act."""
    if task.yearly is None:
        return
    plan: Any = lock(task.yearly)
    line = plan.line_of(task.item_id, act.on) if plan.state in RUNS else None
    if line is None:  # the plan was adjusted while the draw was sealed
        return
    line.note(act, task.drawn)
    act.save(line)
    replace(act, via="schedule").moves("note_drawn", plan, f"{task}：抽中 {task.drawn} 个对象")
