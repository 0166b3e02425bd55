"""Departments that check together: the objects of the one that leads, each its own inspectors by a draw of its own, one entry, each its own result."""

from hashlib import sha256

import pytest
import time_machine
from tests.keeping import once
from tests.world import person

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records import passes
from fazhi.norms.spot_checks.models import CheckItem, DrawTask, Inspection

from .test_draws_made import CODES, T0, T1, T2, T3, Checks, verified


class Fire(Checks):
    """A department of the county that joins: its own item, inspectors, clerk and head."""

    def __init__(self, checks):
        self.world, self.targets = checks.world, checks.targets
        self.unit = Unit.objects.create(parent=checks.unit, kind=UnitKind.DEPARTMENT, name="荷塘区消防救援大队", code="H-FIRE")
        self.clerk, self.head = person("消防某", self.unit, CLERK), person("队长某", self.unit, LEADER)
        given = {
            "unit": self.unit,
            "valid_from": T0.date().replace(year=2024),
            "basis": "行政处罚法 第四十二条",
            "content": "消防设施",
        }
        self.item = registers.enter(CheckItem(name="消防抽查", object_class="餐饮", **given), self.clerk)
        self.inspectors = [self.inspector(number) for number in range(20, 24)]

    def joined(self, lead):
        task = doors.register(
            DrawTask,
            self.clerk,
            {
                "unit": self.unit,
                "title": "联合",
                "item": self.item,
                "reveal_by": T1,
                "lead": lead,
                "unplanned_because": "联合抽查",
            },
            at=T0,
        )
        task = self.take(task, "name_source", T0, name="快乐8 2025241期", at=T2, where="福彩网")
        task = self.take(task, "approve", T0, by=self.head)
        for department, code in CODES.items():
            task = self.take(task, "join", T0, department=department, commitment=sha256(bytes.fromhex(code)).hexdigest())
        task = self.revealed(self.take(task, "seal", T0))
        task = self.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="3 8 15 22 41")
        return self.take(task, "draw", T3)


def both(world):
    checks = Checks(world)
    lead = checks.drawn(is_joint=True)
    fire = Fire(checks)
    return checks, lead, fire, fire.joined(lead)


@pytest.fixture
def joint(world):
    return once(both, world)


@pytest.fixture(autouse=True)
def after_the_draw():
    with time_machine.travel(T3, tick=False):
        yield


def visit_of(lead):
    """The inspection of the department that leads, and of the one that joined."""
    case = Inspection.objects.filter(task=lead).first()
    return case, case.joined.get()


def test_who_joins_checks_the_objects_of_who_leads_with_inspectors_of_its_own(joint, tmp_path, client):
    _, lead, fire, task = joint
    targets = [set(Inspection.objects.filter(task=each).values_list("target", flat=True)) for each in (lead, task)]
    assert targets[0] == targets[1] and len(targets[0]) == 8 and task.is_joint
    for case in Inspection.objects.filter(task=task):
        assert case.joins.task_id == lead.pk and case.overlaps == ""
        assert {row.inspector.unit for row in case.standing} == {fire.unit}
    task = fire.take(task, "publish", T3)
    done = verified(tmp_path, client.get(f"/notices/spot-check-draws/{task.pk}/file/").content)
    assert done.returncode == 3, done.stdout  # all of it follows


def test_one_scan_lets_in_both_departments_and_each_has_its_own_result(joint, client):
    checks, lead, fire, _ = joint
    first, other = visit_of(lead)
    first = checks.take(first, "issue_code", T3)
    at = f"/pass/inspection/{passes.token_of(first, first.pass_salt)}/"
    page = client.get(at).content.decode()
    assert "荷塘区消防救援大队" in page and "消防抽查" in page and "查20" in page or "查2" in page
    assert client.post(at, {"step": "scan", "shown": "on"}).status_code == 302
    first, other = visit_of(lead)
    assert (first.state, other.state, other.entry, other.entered_on) == ("inspecting", "inspecting", "code", T3.date())
    points = [[point, "good", ""] for point, *_ in other.checklist]
    assert points == [["消防设施", "good", ""]]
    other = fire.take(other, "record", T3, checklist=points, facts="完好", outcome="clean", signed="yes")
    assert (other.state, visit_of(lead)[0].state) == ("recorded", "inspecting")


def test_whose_team_may_not_come_in_that_day_stays_outside(joint):
    checks, lead, fire, _ = joint
    first, other = visit_of(lead)
    for row in other.standing:
        inspector = row.inspector
        registers.correct(inspector, fire.clerk, {"certificate_until": T0.date()}, version=inspector.version, reason="过期")
    first = checks.take(first, "issue_code", T3)
    doors.take("scan", first, None, {"shown": True}, via="portal", at=T3)
    assert [each.state for each in visit_of(lead)] == ["inspecting", "assigned"]


def test_nobody_comes_along_without_a_scan_and_nobody_who_joins_picks_fewer(joint):
    _, lead, fire, task = joint
    _, other = visit_of(lead)
    with pytest.raises(NotAllowed, match="不由您办理"):
        doors.take("come_along", other, None, {}, via="portal", at=T3)
    with pytest.raises(NotAllowed, match="您没有这个岗位"):
        fire.take(other, "come_along", T3)
    given = {"unit": fire.unit, "title": "联合", "item": fire.item, "reveal_by": T1, "lead": lead, "unplanned_because": "联合"}
    task = doors.register(DrawTask, fire.clerk, given, at=T0)
    task = fire.take(task, "change_stratum", T0, part=task.strata.first(), percent=50)
    with pytest.raises(NotAllowed, match="比例是 100%"):
        fire.take(task, "approve", T0, by=fire.head)
