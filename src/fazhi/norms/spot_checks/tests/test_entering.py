"""Going into an enterprise: by its scan of a one-time code, or without one and with a reason; never too often, never one after the other."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.keeping import once
from tests.ledgers import round_trip

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate
from fazhi.kernel.indicators.figures import figure_table
from fazhi.kernel.records import passes
from fazhi.norms.spot_checks.models import Inspection, Member
from fazhi.norms.spot_checks.rules import VISITS

from .test_draws_made import Checks

DOOR = timezone.make_aware(datetime(2025, 9, 12, 9))
WITHOUT = {
    "entered_at": DOOR,
    "entry_because": "urgent",
    "entry_note": "举报正在进行",
    "entry_approved_by": "批准某",
    "shown": True,
}


def entered_then(world):
    """The directories as they were entered at the door's day, whatever day other tests have them from."""
    return Checks(world)


@pytest.fixture
def checks(world):
    return once(entered_then, world)


@pytest.fixture(autouse=True)
def at_the_door():
    with time_machine.travel(DOOR, tick=False):
        yield


def planned(checks, ground="complaint", target=0, at=DOOR):
    given = {
        "unit": checks.unit,
        "ground": ground,
        "ground_note": "投诉1号",
        "item": checks.item,
        "target": checks.targets[target],
    }
    members = [Member(inspector=each) for each in checks.inspectors[:2]]
    case = doors.register(Inspection, checks.clerk, given, {"members": members}, at=at)
    return checks.take(case, "approve", at, by=checks.head)


def address(case):
    return f"/pass/inspection/{passes.token_of(case, case.pass_salt)}/"


def test_the_enterprise_scans_sees_who_may_come_in_and_lets_them_in_once(checks, client):
    case = checks.take(planned(checks), "issue_code", DOOR)
    page = client.get(address(case)).content.decode()
    assert "查0" in page and "证1" in page and "餐饮服务抽查" in page and "投诉举报" in page
    assert 'name="shown"' in page and 'value="scan"' in page
    answer = client.post(address(case), {"step": "scan", "shown": "on"})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.entry, case.scanned_at, case.entered_on, case.shown) == (
        "inspecting",
        "code",
        DOOR,
        DOOR.date(),
        True,
    )
    page = client.get(address(case)).content.decode()
    assert 'value="scan"' not in page and "扫码入企" in page
    client.post(address(case), {"step": "scan", "shown": "on"})
    assert Inspection.objects.get().version == case.version


def test_who_was_not_shown_a_certificate_does_not_let_them_in(checks, client):
    case = checks.take(planned(checks), "issue_code", DOOR)
    assert client.post(address(case), {"step": "scan"}).status_code == 422
    for said in ({"shown": False}, {}):  # whoever says nothing at all is judged as well
        with pytest.raises(NotAllowed, match="没有出示执法证件"):
            doors.take("scan", case, None, said, via="portal", at=DOOR)
    assert Inspection.objects.get().state == "assigned"


def test_an_old_code_a_replaced_code_and_a_guessed_code_open_no_door(checks, client):
    first = checks.take(planned(checks), "issue_code", DOOR)
    old = address(first)
    case = checks.take(first, "issue_code", DOOR)
    assert client.get(old).status_code == 404
    assert client.get(f"/pass/inspection/{case.pk}-{'0' * 32}/").status_code == 404
    assert client.get("/pass/nothing/1-2/").status_code == 404
    with pytest.raises(NotAllowed, match="已经过期"):
        doors.take("scan", case, None, {"shown": True}, via="portal", at=DOOR + timedelta(hours=25))


def test_who_guesses_codes_is_stopped(checks, client):
    case = checks.take(planned(checks), "issue_code", DOOR)
    answers = [client.get(f"/pass/inspection/{case.pk}-{n:032}/").status_code for n in range(9)]
    assert answers == [404] * 8 + [429]
    assert client.get(address(case)).status_code == 429


def test_the_desk_shows_the_code_and_where_it_leads(checks, client):
    case = planned(checks)
    client.force_login(checks.clerk.account)
    at = f"/desk/spot_checks.inspection/{case.pk}/"
    assert client.get(f"{at}pass/inspection/").status_code == 404
    case = checks.take(case, "issue_code", DOOR)
    assert f"{at}pass/inspection/" in client.get(at).content.decode()
    page = client.get(f"{at}pass/inspection/").content.decode()
    assert f"http://testserver{address(case)}" in page and "data:image/svg+xml" in page


