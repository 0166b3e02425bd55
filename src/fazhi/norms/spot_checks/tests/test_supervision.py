"""互联网+监管: catalogue, lists and acts in the field list of whoever takes them; what fails is named, nothing is dropped."""

import csv
import io
import json
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from openpyxl import load_workbook
from tests.keeping import once
from tests.ledgers import round_trip

from fazhi.faces.desk.ledgers.leaving import FREE_ROWS, ExportRequest
from fazhi.kernel import registry
from fazhi.kernel.flow import registers
from fazhi.kernel.indicators import evaluate
from fazhi.norms.spot_checks.feed_fields import ACTS, ITEMS
from fazhi.norms.spot_checks.models import ActReceipt, CheckInspector, CheckList, SupervisionItem

from .test_draws_made import Checks
from .test_entering import DOOR, WITHOUT, planned

AT = "/desk/feeds/supervision-acts/?first=2025-01-01&last=2025-12-31"


@pytest.fixture(autouse=True)
def at_the_door():
    with time_machine.travel(DOOR, tick=False):
        yield


def with_list(world):
    """The county's checks with an item of the catalogue and the list by which it is checked."""
    checks = Checks(world)
    given = {"unit": checks.unit, "code": "330100-0001", "main_name": "餐饮服务监管", "levels": ["county"], "object_kind": "企业"}
    given |= {"modes": ["random"], "basis": "行政处罚法 第四十二条", "disposal": "责令改正"}
    checks.supervised = registers.enter(SupervisionItem(**given), checks.clerk)
    given = {"unit": checks.unit, "code": "330100-0001-Q1", "supervised": checks.supervised, "body_code": "11330100"}
    given |= {"check_item": checks.item, "points": "证照\n后厨卫生", "frequency": "一年一次", "valid_from": date(2024, 1, 1)}
    checks.list = registers.enter(CheckList(**given), checks.clerk)
    return checks


@pytest.fixture
def checks(world):
    return once(with_list, world)


def recorded(checks, **data):
    case = checks.take(planned(checks, **data), "enter", DOOR, **WITHOUT)
    points = [[point, "good", ""] for point, *_ in case.checklist]
    return checks.take(case, "record", DOOR, checklist=points, facts="后厨不洁", outcome="pending", signed="yes")


def corrected(checks, record, **data):
    record = type(record).objects.get(pk=record.pk)
    registers.correct(record, checks.clerk, data, version=record.version, reason="更正")


def taken(client, checks, kind, at=AT, **data):
    client.force_login(checks.clerk.account)
    answer = client.post(at, {"kind": kind, "reason": "报送", **data})
    return b"".join(answer.streaming_content) if answer.streaming else answer


def test_an_inspection_becomes_an_act_of_its_list_in_three_forms(checks, client):
    case = recorded(checks)
    told = json.loads(taken(client, checks, "json"))
    assert [row["act_no"] for row in told["rows"]] == [case.number] and told["refused"] == []
    row = told["rows"][0]
    assert (row["list_code"], row["body_code"], row["act_on"], row["officers"]) == (
        "330100-0001-Q1",
        "11330100",
        "2025-09-12",
        "证0、证1",
    )
    rows = list(csv.DictReader(io.StringIO(taken(client, checks, "csv").decode("utf-8-sig"))))
    assert rows == [row]
    book = load_workbook(io.BytesIO(taken(client, checks, "xlsx")))
    assert book.sheetnames[:1] == ["监管行为"] and book["监管行为"]["A2"].value == case.number


def test_what_lacks_something_is_named_with_all_its_reasons_and_not_dropped(checks, client):
    recorded(checks)
    for each in CheckInspector.objects.all():
        corrected(checks, each, certificate_until=date(2025, 9, 1))
    corrected(checks, checks.list, valid_to=date(2025, 9, 1))
    told = json.loads(taken(client, checks, "json"))
    assert told["rows"] == []
    because = told["refused"][0]["because"]
    for reason in ("缺“监管事项目录检查实施清单编码”", "没有认领", "执法人员不足两人", "缺“执法证号”"):
        assert reason in because
    page = client.get(AT).content.decode()
    assert "可以导出0行，不能导出1行" in page and "没有认领" in page
    book = load_workbook(io.BytesIO(taken(client, checks, "xlsx")))
    assert "没有认领" in book["没有导出的行"]["B2"].value


