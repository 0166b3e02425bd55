"""警司联动、诉调对接: what is handed over arrives once, filled in, and is answered by itself; the penalty stays with the police."""

from datetime import date

import pytest
from django.urls import reverse
from tests.pages import Window
from tests.world import person, unit

from fazhi.kernel.documents.declared import papers_of
from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.org.roles import CLERK
from fazhi.services.mediation.models import Dispute, RiskAlert

from .factories import CHILD_ID, agreed_case, dispute, heard, mediating, party, step

LABEL = "mediation.dispute"
TOLD = {
    "incident_no": "JQ2024090301",
    "incident_at": "2024-09-03T20:10",
    "injury": "轻微伤",
    "security_case": True,
    "repeat_count": 2,
    "asker": "张建",
    "phone": "15400001111",
    "opponent": "李芳",
}


def sent(lotus, from_unit=None, number="JQ2024090301", **details):
    told = {**TOLD, **details}
    where = {
        "subject": "邻里推搡",
        "content": "两家为水沟推搡，一方轻微伤",
        "reason": "适宜调解",
        "consent": True,
        "details": told,
    }
    return handovers.receive("110", number, LABEL, from_unit or lotus.police, lotus.body, **where)[0]


def taken(lotus, client, row):
    """Registered from the form as the server has filled it in; the mediator adds what only he knows."""
    client.force_login(lotus.worker.account)
    address = f"{reverse('desk:new', args=[LABEL])}?from={row.pk}"
    shown = client.get(address).context
    [(_, rows)] = shown["tables"]
    data = {f"parties-{name}": value for name, value in rows.management_form.initial.items()}
    for form in (shown["form"], *rows):
        data |= {form.add_prefix(name): value for name in form.fields if (value := form[name].value())}
    place = lotus.body.parent
    return client.post(address, data | {"unit": lotus.body.pk, "kind": "02", "region": place.pk, "demands": "赔医药费"})


def test_what_the_police_send_is_not_asked_again(lotus, client):
    row = sent(lotus)
    answer = taken(lotus, client, row)
    assert answer.status_code == 302
    case = Dispute.objects.get()
    assert (case.source, case.referral_no, case.hand_over, case.facts) == ("police", "JQ2024090301", row, row.content)
    assert [(each.name, each.consent) for each in case.parties.all()] == [("张建", "agrees"), ("李芳", "not_reached")]
    incident = case.incidents.get()
    assert (incident.injury, incident.is_security_case, incident.repeats) == ("slight", True, 2)
    assert case.labels == ["police"] and case.signals == ["police_twice"]


def test_the_police_see_the_refusal_and_the_same_matter_is_not_registered_twice(lotus, client):
    row = sent(lotus)
    taken(lotus, client, row)
    case = Dispute.objects.get()
    assert taken(lotus, client, row).status_code == 422 and Dispute.objects.count() == 1
    case = step(lotus, case, "hear", case.opened_on, part=case.parties.last(), consent="refuses")
    step(lotus, case, "refuse", case.opened_on, routes_told=True)
    row.refresh_from_db()
    assert (row.state, row.return_reason) == (HandOver.State.RETURNED, "一方拒绝：一方明确拒绝调解")


def test_an_incident_is_noted_of_a_police_matter_alone(lotus):
    given = {"incident_no": "JQ1", "repeats": 1}
    with pytest.raises(NotAllowed, match="公安机关移送的案件才登记警情"):
        step(lotus, dispute(lotus), "note_incident", **given)
    case = step(lotus, dispute(lotus, source="police"), "note_incident", injury="serious", **given)
    assert case.circumstances == ["injury"] and case.must_be_reported == "有人重伤" and case.difficulty == "major"


def test_a_penalty_may_be_waived_for_what_was_performed_under_the_new_law_alone(lotus):
    case = agreed_case(lotus, source="police", hand_over=sent(lotus))
    case = step(lotus, step(lotus, case, "perform", part=case.terms.get()), "fulfil")
    asked = {"part": case.incidents.get(), "requested_on": date(2024, 9, 3)}
    with pytest.raises(NotAllowed, match="自2026年1月1日起施行") as refusal:
        step(lotus, case, "prove_performance", **asked)
    assert refusal.value.law == "治安管理处罚法 第九条"
    asked["requested_on"] = date(2026, 1, 5)
    case = step(lotus, case, "prove_performance", date(2026, 1, 5), **asked)
    assert "书面申请不予处罚" in case.hand_over.result
    paper = next(paper for paper in papers_of(Dispute) if paper.key() == "mediation.performed")
    text = paper.sheet(case).text
    assert "JQ2024090301" in text and "不予处罚申请书" in text and "已于2024年9月3日全部履行" in text


