"""The life of an aid case: asked, decided within seven days, assigned within three, done, archived, paid; and the golden journeys."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.prying import signed_in

from fazhi.kernel.documents.attaching import attach, files_of
from fazhi.kernel.flow import clocks, doors, handovers, passing_time, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.services.legal_aid.desk import AidCaseDesk
from fazhi.services.legal_aid.models import AidCase, DutyHelp, Objection, Recipient, SubsidyRate
from fazhi.services.legal_aid.rules import ROLLS

from .factories import DAY, aid_case, assigned, fields, finished, granted, noticed, parts, referral, refused, step

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def due(case, name):
    return next(row["due"] for row in case.clocks if row["name"] == name)


def test_seven_days_to_decide_and_three_to_assign(lotus):
    case = aid_case(lotus)
    assert (case.state, case.number[-9:], case.title) == ("received", "援字第00001号", "追索劳动报酬")
    assert due(case, "review") == "2024-09-10"
    case = granted(lotus, case, date(2024, 9, 9))
    assert (case.state, case.is_decided_late, due(case, "assigning")) == ("granted", False, "2024-09-12")
    case = step(lotus, case, "assign", date(2024, 9, 12), lotus.head, lawyer=lotus.fang)
    assert (case.state, case.handler, case.is_assigned_late, case.conflict_checked_on) == (
        "assigned", lotus.lawyer, False, date(2024, 9, 12)
    )  # fmt: skip
    link = f"/desk/legal_aid.aidcase/{case.pk}/"
    assert link in signed_in(lotus.lawyer).get("/desk/legal_aid.aidcase/").content.decode()
    assert signed_in(lotus.lawyer).get(link).status_code == 200


def test_days_that_end_on_a_holiday_roll_to_the_first_working_day(lotus):
    """The dossier's own example: 25 September and seven days is 2 October, within the holiday."""
    assert due(aid_case(lotus, date(2024, 9, 25)), "review") == "2024-10-08"


def test_days_of_the_law_may_be_counted_without_rolling(lotus):
    ROLLS.change(False, "测试", "照省里口径", date(2020, 1, 1))
    assert due(aid_case(lotus, date(2024, 9, 25)), "review") == "2024-10-02"


def test_what_is_missing_is_told_once_and_the_clock_stands_still(lotus):
    case = step(lotus, aid_case(lotus), "list_gaps", date(2024, 9, 5), missing="身份证复印件", supplement_by=date(2024, 9, 20))
    assert (case.state, due(case, "filing")) == ("supplementing", "2024-09-20")
    case = step(lotus, case, "supplement", date(2024, 9, 15), kind="identity", title="身份证复印件")
    assert (case.state, due(case, "review")) == ("received", "2024-09-20")
    with pytest.raises(NotAllowed, match="已经告知过"):
        step(lotus, case, "list_gaps", date(2024, 9, 15), missing="收入证明")


def test_who_does_not_supplement_has_withdrawn_by_the_passing_of_time(lotus):
    case = step(lotus, aid_case(lotus), "list_gaps", missing="身份证复印件", supplement_by=date(2024, 9, 10))
    passing_time.lapse(date(2024, 9, 10))
    case.refresh_from_db()
    assert case.state == "supplementing"
    passing_time.lapse(date(2024, 9, 11))
    case.refresh_from_db()
    assert (case.state, case.decision) == ("withdrawn", "withdrawn")


def test_the_wrong_place_is_sent_on_and_not_refused(lotus):
    case = aid_case(lotus, competent=lotus.world.far_town)
    with pytest.raises(NotAllowed, match="应当转送") as refusal:
        refused(lotus, case)
    assert refusal.value.law == "法律援助法 第三十八条"
    case = step(lotus, case, "transfer", transfer_to=lotus.far)
    sent = handovers.of_case(case).get()
    assert (case.state, sent.kind, sent.to_unit, sent.details["asker"]) == ("transferred", "legal_aid.aidcase", lotus.far, "王建")


def test_what_another_centre_sends_back_goes_on_within_the_days_that_have_run(lotus, world):
    case = step(lotus, aid_case(lotus, competent=world.far_town), "transfer", date(2024, 9, 4), transfer_to=lotus.far)
    handovers.send_back(handovers.of_case(case).get(), world.city_leader, "争议处理机关不在本区")
    case.refresh_from_db()
    assert (case.state, case.decision, due(case, "review")) == ("received", "", "2024-09-10")
    case = step(lotus, case, "transfer", date(2024, 9, 5), transfer_to=lotus.far)
    handovers.accept(handovers.of_case(case).last(), world.city_leader)
    case.refresh_from_db()
    assert (case.state, case.transfer_told) == ("transferred", "菱湖区法律援助中心已经接收")


