"""The papers of a case: none is made while an element is missing, and the file is bound in its order."""

from datetime import date

import pytest
from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.documents import Missing, attach, issue
from fazhi.kernel.documents.attaching import upload_of
from fazhi.kernel.documents.blocks import Title
from fazhi.kernel.documents.declared import papers_of
from fazhi.kernel.documents.models import PublicVersion
from fazhi.kernel.indicators.checks import indicators_hold, is_of_fines
from fazhi.kernel.indicators.evaluation import evaluate
from fazhi.kernel.indicators.models import Target
from fazhi.kernel.org.roles import LEADER, STATISTICIAN
from fazhi.norms.enforcement.models import PenaltyCase
from fazhi.norms.enforcement.papers import MainVolumePaper, PenaltyPaper, SubVolumePaper, SummaryPaper

from .penalties import in_force, proposed, served, spot, take

FINES = "enforcement.ordinary_fines"


def titles(paper, case):
    return [block.text for block in paper.sheet(case).blocks if isinstance(block, Title)]


def test_a_decision_is_no_paper_while_an_element_is_missing(bureau):
    with pytest.raises(Missing) as missing:
        PenaltyPaper.sheet(proposed(bureau, discretion_text=""))
    assert missing.value.labels == ("决定书文号", "决定日期", "陈述申辩的采纳情况", "裁量说明")


def test_a_decision_says_all_that_the_law_demands(bureau):
    text = PenaltyPaper.sheet(served(bureau)).text
    for said in (
        "荷塘建材有限公司",
        "荷花路1号",
        "现场笔录",
        "3,000.00元",
        "十五日内",
        "百分之三",
        "六十日内向荷塘区人民政府",
        "2025年9月22日",
        "未提出陈述、申辩",
        "一般档次",
        "荷塘区城市管理局（印章）",
    ):
        assert said in text, said


def test_both_volumes_are_bound_in_their_order(bureau):
    decision = served(bureau)
    case = PenaltyCase.objects.get(pk=decision.case_id)
    in_force(bureau, case, date(2025, 9, 24))
    main = [
        "立案审批表",
        "行政处罚决定书",
        "行政处罚事先告知书",
        "责令改正通知书",
        "先行登记保存证据通知书",
        "证据清单",
        "询问、检查笔录",
    ]
    found = titles(MainVolumePaper, PenaltyCase.objects.get(pk=case.pk))
    assert [title for title in found if title != "卷内备考表"][: len(main)] == [
        title if title != "先行登记保存证据通知书" else "查封（扣押、冻结）决定书、先行登记保存通知书" for title in main
    ]
    assert titles(SubVolumePaper, case)[:2] == ["案件调查终结报告", "审核意见书"]


def test_what_is_for_the_body_itself_is_bound_apart_whole_and_goes_to_nobody_outside(bureau, client):
    decision = served(bureau)
    case = PenaltyCase.objects.get(pk=decision.case_id)
    for record, kind in ((case, "领导批示"), (case, "照片"), (decision, "送达照片"), (decision, "请示批复")):
        attach(record, upload_of(f"{kind}.txt", kind.encode()), kind, bureau.enforcer)
    main, sub = (titles(paper, PenaltyCase.objects.get(pk=case.pk)) for paper in (MainVolumePaper, SubVolumePaper))
    assert [title for title in main if "照片" in title] == ["送达照片", "照片"]
    assert sub[:4] == ["案件调查终结报告", "审核意见书", "领导批示", "请示批复"]
    inner = {leaf.paper for leaf in SubVolumePaper.volume.leaves if leaf.paper} | {SubVolumePaper}
    assert all(paper.is_internal for paper in inner) and not any(leaf.paper in inner for leaf in MainVolumePaper.volume.leaves)
    row = issue(SubVolumePaper, case, bureau.enforcer)
    client.force_login(bureau.enforcer.account)
    page = client.post(f"/desk/enforcement.penaltycase/{case.pk}/issued/{row.pk}/publish/", follow=True)
    assert "不能制作公开版" in page.content.decode() and not PublicVersion.objects.exists()


def test_every_paper_that_is_meant_and_lacks_nothing_is_made(bureau):
    decision = served(bureau)
    case = PenaltyCase.objects.get(pk=decision.case_id)
    made = in_force(bureau, case, date(2025, 9, 24), kind="seizure")
    made = take(bureau, made, "settle", date(2025, 9, 25), end="released")
    for record in (decision, case, made, spot(bureau)):
        found = [paper for paper in papers_of(record) if paper.is_meant(record) and not paper.missing(record)]
        assert found and all(paper.sheet(record).text for paper in found)
    assert "应当先向行政复议机关" in SummaryPaper.sheet(spot(bureau)).text


def test_penalties_are_counted_once_and_by_the_day_of_the_decision(bureau):
    decision = served(bureau)
    spot(bureau)
    told = {
        code: evaluate(f"enforcement.{code}", on=date(2025, 12, 31)).value
        for code in ("ordinary", "kind_fine", "kind_warning", "summary", "filed", "unpunished", "ordinary_fines", "summary_fines")
    }
    assert told == {
        "ordinary": 1,
        "kind_fine": 1,
        "kind_warning": 0,
        "summary": 1,
        "filed": 1,
        "unpunished": 0,
        "ordinary_fines": 3000,
        "summary_fines": 3000,
    }
    assert decision.heaviest == "fine"


def test_28_nothing_ranks_by_fines():
    money = [each for each in registry.on("indicators").values() if each.code.startswith("enforcement.") and is_of_fines(each)]
    assert money and not any(each.ranks for each in money)


def test_28_who_declares_a_ranking_by_fines_does_not_start(monkeypatch):
    monkeypatch.setattr(registry.on("indicators")[FINES], "ranks", True)
    assert f"{FINES}: units may not be ranked by fines (行政处罚法 第七十四条第三款)" in list(indicators_hold())


def test_28_neither_board_nor_api_ranks_units_by_fines_nor_takes_an_aim(bureau, client):
    served(bureau)
    chief = person("统计某", bureau.world.county, LEADER, STATISTICIAN)
    client.force_login(chief.account)
    place = {"unit": bureau.world.county.code, "on": "2025-12-31"}
    page = client.get(f"/boards/figure/{FINES}/", place).content.decode()
    assert "不按它给单位排名" in page and "3,000" in page
    aimed = client.post(f"/boards/figure/{FINES}/aim/?unit={place['unit']}", {"value": "1", "basis": "年度任务"})
    assert "不得" in aimed.content.decode() and aimed.status_code in (403, 422) and not Target.objects.exists()
    told = [client.get(f"/api/v1/indicators/{FINES}/units", place | order).json() for order in ({}, {"order_by": "-value", "sort": "value"})]
    codes = [row["unit"] for row in told[0]]
    assert told[0] == told[1] and codes == sorted(codes) and codes[0] != bureau.bureau.code
