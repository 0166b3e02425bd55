"""The papers of a file: what must be filled in first, and what stands on them."""

import pytest

from fazhi.kernel.documents.declared import Missing, papers_of
from fazhi.services.mediation.filing import file_checklist, missing
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.papers import AgreementPaper, CoverPaper, OralPaper

from .factories import agreed_case, dispute, step


def finished(lotus):
    case = agreed_case(lotus)
    case = step(lotus, case, "perform", part=case.terms.get())
    return step(lotus, step(lotus, case, "fulfil"), "close", reason="当事人外出")


def test_ten_papers_can_be_made_of_a_dispute():
    titles = [paper.title for paper in papers_of(Dispute)]
    assert titles == [
        "人民调解申请书",
        "人民调解受理登记表",
        "人民调解权利义务告知书",
        "人民调解记录",
        "人民调解协议书",
        "人民调解口头协议登记表",
        "终止调解告知书",
        "人民调解回访记录",
        "司法确认申请书",
        "人民调解卷宗封面、卷内目录",
    ]


def test_an_agreement_says_who_owes_what_and_how_many_copies(lotus):
    text = AgreementPaper.sheet(agreed_case(lotus)).text
    for words in (
        "（2024）莲塘村人调字第0001号-1",
        "张建",
        "李芳",
        "支付疏通费用",
        "800",
        "一式3份",
        "自生效之日起三十日内共同向人民法院申请司法确认",
    ):
        assert words in text


def test_a_paper_that_lacks_something_says_what(lotus):
    with pytest.raises(Missing, match="协议条款、书面协议、案号"):
        AgreementPaper.sheet(dispute(lotus))


def test_every_paper_is_written_from_a_finished_case(lotus):
    case = finished(lotus)
    for paper in papers_of(Dispute):
        if not paper.missing(case):
            assert paper.docx(case)[:2] == b"PK", paper.title
    assert OralPaper.missing(case) == ["口头协议"]


def test_the_file_lists_what_must_and_what_may_be_there(lotus):
    case = finished(lotus)
    rules = {item.name: (item.rule, item.is_there) for item in file_checklist(case)}
    assert rules["调解协议书"] == ("必须", True) and rules["回访记录"] == ("按需", False)
    assert missing(case) == []
    assert "卷宗封底" in CoverPaper.sheet(case).text
