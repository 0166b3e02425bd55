"""W6: the rules of 行政处罚法 42, 57, 58 and 62 hold whichever way somebody comes in; and what the township's decisions say."""

import json
from datetime import date

import pytest
from django.test import Client
from tests.world import person

from fazhi.faces.api import tokens
from fazhi.kernel import registry
from fazhi.kernel.calendar import today
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate, records_of
from fazhi.norms.enforcement.models import Decision
from fazhi.norms.enforcement.roles import ENFORCER

from .factories import body, in_force, officer, team
from .penalties import (
    FILED,
    concluded,
    decided,
    decision_of,
    evidence,
    filed,
    imported,
    joined,
    lead,
    notified,
    proposed,
    reviewed,
    take,
)


def ready(bureau):
    """Notified today, reviewed, its window still open."""
    decision = notified(bureau, reviewed(bureau, proposed(bureau)), today())
    return Decision.objects.get(pk=decision.pk)


def through_the_page(by, record, name, **data):
    client = Client()
    client.force_login(by.account)
    sent = {"version": record.version, "reason": "依法办理", "key": f"k{name}", **data}
    return client.post(f"/desk/{record._meta.label_lower}/{record.pk}/step/{name}/", sent)


def through_the_api(by, record, name, **data):
    key = tokens.make(by.account, "测试", 1)[1]
    sent = json.dumps({"version": record.version, "reason": "依法办理", **data})
    headers = {"authorization": f"Bearer {key}"}
    return Client().post(
        f"/api/v1/records/{record._meta.label_lower}/{record.pk}/steps/{name}", sent, "application/json", headers=headers
    )


def one_officer(bureau):
    case = take(bureau, lead(bureau), "join", FILED, officer=bureau.first)
    return case, "file", bureau.head, {"profile": "market", "jurisdiction": "发生地"}, "有资格的执法人员只有 1 人"


def unreviewed(bureau):
    return notified(bureau, proposed(bureau)), "decide", bureau.head, {}, "应当经案件审核，还没有审核"


def unheard(bureau):
    decision = notified(bureau, reviewed(bureau, proposed(bureau, fine=100_000)), today())
    return decision, "decide", bureau.head, {}, "期限未满"


def undiscussed(bureau):
    case = take(bureau, filed(bureau), "grade", FILED, is_complex=True, review_grounds=["complex"])
    decision = notified(bureau, proposed(bureau, decision_of(concluded(bureau, case))))
    return reviewed(bureau, decision, kind="legal"), "decide", bureau.head, {}, "集体讨论决定"


def by_the_investigator(bureau):
    third = officer(bureau, "兼某", 3, person=bureau.deputy)
    decision = notified(bureau, reviewed(bureau, proposed(bureau)))
    take(bureau, decision.case, "join", date(2025, 9, 12), officer=third)
    return decision, "decide", bureau.deputy, {}, "您是本案承办人"


def by_an_outsider(bureau):
    case = take(bureau, filed(bureau), "collect", FILED, **evidence(bureau))
    stranger = person("旁某", bureau.bureau, ENFORCER)
    return case, "conclude", stranger, {"findings": "已查明", "nature": "建议罚款"}, "您不是本案的承办人"


OF_WHO_ACTS = (by_the_investigator, by_an_outsider)
RULES = (one_officer, unreviewed, unheard, undiscussed, *OF_WHO_ACTS)


@pytest.mark.parametrize("way", [through_the_page, through_the_api])
@pytest.mark.parametrize("rule", RULES)
def test_w6_no_rule_is_passed_by_on_the_page_or_through_the_api(bureau, rule, way):
    record, name, by, data, words = rule(bureau)
    before = type(record).objects.get(pk=record.pk)
    answer = way(by, before, name, **data)
    assert answer.status_code in (403, 409, 422) and words in answer.content.decode()
    after = type(record).objects.get(pk=record.pk)
    assert (after.state, after.number, after.version) == (before.state, before.number, before.version)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in OF_WHO_ACTS])
def test_w6_no_rule_is_passed_by_with_a_ledger(bureau, rule):
    """A ledger says what others did: who brings it in decided nothing, so that the last rules have nobody to ask about."""
    record, name, _, data, words = rule(bureau)
    with pytest.raises(NotAllowed, match=words):
        imported(bureau, record, name, max(today(), date(2025, 9, 22)) if rule is unheard else date(2025, 9, 22), **data)


@pytest.mark.parametrize("way", [through_the_page, through_the_api])
def test_nobody_issues_by_hand_what_was_not_decided(bureau, way):
    decision = ready(bureau)
    answer = way(bureau.head, decision, "issue")
    assert answer.status_code in (403, 409, 422)
    client = Client()
    client.force_login(bureau.head.account)
    assert client.post(f"/desk/enforcement.decision/{decision.pk}/issue/enforcement.penalty/").status_code == 404


@pytest.fixture
def town(bureau):
    """荷花街道 has taken the power up, and acts in its own name."""
    in_force(bureau)
    told = {
        "name": "荷花街道办事处",
        "unit": bureau.town,
        "level": "town",
        "source": "township",
        "announced_no": "荷政公〔2023〕1号",
    }
    bureau.town_body = body(bureau, **told)
    return bureau


