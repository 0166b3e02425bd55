"""A clock explains itself: which days were counted, skipped, paused and moved, and which article says so."""

import json
from datetime import date, datetime

import pytest
from tests.material import shared_data

from fazhi.kernel.calendar import Days, Hours, Months, Period, Reckoning, WorkingDays, Years, reckon, weeks
from fazhi.kernel.calendar import reasons as cited
from fazhi.kernel.calendar.days import Arranged
from fazhi.kernel.law import Citation

CONFIRMATION = Days(30, law="人民调解法 第三十三条")
HEARING = WorkingDays(5, law="行政处罚法 第六十四条第一项", counted_by="行政处罚法 第八十五条")


def d(text: str) -> date:
    return date.fromisoformat(text)


def said(reckoning: Reckoning) -> list[tuple[str, str]]:
    return [(reason.text, reason.law) for reason in reckoning.reasons]


def marks(reckoning: Reckoning) -> dict[str, str]:
    return {f"{day.date:%m-%d}": day.mark for day in reckoning.days}


def test_the_case_of_the_design_page_says_what_the_page_says():
    reckoning = reckon(CONFIRMATION, d("2023-11-16"))
    assert said(reckoning) == [
        ("2023年11月16日当日不计入，从11月17日起算。", "民法典 第二百零一条第一款"),
        ("30日按自然日计算，第30日是12月16日，星期六。", "人民调解法 第三十三条"),
        ("最后一日是休息日（星期六），以休息日结束的次日为最后一日：12月18日，星期一。", "民法典 第二百零三条第一款"),
        ("没有暂停，没有延长。", ""),
    ]
    assert reckoning.ends.isoformat() == "2023-12-18T23:59:59+08:00"


def test_working_days_name_the_holiday_skipped_and_the_make_up_day_counted():
    reckoning = reckon(HEARING, d("2025-09-29"))
    assert (
        "国庆节10月1日至10月5日不计；中秋节10月6日不计；国庆节10月7日至10月8日不计；10月11日（星期六）是国庆节补班，计入。",
        cited.HOLIDAYS,
    ) in said(reckoning) or ("国庆节10月1日至10月8日不计；10月11日（星期六）是国庆节补班，计入。", cited.HOLIDAYS) in said(
        reckoning
    )
    assert ("5个工作日只计工作日，第5个工作日是10月13日，星期一。", "行政处罚法 第八十五条") in said(reckoning)
    assert [day.number for day in reckoning.days if day.number] == [1, 2, 3, 4, 5]
    assert (
        marks(reckoning)["10-11"] == "counted" and marks(reckoning)["10-12"] == "skipped" and marks(reckoning)["10-13"] == "due"
    )


def test_a_pause_and_an_extension_are_told():
    reckoning = reckon(WorkingDays(5), d("2025-11-03"), [(d("2025-11-05"), d("2025-11-08"))], extra=2)
    texts = [reason.text for reason in reckoning.reasons]
    assert "期限5个工作日，延长2个工作日，共7个工作日。" in texts
    assert "11月5日至11月7日暂停，3日不计，11月8日接着计算。" in texts
    assert "没有暂停，没有延长。" not in texts
    assert marks(reckoning)["11-06"] == "paused" and reckoning.counted == 7


def test_while_a_pause_lasts_there_is_no_last_day():
    reckoning = reckon(Days(10), d("2025-11-03"), [(d("2025-11-05"), None)])
    assert reckoning.due is None and reckoning.ends is None and reckoning.as_dict()["due"] is None
    assert marks(reckoning) == {"11-03": "start", "11-04": "counted", "11-05": "paused"}
    assert reckoning.reasons[-1].text == "自11月5日起暂停，恢复之后才能算出最后一日。"


def test_a_month_without_the_day_ends_on_its_last_day():
    assert said(reckon(Months(1, roll=False), d("2025-01-31")))[1] == (
        "1个月，到期月没有31日，以月末日2月28日（星期五）为最后一日。",
        "民法典 第二百零二条",
    )


def test_a_paused_month_says_both_days():
    texts = [reason.text for reason in reckon(Months(1), d("2025-11-03"), [(d("2025-11-10"), d("2025-11-20"))]).reasons]
    assert "1个月，到期月的对应日是12月3日，星期三。" in texts and "扣除暂停的日子，最后一日移到12月13日，星期六。" in texts


def test_backward_leaves_full_days_between():
    reckoning = reckon(WorkingDays(7, law="行政处罚法 第六十四条第二项", backward=True), d("2025-10-20"))
    assert reckoning.due == d("2025-10-09")
    assert (reckoning.days[0].mark, reckoning.days[0].date) == ("due", d("2025-10-09"))
    assert (reckoning.days[-1].mark, reckoning.days[-1].date) == ("start", d("2025-10-20"))
    assert [day.number for day in reckoning.days if day.number] == [7, 6, 5, 4, 3, 2, 1]
    assert "中间要留足完整的7个工作日，最迟是10月9日，星期四。" in [reason.text for reason in reckoning.reasons]


