"""A draw from its plan to what an outsider draws again, through steps and pages; and what may not be done on the way."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.asking import asked
from tests.ledgers import round_trip
from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.late import Late
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.norms.spot_checks.models import (
    Avoidance,
    CheckInspector,
    CheckItem,
    CheckPlan,
    CheckTarget,
    DrawTask,
    Inspection,
    Member,
)

VERIFIER = Path(__file__).resolve().parents[5] / "verify" / "verify_draw.py"
T0 = timezone.make_aware(datetime(2025, 9, 1, 9))
T1 = timezone.make_aware(datetime(2025, 9, 10, 12))
T2 = timezone.make_aware(datetime(2025, 9, 10, 21, 30))
T3 = timezone.make_aware(datetime(2025, 9, 11, 9))
CODES = {"市场监管局": "11" * 32, "司法局": "22" * 32}
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code(number):
    """With the check character of GB 32100-2015."""
    body = f"9199010{number:010d}"
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[(31 - total % 31) % 31]


class Checks:
    """A county's clerk and head, an item, twelve objects, five inspectors."""

    def __init__(self, world):
        self.world, self.unit = world, world.county
        self.clerk, self.head = person("抽查某", world.county, CLERK), person("批准某", world.county, LEADER)
        given = {"unit": self.unit, "valid_from": date(2024, 1, 1), "basis": "行政处罚法 第四十二条", "content": "证照和场所"}
        self.item = registers.enter(CheckItem(name="餐饮服务抽查", object_class="餐饮", **given), self.clerk)
        self.targets = [self.target(number) for number in range(12)]
        self.inspectors = [self.inspector(number) for number in range(5)]

    def target(self, number, **data):
        given = {"unit": self.unit, "name": f"第{number}餐馆", "credit_code": credit_code(number), "object_class": "餐饮"}
        given |= {"region": self.world.county, "credit_class": "AD"[number % 2]}
        return registers.enter(CheckTarget(**{**given, **data}), self.clerk)

    def inspector(self, number, **data):
        given = {"unit": self.unit, "name": f"查{number}", "staff_no": f"S{number}", "certificate_no": f"证{number}"}
        return registers.enter(CheckInspector(**{**given, "certificate_until": date(2030, 1, 1), **data}), self.clerk)

    def take(self, case, step, at, /, by=None, part=None, why="依法办理", **data):
        return doors.take(step, type(case).objects.get(pk=case.pk), by or self.clerk, data, reason=why, at=at, part=part)

    def planned(self, **data):
        given = {"unit": self.unit, "title": "2025年餐饮抽查", "item": self.item, "reveal_by": T1}
        given |= {} if data.get("yearly") else {"unplanned_because": "上级部署的专项抽查"}
        task = doors.register(DrawTask, self.clerk, {**given, **data}, at=T0)
        for credit_class, percent in () if data.get("yearly") else (("A", 20), ("D", 100)):
            task = self.take(task, "add_stratum", T0, credit_class=credit_class, percent=percent)
        return self.take(task, "name_source", T0, name="快乐8 2025241期", at=T2, where="福彩网")

    def plan(self, year=2025, **line):
        """Published: the item in September."""
        plan = doors.register(CheckPlan, self.clerk, {"unit": self.unit, "year": year}, at=T0)
        given = {"item": self.item, "ratio_a": 20, "ratio_b": 20, "ratio_c": 50, "ratio_d": 100, "month_from": 9, "month_to": 9}
        plan = self.take(plan, "add_line", T0, **{**given, **line})
        return self.take(self.take(plan, "approve", T0, by=self.head), "publish", T0)

    def sealed(self, **data):
        task = self.take(self.planned(**data), "approve", T0, by=self.head)
        for department, code in CODES.items():
            task = self.take(task, "join", T0, department=department, commitment=sha256(bytes.fromhex(code)).hexdigest())
        return self.take(task, "seal", T0)

    def revealed(self, task, *departments):
        for side in task.sides.filter(department__in=departments or CODES):
            task = self.take(task, "reveal", T0, part=side, code=CODES[side.department])
        return task

    def drawn(self, **data):
        task = self.revealed(self.sealed(**data))
        task = self.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="3 8 15 22 41")
        return self.take(task, "draw", T3)


def verified(tmp_path, content):
    path = tmp_path / "draw.json"
    path.write_bytes(content)
    return subprocess.run([sys.executable, str(VERIFIER), str(path)], capture_output=True, text=True)


def test_a_draw_is_made_published_and_drawn_again_by_an_outsider(checks, client, tmp_path):
    task = checks.take(checks.drawn(), "publish", T3)
    assert (task.number, task.drawn) == ("荷塘区抽查〔2025〕1号", 2 + 6)
    found = list(Inspection.objects.filter(task=task).prefetch_related("members"))
    assert len(found) == 8 and all(len(case.members.all()) == 2 for case in found)
    assert {case.state for case in found} == {"assigned"} and all(case.number for case in found)
    page = client.get("/notices/spot-check-draws/").content.decode()
    assert task.plan_hash in page and f"/notices/spot-check-draws/{task.pk}/file/" in page
    content = client.get(f"/notices/spot-check-draws/{task.pk}/file/").content
    done = verified(tmp_path, content)
    assert done.returncode == 3, (
        done.stdout
    )  # all of it follows; that the plan was sealed first is shown by the ledger's own proof
    told = json.loads(content)
    told["picks"][0]["target"] = told["picks"][-1]["target"]
    assert verified(tmp_path, json.dumps(told).encode()).returncode == 2


