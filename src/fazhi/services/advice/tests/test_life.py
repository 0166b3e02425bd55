"""The life of a consultation, from the question to the follow-up, by every way in."""

from datetime import date, datetime, timedelta

import pytest
from tests.pages import Window
from tests.prying import signed_in

from fazhi.kernel.flow import doors, handovers, passing_time
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.records.codes import followed, give_code
from fazhi.services.advice.models import Consultation
from fazhi.services.advice.portal import AdviceIntake

from .factories import ANSWER, DAY, answered, consultation, parts, step


def test_a_question_at_the_window_is_answered_on_the_spot(lotus):
    case = answered(lotus, consultation(lotus))
    assert (case.state, case.number, case.title) == ("answered", "（2024）荷塘中心咨字第00001号", "劳动争议咨询")
    assert (case.answered_on, case.rounds, case.is_cited, case.is_late, case.handler) == (DAY, 1, True, False, lotus.clerk)
    case = step(lotus, case, "finish", date(2024, 9, 10), method="phone", is_reached=True, rating="5")
    assert (case.state, case.rating, case.closed_on) == ("closed", "5", date(2024, 9, 10))


CHANNELS = (
    ("window", "spot", date(2024, 9, 4)),
    ("phone", "phone", date(2024, 9, 4)),
    ("village", "spot", date(2024, 9, 4)),
    ("website", "code", date(2024, 9, 5)),
    ("app", "message", date(2024, 9, 5)),
    ("chat", "code", date(2024, 9, 5)),
    ("video", "code", date(2024, 9, 5)),
    ("letter", "letter", date(2024, 9, 12)),
)


@pytest.mark.parametrize(("channel", "reply_by", "last"), CHANNELS)
def test_each_channel_is_answered_within_its_own_days(lotus, channel, reply_by, last):
    """Seven working days for a letter of the third of September are the third to the twelfth."""
    asked = {"channel": channel, "reply_by": reply_by}
    days = (last, last + timedelta(days=1))
    told = [
        answered(lotus, consultation(lotus, given=parts(phone=f"1540000000{n}", address="莲塘村8号"), **asked), day)
        for n, day in enumerate(days)
    ]
    assert [case.is_late for case in told] == [False, True]


def test_a_question_from_the_net_is_assigned_looked_into_and_answered_by_a_lawyer(lotus):
    case = consultation(lotus, channel="website", reply_by="code")
    case = step(lotus, case, "assign", handler=lotus.lawyer)
    case = step(lotus, case, "clear", by=lotus.lawyer)
    limit = next(row for row in case.clocks if row["name"] == "limit")
    assert (case.state, limit["due"]) == ("answering", "2024-09-05")
    case = answered(lotus, case, date(2024, 9, 6), lotus.lawyer, given_as="lawyer")
    assert case.is_late and case.answers.get().given_by == lotus.lawyer


def test_the_public_asks_without_a_name_and_reads_the_answer_with_a_code(lotus):
    data = {
        "topic": "loan",
        "question": "借条丢了怎么办？",
        "region": lotus.village,
        "asker_role": "self",
        "name": "",
        "phone": "",
    }
    fields, given = AdviceIntake.opened(data)
    case = doors.register(Consultation, None, {"unit": AdviceIntake.unit_for(data), **fields}, given, via="portal")
    receipt, code = give_code(case)
    assert case.is_anonymous and not case.askers.exists() and case.unit == lotus.unit
    answered(lotus, case, case.event_at, cited="民法典 第六百七十五条", suggestion="litigation")
    assert followed(receipt, code).reply.startswith(ANSWER)
    assert "《民法典》第六百七十五条" in followed(receipt, code).reply
    assert followed(receipt, "00000000") is None


def test_an_asker_asks_again_and_each_answer_stays(lotus):
    case = answered(lotus, consultation(lotus))
    case = step(lotus, case, "ask_again", date(2024, 9, 5), via="portal", text="那多久之内要去申请仲裁？")
    assert (case.state, case.due_on) == ("answering", date(2024, 9, 6))
    case = answered(lotus, case, date(2024, 9, 5), text="一年之内。", cited="劳动争议调解仲裁法 第二十七条第一款")
    assert [row.text for row in case.answers.all()] == [ANSWER, "一年之内。"]
    assert (case.answered_on, case.rounds, case.standing_answer.text) == (DAY, 2, "一年之内。")
    assert [str(row) for row in case.standing_citations] == ["《劳动争议调解仲裁法》第二十七条第一款"]


def test_time_closes_what_nobody_asks_about_again(lotus):
    case = answered(lotus, consultation(lotus))
    passing_time.lapse(date(2024, 9, 18))
    case.refresh_from_db()
    assert case.state == "answered"
    passing_time.lapse(date(2024, 10, 1))
    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("closed", date(2024, 9, 19))


def test_an_asker_withdraws_and_rates_without_an_account(lotus):
    assert step(lotus, consultation(lotus), "withdraw", via="portal").state == "withdrawn"
    case = step(lotus, answered(lotus, consultation(lotus)), "rate", via="portal", rating="2")
    assert (case.rating, case.state) == ("2", "answered")


