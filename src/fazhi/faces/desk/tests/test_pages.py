"""The pages of staff: sign in, register, step, be refused, be shown nothing that is not one's own."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.example.models import Visit, Visitor

from fazhi.kernel.documents import files_of
from fazhi.kernel.flow import doors
from fazhi.kernel.ledger.models import Event

LABEL = "example.visit"


def enter(client, person):
    client.force_login(person.account)
    return client


def visit(world, title="张某来访", unit=None):
    fields = {"unit": unit or world.town, "title": title, "topic": "advice", "question": "问"}
    return doors.register(
        Visit, world.city_leader, fields, {"visitors": [Visitor(name="张三丰", id_number="11010519491231002X")]}
    )


def at(name, *args):
    return reverse(f"desk:{name}", args=[LABEL, *args])


@pytest.mark.django_db
def test_a_password_opens_the_desk_and_a_wrong_one_does_not(client, world):
    world.clerk.account.set_password("龙井茶-2026")
    world.clerk.account.save()
    assert "用户名或者密码不对" in client.post("/login/", {"username": "陈某", "password": "错"}).content.decode()
    assert client.get("/desk/").status_code == 302
    assert client.post("/login/", {"username": "陈某", "password": "龙井茶-2026"}).url == "/desk/"
    assert client.get("/desk/").status_code == 200
    client.post("/logout/")
    assert client.get("/desk/").status_code == 302


def test_a_case_is_registered_with_its_people_and_opens(client, world):
    enter(client, world.clerk)
    assert client.get(at("new")).status_code == 200
    sent = {
        "unit": world.town.pk,
        "title": "李某来访",
        "topic": "advice",
        "question": "欠薪",
        "key": "k1",
        "visitors-TOTAL_FORMS": "2",
        "visitors-INITIAL_FORMS": "0",
        "visitors-0-name": "李四",
        "visitors-0-phone": "１３８００１３８０００",
    }
    first, again = client.post(at("new"), sent), client.post(at("new"), sent)
    case = Visit.objects.get()
    assert first.url == again.url == at("record", case.pk)
    assert case.visitors.get().phone == "13800138000"
    page = client.get(at("record", case.pk)).content.decode()
    assert "李某来访" in page and "138****8000" in page and "13800138000" not in page and "李四" not in page


def test_a_wrong_field_is_told_and_what_was_typed_stays(client, world):
    enter(client, world.clerk)
    sent = {
        "unit": world.town.pk,
        "title": "王某来访",
        "topic": "advice",
        "question": "欠薪",
        "visitors-TOTAL_FORMS": "1",
        "visitors-INITIAL_FORMS": "0",
        "visitors-0-name": "王五",
        "visitors-0-id_number": "110105194912310021",
    }
    answer = client.post(at("new"), sent)
    assert answer.status_code == 422 and "校验码" in answer.content.decode() and "王某来访" in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_wrong_field_is_told_in_the_readers_language(client, world):
    enter(client, world.clerk).post("/language/", {"language": "en"})
    sent = {"unit": world.town.pk, "title": "王某来访", "topic": "advice", "question": "欠薪", "visitors-TOTAL_FORMS": "1"}
    numbers = {"110105194912310021": "check digit) is wrong", "110105194913310021": "date of birth 19491331 in the ID number"}
    for number, told in numbers.items():
        people = {"visitors-INITIAL_FORMS": "0", "visitors-0-name": "王五", "visitors-0-id_number": number}
        page = client.post(at("new"), sent | people).content.decode()
        assert told in page and "公民身份号码" not in page


def test_a_step_is_taken_and_the_stale_one_is_told_what_changed(client, world):
    case = visit(world)
    enter(client, world.clerk)
    url = at("step", case.pk, "answer")
    assert "答复内容" in client.get(url).content.decode()
    assert client.post(url, {"answer": "可以仲裁", "version": case.version, "key": "a"}).status_code == 302
    assert Visit.objects.get().state == "answered"
    late = client.post(url, {"answer": "又答", "version": case.version, "key": "b"})
    assert late.status_code == 422 and "别人已经办理" in late.content.decode() and "又答" in late.content.decode()


def test_photos_come_with_a_step_once_and_one_that_is_none_refuses_both(client, world):
    case = visit(world)
    url, made = at("step", case.pk, "rest"), io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")

    def posted(name, content, times=1):
        files = [SimpleUploadedFile(f"{at}{name}", content) for at in range(times)]
        sent = {"reason": "缺合同", "version": case.version, "key": "k", "files": files}
        return enter(client, world.clerk).post(url, sent)

    assert 'enctype="multipart/form-data"' in enter(client, world.clerk).get(url).content.decode()
    for refused, told in (
        (posted("现场.png", b"<html>"), "现场.png"),
        (posted("现场.png", made.getvalue(), 21), "一次最多 20 个文件"),
    ):
        assert refused.status_code == 422 and told in refused.content.decode()
        case.refresh_from_db()
        assert case.state == "waiting" and not files_of(case).exists()
    assert [posted("现场.png", made.getvalue()).status_code for _ in range(2)] == [302, 302]
    case.refresh_from_db()
    assert case.state == "resting" and [each.kind for each in files_of(case)] == ["现场照片"]


def test_a_refused_step_stands_there_with_its_article(client, world):
    case = doors.register(Visit, world.clerk, {"unit": world.town, "title": "无人", "topic": "advice", "question": "问"})
    page = enter(client, world.clerk).get(at("record", case.pk)).content.decode()
    assert "没有登记来访人，不能答复" in page and "《人民调解法》第三条" in page


def test_what_is_not_ones_own_is_missing(client, world):
    case = visit(world)
    enter(client, world.stranger)
    for name, args in (("record", ()), ("step", ("answer",)), ("correct", ()), ("reveal", ())):
        foreign, missing = client.get(at(name, case.pk, *args)), client.get(at(name, 999_999, *args))
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
    assert "张某来访" not in client.get(at("list")).content.decode()
    for headers in ({}, {"HX-Request": "true"}):
        assert "张某来访" not in client.get("/desk/find/", {"q": "张某"}, headers=headers).content.decode()
    enter(client, world.clerk)
    while_typing = client.get("/desk/find/", {"q": "张某"}, headers={"HX-Request": "true"}).content.decode()
    assert "张某来访" in while_typing and "<html" not in while_typing


def test_a_personal_datum_is_shown_for_a_reason_that_is_kept(client, world):
    case = visit(world)
    enter(client, world.clerk)
    url = f"{at('reveal', case.pk)}?part=visitor&key={case.visitors.get().pk}&field=id_number"
    assert "11010519491231002X" not in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 422
    assert "11010519491231002X" in client.post(url, {"reason": "核对证件"}).content.decode()
    assert Event.objects.get(act="reveal").reason == "核对证件"


def test_the_inbox_puts_the_most_urgent_first_and_says_why(client, world):
    visit(world)
    page = enter(client, world.clerk).get("/desk/").content.decode()
    assert "张某来访" in page and "待答复" in page
    assert "张某来访" not in enter(client, world.stranger).get("/desk/").content.decode()


def test_a_list_is_filtered_searched_and_paged(client, world):
    for i in range(55):
        visit(world, f"第{i}件")
    enter(client, world.clerk)
    page = client.get(at("list")).content.decode()
    assert "共 55 件" in page and "第54件" in page and "第4件<" not in page
    older = client.get(at("list"), {"after": page.split("after=")[1].split('"')[0].replace("%7E", "~")}).content.decode()
    assert "第4件" in older and "第54件" not in older
    assert "第7件" in client.get(at("list"), {"q": "第7件"}).content.decode()
    assert "没有符合条件的" in client.get(at("list"), {"state": "closed"}).content.decode()
    assert client.get(at("list"), {"after": "胡写~x", "opened_on_from": "昨天"}).status_code == 200


@pytest.mark.parametrize("amount", [3, 30])
def test_the_statements_of_a_list_do_not_grow_with_its_rows(client, world, amount):
    for i in range(amount):
        visit(world, f"第{i}件")
    enter(client, world.clerk).get(at("list"))
    with CaptureQueriesContext(connection) as asked:
        client.get(at("list"))
    assert len(asked) <= 12, [query["sql"][:100] for query in asked]


def test_looking_changes_nothing(client, world):
    case = visit(world)
    enter(client, world.clerk)
    before = Event.objects.count(), Visit.objects.get().version
    for url in (
        "/desk/",
        at("list"),
        at("new"),
        at("record", case.pk),
        at("step", case.pk, "answer"),
        at("correct", case.pk),
        "/desk/me/",
        "/desk/find/?q=zm",
    ):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert "no-store" in answer["Cache-Control"]
    assert before == (Event.objects.count(), Visit.objects.get().version)


def test_a_correction_keeps_the_old_text_in_the_timeline(client, world):
    case = visit(world)
    enter(client, world.clerk)
    sent = {"title": "张某某来访", "topic": "advice", "question": "问", "reason": "名字少一个字", "version": case.version}
    assert client.post(at("correct", case.pk), sent).status_code == 302
    assert "张某来访 → 张某某来访" in client.get(at("record", case.pk)).content.decode()
    assert Visit.objects.get().opened_on <= date.today()
