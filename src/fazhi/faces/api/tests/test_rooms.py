"""Figures, laws, days, units and ledgers through the API."""

import pytest
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors
from fazhi.kernel.law.importing import import_paths
from fazhi.kernel.ledger.models import Event


@pytest.fixture
def three(world):
    """Two visits in the town, one next door."""
    for unit, amount in ((world.town, 10), (world.town, None), (world.other_town, 5)):
        fields = {"unit": unit, "title": "来访", "topic": "advice", "question": "问", "amount": amount}
        doors.register(Visit, world.city_leader, fields, {"visitors": [Visitor(name="张三丰")]})


def test_a_figure_comes_with_its_definition_and_opens_into_its_records(caller, leader, three):
    figure = leader.get("indicators/example.received").json()
    assert (figure["value"], figure["place_name"], figure["records"]) == ("3", "荷塘区", 3)
    assert "按立案日期统计的来访数" in figure["definition"] and len(figure["definition_hash"]) == 64
    behind = leader.get("indicators/example.received/records").json()
    assert (behind["total"], behind["visible"], behind["hidden"], len(behind["records"])) == (3, 3, 0, 3)
    assert caller.get("indicators/example.received").json()["value"] == "2"
    assert caller.get("indicators/example.people/records").json()["records"][0]["of"]["kind"] == "example.visit"


def test_a_figure_by_unit_and_by_month_adds_up_to_the_whole(leader, three):
    whole = leader.get("indicators/example.received").json()["records"]
    assert sum(each["records"] for each in leader.get("indicators/example.received/units").json()) == whole
    assert sum(each["records"] for each in leader.get("indicators/example.received/months").json().values()) == whole


def test_a_rate_says_its_denominator_and_an_empty_one_says_so(leader, three):
    rate = leader.get("indicators/example.answer_rate").json()
    assert (rate["value"], rate["numerator"], rate["denominator"]) == ("0", "0", 3)
    empty = leader.get("indicators/example.answer_rate?window=2001").json()
    assert empty["value"] is None and empty["text"] == "无数据"


@pytest.mark.parametrize("path", ["", "/units", "/months", "/records"])
def test_a_figure_of_another_county_is_missing(stranger, leader, world, three, path):
    at = f"indicators/example.received{path}?unit="
    assert leader.get(at + world.county.code).status_code == 200
    assert stranger.get(at + world.county.code).status_code == stranger.get(at + "0000").status_code == 404
    assert stranger.get(f"indicators/no.such{path}").status_code == 404


def test_a_window_that_does_not_exist_is_told_with_those_that_do(leader):
    answer = leader.get("indicators/example.received?window=someday")
    assert answer.status_code == 422 and "since_year_start" in answer.json()["detail"]


LAW = """# 中华人民共和国试点法

2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了试点，制定本法。

第二条 申请人应当在三十日内提出申请。

第三条 本法自2015年6月1日起施行。
"""


def test_a_law_is_listed_opened_and_found_as_it_stood(client, db, tmp_path):
    (tmp_path / "试点法.md").write_text(LAW)
    import_paths([tmp_path], "library")
    assert [each["title"] for each in client.get("/api/v1/laws?q=试点").json()] == ["中华人民共和国试点法"]
    assert len(client.get("/api/v1/laws/试点法").json()["articles"]) == 3
    article = client.get("/api/v1/laws/试点法/第2条").json()
    assert "三十日" in article["text"] and article["version"]["status"] == "现行有效"
    assert article["before"] == "第一条" and article["after"] == "第三条"
    assert client.get("/api/v1/laws/试点法/第二条?on=2015-03-02").json()["version"]["status"] == "尚未施行"
    assert (found := client.get("/api/v1/laws/search?q=三十日内申请").json()[0])["number"] == "第二条"
    assert "相同的词" in found["why"]
    missing = client.get("/api/v1/laws/试点法/第九条")
    assert missing.status_code == 404 and "没有第九条" in missing.json()["detail"]
    assert client.get("/api/v1/laws/无此法").status_code == 404


def test_a_deadline_is_counted_with_its_reasons(client, db):
    told = client.get("/api/v1/calendar/due?start=2024-09-29&amount=3").json()
    assert told["due"] == "2024-10-09" and any(day["note"] == "国庆节" for day in told["days"])
    assert client.get("/api/v1/calendar/due?start=2099-01-01&amount=3").status_code == 422
    assert client.get("/api/v1/calendar/due?start=2024-09-29&amount=0").json()["errors"] == {"amount": ["太小"]}
    assert client.get("/api/v1/calendar/due?start=2024-09-29&amount=36500&unit=year").status_code == 422
    assert client.get("/api/v1/calendar/due?start=2024-02-30&amount=1").status_code == 422
    assert client.get("/api/v1/calendar/years/2024").json()[0]["name"] == "元旦"


def test_units_are_listed_by_the_tree(caller, world):
    below = caller.get(f"units?under={world.county.code}").json()["units"]
    assert [each["code"] for each in below] == ["990101", "990101001", "990101002"]
    assert caller.get("units/990101001").json()["parent"] == "990101"
    assert caller.get("units/nowhere").status_code == 404


def test_a_ledger_leaves_masked_within_ones_scope_and_the_taking_is_noted(caller, stranger, three):
    taken = caller.post("ledgers/example.visit/exports", {"form": "csv", "reason": "季度统计"})
    lines = b"".join(taken.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and "张三丰" not in str(lines)
    assert Event.objects.get(act="export").reason == "季度统计"
    nothing = stranger.post("ledgers/example.visit/exports", {"form": "csv", "reason": "季度统计"})
    assert len(b"".join(nothing.streaming_content).decode("utf-8-sig").splitlines()) == 1
    assert caller.post("ledgers/example.visit/exports", {"form": "pdf", "reason": "x"}).status_code == 422
    assert caller.post("ledgers/no.such/exports", {"reason": "x"}).status_code == 404
    assert caller.post("ledgers/example.visit/exports", {"reason": " "}).json()["errors"] == {"reason": ["导出要写明用途"]}
