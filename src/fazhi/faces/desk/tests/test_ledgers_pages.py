"""Bringing a ledger in through the browser: look, decide, confirm, open again; taking a list out."""

import io
import socket
import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.example.models import Visit, Visitor

from fazhi.faces.desk.ledgers import work
from fazhi.faces.desk.ledgers.keeping import ImportRun
from fazhi.faces.desk.ledgers.leaving import ExportRequest
from fazhi.faces.desk.ledgers.reading import open_sheet
from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.ledger.models import Event

from .sheets import workbook
from .test_ledgers_running import HEADS, row

LABEL = "example.visit"
ANSWER = {"答复内容": "可以仲裁", "答复日期": "2024-09-04"}


def at(name, *args):
    return reverse(f"desk:{name}", args=[LABEL, *args])


def sheet(*rows, heads=HEADS):
    return workbook(heads, *rows)


@pytest.fixture
def desk(client, world):
    client.force_login(world.clerk.account)
    return client


def sent(client, content, name="来访.xlsx"):
    """Upload a file; the answer, and the import if there is one."""
    answer = client.post(at("import"), {"file": SimpleUploadedFile(name, content)})
    return answer, ImportRun.objects.order_by("-pk").first()


def page_of(client, run, **asked):
    return client.get(at("import_run", run.pk), asked).content.decode()


def confirmed(client, run):
    client.post(at("import_confirm", run.pk))
    run.refresh_from_db()
    return {level: amount for level, amount in run.outcome.items() if amount}


def brought_in(client, content):
    return confirmed(client, sent(client, content)[1])


def test_every_row_is_explained_before_anything_is_written(desk, world):
    content = sheet(
        row(),
        row("2", title="李某来访", 证件号码="110105194912310021"),
        row("3", title="王某来访", day="2024年2月30日"),
        row("4", unit="999", title="赵某来访"),
    )
    answer, run = sent(desk, content)
    assert answer.status_code == 302 and answer.url == at("import_run", run.pk)
    page = page_of(desk, run, show="all")
    assert "现在只是预览" in page and "写入 1 行" in page and "没有编码或者名称为“999”的单位" in page
    assert "2月只有 29 天" in page and "1101**********0021" in page and "110105194912310021" not in page
    assert run.counts["new"] == 1 and run.counts["refused"] == 3
    assert not Visit.objects.exists() and not Event.objects.filter(act="import").exists()
    assert "李某来访" not in page_of(desk, run, show="new") and "李某来访" in page_of(desk, run, show="refused")
    assert "赵某来访" in page_of(desk, run, reason="没有编码或者名称为“999”的单位")
    assert "李某来访" not in page_of(desk, run, reason="没有编码或者名称为“999”的单位")


def test_the_marked_workbook_is_ones_own_with_its_cells_explained(desk, world):
    _, run = sent(desk, sheet(row(), row("2", title="李某来访", day="2024年2月30日")))
    answer = desk.get(at("import_marked", run.pk))
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert page.cell(1, len(HEADS) + 1).value == "导入结果" and page.cell(2, len(HEADS) + 1).value == "新增"
    assert "2024年2月30日" in page["D3"].comment.text
    assert b"".join(desk.get(at("import_original", run.pk)).streaming_content) == run.content()


def test_what_is_confirmed_is_written_once_and_leads_to_its_records(desk, world):
    _, run = sent(desk, sheet(row(**ANSWER), row("2", title="李某来访", day="2024年2月30日")))
    assert confirmed(desk, run) == {"new": 1, "refused": 1}
    desk.post(at("import_confirm", run.pk))
    case = Visit.objects.get()
    page = page_of(desk, run, show="all")
    assert "写入完成" in page and reverse("desk:record", args=[LABEL, case.pk]) in page
    assert Event.objects.filter(act="import").count() == 1
    assert run.name in desk.get(at("import")).content.decode()


def test_the_same_file_twice_adds_nothing(desk, world):
    content = sheet(row(**ANSWER), row("2", title="李某来访"))
    assert brought_in(desk, content) == {"new": 2}
    _, again = sent(desk, content)
    assert "这份文件导入过" in page_of(desk, again) and again.counts["same"] == 2
    events = Event.objects.exclude(act="import").count()
    assert confirmed(desk, again) == {"same": 2}
    assert (Visit.objects.count(), Event.objects.exclude(act="import").count()) == (2, events)


