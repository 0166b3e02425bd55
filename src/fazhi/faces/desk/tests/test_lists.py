"""Lists: nothing dropped, order turned, conditions picked, views kept; one step on many, each with its own result."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit
from tests.world import SINCE, person, unit

from fazhi.faces.desk.models import SavedView
from fazhi.kernel.flow import doors
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK, LEADER

LIST = "/desk/example.visit/"


def html(answer):
    return answer.content.decode()


def titles(page):
    return re.findall(r'class="title" href="[^"]+">([^<]+)<', page)


def walked(client, query):
    """Every title of a list from its first page to its last."""
    found, query = [], dict(query)
    for _ in range(9):
        page = html(client.get(LIST, query))
        found += titles(page)
        older = re.search(r'href="\?([^"]*)"\s+rel="next"', page)
        if not older:
            return found
        query = dict(pair.split("=") for pair in older[1].replace("&amp;", "&").replace("%7E", "~").split("&"))
    raise AssertionError("the list has no end")


@pytest.fixture
def many(visit):
    """120 visits, of which every other has an amount and 30 are finished, without a deadline."""

    def make(amount=120):
        cases = [visit(f"第{i}件", amount=100 * (i % 7) if i % 2 else None) for i in range(amount)]
        Visit._base_manager.filter(pk__in=[case.pk for case in cases[:30]]).update(due_on=None)
        return cases

    return make


@pytest.fixture
def by_amount(monkeypatch):
    from tests.example.desk import VisitDesk  # noqa: PLC0415

    monkeypatch.setattr(VisitDesk, "sorts", "opened_on due_on amount")


def test_no_record_is_dropped_whatever_the_order(world, enter, many, by_amount):
    many()
    client = enter(world.clerk)
    assert "共 120 件" in html(client.get(LIST, {"sort": "due_on"}))
    for query in ({"sort": "due_on"}, {"sort": "due_on", "turn": "1"}, {"sort": "amount"}, {"sort": "amount", "turn": "1"}, {}):
        found = walked(client, query)
        assert len(found) == len(set(found)) == 120, query
    assert walked(client, {"sort": "due_on"})[-1] in {f"第{i}件" for i in range(30)}, "what has no deadline comes last"


@pytest.mark.parametrize("said", ["{number}", "䶮某", "欧阳", "ouyangxiulaifang", "oyxlf", "oyx"])
def test_a_case_is_found_by_number_name_pinyin_and_initials(world, enter, visit, said):
    visit("别的事")
    case = doors.take("bring", visit("欧阳修来访"), world.clerk, {"name": "䶮某"})
    client, said = enter(world.clerk), said.format(number=case.number)
    assert titles(html(client.get(LIST, {"q": said}))) == ["欧阳修来访"]
    assert "欧阳修来访" in html(client.get("/desk/find/", {"q": said}, headers={"HX-Request": "true"}))


def test_a_turned_order_is_the_reverse(world, enter, many, by_amount):
    many(40)
    client = enter(world.clerk)
    amounts = {case.title: case.amount for case in Visit.objects.all()}
    falling = [amounts[title] for title in walked(client, {"sort": "amount"}) if amounts[title] is not None]
    rising = [amounts[title] for title in walked(client, {"sort": "amount", "turn": "1"}) if amounts[title] is not None]
    assert falling == sorted(falling, reverse=True) and rising == sorted(rising)


def test_a_condition_is_shown_as_a_chip_and_taken_away(world, enter, visit):
    visit("甲"), visit("乙", unit=world.other_town)
    client = enter(world.leader)
    page = html(client.get(LIST, {"unit": "荷花街道〔990101001〕", "topic": "advice"}))
    assert titles(page) == ["甲"] and "事项类型" in page and "<b>法律咨询</b>" in page
    assert sorted(titles(html(client.get(LIST, {"unit": "荷塘区"})))) == ["乙", "甲"]
    assert titles(html(client.get(LIST, {"unit": "没有的单位"}))) == []


def test_a_unit_whose_name_many_share_hides_nothing(world, enter, visit):
    units = [unit(f"99010100{i}", f"同名村{i}", "village", world.town) for i in range(100, 130)]
    for i, place in enumerate(units):
        visit(f"第{i}件", unit=place)
    assert len(titles(html(enter(world.clerk).get(LIST, {"unit": "同名"})))) == 30


def test_suggestions_come_by_name_pinyin_and_initials_and_only_from_what_may_be_chosen(world, enter):
    client = enter(world.clerk)

    def suggested(name, **query):
        return client.get(f"{LIST}pick/visit/{name}/", query).json()["found"]

    assert suggested("unit", q="荷花") == suggested("unit", q="hhjd") == ["荷花街道〔990101001〕"]
    assert suggested("unit", q="月塘") == []
    assert [one.split("〔")[0] for one in suggested("handler", q="cm")] == ["陈某"]
    assert client.get(f"{LIST}pick/visit/title/").status_code == client.get(f"{LIST}pick/account/person/").status_code == 404


def test_a_long_choice_is_typed_and_namesakes_are_told_apart(world, enter, visit):
    for i in range(40):
        person(f"承办{i}", world.town, CLERK)
    twins = [Person.objects.create(name="王某", unit=world.town, valid_from=SINCE) for _ in range(2)]
    case = visit("要承办人")
    client, url = enter(world.clerk), f"{LIST}{case.pk}/correct/"
    sent = {"title": "要承办人", "topic": "advice", "question": "问", "reason": "试", "version": case.version}
    from tests.example.desk import VisitDesk  # noqa: PLC0415

    VisitDesk.corrects = "title topic question handler"
    try:
        assert "data-picker" in html(client.get(url))
        several = client.post(url, {**sent, "handler": "王某"})
        assert several.status_code == 422 and f"#{twins[0].pk}" in html(several) and f"#{twins[1].pk}" in html(several)
        assert "没有“赵某”" in html(client.post(url, {**sent, "handler": "赵某"}))
        assert client.post(url, {**sent, "handler": f"王某〔荷花 #{twins[1].pk}〕"}).status_code == 302
    finally:
        VisitDesk.corrects = ""
    assert Visit.objects.get().handler == twins[1]


def test_a_view_is_kept_counted_and_dropped_by_its_owner(world, enter, visit):
    visit("甲"), visit("乙", topic="other")
    client = enter(world.clerk)
    assert client.post(f"{LIST}keep/?topic=other&after=x", {"label": "其他的"}).status_code == 302
    assert SavedView.objects.get().query == "topic=other"
    page = html(client.get(LIST))
    assert re.search(r"其他的\s*<span class=\"n\">1</span>", page)
    assert "其他的" not in html(enter(world.leader).get(LIST))
    assert enter(world.leader).post(f"{LIST}drop/", {"label": "其他的"}).status_code == 404
    assert enter(world.clerk).post(f"{LIST}drop/", {"label": "其他的"}).status_code == 302
    assert not SavedView.objects.exists()


def test_a_step_is_taken_on_many_and_each_says_what_became_of_it(world, enter, visit):
    one, two = visit("甲"), visit("乙")
    bare = doors.register(Visit, world.clerk, {"unit": world.town, "title": "无人", "topic": "advice", "question": "问"})
    far = visit("远处", unit=world.far_town)
    client = enter(world.clerk)
    picked = {"step": "answer", "pick": [one.pk, two.pk, bare.pk, far.pk]}
    asked = html(client.post(f"{LIST}bulk/", picked))
    assert "答复内容" in asked and "没有登记来访人" in asked and "远处" not in asked
    assert Visit.objects.filter(state="answered").count() == 0
    again = {**picked, "confirmed": "1", "key": "bulk-1"}
    assert client.post(f"{LIST}bulk/", {**again, "answer": ""}).status_code == 422
    done = html(client.post(f"{LIST}bulk/", {**again, "answer": "可以仲裁"}))
    assert "办成 2 件，共 3 件" in done and done.count("没有办成的") == 1
    assert set(Visit.objects.filter(state="answered").values_list("title", flat=True)) == {"甲", "乙"}
    client.post(f"{LIST}bulk/", {**again, "answer": "可以仲裁"})
    assert Event.objects.filter(act="answer").count() == 2, "sent twice it is one act each"


def test_where_none_can_be_done_there_is_no_form(world, enter, visit):
    case = doors.take("answer", visit("甲"), world.clerk, {"answer": "可以"})
    page = html(enter(world.clerk).post(f"{LIST}bulk/", {"step": "answer", "pick": case.pk}))
    assert "选中的现在都不能办" in page and 'name="confirmed"' not in page and "只能在“待答复”" in page


def test_only_bulk_steps_and_only_ones_own_are_offered(world, enter, visit):
    case = visit("甲")
    assert 'value="answer"' in html(enter(world.clerk).get(LIST))
    for step in ("close", "rest", "expire", "nothing"):
        assert enter(world.clerk).post(f"{LIST}bulk/", {"step": step, "pick": case.pk}).status_code == 404
    assert enter(world.clerk).post(f"{LIST}bulk/", {"step": "answer"}).status_code == 302


@pytest.mark.parametrize("amount", [2, 20])
def test_the_questions_before_a_bulk_step_do_not_grow_with_what_was_picked(world, enter, visit, amount):
    picked = [visit(f"第{i}件").pk for i in range(amount)]
    client = enter(world.clerk)
    with CaptureQueriesContext(connection) as asked:
        client.post(f"{LIST}bulk/", {"step": "answer", "pick": picked})
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


def test_only_who_may_register_is_offered_it(world, enter):
    reader = person("只读某", world.town, LEADER)
    assert 'href="/desk/example.visit/new/"' in html(enter(world.clerk).get(LIST)) + html(enter(world.clerk).get("/desk/"))
    assert 'href="/desk/example.visit/new/"' not in html(enter(reader).get(LIST)) + html(enter(reader).get("/desk/"))


def test_a_page_key_that_makes_no_sense_shows_the_first_page(world, enter, visit):
    visit("甲")
    client = enter(world.clerk)
    for key in ("~", "2023-13-45~1", "x~y", "2023-01-01~99999999999999999999"):
        assert titles(html(client.get(LIST, {"after": key}))) == ["甲"], key


def test_a_word_that_is_common_in_the_city_finds_what_lies_in_ones_own_town(world, enter, visit, monkeypatch):
    monkeypatch.setattr("fazhi.kernel.records.search.NEWEST", 2)
    visit("荷花池边的纠纷")
    for number in range(3):
        visit(f"第{number}处荷花", unit=world.far_town)
    assert titles(html(enter(world.clerk).get(LIST, {"q": "荷花"}))) == ["荷花池边的纠纷"]
    assert titles(html(enter(world.stranger).get(LIST, {"q": "荷花"}))) == ["第2处荷花", "第1处荷花"], (
        "the newest, where there are many"
    )


@pytest.mark.parametrize("sort", ["opened_on", "due_on", "amount"])
@pytest.mark.parametrize("state", ["", "waiting", "answered"])
def test_a_place_with_very_many_cases_shows_the_same_list(world, enter, many, visit, monkeypatch, by_amount, sort, state):
    many()
    visit("别处的一件", unit=world.far_town)
    few = walked(enter(world.clerk), {"sort": sort, "state": state})
    monkeypatch.setattr("fazhi.faces.desk.lists.MUCH", 100)
    assert walked(enter(world.clerk), {"sort": sort, "state": state}) == few and len(few) == (0 if state == "answered" else 120)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL finds its way by statistics")
def test_of_a_state_that_very_many_are_in_the_most_urgent_are_read_in_their_order(world, enter, many, monkeypatch):
    """Neither the place nor the state is the way in: all that lies there would have to be sorted for one page."""
    monkeypatch.setattr("fazhi.faces.desk.lists.MUCH", 100)
    many()
    client = enter(world.clerk)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST, {"sort": "due_on", "state": "waiting"})
    [read] = [query["sql"] for query in asked if "ORDER BY" in query["sql"] and '"due_on" IS NOT NULL' in query["sql"]]
    with connection.cursor() as cursor:
        plan = [line for *_, line in cursor.execute(f"EXPLAIN QUERY PLAN {read}").fetchall()]
    assert any("example_visit_due" in line for line in plan) and not any("example_visit_state" in line for line in plan), plan
