"""Legal aid of the city: each row can be lived, the days are in order, and nothing is won by those who lost."""

from collections import Counter

from fazhi.city import aid, aid_sheets

DAYS = ("收到日期", "决定日期", "指派日期", "办理结束日期", "报送结案材料日期", "归档日期", "支付日期")


def test_every_must_is_filled_and_every_word_is_allowed(city):
    told = zip(aid_sheets.SHEETS, (aid.lawyers, aid.rates, aid.cases, aid.duty_helps, aid.referrals), strict=True)
    for sheet, rows in told:
        made = list(rows(city.office))
        assert made and set().union(*made) <= set(sheet.headers), sheet.file
        for column in sheet.columns:
            values = [row.get(column.header) for row in made]
            assert not column.must or all(value not in (None, "") for value in values), (sheet.file, column.header)
            assert not column.words or set(values) - {None, ""} <= set(column.words), (sheet.file, column.header)


def test_days_are_in_order_and_none_is_to_come(city):
    for row in aid.cases(city.office):
        days = [row[name] for name in DAYS if row.get(name)]
        assert days == sorted(days) and days[-1] <= city.as_of


def test_whoever_may_get_life_is_given_to_one_of_long_practice(city):
    register = {row["人员序号"]: row for row in aid.lawyers(city.office)}
    rows = [
        row
        for row in aid.cases(city.office)
        if "第四项" in row["事由条款"] and row.get("法律援助人员序号") and row["来源"] == "通知辩护"
    ]
    assert rows and all((row["指派日期"] - register[row["法律援助人员序号"]]["从事刑事业务起"]).days > 3 * 366 for row in rows)


def test_a_year_of_legal_aid(city):
    rows = list(aid.cases(city.office))
    decided = Counter(row.get("决定") for row in rows if row["来源"] == "本人申请")
    assert len(rows) == aid.CASES and 0.03 < decided["不予"] / (decided["给予"] + decided["不予"]) < 0.1
