"""The network of services: four levels, the rooms that do not count, and nobody in two places at once."""

from collections import Counter

from fazhi.city import services


def test_every_region_has_a_site_and_some_rooms_do_not_count(city):
    rows = list(services.sites(city.office.city))
    by_level = Counter(row["层级"] for row in rows)
    assert (by_level["市中心"], by_level["县中心"], by_level["乡镇站"]) == (1, 5, 70)
    assert {row["状态"] for row in rows if row["层级"] == "村室"} == {"开放", "筹建", "撤销"}
    keys = [row["平台序号"] for row in rows]
    assert all(row["上级平台序号"] in keys[: keys.index(row["平台序号"])] for row in rows[1:])


def test_nobody_is_on_duty_in_two_places(city):
    rows = list(services.duties(city.office))
    assert max(Counter((row["执业证号"], row["值班日期"], row["时段"]) for row in rows).values()) == 1
    assert max(row["值班日期"] for row in rows) < city.as_of


def test_what_was_done_in_a_village_rests_on_its_contract(city):
    villages = {row["合同序号"]: row["村（社区）编码"] for row in services.contracts(city.office)}
    logs = list(services.logs(city.office))
    assert logs and all(villages[row["合同序号"]] == row["村（社区）编码"] for row in logs)
    assert all(row.get("确认日期") or row["状态"] == "待村（居）确认" for row in logs)


def test_visitors_are_told_something_or_sent_somewhere(city):
    for row in services.receptions(city.office):
        assert row["状态"] != "已办结" or row.get("答复") or row.get("转办单位编码")
        assert row["来访日期"] <= city.as_of
