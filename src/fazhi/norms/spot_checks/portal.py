"""What the public sees: draws with their proof, to be drawn again by anybody, and results of inspections."""

import json
from typing import Any

from fazhi.kernel.ledger import published, receipts
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.present.declared import Notice

from .models import CheckPlan, DrawTask, Inspection, Member, PlanLine

ACTS = {"seal": "plan", "draw": "result"}  # the acts that commit to each


def proof_file(task: DrawTask) -> tuple[str, bytes]:
    """The file that `verify/verify_draw.py` and `verify.html` read."""
    told = {**task.proof, "replacements": replacements(task), **words_of_the_ledger(task)}
    return f"draw-{task.pk}.json", json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def replacements(task: DrawTask) -> list[dict[str, str]]:
    """Who followed whom since the draw, in the order of what happened, with its reason."""
    names = {pk: name for name, pk in task.lists["keys"].items()}
    rows = Member.objects.filter(of__task=task, follows__isnull=False).select_related("follows", "of__target").order_by("pk")
    return [
        {
            "target": row.of.target.credit_code,
            "fallen": names[row.follows.inspector_id],
            "by": names[row.inspector_id],
            "reason": row.follows.fallen_because,
        }
        for row in rows
    ]


def words_of_the_ledger(task: DrawTask) -> dict[str, Any]:
    """That plan and result stood in the log, each opened, with its proof once a checkpoint covers it."""
    events = {event.act: event for event in Event.objects.filter(of="spot_checks.drawtask", record_id=task.pk, act__in=ACTS)}
    if set(events) != set(ACTS) or not all(event.leaf for event in events.values()):
        return {}
    entries = {
        ACTS[act]: {"entry": event.entry, "opened": receipts.openings(event, ("changes",)), "proof": receipts.proof(event)}
        for act, event in events.items()
    }
    return {"entries": entries, "keys": [key.line() for key in published.verifiers(events["seal"].log)]}


def published_plans() -> Any:
    found = CheckPlan.objects.filter(published_on__isnull=False).exclude(state="withdrawn").select_related("unit")
    return found.order_by("-year", "-published_on", "-id")


def plan_file(plan: CheckPlan) -> tuple[str, bytes]:
    """The plan's lines, each with what was drawn of it."""
    lines = [
        {
            "item": str(row.item),
            "basis": row.item.basis,
            "scope": row.scope or row.item.object_class,
            "months": [row.month_from, row.month_to],
            "percent": {key: str(value) for key, value in row.ratios.items()},
            "lead": row.lead,
            "departments": [name for name in row.departments.split("、") if name],
            "targets": row.targets,
            "drawn_on": row.drawn_on.isoformat() if row.drawn_on else None,
            "drawn_targets": row.drawn_targets,
        }
        for row in PlanLine.objects.filter(of=plan, is_dropped=False).select_related("item")
    ]
    told = {"unit": plan.unit.name, "year": plan.year, "number": plan.number, "lines": lines}
    return f"check-plan-{plan.pk}.json", json.dumps(told, ensure_ascii=False, indent=1).encode()


def published_draws() -> Any:
    found = DrawTask.objects.filter(state="published").defer(*DrawTask.bulky.split())
    return found.select_related("unit", "item").order_by("-published_on", "-id")


def published_results() -> Any:
    found = Inspection.objects.filter(published_on__isnull=False).select_related("unit", "item", "target")
    return found.order_by("-published_on", "-id")


Notice(
    "spot-check-plans",
    "年度抽查计划",
    published_plans,
    "number title unit year published_on",
    note="计划里每一项安排和抽取结果都可以下载。",
    file=plan_file,
)
Notice(
    "spot-check-draws",
    "双随机抽取",
    published_draws,
    "number title item unit drawn plan_hash result_hash published_on",
    note="每一次抽取都可以下载证明，用公开的核验程序重算一遍。",
    file=proof_file,
)
Notice(
    "spot-check-results",
    "抽查检查结果",
    published_results,
    "number target item unit entered_on outcome published_on",
    note="检查结果形成之日起二十个工作日内公示。",
)
