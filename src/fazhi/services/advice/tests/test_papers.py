"""The papers of a consultation: what must be there first, and what stands on them."""

import pytest

from fazhi.kernel.documents.declared import Missing, papers_of
from fazhi.services.advice.models import Consultation
from fazhi.services.advice.papers import AidRightPaper, OpinionPaper, RegistrationPaper

from .factories import ANSWER, answered, consultation, parts


def test_three_papers_are_made_as_pdf_and_docx(lotus, chinese_font):
    case = answered(lotus, consultation(lotus))
    assert [paper.title for paper in papers_of(Consultation)] == ["法律咨询登记表", "法律咨询意见书", "申请法律援助权利告知书"]
    for paper in papers_of(case):
        assert paper.docx(case)[:2] == b"PK" and paper.pdf(case)[:4] == b"%PDF", paper.title


def test_an_opinion_says_on_what_it_rests_and_promises_nothing(lotus, pilot):
    text = OpinionPaper.sheet(answered(lotus, consultation(lotus), cited="试点法第二条")).text
    for words in (
        ANSWER,
        "《试点法》第二条",
        "每月支付一点五倍工资",
        "不是对处理结果的承诺",
        "答复人（签名）",
        "荷塘中心咨字第00001号",
    ):
        assert words in text


def test_an_opinion_waits_for_an_answer(lotus):
    with pytest.raises(Missing, match="答复、引用法条"):
        OpinionPaper.sheet(consultation(lotus))


def test_only_a_lawyer_signs_as_one(lotus):
    case = consultation(lotus, by=lotus.lawyer)
    assert "答复律师（签名）" in OpinionPaper.sheet(answered(lotus, case, by=lotus.lawyer, given_as="lawyer")).text


def test_who_asks_without_a_name_has_none_on_paper(lotus):
    case = answered(lotus, consultation(lotus, given=parts(name="", alias="王先生"), is_anonymous=True))
    text = RegistrationPaper.sheet(case).text
    assert "匿名（王先生）" in text and "15400000001" not in text


def test_the_notice_says_who_may_apply_and_how(lotus):
    text = AidRightPaper.sheet(consultation(lotus)).text
    for words in ("支付劳动报酬", "遭受虐待、遗弃或者家庭暴力", "七日内作出决定", "不收取任何费用"):
        assert words in text