def test_a_matter_is_handed_to_mediation_and_taken_over(lotus):
    case = answered(lotus, consultation(lotus, opponent="李芳"), suggestion="mediation")
    case = step(lotus, case, "apply", via="portal", wish="mediation")
    assert next(row for row in case.clocks if row["name"] == "referral")["due"] == "2024-09-04"
    case = step(lotus, case, "refer", handed_kind="mediation", handed_to=lotus.committee, consents=True)
    sent = handovers.of_case(case).get()
    assert (sent.kind, sent.to_unit, sent.source_no) == ("mediation.dispute", lotus.committee, case.number)
    assert sent.content == "老板没有签劳动合同怎么办？" and sent.party_consent
    assert (sent.details["asker"], sent.details["phone"], sent.details["opponent"]) == ("王建", "15400000001", "李芳")
    assert case.heard == "sent" and next(row for row in case.clocks if row["name"] == "hearing")["due"] == "2024-09-10"
    handovers.accept(sent, lotus.world.clerk)
    case.refresh_from_db()
    assert (case.state, case.heard, case.progress) == ("referred", "accepted", "莲塘村：接收单位已接收")
    handovers.answer(sent, lotus.world.clerk, "调解成功，已经签了协议")
    case.refresh_from_db()
    assert (case.heard, case.heard_result) == ("answered", "反馈：调解成功，已经签了协议") and "签了协议" not in case.progress
    told = Reminder.objects.filter(record_id=case.pk, person=lotus.clerk, sentence__contains="莲塘村")
    assert [("已接收" in row.sentence, "反馈" in row.sentence) for row in told.order_by("pk")] == [(True, False), (False, True)]
    assert step(lotus, case, "finish", date(2024, 9, 12), method="phone", rating="4").state == "closed"


def test_what_is_returned_goes_on_here_and_after_two_returns_a_leader_decides(lotus):
    case = answered(lotus, consultation(lotus))
    for n in (1, 2):
        case = step(lotus, case, "refer", handed_kind="mediation", handed_to=lotus.committee, consents=True)
        assert handovers.of_case(case).count() == n
        handovers.send_back(handovers.of_case(case).order_by("-pk").first(), lotus.world.clerk, "对方明确拒绝调解")
        case.refresh_from_db()
        assert (case.state, case.heard, case.heard_result) == ("answered", "returned", "退回：对方明确拒绝调解")
        assert any(row["name"] == "referral" and row["state"] == "running" for row in case.clocks)
    again = {"handed_kind": "aid", "handed_to": lotus.unit, "consents": True}
    with pytest.raises(NotAllowed, match="退回 2 次，去向由负责人决定"):
        step(lotus, case, "refer", **again)
    assert step(lotus, case, "refer", by=lotus.head, **again).state == "referred"


def test_what_was_closed_meanwhile_is_only_told_and_the_receiver_is_not_held_up(lotus):
    case = answered(lotus, consultation(lotus))
    case = step(lotus, case, "refer", handed_kind="aid", handed_to=lotus.unit, consents=True)
    sent = handovers.of_case(case).get()
    case = step(lotus, case, "close", reason="咨询人不再需要")
    handovers.send_back(sent, lotus.clerk, "材料不全")
    case.refresh_from_db()
    assert case.state == "closed" and Reminder.objects.filter(record_id=case.pk, sentence__contains="退回：材料不全").exists()


def test_a_wrong_answer_is_corrected_by_another_and_its_asker_told(lotus):
    case = step(lotus, answered(lotus, consultation(lotus)), "close", date(2024, 9, 20), reason="电话停机")
    mended = {"text": "更正：满一年未签的视为已订立无固定期限合同。", "cited": "劳动合同法 第十四条第三款", "aid_told": True}
    case = step(
        lotus, case, "correct", date(2024, 9, 25), by=lotus.checker, told_on=date(2024, 9, 25), reason="引错条文", **mended
    )
    first, second = case.answers.all()
    assert (case.state, case.closed_on, first.text, second.corrects) == ("answered", None, ANSWER, "引错条文")
    assert (case.told_on, second.given_by) == (date(2024, 9, 25), lotus.checker)
    page = Window().follow(*give_code(case))
    assert "更正：满一年未签的" in page and ANSWER not in page, "the asker reads what holds now"
    with pytest.raises(NotAllowed, match="由答复人以外的人办理"):
        step(lotus, case, "correct", date(2024, 9, 26), by=lotus.checker, told_on=date(2024, 9, 26), reason="再改", **mended)


def test_contacts_on_one_matter_are_joined_and_can_be_parted(lotus):
    first = answered(lotus, consultation(lotus))
    again = consultation(lotus, date(2024, 10, 8))
    assert (again.duplicate_of, again.matter_key, again.is_repeat) == (first, first.pk, True)
    again = step(lotus, again, "part_ways", date(2024, 10, 8), reason="另一家单位")
    assert (again.duplicate_of, again.matter_key, again.is_repeat) == (None, again.pk, False)
    assert consultation(lotus, date(2025, 1, 8), given=parts(phone="15400000009")).duplicate_of is None
    assert consultation(lotus, datetime(2025, 3, 1, 10).astimezone()).is_repeat is False


def test_the_ledger_of_acts_never_holds_what_was_asked_or_who_asked(lotus):
    case = answered(lotus, consultation(lotus, opponent="李芳芳"))
    told = str([(event.changes, event.title, event.reason, event.entry, event.number) for event in book.history(case)])
    told += signed_in(lotus.clerk).get(f"/api/v1/records/advice.consultation/{case.pk}/history").content.decode()
    assert "answer" in told and not [each for each in ("劳动合同", "王建", "李芳芳", "15400000001", ANSWER) if each in told]
