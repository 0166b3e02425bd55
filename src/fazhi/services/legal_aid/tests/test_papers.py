"""The papers of legal aid: what must be there first, what stands on them, and what does not."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel.documents.declared import Missing, papers_of
from fazhi.services.legal_aid import papers
from fazhi.services.legal_aid.models import AidCase, Material, Objection, Referral, Representative

from .factories import DAY, aid_case, assigned, finished, granted, noticed, parts, referral, refused, step


def test_every_paper_of_a_case_that_came_to_its_end_is_made(lotus, chinese_font):
    given = parts() | {"materials": [Material(kind="case", title="欠条", copies=1)]}
    case = granted(lotus, aid_case(lotus, given=given, organ="荷塘区劳动人事争议仲裁委员会"))
    case = step(lotus, case, "assign", lawyer=lotus.fang)
    case = finished(lotus, case, date(2024, 10, 8))
    case = step(lotus, case, "score", date(2024, 10, 9), quality_score=85)
    made = [paper for paper in papers_of(AidCase) if paper.is_meant(case) and not paper.lacking(case)]
    assert {paper.title for paper in made} == {
        "法律援助申请表", "经济困难状况个人诚信承诺书", "法律援助申请材料接收凭证", "法律援助审批表", "给予法律援助决定书", "指派通知书",
        "法律援助公函", "法律援助委托协议", "法律援助案件结案报告", "法律援助案件质量评估表",
    }  # fmt: skip
    for paper in made:
        assert paper.docx(case)[:2] == b"PK" and paper.pdf(case)[:4] == b"%PDF", paper.title


def test_a_refusal_says_what_the_law_demands(lotus):
    text = papers.RefusalPaper.sheet(refused(lotus, aid_case(lotus))).text
    for words in (
        "王建",
        "追索劳动报酬",
        "申请事项不在范围内",
        "不属于列明的事项。根据",
        "《法律援助法》第三十一条",
        "荷塘区司法局",
        "五日内审查",
    ):
        assert words in text, words
    with pytest.raises(Missing, match="不予援助的理由"):
        papers.RefusalPaper.sheet(aid_case(lotus))


def test_what_is_missing_is_told_with_its_last_day(lotus):
    case = step(lotus, aid_case(lotus), "list_gaps", missing="身份证复印件", supplement_by=date(2024, 9, 20))
    text = papers.GapsPaper.sheet(case).text
    assert "身份证复印件" in text and "2024年9月20日" in text and "视为撤回申请" in text


def test_a_letter_to_the_body_names_the_lawyer_and_no_address(lotus):
    given = parts(address="莲城市荷塘区莲塘村七组", phone="15400000001")
    case = noticed(lotus, ground="25.6", given=given)
    case = step(lotus, case, "assign_notified", lawyer=lotus.fang, organ_told_on=DAY)
    text = papers.LetterPaper.sheet(case).text
    assert "正和律师事务所方律某" in text and "（2024）莲法援通1号收悉" in text and "辩护人" in text
    assert "莲塘村" not in text and "15400000001" not in text


def test_a_termination_names_its_case_of_the_article(lotus):
    ended = {"termination_ground": "6", "terminated_because": "受援人于9月2日自行委托律师。"}
    text = papers.TerminationPaper.sheet(step(lotus, assigned(lotus), "terminate", by=lotus.head, **ended)).text
    assert "自行委托律师或者其他代理人" in text and "第四十八条第一款" in text and "荷塘区司法局" in text


def test_an_objection_that_is_not_upheld_says_where_to_go_next(lotus):
    case = refused(lotus, aid_case(lotus))
    step(lotus, case, "object_to", objection_text="拖欠工资")
    found = {"findings": "查明无误。", "reasons": "不在范围内。"}
    objection = step(lotus, Objection.objects.get(), "uphold", date(2024, 9, 4), lotus.director, **found)
    text = papers.ObjectionPaper.sheet(objection).text
    assert "维持荷塘区法律援助中心的决定" in text and "行政复议" in text and "荷塘司法局援异字第001号" in text


def test_a_promise_says_what_it_costs_when_untrue(lotus):
    text = papers.PromisePaper.sheet(aid_case(lotus)).text
    assert "家庭月收入3000元" in text and "三千元以下罚款" in text


def test_means_that_are_looked_up_stand_on_a_form_and_not_in_a_promise(lotus):
    case = aid_case(lotus, means_path="shared", income=Decimal(4500), household=3)
    text = papers.MeansPaper.sheet(case).text
    assert "4500" in text and "1500.00元" in text and "信息共享查询" in text
    assert papers.MeansPaper.is_meant(case) and not papers.PromisePaper.is_meant(case)
    assert not papers.MeansPaper.is_meant(aid_case(lotus))
    nobody = papers.MeansPaper.sheet(aid_case(lotus, means_path="shared", income=Decimal(4500), household=0)).text
    assert "没有家庭人口，不能计算" in nobody


def test_who_is_sent_elsewhere_gets_a_slip(lotus):
    [paper] = papers_of(Referral)
    assert "莲城公证处" in paper.sheet(referral(lotus)).text


def test_who_is_entrusted_gets_a_letter_to_sign(lotus):
    agent = Representative(name="李芳", kind="entrusted", letter_on=DAY, scope="代为申请法律援助")
    case = aid_case(lotus, origin="agent", given=parts(agent))
    text = papers.EntrustingPaper.sheet(case).text
    assert "李芳" in text and "代为申请法律援助" in text and "特别授权" in text
