"""The papers of a file: what must be filled in first, and what stands on them."""

import base64
import io
import re

import pypdfium2
import pytest

from fazhi.kernel.documents import attach, issue, publish, upload_of
from fazhi.kernel.documents.blocks import Title
from fazhi.kernel.documents.declared import Missing, papers_of
from fazhi.kernel.documents.redaction import Internal
from fazhi.kernel.documents.tests.test_papers import text_of
from fazhi.kernel.flow.lives import moment
from fazhi.services.mediation.filing import file_checklist, missing
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.papers import AgreementPaper, CoverPaper, FilePaper, InnerFilePaper, OralPaper
from fazhi.services.mediation.portal import OTHERS_PAPERS, MediationIntake

from .factories import DAY, agreed_case, dispute, heard, mediating, step

# One red point.
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")


def finished(lotus):
    case = agreed_case(lotus)
    case = step(lotus, case, "perform", part=case.terms.get())
    return step(lotus, step(lotus, case, "fulfil"), "close", reason="当事人外出")


def test_every_paper_of_the_file_can_be_made_of_a_dispute():
    assert {paper.title for paper in papers_of(Dispute)} == {
        "人民调解申请书",
        "人民调解受理登记表",
        "人民调解权利义务告知书",
        "人民调解调查记录",
        "证据材料清单",
        "人民调解记录",
        "人民调解协议书",
        "人民调解口头协议登记表",
        "终止调解告知书",
        "人民调解回访记录",
        "人民调解协议履行证明",
        "司法确认申请书",
        "人民调解结案报告表",
        "情况说明",
        "人民调解卷宗封面、卷内目录",
        "人民调解卷宗",
        "人民调解卷宗（副卷）",
    }


def titles(case):
    return [block.text for block in FilePaper.sheet(case).blocks if isinstance(block, Title)]


def test_a_file_is_bound_in_its_order_with_what_the_case_came_to(lotus):
    case = agreed_case(lotus)
    end = "卷内备考表"
    assert titles(case) == ["人民调解受理登记表", "人民调解权利义务告知书", "人民调解记录", "人民调解协议书", end]
    asked = {"court": lotus.court, "is_joint": True, "is_voluntary": True, "is_lawful": True}
    assert titles(step(lotus, case, "ask_court", **asked))[-2:] == ["司法确认申请书", end]
    case = mediating(lotus, root_doubt="另案", apply_form="written")
    case = step(
        lotus, case, "investigate", asked_at=moment(DAY), venue="水沟边", asked="王邻居", asker="何清", content="水沟去年改过"
    )
    case = step(lotus, case, "collect", title="照片", provider="张建", pages=2)
    case = step(lotus, heard(lotus, case), "fail", end_reason="谈不拢", routes_told=True)
    assert titles(case) == [
        "人民调解申请书",
        "人民调解权利义务告知书",
        "人民调解调查记录",
        "证据材料清单",
        "人民调解记录",
        "终止调解告知书",
        end,
    ]
    assert "水沟去年改过" in FilePaper.sheet(case).text


