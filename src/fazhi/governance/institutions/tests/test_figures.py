"""C1 to C3: “全部” only when the tree of the day says so."""

from datetime import date

from tests.world import person, unit

from fazhi.kernel.indicators.figures import figure_table

ON = date(2023, 12, 4)


def told(on=ON):
    return {row.code: row.text for row in figure_table(on) if row.code in ("C1", "C2", "C3")}


def sections(world, county, code):
    bureau = unit(f"{code}-B", f"{county}司法局", "bureau", county)
    made = [unit(f"{code}-{name}", name, "other", bureau) for name in ("秘书", "督察")]
    for each in made:
        each.sector = each.name
        each.save()
    return made


def test_all_counties_have_their_sections_and_somebody_in_each(world):
    for county in (world.county, world.other_county):
        for section in sections(world, county, county.code):
            person(f"{county}{section}某", section)
    assert told() == {
        "C1": "2个县(市区)全部设立秘书股",
        "C2": "2个县(市区)全部设立法治调研督察股",
        "C3": "2个县(市区)全部配备工作人员",
    }


def test_a_county_without_a_section_or_without_staff_is_said(world):
    both = sections(world, world.county, "x")
    person("甲某", both[0])
    assert told()["C1"] == "2个县(市区)中的1个设立秘书股"
    assert told()["C3"] == "无数据"
    both[1].close(date(2023, 6, 30))
    assert told()["C2"] == "无数据" and told(date(2023, 6, 30))["C2"] == "2个县(市区)中的1个设立法治调研督察股"
