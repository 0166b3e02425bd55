"""Boards by their addresses: who sees which figures, and that each number opens into what it counted."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.every.routes import ALL
from tests.example.models import Visit, Visitor
from tests.keeping import once
from tests.world import person, unit

from fazhi.faces.boards.pictures import in_unit
from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.indicators import evaluation, rollups
from fazhi.kernel.indicators.windows import window_of
from fazhi.kernel.org.roles import LEADER, STATISTICIAN
from fazhi.services.mediation.models import JointOffice
from fazhi.services.mediation.roles import MEDIATOR

ON = "2024-06-20"
YEAR = {"on": ON, "period": "since_year_start"}
CODES = sorted(code for code in registry.on("indicators") if code.startswith("example."))


def visit(world, day, at=None, question="问", answered=None, amount=None, names=("甲",), topic="advice"):
    when = datetime(2024, *day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    fields = {"unit": at or world.town, "title": f"{names[0]}某来访", "topic": topic, "question": question, "amount": amount}
    case = doors.register(
        Visit, world.city_leader, fields, {"visitors": [Visitor(name=f"{name}大山") for name in names]}, at=when
    )
    if answered:
        case = doors.take("answer", case, world.city_leader, {"answer": "答"}, at=when.replace(day=answered))
    return case


@pytest.fixture
def year(world):
    return once(visits, world)


def visits(world):
    visit(world, (1, 10), question="一", answered=12, amount=Decimal("1000.50"), names=("甲", "乙"))
    visit(world, (2, 5), question="一", answered=6, topic="other")
    visit(world, (6, 3), question="二")
    visit(world, (6, 20), at=world.far_town, question="三")
    visit(world, (6, 21), at=world.far_town, question="四")
    return world


def get(client, someone, name, *args, **asked):
    if client.session.get("_auth_user_id") != str(someone.account.pk):
        client.force_login(someone.account)
    return client.get(reverse(f"boards:{name}", args=args), asked)


def text(response):
    """What a reader sees, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_the_board_shows_figures_as_a_report_writes_them(client, year):
    page = text(get(client, year.city_leader, "home", **YEAR))
    assert "莲城市法治工作" in page and "来访" in page and "4件" in page and "2024年1月1日至2024年6月20日" in page
    assert "50.0%" in page and "2 ÷ 4" in page
    assert "荷塘区" in page and "菱湖区" in page and "另有" not in page


def test_a_leader_sees_the_own_county_and_no_other(client, year):
    assert "荷塘区法治工作" in text(get(client, year.leader, "home", **YEAR))
    assert "3件" in text(get(client, year.leader, "home", **YEAR))
    for code in ("9900", "990102", "990102001", "nowhere"):
        for name, args in (("home", ()), ("figure", ("example.received",)), ("records", ("example.received",)), ("compare", ())):
            assert get(client, year.leader, name, *args, unit=code, **YEAR).status_code == 404
    assert get(client, year.leader, "home", unit="990101001", **YEAR).status_code == 200


def test_who_reads_no_figures_finds_no_board(client, year):
    assert client.get("/boards/").status_code == 302
    mediator = person("调解某", year.town, MEDIATOR)
    for name in ("home", "table", "compare", "screen", "published"):
        assert get(client, mediator, name).status_code == 404
    assert "驾驶舱" not in client.get("/desk/").content.decode()
    assert "驾驶舱" in get(client, year.leader, "home").content.decode()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at", ["9900", "990101", "990102001"])
def test_the_number_of_a_figure_is_the_number_of_records_it_opens(client, year, code, at):
    value = evaluation.evaluate(code, type(year.city).objects.get(code=at), window_of("since_year_start"), date(2024, 6, 20))
    page = get(client, year.city_leader, "figure", code, unit=at, **YEAR)
    assert page.status_code == 200 and f"{value.records:,} 条记录" in text(page) and "经得起重算" in text(page)
    assert value.text in text(page)
    records = get(client, year.city_leader, "records", code, unit=at, **YEAR)
    assert records.content.decode().count("看理由") == value.records
    if value.denominator is not None and value.unit == "%":
        assert get(client, year.city_leader, "records", code, unit=at, part="numerator", **YEAR).content.decode().count(
            "看理由"
        ) == int(value.numerator)


