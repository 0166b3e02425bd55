"""Templates of answers: chosen on the answering step, filled in from the consultation, on articles that are the law."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.advice.models import AnswerTemplate
from fazhi.services.advice.openings import openings

from .factories import answered, consultation

TEXT = "{咨询人}您好：没有签书面劳动合同的，可以要求双倍工资，请在{时效届满日期}以前申请仲裁。{承办人}"


def template(lotus, by=None, **data):
    given = {"unit": lotus.unit, "title": "没签劳动合同", "topic": "labour", "text": TEXT, "cited": "试点法 第二条"}
    return registers.enter(AnswerTemplate(**{**given, "valid_from": date(2024, 1, 1), **data}), by or lotus.clerk)


def test_an_adviser_begins_an_answer_with_a_template_and_what_was_typed_stays(lotus, pilot, client):
    row, case = template(lotus), consultation(lotus, known_on=date(2024, 9, 1))
    template(lotus, title="借钱不还", topic="loan", text="借条要留好。")
    client.force_login(lotus.clerk.account)
    url = f"/desk/advice.consultation/{case.pk}/step/answer/"
    assert "没签劳动合同" in (page := client.get(url).content.decode()) and "借钱不还" not in page
    sent = {"text": "先说一句。", "cited": "", "basis": "policy", "given_as": "staff", "opening": f"template:{row.pk}"}
    response = client.post(url, sent)
    begun = response.context["form"]
    assert response.status_code == 200 and not begun.is_bound
    assert (
        begun["text"].value()
        == "先说一句。\n王建您好：没有签书面劳动合同的，可以要求双倍工资，请在2025年9月1日以前申请仲裁。孙某"
    )
    assert (begun["cited"].value(), begun["basis"].value()) == ("试点法 第二条", "policy")
    again = client.post(url, {**sent, "text": begun["text"].value(), "cited": begun["cited"].value()}).context["form"]
    assert again["text"].value() == begun["text"].value()
    case.refresh_from_db()
    assert case.state == "submitted" and not case.answers.exists()


def test_what_the_consultation_does_not_say_must_be_filled_in(lotus, pilot):
    template(lotus)
    case = consultation(lotus)
    text = openings(case, lotus.clerk)[0].fields["text"]
    assert "（请填写：时效届满日期）" in text
    with pytest.raises(NotAllowed, match="没有填"):
        answered(lotus, case, text=text, cited="试点法 第二条")
    assert answered(lotus, case, text=text.replace("（请填写：时效届满日期）", "年底"), cited="试点法 第二条").state == "answered"


def test_a_template_whose_article_was_amended_is_offered_no_more_and_says_why(lotus, pilot, client):
    row, case = template(lotus), consultation(lotus)
    pilot()
    [offered] = openings(case, lotus.clerk)
    assert offered.closed == "试点法 第二条已经修订，先修改模板" and not offered.fields
    client.force_login(lotus.clerk.account)
    url = f"/desk/advice.consultation/{case.pk}/step/answer/"
    assert "先修改模板" in client.get(url).content.decode()
    assert client.post(url, {"opening": f"template:{row.pk}"}).status_code == 422
    mended = registers.correct(row, lotus.clerk, {"text": "可以要求二倍工资。"}, version=row.version, reason="按修订后的条文改写")
    assert openings(case, lotus.clerk)[0].fields["text"] == mended.text


def test_a_template_may_be_used_below_its_unit_and_not_beside_it(lotus, pilot):
    template(lotus, lotus.world.city_leader, unit=lotus.world.city, title="全市通用", topic="", text="请带身份证。")
    template(lotus, lotus.world.city_leader, unit=lotus.world.other_county, title="别的区")
    template(lotus, title="去年的", valid_from=date(2023, 1, 1), valid_to=date(2023, 12, 31))
    assert [each.title for each in openings(consultation(lotus), lotus.lawyer)] == ["全市通用"]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"text": "{对方}应当还钱。"}, "text", "没有“{对方}”这一处可以填；可以写：{咨询人}"),
        ({"cited": "试点法 第九条"}, "cited", "没有第九条"),
    ],
)
def test_a_template_names_known_places_and_articles_that_are_the_law(lotus, pilot, given, field, sentence):
    with pytest.raises(ValidationError) as refusal:
        template(lotus, **given)
    assert sentence in " ".join(refusal.value.message_dict[field])