def test_what_was_not_drawn_is_approved_by_a_head_first(checks):
    given = {"unit": checks.unit, "ground": "clue", "ground_note": "线索", "item": checks.item, "target": checks.targets[0]}
    members = [Member(inspector=each) for each in checks.inspectors[:2]]
    case = doors.register(Inspection, checks.clerk, given, {"members": members}, at=DOOR)
    with pytest.raises(NotAllowed, match="先由负责人批准"):
        checks.take(case, "issue_code", DOOR)
    case = checks.take(case, "approve", DOOR, by=checks.head)
    assert (case.approved_by, case.approved_on) == (checks.head, DOOR.date())
    assert checks.take(case, "issue_code", DOOR).pass_salt


def test_nobody_at_the_desk_scans_for_the_enterprise(checks):
    case = checks.take(planned(checks), "issue_code", DOOR)
    with pytest.raises(NotAllowed, match="您没有这个岗位"):
        checks.take(case, "scan", DOOR, shown=True)


def test_who_comes_in_without_a_code_says_why_who_allowed_it_and_when(checks):
    case = planned(checks)
    for name in ("entry_because", "entry_note", "entry_approved_by", "entered_at"):
        with pytest.raises(ValidationError) as refused:
            checks.take(case, "enter", DOOR, **{**WITHOUT, name: None if name == "entered_at" else ""})
        assert name in refused.value.message_dict
    case = checks.take(case, "enter", DOOR, **WITHOUT)
    assert (case.entry, case.entered_on, case.is_entry_late) == ("exception", DOOR.date(), False)


def test_who_tells_late_of_coming_in_without_a_code_says_why_and_is_counted(checks):
    case, later = planned(checks), DOOR + timedelta(hours=25)
    with pytest.raises(ValidationError, match="24 小时内登记"):
        checks.take(case, "enter", later, **WITHOUT)
    with pytest.raises(ValidationError, match="不能晚于现在"):
        checks.take(case, "enter", DOOR, **{**WITHOUT, "entered_at": later})
    assert checks.take(case, "enter", later, **WITHOUT, entry_late_because="山区没有网络").is_entry_late
    figures = {
        code: evaluate(f"spot_checks.{code}", on=date(2025, 12, 31)).value for code in ("told_late", "unscanned", "code_rate")
    }
    assert figures == {"told_late": 1, "unscanned": 1, "code_rate": 0}


def test_a_special_check_of_what_was_checked_this_year_is_refused_and_a_complaint_is_only_told(checks):
    planned(checks)
    with pytest.raises(NotAllowed, match="年度上限 1 次"):
        planned(checks, "special")
    assert planned(checks, "clue").is_over_cap
    assert not planned(checks, "special", target=1).is_over_cap


def test_how_many_fewer_visits_than_the_year_before_are_counted_by_day_and_enterprise(checks):
    def told(on):
        return next(row.text for row in figure_table(on) if row.code == "I7")

    for target, at in ((0, DOOR), (1, DOOR), (2, DOOR)):
        checks.take(planned(checks, target=target, at=at), "enter", at, **WITHOUT, overlap_answer="不同企业")
    assert told(date(2025, 12, 31)) == "无数据"
    with time_machine.travel(DOOR + timedelta(days=365), tick=False):
        again = DOOR + timedelta(days=365)
        entered = {**WITHOUT, "entered_at": again, "overlap_answer": "不能合并"}
        checks.take(planned(checks, target=0, at=again), "enter", again, **entered)
    assert told(date(2026, 12, 31)) == "入企检查比上年同期减少66.7%"
    assert told(date(2027, 12, 31)) == "入企检查比上年同期减少100%"


def test_how_often_an_enterprise_is_entered_in_a_year_is_told_by_days(checks):
    """One enterprise on two days, another on one; the year after nobody."""
    for target, at in ((0, DOOR), (1, DOOR), (0, DOOR + timedelta(days=40))):
        with time_machine.travel(at, tick=False):
            case = planned(checks, target=target, at=at)
            checks.take(case, "enter", at, **{**WITHOUT, "entered_at": at, "overlap_answer": "不能合并"})

    def told(on):
        return next(row for row in figure_table(on) if row.code == "I8")

    row = told(date(2025, 12, 31))
    assert (row.text, row.records, row.out_of) == ("同一企业年内入企最多2次，平均1.5次", 3, 2)
    assert told(date(2026, 12, 31)).text == "无数据"


