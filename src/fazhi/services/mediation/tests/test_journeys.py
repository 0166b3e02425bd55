"""Golden journeys of the dossier: stories in which several rules must hold at once."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.pages import Window, step_url
from tests.world import person

from fazhi.kernel.flow import handovers, passing_time
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.records.codes import give_code
from fazhi.kernel.records.models import NumberBlock
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.papers import OralPaper

from .factories import APPLICANT_ID, RESPONDENT_ID, agreed, beside, dispute, heard, mediating, party, step, term, two
from .test_figures import value


def at(*when):
    return timezone.make_aware(datetime(*when))


def test_1_an_oral_case_from_a_village_without_network(lotus, world):
    """A block for the village; filled in on the third on a device without a network, sent on the ninth; the number that the paper bears."""
    then, place, committee = at(2024, 9, 3, 15), lotus.body.parent, Window(world.clerk)
    with time_machine.travel(at(2024, 9, 1, 9), tick=False):
        committee.send("/desk/blocks/new/", kind="人调", unit=lotus.body, holder=place, year=2024, size=20)
    with time_machine.travel(at(2024, 9, 9, 10), tick=False):
        desk = Window(lotus.worker)
        told = {
            "unit": lotus.body,
            "kind": "02",
            "region": place,
            "facts": "水沟排水口角",
            "demands": "疏通",
            "apply_form": "oral",
        }
        sides = {"parties-0-name": "张建", "parties-1-name": "李芳", "parties-1-consent": "agrees"}
        numbers = {"parties-0-id_number": APPLICANT_ID, "parties-1-id_number": RESPONDENT_ID}
        desk.send_later("/desk/mediation.dispute/new/", then, **told, **sides, **numbers)
        case = Dispute.objects.get()
        for name, given in (
            ("accept", {"late_number": "0007"}),
            ("begin", {"mediator": lotus.mediator}),
            ("tell_rights", {"openness": "closed"}),
            ("hold", {"venue": "田头", "statements": "双方陈述", "held_at": then}),
            ("settle_term", {"kind": "deed", "obligor": "李芳", "content": "当日疏通水沟", "due_on": date(2024, 9, 3)}),
            ("agree_orally", {"is_paper_waived": True, "witness": "老支书", "no_amount_reason": "不涉及金额"}),
        ):
            desk.send_later(step_url(case, name), then, **given)
        case = Dispute.objects.get()
        assert (case.opened_on, case.result_on) == (date(2024, 9, 3), date(2024, 9, 3)), (
            "counted in the month in which it happened"
        )
        assert (case.number, case.entry_mode) == ("（2024）莲塘村人调字第0007号", "offline") and case.synced_at == at(
            2024, 9, 9, 10
        )
        paper = OralPaper.sheet(case).text
        assert "达成日期" in paper and "2024年9月3日" in paper and "第0007号" in paper, "the form of the same day"
        assert (value("late_entries").numerator, value("late_entries").denominator) == (1, 1)
        desk.send_later(step_url(case, "perform", case.terms.get()), then)
        desk.send_later(step_url(case, "fulfil"), then)
        assert case.title in desk.read("/desk/"), "it waits for its visit"
    case.refresh_from_db()
    assert next(row for row in case.clocks if row["name"] == "follow_up")["due"] == "2024-10-08"


@pytest.fixture
def block(lotus, world):
    """The numbers 1 to 3 of this year, set aside for the village."""
    Window(world.clerk).send("/desk/blocks/new/", kind="人调", unit=lotus.body, year=timezone.localdate().year, size=3)
    return NumberBlock.objects.get()


def test_1_a_number_on_paper_is_one_of_the_block_used_once_and_never_a_void_one(lotus, world, block):
    clerk, year = Window(world.clerk), timezone.localdate().year
    yesterday = timezone.now() - timedelta(days=1)
    late = {"late_at": yesterday + timedelta(hours=1), "late_reason": "村里没有网络"}
    waits = [dispute(lotus, yesterday, root_doubt=f"另案{n}") for n in range(4)]
    clerk.send(f"/desk/blocks/{block.pk}/void/2/", reason="登记表填错")
    for written, words in (
        ("2", "已经作废"),
        ("4", "不在莲塘村的预留号段里"),
        ("第三号", "应当形如"),
        (f"（{year}）荷花人调字第0001号", "应当形如"),
    ):
        assert words in clerk.refusal(waits[0], "accept", late_number=written, **late)
    assert "请填写实际发生时间" in clerk.refusal(waits[0], "accept", late_number="1")
    case = clerk.step(waits[0], "accept", late_number=f"（{year}）莲塘村人调字第0003号", **late)
    assert case.number == f"（{year}）莲塘村人调字第0003号"
    assert "已经用过" in clerk.refusal(waits[1], "accept", late_number="3", **late)
    assert clerk.step(waits[2], "accept", late_number="１", **late).number.endswith("第0001号"), (
        "in whatever order the papers come"
    )
    assert clerk.step(waits[3], "accept").number.endswith("第0004号"), "numbered by the system, behind the block"
    page = clerk.read(f"/desk/blocks/{block.pk}/")
    assert [page.count(word) for word in ("已用", "已作废：登记表填错", "未用")] == [2, 1, 0]
    assert "已经用过，不能作废" in clerk.refused(f"/desk/blocks/{block.pk}/void/3/", reason="想作废")
    assert Window(world.stranger).client.get(f"/desk/blocks/{block.pk}/").status_code == 404
    assert Window(lotus.worker).client.get(f"/desk/blocks/{block.pk}/void/1/").status_code == 404
    assert {event.act for event in Event.objects.filter(of="records.numberblock")} >= {"reserve", "void"}


def test_2_wages_are_not_settled_by_word_of_mouth_and_both_sides_read_that_arbitration_is_open(lotus, client):
    case = term(lotus, heard(lotus, mediating(lotus, date(2024, 9, 3), kind="10")))
    with pytest.raises(NotAllowed, match="应当制作调解协议书"):
        step(lotus, case, "agree_orally", form="oral", is_paper_waived=True)
    passing_time.lapse(date(2024, 9, 19))
    case.refresh_from_db()
    assert case.arbitration_told_on == date(2024, 9, 19)
    for side in case.parties.all():
        client.post("/follow/", dict(zip(("receipt", "code"), give_code(case, side), strict=True)))
        page = client.get("/follow/matter/").content.decode()
        assert "可以向劳动争议仲裁委员会申请仲裁的日期" in page and "2024年9月19日" in page, side.side


@pytest.fixture
def scuffle(lotus):
    """A scuffle that the police hand over, with what only they know."""
    details = {
        "incident_no": "JQ2024090301",
        "incident_at": "2024-09-03T20:10",
        "injury": "轻微",
        "security_case": False,
        "repeat_count": 1,
    }
    row, _ = handovers.receive(
        "110",
        "JQ2024090301",
        "mediation.dispute",
        lotus.police,
        lotus.body,
        subject="邻里推搡",
        content="双方各执一词",
        reason="适宜调解",
        consent=True,
        details=details,
    )
    return row


def test_4_one_party_says_no_and_the_police_see_it(lotus, scuffle):
    case = dispute(
        lotus,
        hand_over=scuffle,
        source="police",
        referred_by=lotus.police,
        referral_no=scuffle.source_no,
        labels=["police"],
        parts=two(consent="not_reached"),
    )
    mediator, station = Window(lotus.worker), Window(person("民警某", lotus.police, CLERK))
    case = mediator.step(case, "hear", case.parties.last(), consent="refuses", consent_how="message")
    with pytest.raises(NotAllowed, match="不得调解"):
        step(lotus, case, "accept")
    held = mediator.client.post(f"/desk/mediation.dispute/{case.pk}/step/hold/", {"venue": "村部", "statements": "双方到场"})
    assert held.status_code == 422 and not case.sessions.exists()
    case = mediator.step(case, "refuse", routes_told=True)
    assert "一方拒绝：一方明确拒绝调解" in station.read(f"/desk/handovers/{scuffle.pk}/")
    assert "邻里推搡" in station.read("/desk/handovers/?box=returned")
    scuffle.refresh_from_db()
    assert (case.state, case.result) == ("turned_away", "refused")
    assert (scuffle.state, scuffle.return_reason) == (HandOver.State.RETURNED, "一方拒绝：一方明确拒绝调解")


def test_4_what_is_accepted_and_performed_is_answered_to_the_police(lotus, scuffle):
    case = step(lotus, dispute(lotus, hand_over=scuffle, source="police"), "accept")
    scuffle.refresh_from_db()
    assert (scuffle.state, scuffle.opened_id) == (HandOver.State.ACCEPTED, case.pk)
    case = step(lotus, step(lotus, case, "begin", mediator=lotus.mediator), "tell_rights")
    case = agreed(lotus, term(lotus, heard(lotus, case)))
    case = step(lotus, step(lotus, case, "perform", part=case.terms.get()), "fulfil")
    scuffle.refresh_from_db()
    assert scuffle.state == HandOver.State.ANSWERED and "已经全部履行" in scuffle.result


def test_6_who_owns_the_plot_is_not_for_confirmation(lotus):
    case = mediating(lotus, kind="03")
    case = term(lotus, heard(lotus, case), kind="ownership", content="宅基地东侧归张建使用", amount=None)
    case = agreed(lotus, case, no_amount_reason="只涉及界址")
    with pytest.raises(NotAllowed, match="物权") as refusal:
        step(lotus, case, "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    assert refusal.value.law.endswith("第三百五十五条第一款第五项")


def test_7_three_sides_an_insurer_and_instalments(lotus):
    sides = [
        party("applicant", "张建"),
        party("respondent", "李芳"),
        party(
            "third",
            "平安财产保险莲城支公司",
            kind="organisation",
            credit_code="91990100MA0000000D",
            agent="钱某",
            agent_kind="entrusted",
            special_authority=True,
        ),
    ]
    case = heard(lotus, mediating(lotus, kind="16", parts={"parties": sides}))
    for obligor, amount, day in (
        ("平安财产保险莲城支公司", "20000", date(2024, 9, 30)),
        ("李芳", "1500", date(2024, 9, 30)),
        ("李芳", "1500", date(2024, 12, 31)),
    ):
        case = term(lotus, case, obligor=obligor, amount=amount, due_on=day)
    case = agreed(lotus, case, copies=4)
    assert case.agreement_amount == 23000 and {each.obligor for each in case.terms.all()} == {"平安财产保险莲城支公司", "李芳"}
    first, second, third = case.terms.all()
    case = step(lotus, case, "perform", date(2024, 9, 20), part=first)
    case = step(lotus, case, "perform", date(2024, 9, 28), part=second)
    assert case.performance == "partly"
    with pytest.raises(NotAllowed, match="还有 1 条没有登记履行"):
        step(lotus, case, "fulfil", date(2024, 9, 28))
    case = step(lotus, step(lotus, case, "perform", date(2024, 12, 20), part=third), "fulfil", date(2024, 12, 20))
    assert (case.state, case.performance) == ("performed", "done")


def test_7_an_insurer_s_agent_without_special_authority_cannot_settle(lotus):
    sides = two(kind="organisation", id_number="", agent="钱某", agent_kind="entrusted")
    case = term(lotus, heard(lotus, mediating(lotus, kind="16", parts=sides)))
    with pytest.raises(NotAllowed, match="特别授权"):
        agreed(lotus, case)


def test_a_dispute_goes_on_from_village_to_town_to_court_and_counts_once(lotus, world):
    """Three cases of three committees, one dispute: once in the city and in the county, once in the column of each committee."""
    first = step(lotus, heard(lotus, mediating(lotus)), "fail", date(2024, 9, 20), end_reason="差距过大", routes_told=True)
    town, court = beside(lotus, world.town, "street"), beside(lotus, world.county, "association", sector="court")
    again = heard(town, mediating(town, date(2024, 10, 9)), date(2024, 10, 9))
    assert again.root_case == first, "the same parties and kind within a year"
    again = step(town, again, "fail", date(2024, 10, 20), end_reason="申请方改走诉讼", routes_told=True)
    last = mediating(court, date(2024, 11, 5), source="court", referred_by=lotus.court, root_case=again)
    last = agreed(court, term(court, heard(court, last, date(2024, 11, 6)), date(2024, 11, 6)), date(2024, 11, 6))
    assert last.root_key == again.root_key == first.pk
    once = ("handled", "succeeded", "by_village", "by_street", "by_association")
    assert [value(name).value for name in once] == [1, 1, 1, 1, 1] and value("amount").value == 800
    assert value("success_rate").denominator == 1 and value("applied").value == 3
    assert [value("handled", unit=each).value for each in (lotus.body, town.body, court.body, world.town)] == [1, 1, 1, 1]


def test_the_court_gets_the_terms_and_nothing_that_was_conceded(lotus):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus), agreed="李芳承认先堵水沟")))
    step(lotus, case, "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    sent = HandOver.objects.get(kind="court.confirmation")
    assert sent.to_unit == lotus.court and sent.details["terms"][0]["obligor"] == "李芳"
    assert "承认" not in f"{sent.content}{sent.details}"


def test_a_matter_for_the_police_is_handed_over(lotus):
    case = step(lotus, mediating(lotus), "transfer", end_reason="涉嫌故意伤害", to_unit=lotus.police)
    sent = HandOver.objects.get(kind="mediation.transfer")
    assert (case.state, sent.to_unit, sent.record_id) == ("transferred", lotus.police, case.pk)


def test_what_a_court_decides_is_recorded_on_its_own_day(lotus):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus))))
    case = step(lotus, case, "ask_court", date(2024, 9, 10), court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    case = step(lotus, case, "court_accepts", date(2024, 9, 12), part=case.confirmations.get(), court_no="（2024）荷塘民特1号")
    assert next(row["due"] for row in case.clocks if row["name"] == "court") == "2024-10-12"
    case = step(lotus, case, "miss", date(2024, 9, 21), reason="到期未付")
    case = step(lotus, case, "confirm", date(2024, 9, 23), part=case.confirmations.get())
    assert (case.state, case.confirmation, case.performance) == ("confirmed", "valid", "broken")
    assert next(row["due"] for row in case.clocks if row["name"] == "enforcement") == "2026-09-20", "a Sunday that is worked"
    refused = agreed(lotus, term(lotus, heard(lotus, mediating(lotus, root_doubt="另案"))))
    refused = step(
        lotus, refused, "ask_court", date(2024, 9, 10), court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True
    )
    refused = step(
        lotus,
        refused,
        "court_refuses",
        date(2024, 9, 20),
        part=refused.confirmations.get(),
        result="rejected",
        refused_for="358-5",
        ground="内容不明确",
    )
    assert (refused.state, refused.confirmation) == ("unconfirmed", "rejected")