def test_a_figure_says_where_it_comes_from(client, year):
    page = text(get(client, year.city_leader, "figure", "example.answer_rate", **YEAR))
    for words in (
        "答复日期已填写",
        "2 件",
        "4 件",
        "2024-01-01至2024-06-20",
        "四舍五入到1位小数",
        "不去重",
        "按现行机构",
        "6月1日至20日",
    ):
        assert words in page, words


def test_who_may_not_read_records_sees_how_many_there_are_and_none_of_them(client, year):
    counting = person("统计某", year.city, STATISTICIAN)
    page = get(client, counting, "records", "example.received", **YEAR)
    assert "条在您可看的范围之外" in text(page) and "看理由" not in page.content.decode()
    assert "来访" in text(page) and "甲某来访" not in text(page)
    assert get(client, counting, "why", "example.received", Visit.objects.first().pk, **YEAR).status_code == 404
    sheet = get(client, counting, "sheet", "example.received", "records", "csv", **YEAR)
    assert len(b"".join(sheet.streaming_content).splitlines()) == 1


def test_what_is_not_counted_is_counted_too_and_opens(client, year):
    page = get(client, year.city_leader, "figure", "example.amount", **YEAR)
    assert "没有答复日期 2 条" in text(page) and "不符合“涉及金额已填写” 1 条" in text(page)
    opened = get(client, year.city_leader, "records", "example.amount", left_out=1, **YEAR)
    assert opened.content.decode().count("看理由") == 2
    twice = get(client, year.city_leader, "records", "example.questions", left_out=3, **YEAR)
    assert twice.content.decode().count("看理由") == 1 and "同一来访事由已计过一次" in text(twice)
    for wrong in ({"left_out": 77}, {"left_out": "x"}, {"part": "x"}):
        assert get(client, year.city_leader, "records", "example.amount", **wrong, **YEAR).status_code == 404


def test_a_record_is_told_why_it_is_counted(client, year):
    first, again, _, _, late = Visit.objects.order_by("pk")
    assert "计入：每一条都符合" in text(get(client, year.city_leader, "why", "example.questions", first.pk, **YEAR))
    repeated = text(get(client, year.city_leader, "why", "example.questions", again.pk, **YEAR))
    assert "没有计入" in repeated and "同一来访事由另有 1 条" in repeated
    page = text(get(client, year.city_leader, "why", "example.received", late.pk, **YEAR))
    assert "没有计入" in page and "2024-06-21" in page
    assert get(client, year.leader, "why", "example.received", late.pk, **YEAR).status_code == 404


@pytest.mark.parametrize(
    ("period", "amount"),
    [("2024-06", 2), ("2024-Q1", 2), ("2024", 4), ("2023", 0), ("last_twelve_months", 4), ("2024-02-01..2024-06-19", 2)],
)
def test_a_period_is_switched(client, year, period, amount):
    page = get(client, year.city_leader, "records", "example.received", on=ON, period=period)
    assert page.content.decode().count("看理由") == amount


def test_two_days_of_the_form_make_a_period(client, year):
    page = get(client, year.city_leader, "home", on=ON, period="2024", first="2024-02-01", last="2024-02-29")
    assert "2024年2月1日至2024年2月29日" in text(page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"on": "2024-13-40"}, "“2024-13-40”不是可用的日期"),
        ({"on": "0001-01-01"}, "不是可用的日期"),
        ({"period": "去年春天"}, "没有“去年春天”这个时段"),
        ({"period": "0000"}, "没有“0000”这个时段"),
        ({"period": "9999-12"}, "没有“9999-12”这个时段"),
        ({"first": "2024-01-01"}, "自定时段要写起止两天"),
        ({"first": "2024-02-01", "last": "2024-01-01"}, "没有“2024-02-01..2024-01-01”这个时段"),
        ({"structure": "x"}, "机构口径只有"),
    ],
)
def test_what_cannot_be_asked_is_named_and_breaks_nothing(client, year, asked, said):
    page = get(client, year.city_leader, "figure", "example.received", **asked)
    assert page.status_code == 200 and said in text(page)