def test_backward_off_a_holiday_is_told():
    reckoning = reckon(Days(30, backward=True), d("2025-11-02"))
    assert "10月2日是休息日（国庆节），提前到之前的工作日：9月30日，星期二。" in [reason.text for reason in reckoning.reasons]
    assert marks(reckoning)["10-01"] == marks(reckoning)["10-02"] == "rolled" and marks(reckoning)["10-03"] == "counted"


def test_hours_run_from_the_moment():
    reckoning = reckon(Hours(24, law="行政强制法 第十九条"), datetime(2025, 9, 30, 10, 20))
    assert said(reckoning)[:2] == [
        ("从2025年9月30日10:20起算。", "民法典 第二百零一条第二款"),
        ("24小时，到10月1日10:20。", "行政强制法 第十九条"),
    ]
    assert "不顺延" in reckoning.reasons[2].text
    rolled = reckon(Hours(24, roll=True), datetime(2025, 9, 30, 10, 20))
    assert ("最后一日到二十四时截止。", "民法典 第二百零三条第二款") in said(rolled)


def test_a_local_day_is_named_in_the_reasons(entered):
    entered({d("2026-03-03"): Arranged(working=False, name="抗洪停工")})
    assert any("抗洪停工3月3日不计" in reason.text for reason in reckon(WorkingDays(1), d("2026-03-02")).reasons)


@pytest.mark.parametrize("period", [CONFIRMATION, HEARING, Months(2), Years(2), Hours(24), WorkingDays(7, backward=True)])
def test_every_explanation_is_json(period: Period):
    told = json.loads(json.dumps(reckon(period, datetime(2024, 1, 31, 9, 0)).as_dict(), ensure_ascii=False))
    assert told["start"].startswith("2024-01-31") and told["due"] and told["days"] and told["reasons"]


def test_every_article_that_a_reason_cites_is_in_the_statutes():
    books = {
        "民法典": shared_data("laws/民法典-总则.md"),
        "全国年节及纪念日放假办法": shared_data("laws/全国年节及纪念日放假办法(2024-11-10).md"),
    }
    for text in (cited.START, cited.HOUR_START, cited.MONTH_END, cited.REST_DAY, cited.DAY_END, cited.HOLIDAYS):
        citation = Citation.parse(text)
        assert f"{citation.article} " in books[citation.law].read_text(encoding="utf-8")


def classes(reckoning: Reckoning, today: str) -> dict[str, str]:
    return {cell.text: cell.classes for week in weeks(reckoning, d(today)).weeks for cell in week.cells}


def test_the_grid_is_that_of_the_design_page():
    grid = weeks(reckon(CONFIRMATION, d("2023-11-16")), d("2023-12-04"))
    cells = [cell for week in grid.weeks for cell in week.cells]
    assert [cell.text for cell in cells][:5] == ["13", "14", "15", "16", "17"] and cells[18].text == "12/1"
    assert [cell.classes for cell in cells] == (
        ["out"] * 3 + ["start"] + ["passed"] * 17 + ["today"] + [""] * 11 + ["skip-day"] * 2 + ["end"] + ["out"] * 6
    )[: len(cells)]
    assert grid.passed == 18
    assert grid.label == "2023年11月16日不计入；11月17日为第1天；12月16日为第30天，是周六；顺延到12月18日周一".replace(
        "2023年", "", 1
    )


def test_the_grid_shows_holidays_and_make_up_days():
    shown = classes(reckon(HEARING, d("2025-09-29")), "2025-10-10")
    assert shown["29"] == "start" and shown["10/1"] == "skip-day" and shown["9"] == "passed"
    assert shown["10"] == "today" and shown["11"] == "" and shown["12"] == "skip-day" and shown["13"] == "end"


def test_the_last_day_may_be_today():
    assert classes(reckon(Days(1), d("2025-11-03")), "2025-11-04")["4"] == "end today"


def test_a_long_grid_says_how_many_weeks_it_leaves_out():
    grid = weeks(reckon(Years(1), d("2025-03-03")), d("2025-05-01"))
    assert len(grid.weeks) == 9 and grid.weeks[3].left_out == 44 and grid.weeks[-1].cells[1].classes == "end"


def test_a_backward_grid_is_spoken_backward():
    grid = weeks(reckon(WorkingDays(7, backward=True), d("2025-10-20")), d("2025-09-30"))
    assert grid.label == "从10月20日往回推算，当日不计入；最迟是10月9日周四"
