"""The catalogue of what is published: twenty working days from when it is made or changed, where everybody can read it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.pages import Window

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.indicators import evaluation, windows
from fazhi.kernel.indicators.figures import figure_table
from fazhi.services.legal_services.ledgers.catalogue import OpenItemLedger
from fazhi.services.legal_services.models import OpenItem

from .factories import DAY, step

ROW = {
    "code": "1", "group": "法治宣传教育", "title": "法律知识普及服务", "content": "法律法规资讯；普法动态资讯；普法讲师团信息",
    "basis": "法律援助法 第五十八条\n莲司发〔2023〕5号", "organ": "莲城市司法局", "channels": ["site", "board"], "audience": "all",
    "manner": "own", "levels": ["county", "town"],
}  # fmt: skip
SITE = {"address": "http://www.example.invalid/pf/1"}


def line(lotus, **data):
    return doors.register(OpenItem, lotus.manager, {**ROW, "unit": lotus.world.city, **data}, {}, at=moment(DAY))


def test_what_was_changed_is_published_again_within_twenty_working_days(lotus):
    case = line(lotus)
    assert [row["due"] for row in case.clocks] == ["2024-10-08"], "two holidays lie within"
    case = step(lotus, case, "publish", date(2024, 9, 10), shown_on=date(2024, 9, 10), **SITE)
    assert (case.state, case.was_late, case.times) == ("shown", False, 1)
    case = step(lotus, case, "change", date(2024, 9, 20), changed_on=date(2024, 9, 11), what="讲师团换届")
    assert case.state == "waiting"
    with pytest.raises(ValidationError, match="不早于信息形成、变更之日"):
        step(lotus, case, "publish", date(2024, 9, 20), shown_on=date(2024, 9, 1), **SITE)
    case = step(lotus, OpenItem.objects.get(), "publish", date(2024, 10, 30), shown_on=date(2024, 10, 30), **SITE)
    assert (case.was_late, case.times) == (True, 2)
    told = evaluation.evaluate("legal_services.shown_in_time", window=windows.year(2024), on=date(2024, 12, 31))
    assert (told.value, told.records) == (0, 1)
    assert "普法讲师团信息" in Window().read("/notices/service-catalogue/")
    assert round_trip(OpenItemLedger, lotus.manager) == {"same": 1}


def test_a_ground_is_an_article_or_a_numbered_document_and_some_people_are_named(lotus):
    for fault, data in (
        ("basis", {"basis": "上级要求"}),
        ("audience_note", {"audience": "some"}),
        ("channels", {"channels": []}),
    ):
        with pytest.raises(ValidationError) as refused:
            line(lotus, **data)
        assert fault in refused.value.message_dict


def test_each_level_says_which_regions_have_a_site_and_which_have_none(lotus):
    rows = {row.code: (row.text, row.out_of) for row in figure_table(DAY) if row.code.startswith("K1") and len(row.code) == 3}
    assert rows["K1b"] == ("县中心覆盖1/2个", 2) and rows["K1d"] == ("村室覆盖1/1个", 1)
    board = Window(lotus.head)
    assert "荷塘区" in (page := board.read(f"/boards/figure/K1b/?on={DAY}")) and "菱湖区" in page
    sheet = board.client.get(f"/boards/figure/K1b/units.csv?on={DAY}").getvalue().decode("utf-8-sig")
    told = {line.split(",")[1]: line.split(",")[3].strip() for line in sheet.splitlines()[1:] if line.count(",") >= 3}
    assert (told["荷塘区"], told["菱湖区"]) == ("有", "缺")