def test_aid_comes_first_where_the_right_lapses_within_seven_days(lotus):
    case = aid_case(lotus, limitation_on=date(2024, 9, 8))
    first = {"urgent_ground": "1", "urgent_reason": "仲裁时效9月8日届满", "lawyer": lotus.fang}
    case = step(lotus, case, "aid_first", by=lotus.head, **first)
    assert (case.state, case.handler, case.decision) == ("ahead", lotus.lawyer, "")
    case = step(lotus, case, "complete_papers", date(2024, 9, 6), kind="means", title="经济困难说明表")
    told = {"findings": "属实", "means_note": "人均收入低"}
    case = step(lotus, case, "grant_ahead", date(2024, 9, 9), lotus.head, **told)
    assert (case.state, case.decision, case.is_decided_late) == ("assigned", "granted", False)


def test_who_still_owes_papers_may_be_aided_first_and_the_clock_goes_on_when_they_come(lotus):
    case = aid_case(lotus, limitation_on=date(2024, 9, 8))
    case = step(lotus, case, "list_gaps", missing="收入说明", supplement_by=date(2024, 9, 20))
    first = {"urgent_ground": "1", "urgent_reason": "时效届满在即", "lawyer": lotus.fang}
    case = step(lotus, case, "aid_first_waiting", date(2024, 9, 4), lotus.head, **first)
    assert case.state == "ahead" and "filing" not in [row["name"] for row in clocks.running(case)]
    case = step(lotus, case, "complete_papers", date(2024, 9, 8), kind="means", title="经济困难说明表")
    assert due(case, "review") == "2024-09-14", "the four days of waiting do not count"


def test_a_notice_of_friday_is_assigned_by_monday_to_somebody_with_three_years(lotus, client):
    """Golden journey 14: life imprisonment; the young lawyer is not to be chosen."""
    friday = date(2024, 9, 6)
    case = noticed(lotus, friday)
    assert (due(case, "notice"), case.means_path) == ("2024-09-09", "notice")
    with time_machine.travel(moment(friday)):
        assert "方律某" in case.lawyer_choices and "孟律某" not in case.lawyer_choices
    client.force_login(lotus.clerk.account)
    with time_machine.travel(moment(friday)):
        page = client.get(f"/desk/legal_aid.aidcase/{case.pk}/step/assign_notified/").content.decode()
    assert "方律某（正和律师事务所）" in page and "孟律某" not in page
    told = {"organ_told_on": date(2024, 9, 9)}
    with pytest.raises(NotAllowed, match="不满三年") as refusal:
        step(lotus, case, "assign_notified", date(2024, 9, 9), lawyer=lotus.meng, **told)
    assert refusal.value.law == "法律援助法 第二十六条"
    case = step(lotus, case, "assign_notified", date(2024, 9, 9), lawyer=lotus.fang, **told)
    assert (case.state, case.is_assigned_late, case.practice_years, case.decision) == ("assigned", False, 12, "granted")


def test_an_objection_is_upheld_and_the_bureau_orders_correction_on_the_fourth_day(lotus):
    """Golden journey 13: refused, objected, ordered within five days; one refusal, one correction."""
    case = refused(lotus, aid_case(lotus), date(2024, 9, 6))
    case = step(lotus, case, "object_to", date(2024, 9, 9), objection_text="拖欠工资属于列明的事项")
    objection = Objection.objects.get()
    assert (case.state, case.closed_on, objection.unit, due(objection, "judging")) == (
        "objected",
        None,
        lotus.bureau,
        "2024-09-14",
    )
    found = {"findings": "申请追索劳动报酬", "reasons": "属于第三十一条第五项"}
    objection = step(lotus, objection, "order", date(2024, 9, 13), lotus.director, **found)
    case.refresh_from_db()
    assert (objection.state, objection.is_late, case.state) == ("ordered", False, "correcting")
    case = step(lotus, case, "correct", date(2024, 9, 14), lotus.head, findings="属于第三十一条第五项")
    assert (case.state, case.decision, case.was_refused, case.was_corrected, case.closed_on) == (
        "granted", "granted", True, True, None
    )  # fmt: skip
    assert due(case, "assigning") == "2024-09-18", "17 September is the mid-autumn holiday"