def test_an_object_is_covered_and_an_inspector_at_work_in_the_year_in_which_they_were(checks):
    """Eight of twelve objects are drawn, one of them is entered by two of the five inspectors."""
    case = checks.drawn().inspections.first()
    with time_machine.travel(DOOR, tick=False):
        checks.take(case, "enter", DOOR, **WITHOUT, overlap_answer="不能合并")
    told = ("covered_targets_rate", "active_inspectors_rate")
    found = [[evaluate(f"spot_checks.{code}", on=date(year, 12, 31)).text for code in told] for year in (2025, 2026)]
    assert found == [["8.3%", "40.0%"], ["0.0%", "0.0%"]]


def test_an_enterprise_that_was_entered_as_often_as_the_city_allows_is_left_alone(checks):
    VISITS.change(1, "管理员", "本市规定", date(2025, 1, 1))
    checks.take(planned(checks, target=2), "enter", DOOR, **WITHOUT)
    checks.item.frequency = 9
    checks.item.save()
    with pytest.raises(NotAllowed, match="今年已经入企 1 次"):
        planned(checks, "special", target=2)
    assert checks.drawn().drawn == 1 + 6
    assert not Inspection.objects.filter(ground="random", target=checks.targets[2]).exists()


def test_a_second_visit_of_late_is_told_and_must_be_answered_before_a_code_is_given(checks):
    checks.take(planned(checks), "enter", DOOR, **WITHOUT)
    case = planned(checks, "clue")
    assert case.overlaps == "荷塘区：餐饮服务抽查（9月12日已检查）"
    with pytest.raises(ValidationError, match="写明怎样合并"):
        checks.take(case, "issue_code", DOOR)
    with pytest.raises(ValidationError, match="写明怎样合并"):
        checks.take(case, "enter", DOOR, **WITHOUT)
    assert checks.take(case, "issue_code", DOOR, overlap_answer="新线索，不能合并").pass_salt


def test_the_enterprise_reads_its_visits_of_the_year_rates_and_finds_where_to_complain(checks, client):
    checks.take(planned(checks), "enter", DOOR, **WITHOUT)
    planned(checks, "clue")  # not made yet: the enterprise is not told
    case = checks.take(planned(checks, "assigned"), "issue_code", DOOR, overlap_answer="上级交办")
    client.post(address(case), {"step": "scan", "shown": "on"})
    page = client.get(address(case)).content.decode()
    assert page.count('data-l="事项"') == 2
    assert "/apply/enforcement-complaint/" in page and case.number in page
    assert client.post(address(case), {"step": "rate", "rating": "bad", "opinion": "一个月来了两次"}).status_code == 302
    case.refresh_from_db()
    assert (case.rating, case.opinion) == ("bad", "一个月来了两次")


def test_the_ledger_tells_of_both_ways_in(checks):
    checks.take(planned(checks), "enter", DOOR, **WITHOUT)
    case = checks.take(planned(checks, target=1), "issue_code", DOOR)
    doors.take("scan", case, None, {"shown": True}, via="portal", at=DOOR)
    assert set(round_trip(registry.find("ledgers", "spot_checks.inspection"), checks.clerk)) == {"same"}


def test_an_enterprise_reads_every_check_made_there_with_a_code_of_its_own(checks, client):
    target = checks.targets[0]
    case = checks.take(planned(checks), "enter", DOOR, **WITHOUT)
    planned(checks, "clue")
    client.force_login(checks.clerk.account)
    page = client.get(f"/desk/spot_checks.checktarget/{target.pk}/pass/enterprise/").content.decode()
    at = f"/pass/enterprise/{passes.token_of(target, target.pass_salt)}/"
    assert f"http://testserver{at}" in page
    client.logout()
    page = client.get(at).content.decode()
    assert page.count('data-l="事项"') == 1 and "还没有公示" in page and "1 次" in page and target.credit_code in page
    assert "/apply/enforcement-complaint/" in page
    points = [[point, "good", ""] for point, *_ in case.checklist]
    case = checks.take(case, "record", DOOR, checklist=points, facts="完好", outcome="clean", signed="yes")
    checks.take(checks.take(case, "review", DOOR, reviewed_by_other="审核某"), "publish", DOOR)
    assert "未发现问题" in client.get(at).content.decode()
    other = checks.targets[1]
    assert client.get(f"/pass/enterprise/{passes.token_of(other, target.pass_salt)}/").status_code == 404
