"""系统建议: what the public and staff are shown while a question is written, and what it never does."""

import pytest
from tests.world import person

from fazhi.faces.portal import models, rules
from fazhi.kernel.flow import doors
from fazhi.services.advice.models import Consultation, QAEntry

from .factories import consultation, fields
from .test_public import WHAT

URL = "/apply/advice/proposals/"
ENTRY = {
    "topic": "labour",
    "question": "老板没有和我签书面劳动合同，能要双倍工资吗？",
    "answer": "可以要求每月支付二倍工资。",
    "cited": "试点法 第二条",
}


@pytest.fixture
def entry(lotus, pilot):
    """A published entry of the library, on the one law there is."""
    draft = doors.register(QAEntry, lotus.clerk, {"unit": lotus.unit, **ENTRY})
    return doors.take("publish", draft, lotus.checker, {})


def signed_in(client, person):
    client.force_login(person.account)
    return client


def proposed(client, text, url=URL, name="question", **headers):
    return client.post(url, {name: text}, headers={"X-Part": "1", **headers})


def test_articles_and_answered_questions_are_proposed_while_somebody_writes_and_nothing_is_kept(lotus, entry, client):
    page = proposed(client, "老板一直不签书面劳动合同，工资怎么算").content.decode()
    assert "系统建议，供参考" in page and "不是答复" in page
    assert "《试点法》第二条" in page and "2015-03-01版" in page and "现行有效" in page
    assert ENTRY["question"] in page and "二倍工资" in page and "劳动合同" in page
    assert not Consultation.objects.exists() and not models.Draft.objects.exists()
    assert "<script" not in page and "style=" not in page
    hidden = doors.take("recheck", entry, lotus.clerk, {}, reason="试点法要修改")
    assert hidden.state == "expired" and ENTRY["question"] not in proposed(client, ENTRY["question"]).content.decode()


def test_danger_stands_first_and_is_told_however_often_somebody_asks(lotus, entry, client):
    rules.PROPOSALS_AN_HOUR.change(1, "孙某", "试行")
    page = proposed(client, "有人拿刀追打我，老板还不签劳动合同").content.decode()
    assert page.index("110") < page.index("系统建议") and "拿刀" in page
    refused = proposed(client, "老板不签劳动合同，我不想活了")
    page = refused.content.decode()
    assert refused.status_code == 429 and "不想活" in page and "110" in page and "试点法" not in page


def test_without_a_script_a_button_does_the_same_and_goes_on_only_when_told(lotus, entry, client):
    there = client.post("/apply/advice/1/", {**WHAT, "region": "", "propose": "1"})
    assert there.url == "/apply/advice/1/?proposed=1#proposed"
    page = client.get("/apply/advice/1/?proposed=1").content.decode()
    assert "系统建议，供参考" in page and "《试点法》第二条" in page and WHAT["question"] in page
    assert "请填写" not in page


def test_the_desk_proposes_beside_the_registration_to_those_who_register(lotus, entry, client):
    form = signed_in(client, lotus.clerk).get("/desk/advice.consultation/new/").content.decode()
    assert 'data-proposes="/desk/advice.consultation/proposals/"' in form and 'data-of="questions-0-text"' in form
    assert 'data-also="topic opponent askers-0-phone askers-0-id_number"' in form
    url, name = "/desk/advice.consultation/proposals/", "questions-0-text"
    assert "《试点法》第二条" in proposed(client, "没签书面劳动合同", url, name).content.decode()
    whole = client.post(url, {**{key: str(value) for key, value in fields(lotus).items()}, name: "没签书面劳动合同"})
    assert "还在原来的页面上" in whole.content.decode() and "《试点法》第二条" in whole.content.decode()
    assert not Consultation.objects.exists()
    assert signed_in(client, person("无岗某", lotus.unit)).post(url, {name: "没签劳动合同"}).status_code == 404
    assert proposed(client, "没签劳动合同", "/apply/mediation/proposals/").status_code == 404


def test_what_is_proposed_is_never_an_answer(lotus, entry):
    case = consultation(lotus)
    assert case.suggestions.exists() and (case.state, case.rounds, case.answers.count()) == ("submitted", 0, 0)


def test_questions_that_are_only_put_alike_are_not_alike(lotus, entry, client):
    assert ENTRY["question"] not in proposed(client, "请问，楼上漏水，邻居没有赔，能要赔偿吗？怎么办").content.decode()
