"""From the directories to a sealed plan, and from codes and sources to a draw that anybody can draw again; queries stay here."""

from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.ledger.sealing import pseudonym

from ..drawing import (
    Avoidance,
    Drawn,
    Inspector,
    NotDrawable,
    Target,
    draw,
    fingerprint,
    key_of,
    plan_of,
    proof_of,
    result_of,
    revealed,
    source_text,
)
from ..models import Avoidance as Avoided
from ..models import CheckInspector, CheckTarget, DrawTask, Inspection, Member
from ..rules import FREQUENCY, LOAD
from ..words import Conflict, Ground, TargetStatus
from . import announced
from .entering import full_this_year, near
from .planning import note_drawn

AT_ONCE = 10_000
NOT_CORRECTED = "抽中的对象和名录不一致，请联系系统管理员"


def commit(task: DrawTask, act: Acting) -> None:
    """T0: both directories, the avoidances and the plan are closed; what happens to the directories later changes nothing."""
    announced.must_be(task.unit, act.on)
    targets, inspectors, avoided, keys = _directories(task, act)
    ratios = {row.credit_class: Fraction(row.percent) / 100 for row in task.rows("strata")}
    try:
        plan = plan_of(
            id=f"draw-{task.pk}",
            title=task.title,
            targets=targets,
            inspectors=inspectors,
            avoidances=avoided,
            ratios=ratios,
            commitments={row.department: row.commitment for row in task.rows("sides")},
            sources=[row.told for row in task.rows("sources")],
            matters=[task.item.name],
            team=task.team,
            load=task.load or LOAD.value(act.on),
            reveal_by=task.reveal_by.isoformat(),
        )
    except NotDrawable as fault:
        raise ValidationError(str(fault)) from fault
    task.plan, task.plan_hash, task.committed_at = plan, fingerprint(plan), act.at
    task.lists = {
        "targets": [list(each) for each in targets],
        "inspectors": [list(each) for each in inspectors],
        "avoidances": [list(each) for each in avoided],
        "keys": keys,
    }


def _directories(task: DrawTask, act: Acting) -> tuple[list[Target], list[Inspector], list[Avoidance], dict[str, int]]:
    """Who is in the pool today: active, of the item's class, not checked as often as may be; who may check: available and certified."""
    pool = _pool(task, act).values_list("credit_code", "credit_class", "region__name", "object_class")
    staff = CheckInspector.objects.filter(
        is_available=True, certificate_until__gte=task.reveal_by.date(), path__startswith=task.path
    )
    people = {row.pk: pseudonym("p", f"draw {task.pk}", row.staff_no) for row in staff}
    classes = {pick["target"]: pick["stratum"] for pick in task.lead.proof["picks"]} if task.lead else {}
    targets = sorted(Target(code, classes.get(code, own), region, (kind,)) for code, own, region, kind in pool.iterator(AT_ONCE))
    inspectors = sorted(
        Inspector(people[row.pk], row.region.name if row.region else "", _classes(row, task.item.object_class))
        for row in staff.select_related("region")
    )
    there = {each.id for each in targets}
    rows = Avoided.objects.filter(inspector__in=staff.values("pk")).values_list("inspector", "target__credit_code", "reason")
    avoided = sorted(Avoidance(people[own], code, Conflict(reason).label) for own, code, reason in rows if code in there)
    if not targets:
        raise ValidationError("检查对象名录里没有可以抽取的对象：类别、状态、频次都符合的一个也没有")
    return targets, inspectors, avoided, {name: pk for pk, name in people.items()}


def _pool(task: DrawTask, act: Acting) -> Any:
    """Who may be drawn; for a department that joins another, exactly whom that one drew."""
    if task.lead:
        return CheckTarget.objects.filter(credit_code__in=[pick["target"] for pick in task.lead.proof["picks"]])
    place = task.unit.region() or task.unit  # a department checks where its county or city is
    cap = task.item.frequency or FREQUENCY.value(act.on)
    this_year = Inspection.objects.filter(item=task.item_id, opened_on__year=act.on.year).exclude(state="cancelled")
    often = this_year.values("target").annotate(times=Count("pk")).filter(times__gte=cap).values("target")
    found = CheckTarget.objects.filter(
        object_class=task.item.object_class, status=TargetStatus.ACTIVE, region__path__startswith=place.path
    )
    return found.exclude(pk__in=often).exclude(pk__in=full_this_year(act.on).values("pk"))