def test_a_doubtful_row_waits_for_a_decision(desk, world):
    fields = {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "问"}
    known = doors.register(Visit, world.clerk, fields, {"visitors": [Visitor(name="䶮某")]}, at=_noon(2024, 9, 3))
    content = sheet(row(), row("2"), row("3", title="李某来访"))
    _, run = sent(desk, content)
    assert (run.counts["doubtful"], run.counts["new"]) == (2, 1)
    page = page_of(desk, run, show="doubtful")
    assert f"和已登记的“{known.number or known}”像是同一件" in page and "写入 1 行" in page
    desk.post(at("import_decide", run.pk), {"choice": "2:same"})
    desk.post(at("import_decide", run.pk), {"choice": "3:new"})
    assert "已定：是同一件，不写" in page_of(desk, run, show="doubtful") and "写入 2 行" in page_of(desk, run)
    assert confirmed(desk, run) == {"same": 1, "new": 2}
    assert sorted(Visit.objects.values_list("source_key", flat=True)) == ["1", "2", "3"]
    assert brought_in(desk, content) == {"same": 3}


def test_all_open_doubts_may_be_decided_at_once_and_taken_back(desk, world):
    brought_in(desk, sheet(row()))
    _, run = sent(desk, sheet(row("2"), row("3")))
    desk.post(at("import_decide", run.pk), {"choice": "2:skip"})
    desk.post(at("import_decide", run.pk), {"choice": "all:new"})
    run.refresh_from_db()
    assert run.decisions == {"2": "skip", "3": "new"}
    desk.post(at("import_decide", run.pk), {"choice": "2:"})
    desk.post(at("import_decide", run.pk), {"choice": "3:write"})
    desk.post(at("import_decide", run.pk), {"choice": "x"})
    run.refresh_from_db()
    assert run.decisions == {"3": "new"}
    assert confirmed(desk, run) == {"doubtful": 1, "new": 1}


def test_a_changed_row_takes_its_step_and_keeps_its_other_edits(desk, world):
    brought_in(desk, sheet(row()))
    _, run = sent(desk, sheet(row(title="张某再来访", **ANSWER)))
    page = page_of(desk, run)
    assert run.counts["changed"] == 1 and "张某来访" in page and "张某再来访" in page
    assert confirmed(desk, run) == {"changed": 1}
    case = Visit.objects.get()
    assert (case.title, case.state, case.answer) == ("张某再来访", "answered", "可以仲裁")
    assert list(Event.objects.filter(of=LABEL, record_id=case.pk).order_by("id").values_list("act", flat=True)) == [
        "register",
        "answer",
        "correct",
    ]


def test_a_cell_that_no_import_may_change_is_asked_about_and_never_lost_in_silence(desk, world):
    brought_in(desk, sheet(row()))
    _, run = sent(desk, sheet(row(day="2024年9月5日", title="张某再来访")))
    assert run.counts["doubtful"] == 1 and "导入不改这一列" in page_of(desk, run)
    assert confirmed(desk, run) == {"doubtful": 1} and Visit.objects.get().title == "张某来访"
    _, run = sent(desk, sheet(row(day="2024年9月5日", title="张某再来访")))
    desk.post(at("import_decide", run.pk), {"choice": "2:write"})
    assert confirmed(desk, run) == {"changed": 1}
    assert (Visit.objects.get().title, Visit.objects.get().opened_on) == ("张某再来访", date(2024, 9, 3))


def test_what_somebody_else_has_changed_since_is_asked_about(desk, world):
    brought_in(desk, sheet(row()))
    case = Visit.objects.get()
    registers.correct(case, world.leader, {"title": "陈某来访"}, version=case.version, reason="听错了名字")
    _, run = sent(desk, sheet(row(title="张某再来访")))
    page = page_of(desk, run)
    assert run.counts["doubtful"] == 1 and "系统里另有人办过：林某" in page and "“更正登记”" in page
    assert confirmed(desk, run) == {"doubtful": 1} and Visit.objects.get().title == "陈某来访"


