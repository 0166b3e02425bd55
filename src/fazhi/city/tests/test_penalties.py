"""What may be punished and what was: real provisions, files that count and drafts that do not, days in their order."""

from collections import Counter

import pytest
from tests.material import shared_data

from fazhi.city import enforcement, inspections, penalties, powers, publicity, supervised, townships

STEPS = ("立案日期", "调查终结日期", "审核日期", "告知日期", "决定日期", "送达日期", "结案日期")

HEARD_STEPS = (
    "调查终结日期",
    "告知日期",
    "要求听证日期",
    "听证日期",
    "审核日期",
    "集体讨论日期",
    "决定日期",
    "送达日期",
    "结案日期",
)


def test_the_words_of_each_provision_are_those_of_the_law():
    laws = shared_data("laws")
    for matter in powers.MATTERS:
        law, article = matter.citation.split()
        text = next(laws.glob(f"{law}(*.md")).read_text(encoding="utf-8")
        here = text[text.index(f"\n{article} ") :]
        assert matter.text in here[: here.index("\n第", 5)], matter.citation


def test_21_benchmarks_and_14_lists_are_published_and_two_drafts_are_not(city):
    rows = list(powers.published(city.office.city))
    assert Counter((row["种类"], row["状态"]) for row in rows) == {
        ("裁量基准", "已公布"): 21,
        ("轻微违法清单", "已公布"): 14,
        ("裁量基准", "起草"): 1,
        ("轻微违法清单", "起草"): 1,
    }


def test_each_decision_belongs_to_a_matter_whose_days_come_before_it(some_city):
    matters = {row["案件序号"]: row for row in penalties.cases(some_city.office)}
    made = list(penalties.decisions(some_city.office))
    assert len(made) > 0.9 * len(matters) * 0.8
    for row in made:
        whole = matters[row["案件序号"]] | row
        days = [whole[name] for name in (HEARD_STEPS if whole.get("听证日期") else STEPS) if whole.get(name)]
        assert days == sorted(days) and days[-1] <= some_city.as_of
        assert row["当事人"] == matters[row["案件序号"]]["当事人"]


def test_some_are_spared_some_stopped_and_a_fine_keeps_to_its_law(city):
    assert {row["处理结果"][:4] for row in penalties.decisions(city.office)} == {"给予行政", "轻微不罚", "首违不罚"}
    assert any(row.get("结案方式") == "终止调查" for row in penalties.cases(city.office))
    for one in penalties.penalties(city.office):
        assert one.matter.low <= one.fine <= one.matter.high


def test_townships_use_what_they_took_up_in_their_own_name_and_some_are_idle(some_city):
    city = some_city.office.city
    held = {row["乡镇（街道）编码"]: row["赋权事项编码"] for row in townships.grants(city) if row["状态"] == "施行中"}
    towns = {unit.code for unit in city.of_kind("town")}
    mine = [row for row in penalties.cases(some_city.office) if row["单位编码"] in towns]
    assert mine and len({row["单位编码"] for row in mine}) < len(towns)
    assert all(row["执法事项序号"] in held[row["单位编码"]] for row in mine)


def test_what_was_filed_since_the_benchmarks_hold_is_weighed_and_a_few_depart(some_city):
    held = powers.effective_on(some_city.office.city)
    filed = {row["案件序号"]: row.get("立案日期") for row in penalties.cases(some_city.office)}
    for row in penalties.decisions(some_city.office):
        if row["处理结果"] == "给予行政处罚":
            assert ("裁量基准事项序号" in row) == (filed[row["案件序号"]] >= held)
        assert ("调整适用的批准" in row) == ("调整适用裁量基准的理由" in row)