def test_an_objection_that_is_not_upheld_leaves_the_decision(lotus):
    case = refused(lotus, aid_case(lotus))
    step(lotus, case, "object_to", objection_text="不服")
    found = {"findings": "查明无误", "reasons": "不在范围内"}
    step(lotus, Objection.objects.get(), "uphold", date(2024, 9, 4), lotus.director, **found)
    case.refresh_from_db()
    assert (case.state, case.was_corrected) == ("refused", False)


def test_a_termination_may_be_corrected_too(lotus):
    case = step(lotus, assigned(lotus), "terminate", by=lotus.head, termination_ground="4", terminated_because="收入变化")
    assert case.state == "terminated"
    step(lotus, case, "object_to", objection_text="收入没有变化")
    found = {"findings": "收入没有变化", "reasons": "情形不成立"}
    step(lotus, Objection.objects.get(), "order", date(2024, 9, 4), lotus.director, **found)
    case.refresh_from_db()
    case = step(lotus, case, "resume", date(2024, 9, 5), lotus.head, lawyer=lotus.fang)
    assert (case.state, case.was_corrected, case.terminated_on) == ("assigned", True, None)


def test_thirty_workers_are_one_matter(lotus):
    rows = [Recipient(name=f"工人{n}", phone=f"154000000{n:02d}", groups=["migrant"]) for n in range(30)]
    case = aid_case(lotus, given={"recipients": rows, "representatives": [], "materials": []})
    assert (AidCase.objects.count(), case.people, case.has_special) == (1, 30, True)
    assert case.title.endswith("（30人）")


def test_one_of_a_group_dies_and_the_matter_goes_on(lotus):
    given = {"recipients": [Recipient(name="甲某"), Recipient(name="乙某")], "representatives": [], "materials": []}
    case = granted(lotus, aid_case(lotus, given=given))
    first, second = case.recipients.all()
    case = step(lotus, case, "leave", part=first, ended_because="death")
    assert [row.name for row in AidCase.objects.get().standing] == ["乙某"]
    with pytest.raises(NotAllowed, match="办理终止"):
        step(lotus, case, "leave", part=second, ended_because="own_lawyer")


def test_a_lawyer_is_changed_on_request_within_three_working_days(lotus):
    case = step(lotus, assigned(lotus), "ask_change", date(2024, 9, 4), reason="联系不上承办人")
    assert due(case, "changing") == "2024-09-09"
    case = step(lotus, case, "change", date(2024, 9, 5), lawyer=lotus.meng, reason="同意更换")
    asked = case.changes.get()
    assert (case.lawyer, case.handler, case.was_changed, asked.is_granted) == (lotus.meng, None, True, True)
    assert asked.lawyer_name == "方律某（正和律师事务所）"


def test_progress_is_reported_every_month_and_told_to_the_recipient(lotus):
    case = assigned(lotus)
    assert due(case, "progressing") == "2024-10-08"
    told = {"kind": "filing", "done_on": date(2024, 9, 10), "note": "已申请仲裁"}
    with pytest.raises(NotAllowed, match="先向受援人通报"):
        step(lotus, case, "report", date(2024, 9, 10), lotus.lawyer, is_told=False, **told)
    case = step(lotus, case, "report", date(2024, 9, 10), lotus.lawyer, is_told=True, **told)
    assert (case.progress.get().reported_by, due(case, "progressing")) == (lotus.lawyer, "2024-10-10")


def test_from_the_award_to_the_subsidy(lotus, home):
    rate = SubsidyRate(unit=lotus.world.city, kind="labour", amount=1500, each_more=100, most=3000, source="测试文件")
    registers.enter(rate, lotus.world.city_leader)
    case = assigned(lotus)
    attach(case, SimpleUploadedFile("裁决书.pdf", PDF), person=lotus.clerk)
    case = finished(lotus, case, date(2024, 11, 1), recovered=Decimal("52000"))
    assert (case.state, case.is_reported_late, case.recovered) == ("closing", False, 52000)
    case = step(lotus, case, "score", date(2024, 11, 5), lotus.checker, quality_score=92)
    case = step(lotus, case, "archive", date(2024, 11, 6))
    assert (case.grade, case.subsidy, due(case, "in_archived")) == ("excellent", 1500, "2024-12-06")
    case = step(lotus, case, "pay", date(2024, 11, 20), paid_on=date(2024, 11, 20))
    assert (case.state, case.closed_on) == ("paid", date(2024, 11, 20))
    case = step(lotus, case, "visit", date(2024, 11, 25), rating="5", was_charged=True)
    assert (case.rating, case.was_complained, case.complaints.get().content[:4]) == ("5", True, "回访反映")


