"""The public's way through the pages: apply for aid with a promise, read what is missing, supplement, object."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.faces.portal.models import Draft
from fazhi.services.legal_aid.models import AidCase, Objection
from fazhi.services.legal_aid.rules import HARDSHIP_LINE

from .factories import ADULT_ID, refused, step

WHAT = {
    "matter": "wages",
    "competent": "荷塘区 荷花街道",
    "facts": "工地拖欠三个月工资，要求支付。",
    "opponent": "红星建材有限公司",
    "limitation_on": "",
}
WHO = {"name": "王建", "id_number": ADULT_ID, "phone": "15400000001", "language": ""}
AGENT = {"agent": "", "agent_kind": ""}
MEANS = {"exempt_as": "", "income": "3000", "household": "3", "has_promised": "1"}


def sent(client, *stages):
    """The stages in order, the review, and the receipt with its code."""
    for n, stage in enumerate(stages, 1):
        answer = client.post(f"/apply/legal-aid/{n}/", stage)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.url == f"/apply/legal-aid/{n + 1}/"
    answer = client.post(f"/apply/legal-aid/{len(stages) + 1}/", {"agrees": "1"})
    assert answer.status_code == 302, answer.content.decode()
    draft = client.get("/apply/legal-aid/receipt/").context["draft"]
    client.cookies.clear()
    return {"receipt": draft.receipt, "code": draft.code}


@pytest.fixture
def receipt(lotus, home, client):
    return sent(client, WHAT, WHO, AGENT, MEANS)


def test_a_worker_applies_with_a_promise_and_reads_what_came_of_it(lotus, client, receipt):
    case = AidCase.objects.get()
    assert (case.unit, case.ground, case.means_path, case.income, case.household) == (lotus.unit, "31.5", "promise", "3000", 3)
    client.post("/follow/", receipt)
    assert "七日内告诉您" in client.get("/follow/matter/").content.decode()
    soon = timezone.localdate() + timedelta(days=10)
    step(lotus, case, "list_gaps", timezone.now(), missing="工资欠条复印件", supplement_by=soon)
    assert "工资欠条复印件" in client.get("/follow/matter/").content.decode()
    answer = client.post("/follow/matter/step/supplement/", {"kind": "case", "title": "工资欠条", "copies": "1"})
    case.refresh_from_db()
    assert (answer.status_code, case.state) == (302, "received")


def test_who_is_refused_reads_why_and_objects(lotus, client, receipt):
    case = refused(lotus, AidCase.objects.get(), timezone.now())
    client.post("/follow/", receipt)
    assert "不属于列明的事项" in client.get("/follow/matter/").content.decode()
    assert client.post("/follow/matter/step/object_to/", {"objection_text": "拖欠工资属于列明的事项"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, Objection.objects.get().unit) == ("objected", lotus.bureau)


def test_a_mother_applies_for_her_child(lotus, home, client):
    child = {**WHO, "name": "小王", "id_number": "990101201510100039"}
    sent(client, {**WHAT, "matter": "support"}, child, {"agent": "李芳", "agent_kind": "guardian", "is_incapable": "on"}, MEANS)
    case = AidCase.objects.get()
    assert (case.origin, case.representatives.get().kind, case.recipients.get().capacity) == ("agent", "guardian", "limited")


def test_whom_the_law_spares_the_test_is_not_asked_for_income(lotus, home, client):
    sent(
        client, {**WHAT, "matter": "violence"}, WHO, AGENT, {"exempt_as": "", "income": "", "household": "", "has_promised": "1"}
    )
    assert AidCase.objects.get().means_path == "unlimited"


# --- 先测一测 ---------------------------------------------------------------------------------------------------------------


def asked(client, **given):
    return client.post("/check/legal-aid/", {"matter": "wages", "income": "", "household": "", **given})


def test_somebody_finds_out_without_a_name_and_nothing_is_kept(lotus, client):
    page = asked(client, groups=["migrant"], is_urgent="on").content.decode()
    for words in ("很可能可以申请", "不核查经济状况", "第四十二条", "可以先安排律师后补手续", "不是决定"):
        assert words in page, words
    assert not AidCase.objects.exists() and not Draft.objects.exists()


def test_the_answer_follows_the_line_of_the_province(lotus, client):
    assert "由法律援助机构审查" in asked(client, income="9000", household="3").content.decode()
    HARDSHIP_LINE.change(1000, "测试", "照省里文件", timezone.localdate())
    assert "可能不符合经济困难条件" in asked(client, income="9000", household="3").content.decode()
    assert "很可能可以申请" in asked(client, income="2400", household="3").content.decode()
    assert "不看经济状况" in asked(client, matter="violence").content.decode()


def test_of_what_no_list_names_nothing_is_promised(lotus, client):
    page = asked(client, matter="other", groups=["migrant"]).content.decode()
    assert "这类事说不准" in page and "很可能可以申请" not in page


def test_what_was_answered_leads_into_the_application(lotus, client):
    assert "测一测能不能申请法律援助" in client.get("/apply/legal-aid/1/").content.decode()
    page = asked(client, groups=["migrant"], household="3").content.decode()
    begun = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page[page.index('action="/apply/legal-aid/1/"') :]))
    assert begun.items() >= {"matter": "wages", "exempt_as": "migrant", "household": "3"}.items()
    answer = client.post("/apply/legal-aid/1/", {**begun, "back": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/apply/legal-aid/1/"
    assert '<option value="wages" selected' in answer.content.decode()
    told = Draft.objects.get().answers
    assert "exempt_as=migrant" in told["4"] and "household=3" in told["4"]
    client.post("/apply/legal-aid/4/", {"household": "2", "back": "1"})
    assert "household=2" in Draft.objects.get().answers["4"], "what is answered there takes its place"
    several = asked(client, groups=["migrant", "old"]).content.decode()
    assert 'name="exempt_as"' not in several, "the applicant chooses the one that is proved"


def test_a_question_that_is_not_answered_is_asked_again(lotus, client):
    assert asked(client, matter="").status_code == 422
    assert client.get("/check/nothing/").status_code == 404