def test_the_city_gives_the_fields_their_names_order_and_codes(checks, client):
    recorded(checks)
    lines = ["XWBH|编号|act_no|必填", "LY|来源系统|固定:法治平台", "XWLX|类型|kind|必填|检查=01,处罚=02"]
    ACTS.change(lines, "管理员", "省字段字典", date(2025, 1, 1))
    row = json.loads(taken(client, checks, "json"))["rows"][0]
    assert list(row) == ["XWBH", "LY", "XWLX"] and (row["LY"], row["XWLX"]) == ("法治平台", "01")


@pytest.mark.parametrize(
    ("line", "said"),
    [("XWBH|编号", "看不懂"), ("XWBH|编号|nothing", "来源“nothing”不存在"), ("XWBH|编号|act_no|也许", "看不懂")],
)
def test_a_field_list_that_cannot_be_read_is_refused(checks, line, said):
    with pytest.raises(ValidationError, match=said):
        ACTS.validate([line])
    with pytest.raises(ValidationError, match="写了两次"):
        ITEMS.validate(["a|甲|code", "a|乙|code"])


def test_catalogue_and_lists_go_out_as_they_held(checks, client):
    items = json.loads(taken(client, checks, "json", AT.replace("acts", "items")))["rows"]
    assert [(row["item_code"], row["levels"], row["measure"]) for row in items] == [("330100-0001", "县级", "检查")]
    lists = json.loads(taken(client, checks, "json", AT.replace("acts", "lists")))["rows"]
    assert [(row["list_code"], row["points"], row["status"]) for row in lists] == [("330100-0001-Q1", "证照；后厨卫生", "有效")]
    corrected(checks, checks.supervised, valid_to=date(2025, 1, 31))
    told = json.loads(taken(client, checks, "json", AT.replace("acts", "lists")))
    assert "不在目录的有效期内" in told["refused"][0]["because"]


def test_a_large_table_waits_for_anothers_word(checks, client):
    FREE_ROWS.change(0, "管理员", "试验", date(2025, 1, 1))
    recorded(checks)
    assert taken(client, checks, "json").url == "/desk/exports/"
    asked = ExportRequest.objects.get()
    assert (asked.label, asked.amount) == ("feed.supervision-acts", 1)
    ExportRequest.objects.update(agrees=True, decided_at=timezone.now(), decided_by=checks.head)
    page = client.get("/desk/exports/").content.decode()
    assert f"/desk/feeds/supervision-acts/?first=2025-01-01&amp;last=2025-12-31&amp;request={asked.pk}" in page
    at = f"{AT}&request={asked.pk}"
    assert len(json.loads(taken(client, checks, "json", at))["rows"]) == 1
    assert taken(client, checks, "json", at).status_code == 302  # once


def test_who_reads_no_checks_takes_nothing_and_wrong_days_are_said(checks, client, world):
    client.force_login(world.stranger.account)
    assert client.get("/desk/feeds/").status_code == 200
    assert client.get(AT).status_code in (200, 404)
    client.force_login(checks.clerk.account)
    assert client.get("/desk/feeds/nothing/").status_code == 404
    assert client.get("/desk/feeds/supervision-acts/?first=2025-12-31&last=2025-01-01").status_code == 422
    assert client.get("/desk/feeds/supervision-acts/?first=x&last=y").status_code == 422


def test_the_ledgers_of_the_catalogue_come_back(checks):
    receipt(checks, "A1", "accepted")
    for label in ("supervisionitem", "checklist", "actreceipt"):
        assert set(round_trip(registry.find("ledgers", f"spot_checks.{label}"), checks.clerk)) == {"same"}, label


def receipt(checks, act_no, answer, message=""):
    given = {"unit": checks.unit, "act_no": act_no, "sent_on": DOOR.date(), "answer": answer, "message": message}
    return registers.enter(ActReceipt(**given), checks.clerk)


def test_what_was_sent_back_goes_out_again_and_what_was_taken_does_not(checks, client):
    first, second, third = (recorded(checks, target=number) for number in range(3))
    receipt(checks, first.number, "accepted")
    with pytest.raises(ValidationError, match="回执原文"):
        receipt(checks, second.number, "returned")
    receipt(checks, second.number, "returned", "清单编码不存在")
    rows = json.loads(taken(client, checks, "json", AT.replace("acts", "acts-open")))["rows"]
    assert [row["act_no"] for row in rows] == [second.number, third.number]
    assert len(json.loads(taken(client, checks, "json"))["rows"]) == 3
    assert evaluate("spot_checks.returned_rate", on=date(2025, 12, 31)).value == 50
