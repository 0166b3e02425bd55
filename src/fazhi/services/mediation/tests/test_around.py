"""Around the case: committees and what the law asks of them, leads, alerts, subsidies, complaints, the portal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.pages import Window

from fazhi.kernel.flow import doors, obligations, registers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation import grading
from fazhi.services.mediation.findings import committee_findings, health
from fazhi.services.mediation.linkage import with_joint_office
from fazhi.services.mediation.models import Complaint, Dispute, DisputeLead, JointOffice, Mediator, RiskAlert
from fazhi.services.mediation.portal import MediationIntake, committees, mediators
from fazhi.services.mediation.rules import RISK_WEIGHTS

from .factories import DAY, committee_of, dispute, members_of

# --- committees -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def today(monkeypatch):
    """The day on which committees are looked at."""
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: DAY if value is None else value.date())
    return DAY


def laws(committee):
    return [finding.law for finding in committee.findings]


def test_a_committee_in_order_has_nothing_found(lotus, today):
    assert lotus.committee.findings == [] and lotus.committee.director == "何清"


def test_a_committee_breaks_the_law_in_words(lotus, today):
    Mediator._base_manager.filter(sex="female").delete()
    told = [str(finding.sentence) for finding in lotus.committee.findings]
    assert told == ["委员应当是三至九人，现有 2 人", "应当设主任一人，现有 0 人", "应当有妇女成员"]
    assert set(laws(lotus.committee)) == {"人民调解法 第八条第二款", "人民调解法 第八条第三款"}
    assert health([lotus.committee]) == {"all": 1, "in_order": 0, "with_woman": 0, "over_term": 0}


def test_a_term_of_three_years_is_warned_of_in_its_last(lotus, today):
    committee = lotus.committee
    assert committee.term_to == date(2027, 3, 1)
    committee.term_to = date(2025, 6, 1)
    assert [finding.is_warning for finding in committee.findings] == [True] and committee.is_in_order
    committee.term_to = date(2024, 6, 1)
    assert "已于 2024-06-01 届满" in committee.findings_told and not committee.is_in_order


def test_a_medical_committee_is_filed_within_thirty_working_days(lotus, today):
    """30 working days from the second of September end on the eighteenth of October, over two holidays with their make-up days."""
    founded = date(2024, 9, 2)
    made = committee_of(lotus.body, lotus.body.parent, kind="association", sector="medical", founded_on=founded, filed_on=None)
    [told] = committee_findings(made, members_of(made), DAY)
    assert (told.law, told.is_warning) == ("医疗纠纷预防和处理条例 第三十二条第一款", True) and "最迟 2024-10-18" in told.sentence
    [late] = committee_findings(made, members_of(made), date(2024, 10, 19))
    assert not late.is_warning and "尚未在县级司法行政部门备案" in late.sentence


def test_a_mixed_area_has_a_member_of_its_minority(lotus, today):
    lotus.committee.is_mixed = True
    assert "人数较少民族" in lotus.committee.findings_told


def test_a_mediator_is_of_age_and_a_director_is_a_member(lotus):
    young = members_of(lotus.committee)[2]
    young.id_number = "990101201510100039"
    with pytest.raises(ValidationError, match="成年公民"):
        registers.enter(young, lotus.world.clerk)
    hired = members_of(lotus.committee)[0]
    hired.standing = "full_time"
    with pytest.raises(ValidationError, match="身份应当是委员"):
        registers.enter(hired, lotus.world.clerk)


def test_a_mediator_does_not_keep_the_register_of_committees(lotus):
    with pytest.raises(NotAllowed):
        registers.enter(committee_of(lotus.body, lotus.body.parent), lotus.worker)


def test_an_election_is_owed_in_the_quarter_in_which_the_term_ends(lotus):
    assert lotus.committee.term_to == date(2027, 3, 1)
    assert obligations.raise_rows(date(2026, 12, 31)) == 0
    assert obligations.raise_rows(date(2027, 1, 1)) == 1
    assert obligations.raise_rows(date(2027, 2, 1)) == 0
    owed = obligations.owed_by(lotus.director).get()
    assert (owed.unit, owed.due_on) == (lotus.body, date(2027, 3, 31))
    with pytest.raises(NotAllowed, match="不能零报告"):
        obligations.discharge(owed, lotus.director, zero=True)


# --- leads and alerts -------------------------------------------------------------------------------------------------------


def lead(lotus, **data):
    given = {
        "unit": lotus.body,
        "found_by": "grid",
        "region": lotus.body.parent,
        "kind": "02",
        "brief": "两户为水沟争执",
        "risk": "blue",
        **data,
    }
    return doors.register(DisputeLead, lotus.worker, given)


def test_a_lead_turns_into_a_dispute_of_ones_own_motion(lotus):
    case = doors.take("turn", lead(lotus), lotus.worker)
    assert case.state == "turned" and case.number.endswith("排查第0001号")
    assert (case.dispute.source, case.dispute.state, case.dispute.facts) == ("proactive", "applied", "两户为水沟争执")


def test_a_red_lead_is_more_than_watched(lotus):
    case = lead(lotus, risk="red")
    with pytest.raises(NotAllowed, match="移送公安或者上报"):
        doors.take("watch", case, lotus.worker)


def test_a_red_lead_goes_to_the_police_with_what_they_need(lotus):
    with pytest.raises(ValidationError, match="必须写明理由"):
        doors.take("to_police", lead(lotus, risk="red"), lotus.worker, {"to_unit": lotus.police})
    case = doors.take("to_police", lead(lotus, risk="red"), lotus.worker, {"to_unit": lotus.police}, reason="扬言持刀")
    sent = HandOver.objects.get(kind="police.lead")
    assert (case.state, case.disposal, sent.to_unit, sent.reason) == ("with_police", "to_police", lotus.police, "扬言持刀")


def test_a_lead_is_watched_looked_at_again_and_let_go_or_reported_with_a_reason(lotus):
    case = doors.take("watch", lead(lotus), lotus.worker)
    case = doors.take("review", case, lotus.worker, {"risk": "yellow"}, reason="又吵了一次")
    assert (case.state, case.risk, case.disposal) == ("watched", "yellow", "watched")
    for name in ("release", "report"):
        with pytest.raises(ValidationError, match="必须写明理由"):
            doors.take(name, case, lotus.worker)
    assert doors.take("release", case, lotus.worker, reason="双方已经和好").state == "calm"
    other = doors.take("report", doors.take("watch", lead(lotus), lotus.worker), lotus.worker, reason="涉及两个镇")
    assert (other.state, other.disposal) == ("reported", "reported")


def alert(lotus, **data):
    given = {
        "unit": lotus.body,
        "dispute": dispute(lotus),
        "level": "red",
        "signals": ["threat", "weapon"],
        "brief": "扬言持械",
        **data,
    }
    return doors.register(RiskAlert, lotus.worker, given)


def test_a_score_is_explained_and_its_weights_are_the_city_s(lotus):
    case = alert(lotus)
    assert (case.points, case.explained) == (65, "65 分：威胁言语 25 分、持械 40 分")
    RISK_WEIGHTS.change({**RISK_WEIGHTS.value(), "threat": 5}, "陈某", "试行后调整")
    assert grading.score(["threat"]).points == 5 and grading.score(["weapon"]).level == "orange"


def test_an_alert_is_hidden_from_the_village(lotus, world):
    case = alert(lotus)
    assert not RiskAlert.objects.visible_to(lotus.worker).exists()
    assert list(RiskAlert.objects.visible_to(world.clerk)) == [case]


def test_a_red_alert_is_told_to_police_and_office_answered_reviewed_and_purged(lotus, world):
    case = alert(lotus)
    with pytest.raises(NotAllowed, match="通报的公安派出所和司法所"):
        doors.take("tell", case, world.clerk, {"told_unit": lotus.police})
    case = doors.take("tell", case, world.clerk, {"told_unit": lotus.police, "told_office": world.town})
    case = doors.take("answer", case, world.clerk, {"response": "民警上门"})
    with pytest.raises(NotAllowed, match="必须复盘"):
        doors.take("close", case, world.clerk, {"outcome": "escalated"})
    case = doors.take("close", case, world.clerk, {"outcome": "escalated", "review": "信号三日前已有，没有上报"})
    case = doors.take("purge", case, world.clerk)
    assert (case.signals, case.brief, case.outcome) == ([], "已清除", "escalated")


# --- the public -------------------------------------------------------------------------------------------------------------

ASKED = {"kind": "02", "facts": "屋后水沟被堵", "demands": "疏通", "name": "张建", "phone": "15400001111", "other_name": "李芳"}


def test_anybody_applies_from_a_telephone(lotus):
    data = {"region": lotus.body.parent, **ASKED}
    fields, parts = MediationIntake.opened(data)
    case = doors.register(Dispute, None, {"unit": MediationIntake.unit_for(data), **fields}, parts, via="portal")
    assert (case.unit, case.title, case.state) == (lotus.body, "张某与李某邻里纠纷", "applied")
    assert [party.consent for party in case.parties.all()] == ["agrees", "not_reached"]
    assert all(len(stage.asks) <= 5 for stage in MediationIntake.stages)


def test_a_place_without_a_committee_says_where_to_go(world):
    with pytest.raises(ValidationError, match="就近的公共法律服务中心"):
        MediationIntake.unit_for({"region": world.far_town})


def test_whoever_was_asked_for_a_fee_tells_the_bureau_and_not_the_committee(lotus, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    citizen = Window()
    where = {"region": "荷塘区 荷花街道 莲塘村", "kind": "fee", "content": "收了两百元"}
    receipt = citizen.apply("mediation-complaint", where, {"complainant": "张建", "phone": "13800134567"})
    case = Complaint.objects.get()
    assert case.unit == world.county and case.due_on
    assert not Complaint.objects.visible_to(lotus.worker).exists()
    assert Window(lotus.worker).client.get(f"/desk/mediation.complaint/{case.pk}/").status_code == 404
    assert "司法局正在核查" in citizen.follow(*receipt)
    Window(world.leader).step(case, "answer", is_true=True, answer="已责令退还并批评教育")
    assert "已责令退还并批评教育" in citizen.follow(*receipt)


def test_committees_and_mediators_are_public(lotus):
    assert [each.name for each in committees()] == ["莲塘村人民调解委员会"]
    assert {each.name for each in mediators()} == {"何清", "周平", "罗山"}


def test_a_joint_office_is_counted_with_its_region(lotus, world):
    assert with_joint_office(DAY) == set()
    registers.enter(JointOffice(unit=world.county, name="荷塘区警司联动办", opened_on=date(2022, 10, 1)), world.city_leader)
    assert with_joint_office(DAY) == {world.county.pk}