def exported(client, kind="xlsx", form="ledger", reason="核对", **asked):
    answer = client.post(
        f"{at('export')}?{'&'.join(f'{k}={v}' for k, v in asked.items())}", {"form": form, "kind": kind, "reason": reason}
    )
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_ledger_that_was_exported_says_nothing_new_when_it_comes_back(desk, world, kind):
    brought_in(
        desk, sheet(row(电话="13800138000", 证件号码="11010519491231002X", 涉及金额=12.5, **ANSWER), row("2", title="李某来访"))
    )
    doors.register(Visit, world.clerk, {"unit": world.town, "title": "王某来访", "topic": "other", "question": "=1+1"})
    content = exported(desk, kind)
    assert b"13800138000" not in content
    _, run = sent(desk, content, f"来访.{kind}")
    assert {level: amount for level, amount in run.counts.items() if amount} == {"same": 3}


def test_an_exported_row_is_changed_in_excel_and_comes_back_unless_it_is_stale(desk, world):
    brought_in(desk, sheet(row(电话="13800138000"), row("2", title="李某来访")))
    book = load_workbook(io.BytesIO(exported(desk)))
    book.active["C2"], book.active["C3"] = "张某再来访", "李某再来访"
    out = io.BytesIO()
    book.save(out)
    late = Visit.objects.get(source_key="2")
    doors.take("answer", late, world.clerk, {"answer": "可以仲裁"})
    _, run = sent(desk, out.getvalue())
    page = page_of(desk, run)
    assert (run.counts["changed"], run.counts["stale"]) == (1, 1)
    assert "这一行是第 1 版，系统里已经是第 2 版；之后：陈某" in page and "“答复”" in page
    assert confirmed(desk, run) == {"changed": 1, "stale": 1}
    first = Visit.objects.get(source_key="1")
    assert (first.title, first.visitors.get().phone) == ("张某再来访", "13800138000")
    assert Visit.objects.get(source_key="2").title == "李某来访"


def test_a_hidden_datum_is_never_written_as_if_it_were_one(desk, world):
    _, run = sent(desk, sheet(row(来访人="张**", 电话="138****8000")))
    assert run.counts["refused"] == 1 and "隐去的个人信息" in page_of(desk, run)


def test_files_that_cannot_be_read_are_refused_where_they_are_chosen(desk, world):
    for name, content, words in (
        ("空.xlsx", b"", "空"),
        ("坏.xlsx", workbook(["x"])[:900], "缺少结尾"),
        ("别的.xlsx", workbook(["甲", "乙"], ["1", "2"]), "没有找到表头"),
    ):
        answer, run = sent(desk, content, name)
        assert answer.status_code == 422 and words in answer.content.decode(), name
        assert run is None


def test_columns_under_other_names_are_set_by_hand(desk, world):
    heads = ["来访时间" if head == "来访日期" else head for head in HEADS]
    answer, run = sent(desk, sheet(row(), heads=heads))
    assert answer.url == at("import_columns", run.pk) == desk.get(at("import_run", run.pk)).url
    assert "缺少必填的列" in desk.get(answer.url).content.decode() and confirmed(desk, run) == {}
    chosen = {f"c{n}": str(n) for n in range(len(HEADS))}
    twice = desk.post(answer.url, chosen | {"c3": "2"})
    assert twice.status_code == 422 and "这一列已经对应“名称”" in twice.content.decode()
    assert desk.post(answer.url, chosen | {"c3": ""}).status_code == 422
    assert desk.post(answer.url, chosen).url == at("import_run", run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts["new"]) == ("judged", 1) and "2024年9月3日" in page_of(desk, run, show="all", columns="all")
    desk.post(answer.url, chosen | {"c11": ""})
    assert confirmed(desk, run) == {"new": 1} and Visit.objects.get().opened_on == date(2024, 9, 3)


@pytest.mark.django_db(transaction=True)
def test_an_import_is_carried_out_beside_the_request(desk, world, settings):
    settings.IMPORTS_AT_ONCE = False
    _, run = sent(desk, sheet(row()))
    finished(run)
    page = page_of(desk, run, show="all")
    assert "写入 1 行" in page
    desk.post(at("import_confirm", run.pk))
    finished(run)
    assert "写入完成" in page_of(desk, run) and desk.get(at("import_progress", run.pk))["HX-Refresh"] == "true"