def test_a_request_from_custody_goes_on_within_a_day(lotus):
    asked = datetime(2024, 9, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    given = {"place": "detention", "person_name": "钱某", "helped_on": DAY, "helps": ["advice"], "unit": lotus.unit}
    duty = doors.register(DutyHelp, lotus.lawyer, given, {}, at=asked)
    assert AidCase.objects.count() == 0, "help on duty is no case"
    duty = step(lotus, duty, "take_request", asked, lotus.lawyer, asked_at=asked, organ="荷塘公安分局")
    assert clocks.end_of(next(row for row in duty.clocks if row["name"] == "forwarding")) == asked + timedelta(hours=24)
    duty = step(lotus, duty, "forward", asked + timedelta(hours=25), lotus.lawyer)
    case = AidCase.objects.get()
    assert (duty.state, duty.overran, case.origin, case.was_forwarded_late) == ("forwarded", True, "duty_lawyer", True)
    assert (case.state, case.recipients.get().name, due(case, "review")) == ("received", "钱某", "2024-09-11")


def test_a_consultation_hands_on_and_learns_what_was_decided(lotus):
    row, _ = handovers.receive(
        "12348", "X1", "legal_aid.aidcase", lotus.world.county, lotus.unit, subject="欠薪", content="拖欠工资三个月", consent=True,
        details={"asker": "王建", "phone": "15400000001", "region": "990101", "opponent": "红星建材"},
    )  # fmt: skip
    taken = AidCaseDesk.takes_over(row)
    assert (taken.fields["facts"], taken.parts["recipients"][0]["name"]) == ("拖欠工资三个月", "王建")
    case = doors.register(AidCase, lotus.clerk, fields(lotus, **taken.given), parts(), at=moment(DAY))
    handovers.accept(row, lotus.clerk, opened=case)
    granted(lotus, case)
    row.refresh_from_db()
    assert (row.state, row.result) == (row.State.ANSWERED, "决定给予法律援助")


def test_a_referral_counts_once_it_is_accepted(lotus):
    case = referral(lotus, aid_case=aid_case(lotus))
    assert "由本人办理" in case.rules_told
    case = step(lotus, case, "book", booked_at=moment(date(2024, 9, 5)), consents=True)
    with pytest.raises(NotAllowed, match="减收或者免收") as refusal:
        step(lotus, case, "accept", date(2024, 9, 5), accepted_no="1")
    assert refusal.value.law == "法律援助法 第五十三条第二款"
    counted = [evaluation.evaluate("legal_aid.referrals", on=date(2024, 12, 31)).value]
    case = step(lotus, case, "accept", date(2024, 9, 5), accepted_no="1", reduced_fee=True)
    assert [*counted, evaluation.evaluate("legal_aid.referrals", on=date(2024, 12, 31)).value] == [0, 1]
    assert (case.accepted_on, due(case, "certificate")) == (date(2024, 9, 5), "2024-09-27")
    case = step(lotus, case, "verify", date(2024, 9, 9), reason="核实亲属关系")
    case = step(lotus, case, "go_on", date(2024, 9, 12))
    assert step(lotus, case, "issue", date(2024, 9, 20), result="公证书").state == "issued"


def test_a_material_is_registered_with_its_file_in_one_step(lotus, client, home):
    case = assigned(lotus)
    client.force_login(lotus.clerk.account)
    sent = {"kind": "outcome", "title": "裁决书副本", "copies": 1, "version": case.version, "key": "m1"}
    answer = client.post(
        f"/desk/legal_aid.aidcase/{case.pk}/step/add_material/", {**sent, "files": SimpleUploadedFile("裁决书.pdf", PDF)}
    )
    assert answer.status_code == 302, answer.content.decode()[-600:]
    assert [row.title for row in case.materials.all()][-1] == "裁决书副本"
    assert [(file.name, file.kind) for file in files_of(case)] == [("裁决书.pdf", "材料")]