def test_every_page_names_what_cannot_be_asked_and_what_is_not_there_is_missing(client, year):
    for name, args in (("home", ()), ("figure", ("example.received",)), ("compare", ()), ("table", ())):
        page = get(client, year.city_leader, name, *args, period="去年春天", on="2024-13-40")
        assert page.status_code == 200 and "没有“去年春天”这个时段" in text(page) and "“2024-13-40”不是" in text(page)
    assert get(client, year.city_leader, "figure", "example.nothing").status_code == 404
    assert get(client, year.city_leader, "module", "nothing").status_code == 404


def test_a_board_asks_as_many_questions_of_much_as_of_little(client, year):
    def questions(name, *args):
        get(client, year.city_leader, name, *args, **YEAR)
        with CaptureQueriesContext(connection) as asked:
            get(client, year.city_leader, name, *args, **YEAR)
        # The city's rules are kept for a while, whatever the page.
        return sum("law_rulevalue" not in query["sql"] for query in asked.captured_queries)

    pages = [
        ("home",),
        ("module", "example"),
        ("figure", "example.received"),
        ("records", "example.people"),
        ("compare",),
        ("table",),
    ]
    before = [questions(*page) for page in pages]
    for number in range(12):
        near = unit(f"99010100{number + 3}", f"新{number}镇", "town", year.county)
        visit(year, (number % 5 + 1, 8), at=near, question=f"问{number}", names=("丙", "丁"))
    rollups.refresh()
    assert [questions(*page) for page in pages] == before


def test_one_drills_down_from_city_to_town(client, year):
    city = get(client, year.city_leader, "home", show="example.received", **YEAR).content.decode()
    assert "unit=990101&" in city or 'unit=990101"' in city
    assert 'aria-label="荷塘区荷花 3 件"' in city
    county = text(get(client, year.city_leader, "home", unit="990101", **YEAR))
    assert "荷花街道" in county and "月塘镇" in county and "渔歌镇" not in county
    assert "下面没有单位" in text(get(client, year.city_leader, "home", unit="990101001", **YEAR))


def test_a_moved_town_counts_where_it_stood_then_or_stands_now(client, year):
    year.town.move(year.other_county, date(2024, 7, 1))
    here = {"unit": "990102", **YEAR}
    assert (
        get(client, year.city_leader, "records", "example.received", structure="now", **here).content.decode().count("看理由")
        == 4
    )
    assert (
        get(client, year.city_leader, "records", "example.received", structure="then", **here).content.decode().count("看理由")
        == 1
    )
    then = get(client, year.city_leader, "figure", "example.received", unit="990101", structure="then", **YEAR)
    assert "荷花街道" in text(then) and "3件" in text(then)
    home = get(client, year.city_leader, "home", unit="990101", structure="then", **YEAR)
    assert "荷花街道" in text(home)


def test_tables_are_taken_out_as_files_and_the_ledger_knows(client, year):
    for table in ("units", "months"):
        sheet = get(client, year.city_leader, "sheet", "example.received", table, "xlsx", **YEAR)
        assert b"".join(sheet.streaming_content)[:2] == b"PK"
    lines = b"".join(get(client, year.city_leader, "sheet", "example.people", "records", "csv", **YEAR).streaming_content).decode(
        "utf-8-sig"
    )
    assert len(lines.splitlines()) == 1 + 5 and "甲大山" not in lines
    client.force_login(year.city_leader.account)
    assert b"".join(client.get(reverse("boards:table"), {"form": "xlsx"}).streaming_content)[:2].decode() == "PK"
    assert get(client, year.city_leader, "sheet", "example.received", "units", "exe", **YEAR).status_code == 404
    assert get(client, year.city_leader, "sheet", "example.received", "nothing", "csv", **YEAR).status_code == 404
    acts = registry.model("ledger.event").objects.filter(act="export", actor=year.city_leader)
    assert [act.title for act in acts] == ["导出“来访人次”背后的记录 5 行"]