def finished(run):
    for thread in threading.enumerate():
        if thread.name == f"import-{run.pk}":
            thread.join(60)


def test_an_import_whose_worker_is_gone_is_taken_up_when_it_is_looked_at(desk, world):
    _, run = sent(desk, sheet(row()))
    gone = {"state": "writing", "worker": f"{socket.gethostname()}:999999:x", "beat_at": timezone.now()}
    ImportRun.objects.filter(pk=run.pk).update(**gone)
    assert "写入完成" in page_of(desk, run) or "写入完成" in page_of(desk, run)
    assert Visit.objects.count() == 1


def test_two_workers_never_carry_one_import_out(desk, world):
    _, run = sent(desk, sheet(row()))
    alive = {"state": "writing", "worker": f"elsewhere:1:{run.pk}", "beat_at": timezone.now()}
    ImportRun.objects.filter(pk=run.pk).update(**alive)
    assert work.resume_interrupted() == [] and "正在写入" in page_of(desk, run) and not Visit.objects.exists()
    ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now() - 2 * work.SILENT)
    assert work.resume_interrupted() == [run.pk] and Visit.objects.count() == 1


def test_an_import_that_breaks_off_says_where_and_goes_on(desk, world, monkeypatch):
    _, run = sent(desk, sheet(row()))
    with monkeypatch.context() as broken:
        broken.setattr("fazhi.kernel.flow.registers.write", _broken)
        desk.post(at("import_confirm", run.pk))
    assert "没有完成" in page_of(desk, run) and "从断处继续" in page_of(desk, run) and not Visit.objects.exists()
    desk.post(at("import_resume", run.pk))
    assert "写入完成" in page_of(desk, run) and Visit.objects.count() == 1


def _broken(dockets):
    raise RuntimeError("the disk is full")


def test_a_file_beyond_the_limit_is_refused_in_words(desk, world, monkeypatch):
    monkeypatch.setattr("fazhi.faces.desk.ledgers.arriving.MOST", 1000)
    answer, run = sent(desk, sheet(row()))
    assert answer.status_code == 422 and "拆成几份" in answer.content.decode() and run is None


def test_only_who_may_import_finds_the_way_and_nobody_opens_anothers_file(client, world):
    client.force_login(world.clerk.account)
    _, run = sent(client, sheet(row()))
    client.force_login(world.leader.account)
    assert client.get(at("import_run", run.pk)).status_code == 404
    assert run.name in client.get(at("import")).content.decode()
    client.force_login(world.stranger.account)
    assert client.get(at("import_run", run.pk)).status_code == 404 == client.post(at("import_confirm", run.pk)).status_code
    assert run.name not in client.get(at("import")).content.decode()


def test_an_import_is_left_without_a_trace_in_the_records(desk, world):
    _, run = sent(desk, sheet(row()))
    desk.post(at("import_drop", run.pk))
    desk.post(at("import_confirm", run.pk))
    run.refresh_from_db()
    assert run.state == "dropped" and not Visit.objects.exists()


def test_another_worksheet_of_the_same_file_is_chosen(desk, world):
    def second(book):
        page = book.create_sheet("十二月")
        page.append(HEADS)
        page.append(row("9", title="赵某来访"))

    _, run = sent(desk, workbook(HEADS, row(), then=second))
    desk.post(at("import_sheet", run.pk), {"sheet": "十二月"})
    again = ImportRun.objects.order_by("-pk").first()
    assert again.sheet == "十二月" and "赵某来访" in page_of(desk, again, show="all")


def test_the_template_explains_itself_and_its_example_is_not_read(desk, world):
    content = b"".join(desk.get(at("import_template")).streaming_content)
    book = load_workbook(io.BytesIO(content))
    page = book.active
    assert page["A1"].value == "＊序号" and "必填" in page["A1"].comment.text
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert '"法律咨询,纠纷调解,其他"' in lists.values() and book.sheetnames[1:3] == ["填写说明", "单位编码"]
    codes = [tuple(cell.value for cell in line) for line in book["单位编码"].iter_rows(min_row=2)]
    assert (world.town.code, world.town.name, world.county.name) in codes, "whoever fills it in copies the codes from here"
    assert world.far_town.code not in {code for code, *_ in codes}
    for index, value in enumerate(row(), 1):
        page.cell(3, index, value)
    out = io.BytesIO()
    book.save(out)
    assert brought_in(desk, out.getvalue()) == {"new": 1}
    assert brought_in(desk, content) == {}


