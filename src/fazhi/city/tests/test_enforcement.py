"""Who enforces: the totals of the model year, and those whom a naive count would take in."""

from collections import Counter
from datetime import date

from fazhi.city import enforcement


def test_seventy_townships_have_a_team_and_643_posts(city):
    standing = [row for row in enforcement.teams(city.office.city) if not row.get("撤销日期")]
    assert len({row["乡镇（街道）编码"] for row in standing}) == len(standing) == 70
    assert sum(row["核定编制"] for row in standing) == 643


def test_606_are_at_work_and_the_others_are_not_among_them(city):
    rows = list(enforcement.officers(city.office.city))
    assert sum(row["在岗情况"] == "在编在岗" and row["辅助人员"] == "否" for row in rows) == 606
    assert {row["在岗情况"] for row in rows} == {"在编在岗", "在编借出", "长期病休、脱产", "离岗"}
    assert sum(row["辅助人员"] == "是" for row in rows) > 20


def test_no_team_has_more_on_its_books_than_posts(city):
    posts = {row["单位编码"]: row["核定编制"] for row in enforcement.teams(city.office.city) if not row.get("撤销日期")}
    rows = [row for row in enforcement.officers(city.office.city) if row["辅助人员"] == "否" and row["在岗情况"] != "离岗"]
    filled = Counter(row["单位编码"] for row in rows)
    assert [code for code, amount in filled.items() if amount > posts[code]] == []


def test_everything_had_happened_by_the_day(city):
    for row in enforcement.certificates(city.office.city):
        days = [row[name] for name in ("申领日期", "发证日期", "终止日期") if row.get(name)]
        assert days == sorted(days) and days[-1] <= city.as_of
        assert row.get("有效期至", date.max) > city.as_of