def test_where_no_case_was_opened_there_is_no_penalty_to_waive(lotus):
    case = agreed_case(lotus, source="police", hand_over=sent(lotus, security_case=False))
    case = step(lotus, step(lotus, case, "perform", part=case.terms.get()), "fulfil")
    with pytest.raises(NotAllowed, match="没有立治安案件"):
        step(lotus, case, "prove_performance", part=case.incidents.get(), requested_on=date(2024, 9, 3))


@pytest.mark.parametrize(
    ("kind", "system", "source", "labels"),
    [
        ("court", "法院", "court", ["court"]),
        ("petition", "信访", "petition", ["petition"]),
        ("department", "12345", "other", ["hotline"]),
        ("centre", "12348", "other", ["hotline"]),
        ("department", "妇联", "other", []),
    ],
)
def test_what_another_organ_sends_comes_in_once_filled_in_labelled_and_is_answered(lotus, client, kind, system, source, labels):
    told = {"asker": "张建", "phone": "15400001111", "opponent": "李芳"}
    sender = unit("990101X", "移送单位", kind, lotus.world.county)
    where = {"subject": "邻里推搡", "content": "两家为水沟推搡", "reason": "适宜调解", "consent": True, "details": told}
    row, is_new = handovers.receive(system, "A-1", LABEL, sender, lotus.body, **where)
    assert is_new and not handovers.receive(system, "A-1", LABEL, sender, lotus.body, **where)[1]
    assert taken(lotus, client, row).status_code == 302
    case = Dispute.objects.get()
    assert (case.source, case.labels, case.referred_by, case.referral_no) == (source, labels, sender, "A-1")
    case = step(lotus, case, "hear", case.opened_on, part=case.parties.last(), consent="agrees")
    case = step(lotus, case, "accept", case.opened_on)
    step(lotus, case, "withdraw", case.opened_on, end_reason="双方自行和解")
    page = Window(person("移送某", sender, CLERK)).read(f"/desk/handovers/{row.pk}/")
    assert "撤回：双方自行和解" in page


def test_a_court_gets_undisputed_facts_and_addresses_and_no_concession(lotus):
    row = sent(lotus, lotus.court, "（2024）荷塘诉前调1号", incident_no="")
    sides = [party("applicant", "张建"), party("respondent", "李芳", service_address="莲塘村8号")]
    case = step(lotus, dispute(lotus, source="court", hand_over=row, parts={"parties": sides}), "accept")
    case = step(lotus, step(lotus, case, "begin", mediator=lotus.mediator), "tell_rights")
    case = heard(lotus, case, agreed="李芳愿意让步，赔六百")
    step(lotus, case, "fail", end_reason="差距过大", routes_told=True, undisputed="双方确认水沟由李芳所堵")
    row.refresh_from_db()
    assert row.result == "调解不成：差距过大；无争议事实：双方确认水沟由李芳所堵；送达地址：李芳 莲塘村8号"


def test_repeated_calls_are_a_rate_with_its_denominator(lotus):
    for number, repeats in (("JQ1", 0), ("JQ2", 3)):
        case = dispute(lotus, source="police", root_doubt="另案")
        step(lotus, case, "note_incident", incident_no=number, repeats=repeats)
    found = evaluation.evaluate("mediation.police_repeat_rate", on=date(2024, 12, 4))
    assert (found.numerator, found.denominator) == (1, 2) and "下降率与上期相比" in found.definition


def test_a_child_that_is_beaten_at_home_is_reported_before_anybody_talks(lotus, world):
    sides = [party("applicant", "张小", id_number=CHILD_ID, agent="张建", agent_kind="legal"), party("respondent", "李芳")]
    case = mediating(lotus, kind="01", signals=["domestic"], safety_plan="民警在场", parts={"parties": sides})
    with pytest.raises(NotAllowed, match="应当及时向公安机关报案") as refusal:
        heard(lotus, case)
    assert refusal.value.law == "反家庭暴力法 第十四条"
    case = step(lotus, case, "decide_risk", risk="yellow", reason="再看看")
    with pytest.raises(NotAllowed, match="应当及时向公安机关报案"):
        heard(lotus, case)
    case = step(lotus, case, "raise_alert", risk="orange", reason="孩子身上有伤")
    assert heard(lotus, case).session_count == 1 and RiskAlert.objects.visible_to(world.clerk).get().kind == "crime"
