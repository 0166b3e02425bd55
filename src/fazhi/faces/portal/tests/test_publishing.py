"""What everybody may read: the first page, registers, figures, laws."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.world import unit

from fazhi.kernel.flow import registers
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.law.importing import import_paths
from fazhi.services.mediation.tests.factories import committee_of

STATUTE = """# 中华人民共和国试点法

2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过

<!-- INFO END -->

第一条 房屋漏水的，应当修理。

第二条 本法自2015年6月1日起施行。
"""
REVISED = (
    STATUTE.replace("2015年3月1日", "2022年5月6日")
    .replace("应当修理", "应当在三日内修理")
    .replace("2015年6月1日", "2022年9月1日")
)


def snapshot(world, **given):
    row = {
        "code": "x.handled",
        "label": "调处矛盾纠纷",
        "unit": world.city,
        "window": "year",
        "as_of": date(2023, 12, 4),
        "value": Decimal(9174),
    }
    row |= {
        "text": "9174件",
        "numerator": Decimal(9174),
        "denominator": None,
        "records": 9174,
        "definition": "当年受理的纠纷",
        "definition_hash": "ab" * 32,
    }
    return Snapshot.objects.create(**{**row, "published_at": timezone.now(), **given})


@pytest.fixture
def laws(db, tmp_path):
    for name, text in (("一.md", STATUTE), ("二.md", REVISED)):
        (tmp_path / name).write_text(text)
    import_paths([tmp_path])


def test_the_first_page_opens_every_door_to_everybody(visitor, lotus):
    page = visitor.read("/")
    assert (
        "/apply/mediation/" in page
        and 'href="tel:12348"' in page
        and "/notices/mediation-committees/" in page
        and "/login/" in page
    )


def test_a_trouble_is_told_by_post_and_answered_with_door_and_article(visitor, lotus, laws):
    answer = visitor.client.post("/ask/", {"text": "邻里纠纷，房屋漏水"})
    page = answer.content.decode()
    assert "/apply/mediation/" in page and "/law/试点法/第一条/" in page and "no-store" in answer["Cache-Control"]
    assert (
        visitor.client.get("/ask/?text=漏水").status_code == 302
        and visitor.client.post("/ask/", {"text": " "}).status_code == 302
    )


def test_a_register_is_read_searched_and_taken_home(visitor, lotus):
    page = visitor.read("/notices/mediation-committees/")
    assert "莲塘村人民调解委员会" in page and "何清" in page and "主任" in page and "《人民调解法》第十条" in page
    assert "莲塘村人民调解委员会" not in visitor.read("/notices/mediation-committees/?q=没有的村")
    assert "莲塘村人民调解委员会" in visitor.read("/notices/mediation-committees/?q=莲塘&page=1")
    assert visitor.client.get("/notices/mediation-committees/?page=99&q=%25_").status_code == 200
    table = b"".join(visitor.client.get("/notices/mediation-committees/table.csv").streaming_content).decode("utf-8-sig")
    assert table.splitlines()[1].startswith("莲塘村人民调解委员会")
    assert visitor.client.get("/notices/nothing/").status_code == 404


def test_a_register_in_which_nothing_stands_says_so_and_does_not_ask_for_other_words(visitor, lotus):
    assert "现在没有公布的内容" in visitor.read("/notices/hotline-months/")
    searched = visitor.read("/notices/hotline-months/?q=九月")
    assert "换一个写法再试试" in searched and "现在没有公布的内容" not in searched
    assert "现在没有公布的内容" not in visitor.read("/notices/hotline-months/?page=9")


def test_mediators_are_published_without_their_telephones(visitor, lotus):
    for url in ("/notices/mediation-mediators/", "/notices/mediation-mediators/table.csv"):
        answer = visitor.client.get(url)
        content = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
        assert "1540000000" not in content


def test_a_published_figure_stands_with_its_definition_and_its_correction(visitor, world):
    first = snapshot(world)
    assert "9174件" in visitor.read("/") and "9174件" in visitor.read("/figures/")
    mended = snapshot(world, text="9173件", corrects=first, reason="剔除重复登记一件")
    assert "9173件" in visitor.read("/figures/") and "9174件" not in visitor.read("/figures/")
    old = visitor.read(f"/figures/{first.pk}/")
    assert "当年受理的纠纷" in old and "剔除重复登记一件" in old and f"/figures/{mended.pk}/" in old and "ab" * 32 in old
    assert visitor.client.get("/figures/999999/").status_code == 404


@pytest.mark.parametrize("small", [{"records": 3, "numerator": 3}, {"numerator": 98, "denominator": 100, "records": 100}])
def test_what_could_point_at_a_person_is_not_published(visitor, world, small):
    row = snapshot(world, text="SMALL", **small)
    for url in ("/", "/figures/", f"/figures/{row.pk}/"):
        assert "SMALL" not in visitor.read(url) and "少于 5，不公布具体数" in visitor.read(url)
    assert "分子" not in visitor.read(f"/figures/{row.pk}/")


def test_laws_are_open_to_all_and_stand_as_of_a_day(visitor, laws, world):
    assert "试点法" in visitor.read("/law/") and "/law/试点法/第一条/" in (found := visitor.read("/law/?q=房屋漏水"))
    assert "相同的词：" in found and "现行有效" in found
    assert "三日内" in visitor.read("/law/试点法/第一条/")
    assert "三日内" not in visitor.read("/law/试点法/第一条/?on=2020-01-01").split("其他版本")[0]
    for url, told in (
        ("/law/试点法/第九十条/", "没有第九十条"),
        ("/law/没有的法/", "法规库中没有《没有的法》"),
        ("/law/x/y/", "法规库中没有"),
    ):
        answer = visitor.client.get(url)
        assert answer.status_code == 404 and told in answer.content.decode()
    visitor.client.force_login(world.clerk.account)
    assert 'class="side"' in visitor.read("/law/试点法/")


@pytest.mark.parametrize("trouble", ["邻居漏水不肯修", "拖欠工资", "房屋漏水", "离婚抚养", "借钱不还"])
def test_the_troubles_that_the_first_page_names_lead_to_mediation(visitor, lotus, trouble):
    answer = visitor.client.post("/ask/", {"common": trouble})
    assert answer.context["is_sure"] and "mediation" in [intake.key for intake in answer.context["intakes"]]


@pytest.mark.parametrize("url", ["/nothing/", "/apply/x/", "/notices/x/", "/figures/0/"])
def test_what_is_not_there_is_said_in_a_citizens_words(visitor, world, url):
    answer = visitor.client.get(url)
    assert answer.status_code == 404 and "查我的事" in answer.content.decode() and "岗位" not in answer.content.decode()


def test_no_public_page_carries_script_or_style_of_its_own(visitor, lotus):
    for url in (
        "/",
        "/apply/mediation/1/",
        "/follow/",
        "/notices/",
        "/notices/mediation-committees/",
        "/verify/paper/",
        "/access/",
        "/privacy/",
    ):
        answer = visitor.client.get(url)
        page = answer.content.decode()
        assert " style=" not in page and "<style" not in page and " onclick" not in page and "http://" not in page
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_a_register_asks_the_same_questions_whatever_its_length(visitor, lotus):
    visitor.read("/")  # the city's name is kept in memory from the first page on
    with CaptureQueriesContext(connection) as few:
        visitor.read("/notices/mediation-committees/")
    for n in range(6):
        place = unit(f"99010100130{n}", f"{n}号村", "village", lotus.world.town)
        registers.enter(committee_of(unit(f"99010100130{n}T", f"{n}号村调委会", "committee", place), place), lotus.world.clerk)
    visitor.read("/")
    with CaptureQueriesContext(connection) as many:
        assert "5号村调委会" in visitor.read("/notices/mediation-committees/")
    assert len(many) == len(few) <= 8


def test_staff_find_their_way_from_the_public_page_to_their_desk(visitor, world):
    assert "工作人员登录" in visitor.read("/")
    visitor.client.force_login(world.clerk.account)
    page = visitor.read("/")
    assert 'href="/desk/"' in page and "工作人员登录" not in page and "快捷键" not in page