def test_a_list_is_taken_out_as_it_is_filtered_and_the_ledger_knows(desk, world):
    brought_in(desk, sheet(row(**ANSWER), row("2", title="李某来访", 涉及金额=7)))
    cells = [[cell.text for cell in line.cells] for line in open_sheet(exported(desk, form="list", state="answered")).rows()]
    assert len(cells) == 2 and "张某来访" in cells[1] and "编号" in cells[0]
    event = Event.objects.filter(act="export").latest("id")
    assert event.actor == world.clerk and "1 行" in event.title and event.reason.startswith("核对")
    assert "李某来访" in exported(desk, "csv", "list").decode("utf-8-sig")


def few_are_many(key, value):
    registry.on("rules")[key].change(value, "测试", "测试")


def test_a_large_export_waits_for_another_person_and_is_marked(desk, client, world):
    brought_in(desk, sheet(row(), row("2", title="李某来访")))
    few_are_many("desk.free_rows", 1)
    assert desk.post(at("export"), {"form": "list", "kind": "xlsx", "reason": " "}).status_code == 422
    asked = desk.post(at("export"), {"form": "list", "kind": "xlsx", "reason": "年度核查"})
    assert asked["Location"] == "/desk/exports/" and not Event.objects.filter(act="export").exists()
    request = ExportRequest.objects.get()
    decide = f"/desk/exports/{request.pk}/"
    assert desk.post(decide, {"agrees": "1"}).status_code == 422  # never one's own
    leader = Client()
    leader.force_login(world.leader.account)
    assert "年度核查" in leader.get("/desk/exports/").content.decode()
    assert leader.post(decide, {"agrees": "1"}).status_code == 302
    more = f"{at('export')}?state=waiting&request={request.pk}"
    assert (
        desk.post(more, {"form": "list", "kind": "xlsx", "reason": "年度核查"})["Location"] == "/desk/exports/"
    )  # another question
    taken = desk.post(f"{at('export')}?request={request.pk}", {"form": "list", "kind": "xlsx", "reason": "年度核查"})
    book = load_workbook(io.BytesIO(b"".join(taken.streaming_content)))
    told = book["导出说明"]["A2"].value
    assert all(word in told for word in (world.clerk.name, "年度核查", world.leader.name, f"申请 {request.pk}"))
    assert world.clerk.name in book.worksheets[0].oddFooter.left.text
    again = desk.post(f"{at('export')}?request={request.pk}", {"form": "list", "kind": "xlsx", "reason": "年度核查"})
    assert again["Location"] == "/desk/exports/"  # once
    assert [event.reason for event in Event.objects.filter(act="export")] == ["年度核查"]


@pytest.mark.parametrize("form", ["list", "ledger"])
def test_a_csv_is_sent_while_it_is_read_and_noted_before_its_first_line(desk, world, form, monkeypatch):
    brought_in(desk, sheet(*(row(str(n), title=f"第{n}号来访") for n in range(5))))
    monkeypatch.setattr("fazhi.faces.desk.ledgers.writing.PIECE", 2)
    answer = desk.post(at("export"), {"form": form, "kind": "csv", "reason": "核对"})
    pieces = iter(answer.streaming_content)
    assert "名称" in next(pieces).decode() and "第4号" not in next(pieces).decode()
    event = Event.objects.get(act="export")
    assert "5 行" in event.title and event.reason == "核对" and event.actor == world.clerk
    assert sum(piece.count(b"\r\n") for piece in pieces) == 3


def test_a_stranger_takes_nothing_out(client, desk, world):
    brought_in(desk, sheet(row()))
    client.force_login(world.stranger.account)
    assert "张某来访" not in exported(client, "csv", "list").decode("utf-8-sig")


def _noon(*day):
    return datetime(*day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