def test_some_defend_themselves_are_heard_and_appeal_and_hardly_any_prevails(some_city):
    rows = list(penalties.decisions(some_city.office))
    assert {row["采纳情况"] for row in rows if row.get("陈述申辩日期")} and any(row.get("听证日期") for row in rows)
    results = Counter(row["救济结果"] for row in rows if row.get("救济结果"))
    assert results["撤销"] <= results["维持、驳回"] and all(row.get("集体讨论日期") for row in rows if row.get("听证日期"))


@pytest.mark.parametrize("rows", [publicity.publications, penalties.recordings])
def test_what_is_shown_of_a_case_follows_it(city, rows):
    found = list(rows(city.office))
    assert found and all(row["登记日期"] <= city.as_of for row in found)


def test_on_the_spot_no_more_is_taken_than_the_law_lets(some_city):
    for row in penalties.spots(some_city.office):
        assert row.get("罚款金额", 0) is None or row.get("罚款金额", 0) <= 200
        assert row["执法人员一序号"] != row["执法人员二序号"]


def test_visits_go_to_enterprises_that_stand_and_come_of_something(city):
    standing = {row["统一社会信用代码"] for row in inspections.targets(city.office) if row["状态"] == "存续"}
    rows = list(inspections.visits(city.office))
    assert rows and all(row["统一社会信用代码"] in standing and row["来源说明"] for row in rows)
    assert "随机抽查" not in {row["检查来源"] for row in rows}, "what is drawn is drawn in the platform"


def test_a_few_of_what_is_published_is_late_withheld_or_taken_down(city):
    rows = list(publicity.publications(city.office))
    states = Counter(row["状态"] for row in rows)
    assert set(states) == {"已公示", "待脱敏", "已撤下", "不予公示"} and states["已公示"] > 0.9 * len(rows)
    assert {row["公示平台"] for row in rows} == {publicity.CREDIT, publicity.SITE, publicity.ENTERPRISE}
    assert all(row.get("公示日期") or row["状态"] in ("待脱敏", "不予公示") for row in rows)


def test_nearly_every_body_announces_and_a_few_items_are_missing(city):
    rows = list(publicity.announcements(city.office.city))
    cells = [row[kind.label] for row in rows for kind in publicity.Announced]
    assert len(rows) == len(list(enforcement.bodies(city.office.city))) - 1
    assert 0.01 < sum(cell is None for cell in cells) / len(cells) < 0.05


def test_lists_go_with_the_catalogue_and_some_items_are_unclaimed(city):
    codes = {row["监管事项编码"] for row in supervised.supervision_items(city.office.city)}
    lists = list(supervised.check_lists(city.office.city))
    assert len(codes) - len(lists) == len(supervised.UNCLAIMED) and {row["监管事项编码"] for row in lists} < codes


def test_claims_come_to_their_end_and_a_few_do_not(city):
    kept, reviewed = (list(supervised.claims(city.office.city, is_reviewed=told)) for told in (False, True))
    assert [row["认领序号"] for row in kept] == [row["认领序号"] for row in reviewed]
    states = Counter(row["状态"] for row in reviewed)
    assert set(states) == {"待认领", "已认领", "清单待审核", "清单已发布", "核定不认领", "已取消"}
    assert states["清单已发布"] > 0.7 * len(reviewed) and not {"清单已发布", "核定不认领"} & {row["状态"] for row in kept}
    lists = {row["检查实施清单编码"] for row in supervised.check_lists(city.office.city)}
    assert {row["检查实施清单编码"] for row in reviewed if row.get("检查实施清单编码")} < lists


def test_the_platform_above_answers_to_visits_that_were_made(city):
    rows = list(supervised.receipts(city.office))
    numbers = [number for _, number in supervised.numbered(city.office)]
    assert len(numbers) == len(set(numbers)) and {row["行为编号"] for row in rows} < set(numbers)
    assert 0.01 < sum(row["回执结果"] == "退回" for row in rows) / len(rows) < 0.05
    assert all(row["报送日期"] <= city.as_of and (row.get("回执原文") or row["回执结果"] == "接收") for row in rows)