@pytest.mark.parametrize("by", ["unit", "period"])
@pytest.mark.parametrize("module", ["example", "mediation"])
def test_each_row_of_a_comparison_holds_the_numbers_of_its_own_figure(client, year, module, by):
    """Figures have windows of their own; asked in another order than they stand, no row may get a neighbour's numbers."""
    for period in ("", "2024"):
        rows = get(client, year.city_leader, "compare", module=module, by=by, on=ON, period=period).context["rows"]
        shown = {re.search(r"/figure/([\w.]+)/", row.url).group(1): row.cells[0].value for row in rows}
        told = {"window": window_of(period) if period else None, "on": date.fromisoformat(ON)}
        assert len(shown) > 8 and shown == {code: in_unit(evaluation.evaluate(code, **told)) for code in shown}


def test_every_page_opens_for_every_reader_and_every_kind_of_figure(client, year, settings):
    settings.BADGES_KEPT = 60
    reader = person("领导某", year.county, LEADER)
    for someone in (year.city_leader, reader, year.clerk):
        for name in ("home", "table", "compare", "screen", "published"):
            assert get(client, someone, name, **YEAR).status_code == 200
        assert get(client, someone, "compare", by="period", **YEAR).status_code == 200
    # A figure's page is shaped by how it is counted and in which unit, the list behind it by what is counted.
    indicators = registry.on("indicators")
    shapes = {
        "figure": {(ALL and each.model, type(each), each.unit): code for code, each in indicators.items()},
        "records": {(each.model, ALL and (type(each), each.unit)): code for code, each in indicators.items()},
    }
    for name, codes in shapes.items():
        for code in codes.values():
            assert get(client, year.city_leader, name, code, **YEAR).status_code == 200, (name, code)
    for code in registry.on("figures"):
        assert get(client, year.city_leader, "figure", registry.find("figures", code).indicator or code).status_code == 200


def test_a_figure_of_units_opens_into_those_that_have_and_those_that_lack(client, year):
    office = {"unit": year.county, "name": "荷塘区警司联动办", "mechanism": "警司联动", "opened_on": date(2020, 1, 1)}
    registers.enter(JointOffice(**office), year.city_leader)
    page = get(client, year.city_leader, "figure", "L3")
    lacking, having = text(page).split(" 缺 ")[1].split(" 有 ")
    assert "莲城市" in lacking and "菱湖区" in lacking and "荷塘区" in having
    assert "缺 2 个" in text(get(client, year.city_leader, "home"))
    lines = b"".join(get(client, year.city_leader, "coverage_sheet", "L3", "csv").streaming_content).decode("utf-8-sig")
    assert lines.count("缺") == 2 and len(lines.splitlines()) == 4
    assert "全部挂牌" in text(get(client, year.leader, "figure", "L3"))


def door(page, words):
    """Where a number leads: the address of the link that reads so."""
    return [url.replace("&amp;", "&") for url, said in re.findall(r'<a href="([^"]+)">([^<]+)</a>', page) if said == words]


def counted(page):
    return int(re.search(r"全部计入的 <span class=\"n\">(\d+)", page)[1])


def test_the_numbers_of_units_and_months_open_into_exactly_their_records(client, year):
    page = get(client, year.city_leader, "figure", "example.received", **YEAR).content.decode()
    here = [url for url in door(page, "3") if f"unit={year.county.code}" in url]
    assert len(set(here)) == 1 and counted(client.get(here[0]).content.decode()) == 3
    january = [url for url in door(page, "1") if "2024-01" in url]
    assert len(set(january)) == 1 and counted(client.get(january[0]).content.decode()) == 1


def test_what_is_late_or_ends_soon_opens_into_those_cases_alone(client, year):
    page = get(client, year.city_leader, "home", on="2024-08-01").content.decode()
    late = re.findall(r'<a href="([^"]+due=over[^"]*)"', page)
    assert len(late) == 1
    rows = client.get(late[0].replace("&amp;", "&")).content.decode()
    amount = int(re.search(r"期限已过的 <span class=\"n\">(\d+)", rows)[1])
    assert amount == Visit.objects.filter(closed_on=None, due_on__lt=date(2024, 8, 1)).count() == rows.count('class="title"')
    assert get(client, year.city_leader, "records", "example.received", due="never").status_code == 404