def test_what_is_internal_is_bound_apart_and_never_leaves_the_house(lotus, chinese_font, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = finished(lotus)
    for name, kind in (("会商.png", "会商记录"), ("批复.png", "请示批复"), ("随手拍.png", ""), ("证件.png", "身份证明")):
        attach(case, upload_of(name, PICTURE), kind)
    inner = [block.text for block in InnerFilePaper.sheet(case).blocks if isinstance(block, Title)]
    assert inner[0] == "人民调解结案报告表" and inner[-1] == "卷内备考表" and len(inner) == 5
    assert [word for word in ("会商", "批复", "随手拍") if not any(word in title for title in inner)] == []
    assert not any(word in title for title in titles(case) for word in ("会商", "批复", "随手拍", "结案报告表"))
    issued = issue(InnerFilePaper, case, lotus.worker)
    with pytest.raises(Internal):
        publish(issued, case, lotus.worker)
    assert InnerFilePaper.key() not in f"{MediationIntake.papers} {OTHERS_PAPERS}"


def test_a_bound_file_is_one_pdf_and_one_document(lotus, chinese_font):
    case = finished(lotus)
    assert FilePaper.docx(case)[:2] == b"PK"
    pdf = FilePaper.pdf(case)
    assert pdf[:5] == b"%PDF-" and pdf == FilePaper.pdf(case)


def test_pictures_are_bound_in_their_place_and_the_list_says_on_which_page(lotus, chinese_font, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = finished(lotus)
    attach(case, upload_of("身份证.png", PICTURE), "身份证明")
    attach(case, upload_of("转账凭证.pdf", b"%PDF-1.7 1"), "履行凭证")
    assert titles(case) == [
        "人民调解受理登记表", "人民调解权利义务告知书", "身份证明：身份证", "人民调解记录", "人民调解协议书", "履行凭证：转账凭证", "卷内备考表",
    ]  # fmt: skip
    pages = text_of(FilePaper.pdf(case)).split("\f")
    assert "电子件另附" in pages[1]
    listed = [re.search(r"^\d+(.+?)(?:电子件另附)?(\d+)(?:—\d+)?$", line) for line in pages[1].splitlines()]
    found = {line.group(1): int(line.group(2)) for line in listed if line}
    assert list(found) == titles(case)
    # Behind the cover and the list themselves.
    assert all(pages[1 + first].lstrip().startswith(title) for title, first in found.items())
    assert "卷宗封底" in pages[-2]


def test_an_uploaded_pdf_is_bound_page_by_page_and_later_pages_are_counted_on(lotus, chinese_font, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = finished(lotus)
    book = pypdfium2.PdfDocument.new()
    for _ in range(3):
        book.new_page(595, 842)
    brought = io.BytesIO()
    book.save(brought)
    attach(case, upload_of("授权委托书.pdf", brought.getvalue()), "授权委托书")
    pdf = FilePaper.pdf(case)
    pages = text_of(pdf).split("\f")
    found = {line.group(1): (line.group(2), line.group(3)) for line in map(LISTED.search, pages[1].splitlines()) if line}
    first, last = map(int, found["授权委托书"])
    assert last - first == 2 and "电子件另附" not in pages[1]
    assert pages[1 + first].lstrip().startswith("授权委托书")
    assert pages[2 + last].lstrip().startswith("人民调解记录") and int(found["人民调解记录"][0]) == last + 1
    drawn = [page for page in pypdfium2.PdfDocument(pdf) if any(one.type == 3 for one in page.get_objects())]
    assert len(drawn) == 3, "a picture on each page"
    assert FilePaper.docx(case)[:2] == b"PK"


LISTED = re.compile(r"^\d+(.+?)(\d+)(?:—(\d+))?$")


def test_what_was_issued_is_bound_as_it_was_issued(lotus, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = finished(lotus)
    issue(AgreementPaper, case)
    case.agreement.issues = "后来改的"
    case.agreement.save()
    assert "后来改的" not in FilePaper.sheet(Dispute.objects.get(pk=case.pk)).text


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


def test_every_paper_is_written_from_a_finished_case(lotus, chinese_font):
    case = step(lotus, agreed_case(lotus), "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    for paper in papers_of(Dispute):
        if not paper.missing(case):
            assert paper.docx(case)[:2] == b"PK" and paper.pdf(case)[:5] == b"%PDF-", paper.title
    assert OralPaper.missing(case) == ["口头协议"]


def test_the_file_lists_what_must_and_what_may_be_there(lotus):
    case = finished(lotus)
    rules = {item.name: (item.rule, item.is_there) for item in file_checklist(case)}
    assert rules["调解协议书"] == ("必须", True) and rules["回访记录"] == ("按需", False)
    assert missing(case) == []
    assert "卷宗封底" in CoverPaper.sheet(case).text
