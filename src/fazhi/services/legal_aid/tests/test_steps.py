"""What else may happen to a case: withdrawn, recalled, reassigned, complained of, sent back; and what a page begins."""

from datetime import date

import pytest

from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.legal_aid.desk import AidCaseDesk, ReferralDesk
from fazhi.services.legal_aid.models import AidCase

from .factories import CHILD_ID, DAY, aid_case, assigned, fields, finished, granted, noticed, parts, step


def test_an_application_may_be_withdrawn_until_somebody_is_assigned(lotus):
    assert step(lotus, granted(lotus, aid_case(lotus)), "withdraw").state == "withdrawn"
    case = assigned(lotus)
    with pytest.raises(NotAllowed, match="只能在"):
        step(lotus, case, "withdraw")


def test_who_has_a_defender_of_his_own_needs_no_other(lotus):
    case = step(lotus, noticed(lotus), "recall_notice", reason="家属已委托律师")
    assert (case.state, case.decision) == ("withdrawn", "withdrawn")


def test_a_lawyer_who_cannot_go_on_is_replaced(lotus):
    case = step(lotus, assigned(lotus), "replace_lawyer", lawyer=lotus.meng, reason="承办人患病")
    assert (case.lawyer, case.was_changed) == (lotus.meng, True)
    assert not AidCase.objects.visible_to(lotus.lawyer).exists()


def test_a_request_to_change_may_be_declined_with_its_reason(lotus):
    case = step(lotus, assigned(lotus), "ask_change", reason="想换一个")
    case = step(lotus, case, "keep", date(2024, 9, 5), reason="承办人已经按时通报")
    asked = case.changes.get()
    assert (asked.is_granted, asked.answer, case.lawyer) == (False, "承办人已经按时通报", lotus.fang)


def test_a_complaint_is_answered_and_told(lotus):
    case = step(lotus, assigned(lotus), "complain", content="不接电话")
    complaint = case.complaints.get()
    assert complaint.made_on == DAY and case.was_complained
    told = {"result": "已约谈承办人", "is_true": True}
    case = step(lotus, case, "answer_complaint", date(2024, 9, 9), lotus.head, part=complaint, **told)
    complaint.refresh_from_db()
    assert (complaint.told_on, complaint.is_true) == (date(2024, 9, 9), True)
    with pytest.raises(NotAllowed, match="已经办过"):
        step(lotus, case, "answer_complaint", date(2024, 9, 10), lotus.head, part=complaint, **told)


def test_a_file_that_lacks_something_goes_back(lotus):
    case = step(lotus, finished(lotus, assigned(lotus), date(2024, 10, 8)), "send_back", reason="缺庭审笔录")
    assert case.state == "assigned"
    assert step(lotus, case, "terminate", by=lotus.head, termination_ground="5", terminated_because="撤诉").state == "terminated"


def test_a_child_that_joins_a_matter_closes_it_to_its_team(lotus):
    case = aid_case(lotus)
    child = {"name": "小王", "id_number": CHILD_ID, "capacity": "limited"}
    case = doors.take("add_recipient", case, lotus.clerk, child, at=moment(DAY))
    assert (case.people, case.has_special) == (2, True)
    assert not AidCase.objects.visible_to(lotus.world.leader).filter(pk=case.pk).exists()


def test_means_may_be_looked_into_again_before_the_decision(lotus):
    case = step(lotus, aid_case(lotus), "amend", means_path="shared", income="2400", household=4, means_note="民政系统查询")
    assert (case.means_path, case.finding().sentence[:14]) == ("shared", "家庭人均月收入 600.00")


def test_the_next_centre_takes_over_what_was_sent_on_and_the_first_learns_of_it(lotus):
    case = step(lotus, aid_case(lotus, competent=lotus.world.far_town), "transfer", transfer_to=lotus.far)
    sent = handovers.of_case(case).get()
    taken = AidCaseDesk.takes_over(sent)
    assert (taken.fields["kind"], taken.fields["ground"], taken.parts["recipients"][0]["name"]) == ("labour", "31.5", "王建")
    here = fields(lotus, unit=lotus.far, competent=lotus.world.far_town, **taken.given)
    again = doors.register(AidCase, lotus.world.city_leader, here, parts(), at=moment(DAY))
    handovers.accept(sent, lotus.world.city_leader, opened=again)
    step(lotus, again, "withdraw", by=lotus.world.city_leader)
    sent.refresh_from_db()
    assert sent.result == "申请人撤回申请"


def test_a_referral_begun_from_a_case_knows_whose_it_is(lotus):
    case = aid_case(lotus)
    taken = ReferralDesk.begun_from(case)
    assert (taken.fields["aid_case"], taken.fields["person_name"], taken.fields["unit"]) == (case, "王建", lotus.unit)