def _classes(row: CheckInspector, wanted: str) -> tuple[str, ...]:
    """Whoever names no class may check all of them."""
    named = tuple(sorted({word.strip() for word in row.classes.split("、") if word.strip()}))
    return named or (wanted,)


def lists_of(task: DrawTask) -> tuple[list[Target], list[Inspector], list[Avoidance]]:
    """The directories as they were sealed."""
    told = task.lists
    return (
        [Target(key, stratum, region, tuple(skills)) for key, stratum, region, skills in told["targets"]],
        [Inspector(key, region, tuple(skills)) for key, region, skills in told["inspectors"]],
        [Avoidance(*each) for each in told["avoidances"]],
    )


def drawn_of(task: DrawTask) -> tuple[Drawn, bytes]:
    """The draw, from what is sealed, revealed and printed; the same however often it is asked."""
    codes = {row.department: row.code for row in task.rows("sides") if row.code}
    key = key_of(task.plan, revealed(task.plan, codes), source_text([row.drawn for row in task.rows("sources")]))
    return draw(task.plan, key, *lists_of(task)), key


def check_part(task: DrawTask, act: Acting) -> None:
    """What was filled in of a part is held to the part's own rules."""
    act.part.clean()


def draw_now(task: DrawTask, act: Acting) -> None:
    """T3: the picks become inspections with their teams; the proof is kept beside them."""
    try:
        made, key = drawn_of(task)
    except NotDrawable as fault:
        raise ValidationError(str(fault)) from fault
    codes = {row.department: row.code for row in task.rows("sides") if row.code}
    sources = [{"name": row.name, "numbers": row.drawn} for row in task.rows("sources")]
    task.proof = proof_of(task.plan, made, key, *lists_of(task), codes, sources)
    task.result_hash, task.drawn_at, task.drawn = result_of(task.proof), act.at, len(made.picks)
    _open(task, act, made)
    note_drawn(task, act)


def _open(task: DrawTask, act: Acting, made: Drawn) -> None:
    targets = CheckTarget.objects.in_bulk([pick.target for pick in made.picks], field_name="credit_code")
    leading = {row.target_id: row for row in Inspection.objects.filter(task=task.lead)} if task.lead else {}
    others = near(targets.values(), act.on, [row.pk for row in leading.values()])
    cases, teams = [], []
    for pick in made.picks:
        target = targets[pick.target]
        joins = leading.get(target.pk)
        case = Inspection(unit=task.unit, task=task, ground=Ground.RANDOM, item=task.item, target=target, joins=joins)
        case.clean()
        case.overlaps = others.get(target.pk, "")
        cases.append(case)
        teams.append(pick.team)
    act.opens(*cases)
    keys = task.lists["keys"]
    staff = CheckInspector.objects.in_bulk({keys[name] for team in teams for name in team})
    for case, team in zip(cases, teams, strict=True):
        for name in team:
            act.docket.add(case, Member(of=case, inspector=staff[keys[name]]))


def replace(case: Inspection, act: Acting) -> None:
    """Who falls out is followed by the next in that target's order, with a published reason; nobody chooses."""
    fallen = act.part
    if fallen.is_fallen:
        raise ValidationError("这名检查人员已经替换过")
    if case.task is None:
        raise ValidationError("不是随机抽取的检查，请直接增加检查人员")
    made, _ = drawn_of(case.task)
    pick = next((each for each in made.picks if each.target == case.target.credit_code), None)
    names = {pk: name for name, pk in case.task.lists["keys"].items()}
    if pick is None or fallen.inspector_id not in names:
        raise ValidationError(NOT_CORRECTED)
    for row in case.rows("members"):  # those who fell before do not come again
        if row.is_fallen:
            pick.team.append(names[row.inspector_id])
    follower = made.chooser.next_for(pick, names[fallen.inspector_id])
    fallen.is_fallen, fallen.fallen_because = True, act.reason[:200]
    if not follower:
        raise ValidationError("没有合适的检查人员可以递补；请如实登记，不得手工指定")
    act.docket.add(case, Member(of=case, inspector_id=case.task.lists["keys"][follower], follows=fallen))
