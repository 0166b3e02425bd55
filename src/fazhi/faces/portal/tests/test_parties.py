"""The other side, with a query code of its own: it agrees or declines, checks the agreement, says what was performed."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.codes import give_code
from fazhi.services.mediation.models import Dispute, Party, SubsidyClaim, Term
from fazhi.services.mediation.tests.factories import agreed_case, dispute, party, step

MATTER = "/follow/matter/"


@pytest.fixture
def desk(lotus):
    """The mediator's browser."""
    made = Client()
    made.force_login(lotus.worker.account)
    return made


def of_side(case, side):
    return Party.objects.get(of=case, side=side)


def holding(visitor, case, side="respondent"):
    """A visitor who has looked up the matter with a party's own code."""
    assert visitor.follow(*give_code(case, of_side(case, side))).url == MATTER
    return visitor


def take(visitor, name, part=None, **sent):
    url = f"{MATTER}step/{name}/{f'{part.pk}/' if part else ''}"
    return visitor.client.post(url, {"version": Dispute.objects.get().version, "key": f"{name}{id(visitor)}{sent}", **sent})


def unasked():
    return {"parties": [party("applicant", "张建"), party("respondent", "李芳", consent="not_reached")]}


def test_the_clerk_gives_each_party_a_code_and_the_respondent_agrees_with_it(desk, visitor, lotus):
    case = dispute(lotus, parts=unasked())
    other = of_side(case, "respondent")
    page = desk.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    assert f"receipt/{other.pk}/" in page and "给查询码" in page
    slip = desk.post(f"/desk/mediation.dispute/{case.pk}/receipt/{other.pk}/").content.decode()
    receipt, code = re.search(r"\b(\d{12})\b", slip).group(1), re.search(r"\b(\d{8})\b", slip).group(1)
    assert visitor.follow(receipt, code).url == MATTER
    page = visitor.read(MATTER)
    assert "对方申请人民调解" in page and "张建" in page and "要求疏通水沟" in page
    assert "排水发生口角" not in page and "撤回申请" not in page and "存证回执" not in page
    assert visitor.client.get(f"{MATTER}receipt.json").status_code == 404
    assert take(visitor, "consent").url == MATTER
    told = of_side(case, "respondent")
    assert (told.consent, told.consent_how) == ("agrees", "online") and told.consented_on
    event = Event.objects.get(act="consent")
    assert event.actor is None and event.reason == "被申请方当事人凭查询码办理" and "李芳" not in str(event.changes)
    assert "被申请方当事人在网上办理了“同意调解”" in Reminder.objects.get().sentence
    assert "同意调解" in desk.get("/desk/reminders/").content.decode()
    assert "不同意调解" in visitor.read(MATTER) and take(visitor, "consent", again="1").status_code == 422


def test_a_party_that_declines_is_not_mediated_with(desk, visitor, lotus):
    case = dispute(lotus, parts=unasked())
    assert take(holding(visitor, case), "object").url == MATTER
    with pytest.raises(NotAllowed, match="明确拒绝"):
        step(lotus, Dispute.objects.get(), "accept")
    assert "同意调解" in visitor.read(MATTER)


def test_one_side_cannot_do_what_is_the_others(visitor, another, lotus):
    case = dispute(lotus, parts=unasked())
    assert take(holding(visitor, case), "take_back", end_reason="不想谈了").status_code == 422
    first = of_side(case, "applicant")
    assert "您可以办" in holding(another, case, "applicant").read(MATTER)
    assert take(another, "consent").status_code == 422
    assert take(visitor, "consent", first).status_code == 422
    assert take(another, "take_back", end_reason="不想谈了").url == MATTER


def test_a_new_code_of_a_party_ends_the_old_one(visitor, another, lotus):
    case = dispute(lotus, parts=unasked())
    old = give_code(case, of_side(case, "respondent"))
    holding(another, case)
    assert visitor.follow(*old).status_code == 422


def test_a_code_is_given_to_parties_of_the_case_alone(desk, lotus):
    case, other = dispute(lotus), dispute(lotus, parts=unasked())
    stranger = of_side(other, "respondent")
    assert desk.post(f"/desk/mediation.dispute/{case.pk}/receipt/{stranger.pk}/").status_code == 404


def test_both_sides_check_the_agreement_and_that_proves_that_they_were_there(visitor, another, lotus):
    case = agreed_case(lotus)
    assert "调解协议书" in holding(visitor, case).read(MATTER)
    assert take(visitor, "check_agreement").url == MATTER
    assert not Dispute.objects.get().is_checked_by_all
    assert take(holding(another, case, "applicant"), "check_agreement").url == MATTER
    assert Dispute.objects.get().is_checked_by_all and SubsidyClaim(dispute=Dispute.objects.get()).presence_is_proved
    assert take(another, "doubt_agreement", doubt="金额应当是八百五十元").url == MATTER
    assert not Dispute.objects.get().is_checked_by_all and of_side(case, "applicant").doubt.startswith("金额")


def test_performance_is_reported_by_who_owes_and_confirmed_by_who_is_owed(visitor, another, lotus):
    case = agreed_case(lotus)
    term = Term.objects.get()
    page = holding(visitor, case).read(MATTER)
    assert "我已经做到" in page and "对方已经做到" not in page and str(term) in page
    assert take(visitor, "confirm_performance", term).status_code == 422
    assert take(visitor, "report_performance", term).url == MATTER
    page = holding(another, case, "applicant").read(MATTER)
    assert "对方已经做到" in page and "我已经做到" not in page
    assert take(another, "deny_performance", term).url == MATTER and Term.objects.get().denied_on
    assert take(another, "confirm_performance", term).url == MATTER
    term.refresh_from_db()
    assert term.performed_on and term.performed_on == term.reported_on and "权利人" in term.proof and term.denied_on is None
    assert Dispute.objects.get().performance == "done"


def test_confirmation_is_wished_by_both_before_it_is_a_joint_one(visitor, another, lotus):
    case = agreed_case(lotus, on=timezone.localdate())
    assert take(holding(visitor, case), "wish_confirmation").url == MATTER
    assert Dispute.objects.get().wishes_confirmation_on and Dispute.objects.get().all_wish_on is None
    assert "申请司法确认" in holding(another, case, "applicant").read(MATTER)
    assert take(another, "wish_confirmation").url == MATTER
    assert Dispute.objects.get().all_wish_on == timezone.localdate()


def test_whoever_was_promised_something_reads_how_and_until_when_it_is_enforced(visitor, lotus):
    today = timezone.localdate()
    case = agreed_case(lotus, on=today)
    case = step(lotus, case, "ask_court", today, court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    step(lotus, case, "confirm", today, part=case.confirmations.get(), court_no="（2026）荷塘诉前调确1号")
    page = holding(visitor, case, "applicant").read(MATTER)
    assert "可以向人民法院申请强制执行" in page and "申请强制执行期限" in page and "第二百五十条" in page
