"""The page of one record: what may be done and why not, the days of a deadline, papers, the timeline in words."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit

from fazhi.faces.desk import forms
from fazhi.kernel.flow import doors
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.models import QueryCode


def html(answer):
    return answer.content.decode()


def at(case, rest=""):
    return f"/desk/example.visit/{case.pk}/{rest}"


def test_the_picture_shows_every_state_and_where_the_case_stands(world, enter, visit):
    case = doors.take("answer", visit(), world.clerk, {"answer": "可以仲裁"})
    page = html(enter(world.clerk).get(at(case)))
    picture = page[page.index('<svg class="flow"') :]
    boxes = dict(re.findall(r'<g class="(\w*)(?: final)?">.*?<text[^>]*>([^<]+)<', picture, re.S))
    assert {label: css for css, label in boxes.items()}["已答复"] == "now"
    assert all(state in picture for state in ("待答复", "补正中", "已答复", "逾期未答", "已办结"))


def test_steps_of_others_are_told_with_whose_they_are(world, enter, visit):
    case = doors.take("answer", visit(), world.clerk, {"answer": "可以仲裁"})
    page = html(enter(world.clerk).get(at(case)))
    assert "由领导办理" in page and at(case, "step/close/") not in page
    assert at(case, "step/close/") in html(enter(world.leader).get(at(case)))


def primary(page):
    """What the marked button of a record's page says, and where it leads."""
    return re.findall(
        r'<a class="btn primary" href="([^"]+)"[^>]*>([^<]+)</a>', page[: page.index("</header>", page.index("<h1"))]
    )


def test_what_clears_the_way_of_the_next_step_is_the_marked_button_and_stands_beside_the_refusal(world, enter, visit):
    client, open_now, case = enter(world.clerk), visit(), visit(nobody=True)
    assert primary(html(client.get(at(open_now)))) == [(at(open_now, "step/answer/"), "答复")]
    page = html(client.get(at(case)))
    assert primary(page) == [(at(case, "step/bring/"), "补登来访人")]
    refused = re.search(r'<span class="why-not"><b>答复</b>.*?</span>', page, re.S)[0]
    assert at(case, "step/bring/") in refused and "去办：补登来访人" in refused
    assert f'href="{at(case, "step/bring/")}"' in html(client.get(at(case, "step/answer/")))


def test_the_next_step_that_is_anothers_is_told_with_whose_it_is(world, enter, visit):
    case = doors.take("answer", visit(), world.clerk, {"answer": "可以仲裁"})
    assert "下一步“办结”由领导办理。" in html(enter(world.clerk).get(at(case)))
    assert "下一步“" not in html(enter(world.leader).get(at(case)))


def test_the_timeline_is_told_in_english_too(world, enter, visit):
    case, client = visit(), enter(world.clerk)
    sent = {"title": case.title, "topic": "dispute", "question": "问", "reason": "wrong", "version": case.version}
    assert client.post(at(case, "correct/"), sent).status_code == 302
    client.cookies["language"] = "en"
    page = html(client.get(at(case)))
    acts = page[page.index('<ol class="acts">') :]
    assert "法律咨询" not in acts[: acts.index("</ol>")] and re.search(r"<time>\d+/\d+ \d\d:\d\d</time>", acts)


def test_a_choice_that_a_step_demands_is_to_be_made(world):
    asked = forms.fields_of(Visit, ["topic"])
    for must, word in ((True, "请选择"), (False, "不选")):
        asked["topic"].required, asked["topic"].choices = must, [("", "---"), *Visit._meta.get_field("topic").choices]
        assert forms.form_class({**asked}).base_fields["topic"].choices[0] == ("", word)


def test_nothing_is_marked_where_no_step_of_ours_clears_the_way(world, enter, visit, monkeypatch):
    case = visit(nobody=True)
    monkeypatch.setattr(Visit.somebody_came, "mended_by", "")
    page = html(enter(world.clerk).get(at(case)))
    assert primary(page) == [] and "没有登记来访人" in page and "去办" not in page


def test_a_deadline_lists_its_days_and_the_last_is_the_one_shown(world, enter, visit):
    case = visit()
    row = case.clocks[0]
    page = html(enter(world.clerk).get(at(case, f"clock/{row['name']}/")))
    last = case.due_on
    assert f"{last.year}年{last.month}月{last.day}日" in re.search(r'<tr class="picked">(.*?)</tr>', page, re.S)[1]
    assert page.count("第 ") == 3 and "不计入" in page
    assert enter(world.clerk).get(at(case, "clock/nothing/")).status_code == 404
    assert enter(world.stranger).get(at(case, f"clock/{row['name']}/")).status_code == 404


def test_the_timeline_says_who_changed_what_from_what_to_what(world, enter, visit):
    case = visit()
    client = enter(world.clerk)
    sent = {"title": case.title, "topic": "dispute", "question": "问", "reason": "选错了", "version": case.version}
    assert client.post(at(case, "correct/"), sent).status_code == 302
    page = html(client.get(at(case)))
    assert "选错了；事项类型：法律咨询 → 纠纷调解" in page
    assert "曾超期" not in page and "来源序号" not in page


def test_a_word_on_any_act_is_kept_with_it(world, enter, visit):
    case = visit()
    client = enter(world.clerk)
    assert client.post(at(case, "step/answer/"), {"answer": "可以仲裁", "reason": "来电答复"}).status_code == 302
    assert Event.objects.get(act="answer").reason == "来电答复" and "来电答复" in html(client.get(at(case)))