def test_a_larger_draw_asks_no_more(checks):
    """Both directories, every inspection and every team are read and written at once, however many there are."""
    asks = []
    for more in range(12, 53, 40):
        with asked() as sealing:
            task = checks.revealed(checks.sealed())
        task = checks.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="3 8 15 22 41")
        with asked() as drawing:
            drawn = checks.take(task, "draw", T3).drawn
        asks.append((drawn, len(sealing), len(drawing)))
        checks.take(task, "withdraw", T3, by=checks.head)
        for number in range(more, more + 40):
            checks.target(number)
            checks.inspector(number)
    (few, *one), (many, *other) = asks
    assert few < many and other <= one


def test_both_fingerprints_stand_in_the_ledger_before_and_after_chance_fell(checks):
    task = checks.drawn()
    told = {event.act: event.changes for event in Event.objects.filter(of="spot_checks.drawtask", record_id=task.pk)}
    assert told["seal"]["plan_hash"][1] == task.plan_hash and told["draw"]["result_hash"][1] == task.result_hash


def test_what_happens_to_the_directories_after_the_seal_changes_nothing(checks):
    first = checks.sealed()
    checks.target(99)
    for target in CheckTarget.objects.all()[:3]:
        registers.correct(target, checks.clerk, {"status": "deregistered"}, version=target.version, reason="注销")
    task = checks.revealed(first)
    task = checks.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="1 2")
    assert checks.take(task, "draw", T3).drawn == 8


def test_a_department_that_does_not_reveal_in_time_is_left_out_and_cannot_come_later(checks):
    task = checks.revealed(checks.sealed(), "市场监管局")
    with pytest.raises(NotAllowed, match="已经截止"):
        checks.take(task, "reveal", T3, part=task.sides.get(department="司法局"), code=CODES["司法局"])
    task = checks.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="3 8")
    assert set(checks.take(task, "draw", T3).proof["codes"]) == {"市场监管局"}


def test_nothing_of_a_sealed_draw_is_dated_back(checks):
    task = checks.sealed()
    with time_machine.travel(T3), pytest.raises(NotAllowed, match="不能补录"):
        side = task.sides.first()
        late = Late(T1 - timedelta(hours=1), "网络不通")
        doors.take("reveal", task, checks.clerk, {"code": CODES[side.department]}, part=side, late=late)


def test_a_wrong_code_is_refused(checks):
    task = checks.sealed()
    with pytest.raises(ValidationError, match="承诺值不一致"):
        checks.take(task, "reveal", T0, part=task.sides.first(), code="33" * 32)


def test_numbers_come_after_they_are_printed_and_the_draw_after_the_codes_are_closed(checks):
    task = checks.revealed(checks.sealed())
    with pytest.raises(NotAllowed, match="还没有公布"):
        checks.take(task, "enter_numbers", T1, part=task.sources.get(), numbers="1 2")
    with pytest.raises(NotAllowed, match="没有截止"):
        checks.take(task, "draw", T1 - timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="没有登记齐"):
        checks.take(task, "draw", T3)


def test_a_source_that_is_printed_before_the_codes_is_refused(checks):
    task = checks.planned(reveal_by=T3)
    with pytest.raises(NotAllowed, match="早于承诺码"):
        checks.take(task, "approve", T0, by=checks.head)


def test_one_department_alone_cannot_seal(checks):
    task = checks.take(checks.planned(), "approve", T0, by=checks.head)
    task = checks.take(task, "join", T0, department="司法局", commitment="ab" * 32)
    with pytest.raises(NotAllowed, match="至少两个部门"):
        checks.take(task, "seal", T0)


def test_who_must_avoid_is_never_drawn_and_who_falls_out_is_followed_by_the_next(checks):
    for target in checks.targets:
        registers.enter(Avoidance(unit=checks.unit, inspector=checks.inspectors[0], target=target, reason="kin"), checks.clerk)
    checks.drawn()
    assert not Member.objects.filter(inspector=checks.inspectors[0]).exists()
    case = Inspection.objects.first()
    fallen = case.members.first()
    case = checks.take(case, "replace", T3, part=fallen, why="病假")
    standing = [row.inspector_id for row in case.standing]
    assert len(standing) == 2 and fallen.inspector_id not in standing and checks.inspectors[0].pk not in standing
    with pytest.raises(NotAllowed, match="不能手工增加"):
        checks.take(case, "add_member", T3, inspector=checks.inspectors[1])