def test_a_town_decides_in_its_own_name_and_the_countys_government_reconsiders(town):
    case = joined(town, lead(town, unit=town.town, body=town.town_body), by=town.keeper)
    case = take(town, case, "file", date(2025, 9, 3), by=town.leader, profile="general", jurisdiction="发生地")
    decision = Decision(unit=case.unit, case=case, party=case.parties.get())
    assert "向荷塘区人民政府申请行政复议" in decision.remedy_text and "荷塘区人民法院" in decision.remedy_text


def test_a_township_without_a_case_this_year_is_idle_and_its_powers_are_unused(town):
    """What was filed in another year says nothing of this one."""
    team(town)
    case = joined(town, lead(town, unit=town.town, body=town.town_body), by=town.keeper)
    take(town, case, "file", date(2025, 9, 3), by=town.leader, profile="general", jurisdiction="发生地")

    def told(on):
        return [evaluate(f"enforcement.{code}", on=on).value for code in ("idle_teams", "idle_rate", "granted_used_rate")]

    assert [told(date(2025, 9, 2)), told(date(2025, 9, 3)), told(date(2026, 9, 3))] == [[1, 100, 0], [0, 0, 100], [1, 100, 0]]
    assert records_of(evaluate("enforcement.idle_teams", on=date(2026, 9, 3))).get().township == town.town


def test_a_town_that_acts_in_the_name_of_another_is_refused(town):
    case = joined(town, lead(town, unit=town.town, body=town.body), by=town.keeper)
    with pytest.raises(NotAllowed, match="应当以荷花街道的名义实施"):
        take(town, case, "file", date(2025, 9, 3), by=town.leader, profile="general", jurisdiction="发生地")


UNPUNISHED = {
    "minor": ({"correction_order": "已清除", "education": "已教育"}, "行政处罚法 第三十三条第一款"),
    "no_fault": ({"education": "已教育"}, "行政处罚法 第三十三条第二款"),
    "not_proved": ({}, "行政处罚法 第五十七条第一款第三项"),
}


@pytest.mark.parametrize("outcome", UNPUNISHED)
def test_not_to_punish_has_its_own_legal_kinds(bureau, outcome):
    more, law = UNPUNISHED[outcome]
    decision = decision_of(concluded(bureau, filed(bureau)))
    told = {"outcome": outcome, "facts": "情节轻微", "proof": "现场笔录", **more}
    decision = take(bureau, decision, "propose", date(2025, 9, 9), **told)
    decision = take(bureau, decision, "spare", date(2025, 9, 10))
    assert (decision.state, decision.outcome_law, decision.fine) == ("decided", law, 0)


def test_who_is_not_punished_is_taught(bureau):
    decision = decision_of(concluded(bureau, filed(bureau)))
    told = {"outcome": "minor", "facts": "情节轻微", "proof": "现场笔录", "correction_order": "已清除"}
    decision = take(bureau, decision, "propose", date(2025, 9, 9), **told)
    with pytest.raises(NotAllowed, match="应当对当事人进行教育"):
        take(bureau, decision, "spare", date(2025, 9, 10))


def test_a_major_decision_is_reported_to_the_bureau_which_lists_it_and_answers(bureau, client):
    case = take(bureau, filed(bureau), "grade", FILED, is_complex=False, review_grounds=["listed"])
    decision = proposed(bureau, decision_of(concluded(bureau, case)))
    with pytest.raises(NotAllowed, match="只能在"):
        take(bureau, decision, "report", date(2025, 9, 10))
    decision = decided(bureau, notified(bureau, reviewed(bureau, decision, kind="legal")))
    decision = take(bureau, decision, "report", date(2025, 9, 24))
    with pytest.raises(NotAllowed, match="已经报送备案"):
        take(bureau, decision, "report", date(2025, 9, 25))
    row = HandOver.objects.get(kind="oversight.filing")
    assert (row.to_unit, row.details["决定文号"]) == (bureau.world.county, decision.number)
    keeper = person("监甲", bureau.world.county, "supervisor")
    client.force_login(keeper.account)
    page = client.get(f"/desk/oversight.filing/new/?from={row.pk}").content.decode()
    assert decision.number in page and "2025-09-22" in page
    told = {"unit": keeper.unit_id, "body": bureau.bureau.pk, "kind": "penalty", "decision_no": decision.number, "key": "k1"}
    days = {"decided_on": "2025-09-22", "received_on": "2025-09-24", "summary": row.content}
    assert client.post(f"/desk/oversight.filing/new/?from={row.pk}", told | days).status_code == 302
    filing = registry.model("oversight.filing").objects.get()
    doors.take("keep", filing, keeper, {})
    row.refresh_from_db()
    assert row.result == f"已备案（荷塘区执备〔{today().year}〕1号）"


def test_a_common_decision_is_not_reported(bureau):
    with pytest.raises(NotAllowed, match="不是重大处罚决定"):
        take(bureau, decided(bureau), "report", date(2025, 9, 24))