def test_a_file_is_taken_in_opened_and_withdrawn_with_a_reason(world, enter, visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = visit()
    client = enter(world.clerk)
    sent = {"file": SimpleUploadedFile("情况说明.txt", "来访人补充材料".encode()), "kind": "书证"}
    assert client.post(at(case, "files/"), sent).status_code == 302
    page = html(client.get(at(case)))
    assert "情况说明.txt" in page and "书证" in page
    url = re.search(r'href="([^"]*/files/\d+/)"', page)[1]
    opened = client.get(url)
    assert b"".join(opened.streaming_content).decode() == "来访人补充材料"
    assert "sandbox" in opened["Content-Security-Policy"] and "inline" in opened["Content-Disposition"]
    assert enter(world.stranger).get(url).status_code == 404
    client = enter(world.clerk)
    assert client.post(f"{url}withdraw/", {"reason": " "}).status_code == 422
    assert client.post(f"{url}withdraw/", {"reason": "传错了"}).status_code == 302
    assert client.get(url).status_code == 404 and "情况说明.txt</b>" not in html(client.get(at(case)))


def test_what_is_no_document_is_refused_in_words(world, enter, visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = visit()
    sent = {"file": SimpleUploadedFile("程序.exe", b"MZ")}
    page = html(enter(world.clerk).post(at(case, "files/"), sent, follow=True))
    assert "程序.exe：" in page and not Event.objects.filter(act="attach").exists()


def test_a_large_file_never_lies_on_a_disk_in_the_clear_and_one_too_large_is_told_so(world, enter, visit, settings, tmp_path):
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path, tmp_path / "no such folder"
    case = visit()
    client = enter(world.clerk)
    told = "来访人补充材料。".encode() * 300_000  # 7 MB
    assert client.post(at(case, "files/"), {"file": SimpleUploadedFile("笔录.txt", told), "kind": "书证"}).status_code == 302
    page = html(client.get(at(case)))
    opened = client.get(re.search(r'href="([^"]*/files/\d+/)"', page)[1])
    assert b"".join(opened.streaming_content) == told
    larger = SimpleUploadedFile("更大.txt", b"a" * (51 * 1024 * 1024))
    page = html(client.post(at(case, "files/"), {"file": larger, "kind": "书证"}, follow=True))
    assert "“更大.txt”超过 50 MB" in page and Event.objects.filter(act="attach").count() == 1


def test_a_receipt_shows_its_code_once(world, enter, visit):
    case = visit()
    client = enter(world.clerk)
    assert client.get(at(case, "receipt/")).status_code == 405
    page = html(client.post(at(case, "receipt/")))
    row = QueryCode.objects.get()
    assert row.receipt in page and re.search(r"<dd>\d{8}</dd>", page)
    assert Event.objects.get(act="receipt").actor == world.clerk
    assert enter(world.stranger).post(at(case, "receipt/")).status_code == 404


def test_a_masked_datum_is_shown_in_its_place_and_covered_again(world, enter, visit):
    case = visit()
    client = enter(world.clerk)
    url = f"{at(case, 'reveal/')}?part=visitor&key={case.visitors.get().pk}&field=id_number"
    shown = html(client.post(url, {"reason": "核对证件"}, headers={"HX-Request": "true"}))
    assert "11010519491231002X" in shown and "<html" not in shown
    covered = html(client.get(url, headers={"HX-Request": "true"}))
    assert "11010519491231002X" not in covered and "1101" in covered and "<html" not in covered


def test_who_was_overtaken_reads_what_changed_and_keeps_what_was_typed(world, enter, visit):
    case = visit()
    first, second = case.version, {"title": "甲改的", "topic": "dispute", "question": "问", "reason": "甲"}
    client = enter(world.clerk)
    assert client.post(at(case, "correct/"), {**second, "version": first}).status_code == 302
    mine = {"title": "乙改的", "topic": "advice", "question": "问", "reason": "乙", "version": first}
    answer = client.post(at(case, "correct/"), mine)
    page = html(answer)
    assert answer.status_code == 422 and "别人已改为：甲改的" in page and "乙改的" in page and "张某来访 → 甲改的" in page
    assert Visit.objects.get().title == "甲改的"
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert client.post(at(case, "correct/"), {**mine, "version": version}).status_code == 302
    assert Visit.objects.get().title == "乙改的"


@pytest.mark.parametrize("amount", [1, 12])
def test_the_questions_of_a_record_do_not_grow_with_its_history(world, enter, visit, amount):
    case = visit()
    for i in range(amount):
        case = doors.take("bring", case, world.clerk, {"name": f"王{'一二三四五六七八九十甲乙'[i]}"})
    client = enter(world.clerk)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at(case)).status_code == 200
    assert len(asked) <= 19, [query["sql"][:90] for query in asked]


def test_columns_and_particulars_that_say_nothing_are_named_once_and_not_drawn(world, enter, visit):
    page = html(enter(world.clerk).get(at(visit())))
    blank = re.findall(r"<footer>都没有填：([^<]*)</footer>", page)
    assert blank and all(label not in re.findall(r"<th>([^<]*)</th>", page) for label in "、".join(blank).split("、"))
    assert "<dd>无</dd>" not in page and "<td>无</td>" not in page