def test_22_kin_that_are_declared_after_the_draw_do_not_go_in_and_are_followed_by_the_next(checks):
    checks.drawn()
    case = Inspection.objects.first()
    kin = case.members.first()
    told = {"unit": checks.unit, "inspector": kin.inspector, "target": case.target, "reason": "kin"}
    registers.enter(Avoidance(**told), checks.clerk, at=T3)
    unscanned = {"entered_at": T3, "entry_because": "other", "entry_note": "停电", "entry_approved_by": "批准某", "shown": True}
    for step, more in (("issue_code", {}), ("enter", unscanned)):
        with pytest.raises(NotAllowed, match="应当回避.*请先替换") as refusal:
            checks.take(case, step, T3, **more)
        assert refusal.value.law == "行政处罚法 第四十三条第一款"
    case = checks.take(case, "replace", T3, part=kin, why="与负责人是亲属")
    kin.refresh_from_db()
    logged = Event.objects.get(of="spot_checks.inspection", record_id=case.pk, act="replace")
    assert (kin.is_fallen, kin.fallen_because, logged.reason) == (True, "与负责人是亲属", "与负责人是亲属")
    assert checks.take(case, "issue_code", T3).pass_salt


def test_22_nor_does_a_team_go_in_that_was_put_together_by_hand(checks):
    told = {"unit": checks.unit, "ground": "complaint", "ground_note": "投诉1号", "item": checks.item, "target": checks.targets[1]}
    team = {"members": [Member(inspector=each) for each in checks.inspectors[:2]]}
    case = doors.register(Inspection, checks.clerk, told, team, at=T0)
    avoided = Avoidance(unit=checks.unit, inspector=checks.inspectors[1], target=checks.targets[1], reason="former")
    registers.enter(avoided, checks.clerk, at=T3)
    case = checks.take(case, "approve", T3, by=checks.head, approval_no="检批1号")
    with pytest.raises(NotAllowed, match="查1应当回避"):
        checks.take(case, "issue_code", T3)


def test_an_object_that_was_checked_as_often_as_may_be_is_not_in_the_pool(checks):
    given = {
        "unit": checks.unit,
        "ground": "complaint",
        "ground_note": "投诉1号",
        "item": checks.item,
        "target": checks.targets[1],
    }
    doors.register(
        Inspection, checks.clerk, given, {"members": [Member(inspector=each) for each in checks.inspectors[:2]]}, at=T0
    )
    assert checks.drawn().drawn == 2 + 5


def test_nobody_picks_an_object_of_a_random_check_by_hand(checks):
    given = {"unit": checks.unit, "ground": "random", "item": checks.item, "target": checks.targets[0]}
    with pytest.raises(NotAllowed, match="不能手工指定"):
        doors.register(Inspection, checks.clerk, given, at=T0)


def test_an_inspection_goes_to_its_publication_within_twenty_working_days(checks, client):
    checks.drawn()
    case = Inspection.objects.first()
    case = checks.take(case, "issue_code", T3)
    with pytest.raises(NotAllowed, match="出示"):
        doors.take("scan", case, None, {"shown": False}, via="portal", at=T3)
    case = doors.take("scan", case, None, {"shown": True}, via="portal", at=T3)
    points = [[point, "bad", ""] for point, *_ in case.checklist]
    case = checks.take(
        case,
        "record",
        T3,
        checklist=points,
        facts="后厨不洁",
        outcome="ordered",
        signed="yes",
        correction="清洁",
        correction_due=date(2025, 9, 20),
    )
    assert [row["due"] for row in case.clocks if row["name"] == "in_recorded"] == ["2025-10-15"]
    with pytest.raises(NotAllowed, match="没有经过审核"):
        checks.take(case, "publish", T3)
    case = checks.take(checks.take(case, "review", T3, reviewed_by_other="审核某"), "publish", T3)
    assert "发现问题已责令改正" in client.get("/notices/spot-check-results/").content.decode()
    with pytest.raises(NotAllowed, match="复查"):
        checks.take(case, "close", T3)
    case = checks.take(case, "recheck", T3, rechecked_on=T3.date(), recheck="已清洁", is_corrected=True)
    assert checks.take(case, "close", T3).state == "closed"


def test_fewer_than_two_with_a_good_certificate_do_not_enter(checks):
    checks.drawn()
    case = Inspection.objects.first()
    inspector = case.members.first().inspector
    registers.correct(inspector, checks.clerk, {"certificate_until": date(2025, 9, 10)}, version=inspector.version, reason="过期")
    with pytest.raises(NotAllowed, match="不得少于两人"):
        checks.take(case, "issue_code", T3)


def test_the_ledgers_come_back(checks):
    checks.drawn(yearly=checks.plan())
    registers.enter(
        Avoidance(unit=checks.unit, inspector=checks.inspectors[0], target=checks.targets[0], reason="kin"), checks.clerk
    )
    for label in ("checkitem", "checktarget", "checkinspector", "avoidance", "checkplan", "drawtask", "inspection"):
        assert set(round_trip(registry.find("ledgers", f"spot_checks.{label}"), checks.clerk)) == {"same"}, label
