"""A visit on a phone: point by point in one form, photos by their fingerprint, and the papers that come of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.keeping import once
from tests.world import person

from fazhi.kernel.documents import attach, papers_of
from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK
from fazhi.norms.spot_checks import papers
from fazhi.norms.spot_checks.models import CheckItem, CheckPlan, DrawTask, Inspection

from .test_entering import DOOR, WITHOUT, planned
from .test_supervision import with_list

FOUND = {
    "facts": "后厨地面有积水",
    "outcome": "ordered",
    "signed": "refused",
    "witness": "拒签，见证人某",
    "correction": "三日内清理",
}
FOUND |= {"correction_due": date(2025, 9, 16)}


def with_another(world):
    checks = with_list(world)
    checks.other_clerk = person("另一某", checks.unit, CLERK)
    return checks


@pytest.fixture
def checks(world):
    return once(with_another, world)


@pytest.fixture(autouse=True)
def at_the_door():
    with time_machine.travel(DOOR, tick=False):
        yield


def entered(checks):
    return checks.take(planned(checks), "enter", DOOR, **WITHOUT)


def answered(case, *answers):
    return [
        [point, answer, "见照片" if answer == "bad" else ""] for (point, *_), answer in zip(case.checklist, answers, strict=True)
    ]


def recorded(checks):
    case = entered(checks)
    return checks.take(case, "record", DOOR, checklist=answered(case, "good", "bad"), **FOUND)


def test_the_points_of_the_list_are_asked_and_answered_in_one_form(checks, client):
    case = entered(checks)
    assert case.checklist == [["证照", "", ""], ["后厨卫生", "", ""]]
    client.force_login(checks.clerk.account)
    at = f"/desk/spot_checks.inspection/{case.pk}/step/record/"
    page = client.get(at).content.decode()
    assert 'name="checklist-1-answer"' in page and "后厨卫生" in page
    typed = {"checklist-0-point": "证照", "checklist-0-answer": "good", "checklist-1-point": "后厨卫生", "checklist-1-note": "脏"}
    sent = {**FOUND, **typed, "version": case.version}
    answer = client.post(at, {**sent, "checklist-1-answer": ""})
    assert answer.status_code == 422 and "还没有登记：后厨卫生" in answer.content.decode()
    assert 'value="脏"' in answer.content.decode(), "what was typed stays"
    assert client.post(at, {**sent, "checklist-1-answer": "bad"}).status_code == 302
    case.refresh_from_db()
    assert case.checklist == [["证照", "good", ""], ["后厨卫生", "bad", "脏"]]
    assert "后厨卫生：不符合（脏）" in client.get(f"/desk/spot_checks.inspection/{case.pk}/").content.decode()


def test_points_cannot_be_exchanged_and_words_not_invented(checks):
    case = entered(checks)
    for rows in (
        [["证照", "good", ""]],
        [["证照", "good", ""], ["别的", "good", ""]],
        [["证照", "fine", ""], ["后厨卫生", "good", ""]],
    ):
        with pytest.raises(ValidationError) as refused:
            checks.take(case, "record", DOOR, checklist=rows, **FOUND)
        assert "checklist" in refused.value.message_dict


def test_a_point_that_fails_is_no_clean_result(checks):
    case = entered(checks)
    with pytest.raises(NotAllowed, match="不能是“未发现问题”"):
        checks.take(case, "record", DOOR, checklist=answered(case, "good", "bad"), **{**FOUND, "outcome": "clean"})


def test_every_paper_of_a_visit_is_made(checks, chinese_font, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = checks.take(planned(checks), "notify", DOOR, notified_on=DOOR.date())
    case = checks.take(case, "enter", DOOR, **WITHOUT)
    file = attach(case, SimpleUploadedFile("后厨.txt", b"photo"), "照片", checks.clerk)
    case = checks.take(case, "record", DOOR, checklist=answered(case, "good", "bad"), **FOUND)
    case = checks.take(checks.take(case, "review", DOOR, reviewed_by_other="审核某"), "publish", DOOR)
    case = checks.take(case, "recheck", DOOR, rechecked_on=date(2025, 9, 17), recheck="已经清理", is_corrected=True)
    made = [paper for paper in papers_of(Inspection) if paper.is_meant(case) and not paper.lacking(case)]
    assert {paper.title for paper in made} == {
        "行政检查审批表", "行政检查任务书", "行政检查通知书", "入企检查登记表", "现场检查笔录", "责令改正通知书", "行政检查结果告知书",
        "检查结果公示表", "整改复查意见书",
    }  # fmt: skip
    for paper in made:
        assert paper.docx(case)[:2] == b"PK" and paper.pdf(case)[:4] == b"%PDF", paper.title
    text = papers.RecordPaper.sheet(case).text
    for words in ("查0", "证1", "后厨卫生", "不符合", "见照片", "后厨地面有积水", "拒签，见证人某", file.sha256):
        assert words in text, words
    assert "2025年9月16日前改正" in papers.CorrectionPaper.sheet(case).text
    assert "举报正在进行" in papers.EntryPaper.sheet(case).text


def test_what_is_not_known_yet_keeps_a_paper_from_being_made(checks):
    case = planned(checks)
    for paper, words in ((papers.NoticePaper, "通知日期"), (papers.RecordPaper, "检查情况"), (papers.RecheckPaper, "复查日期")):
        with pytest.raises(Missing, match=words):
            paper.sheet(case)
    assert not papers.CorrectionPaper.is_meant(case)


def test_item_plan_and_draw_have_their_papers(checks):
    task = checks.drawn(yearly=checks.plan())
    text = papers.DrawPaper.sheet(DrawTask.objects.get(pk=task.pk)).text
    assert task.plan_hash in text and task.result_hash in text and "快乐8 2025241期" in text
    assert "餐饮服务抽查" in papers.PlanPaper.sheet(CheckPlan.objects.get()).text
    assert "《行政处罚法》第四十二条" in papers.ItemPaper.sheet(CheckItem.objects.get()).text
    assert papers.AssignmentPaper.sheet(Inspection.objects.filter(ground="random").first()).text.count("抽查任务") == 1


def test_what_was_recorded_without_a_network_counts_from_when_it_was_and_says_when_it_came(checks, client):
    case = entered(checks)
    client.force_login(checks.clerk.account)
    at = f"/desk/spot_checks.inspection/{case.pk}/step/record/"
    rows = {
        f"checklist-{n}-{name}": word
        for n, row in enumerate(answered(case, "good", "bad"))
        for name, word in zip(("point", "answer", "note"), row, strict=True)
    }
    sent = {**FOUND, **rows, "version": case.version, "filled_at": (DOOR + timedelta(hours=1)).isoformat()}
    with time_machine.travel(DOOR + timedelta(days=9), tick=False):
        assert "离线填写送达期限" in client.post(at, sent).content.decode()
    with time_machine.travel(DOOR + timedelta(days=1), tick=False):
        assert client.post(at, sent).status_code == 302
    case.refresh_from_db()
    assert (case.recorded_on, case.synced_at) == (DOOR.date(), DOOR + timedelta(days=1))
    assert "离线填写，恢复网络后送出" in client.get(f"/desk/spot_checks.inspection/{case.pk}/").content.decode()


def published(checks, **data):
    case = entered(checks)
    points = answered(case, "good", "bad")
    case = checks.take(case, "record", DOOR, checklist=points, **{**FOUND, **data})
    return checks.take(checks.take(case, "review", DOOR, reviewed_by_other="审核某"), "publish", DOOR)


def test_nor_is_whoever_was_there_named_as_the_one_who_judged(checks):
    case = recorded(checks)
    there = case.members.first().inspector.name
    with pytest.raises(NotAllowed, match="审核人参加了检查"):
        checks.take(case, "review", DOOR, reviewed_by_other=there)
    assert checks.take(case, "review", DOOR, reviewed_by_other="审核某").reviewed_by_other == "审核某"


def test_who_was_there_does_not_judge_the_record(checks):
    case = recorded(checks)
    inspector = case.standing[0].inspector
    registers.correct(inspector, checks.clerk, {"person": checks.clerk}, version=inspector.version, reason="登记账号")
    with pytest.raises(NotAllowed, match="没有参加检查的人员"):
        checks.take(case, "review", DOOR, reviewed_by_other="自己")
    assert checks.take(case, "review", DOOR, by=checks.other_clerk, reviewed_by_other="审核某").reviewed_by_other == "审核某"


def test_what_had_to_be_mended_is_looked_at_again_within_ten_days_of_its_term(checks):
    case = published(checks)
    assert [row["due"] for row in case.clocks if row["name"] == "rechecking"] == ["2025-09-26"]
    case = checks.take(case, "recheck", DOOR, rechecked_on=date(2025, 9, 17), recheck="还有积水", is_corrected=False)
    with pytest.raises(NotAllowed, match="没有改正的，移送立案"):
        checks.take(case, "close", DOOR)
    case = checks.take(case, "recheck", DOOR, rechecked_on=date(2025, 9, 20), recheck="已经清理", is_corrected=True)
    assert checks.take(case, "close", DOOR).state == "closed"


def test_what_was_handed_on_as_a_case_needs_no_second_look(checks):
    case = checks.take(published(checks), "hand_on", DOOR, to_unit=checks.world.city)
    assert case.is_handed_on and checks.take(case, "close", DOOR).state == "closed"
