"""Ledgers in and out: every row judged before anything is written, the same file twice adds nothing."""

import io
import json

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, connection
from openpyxl import Workbook
from tests.example.desk import VisitLedger
from tests.example.models import Visit

from fazhi.faces.desk.ledgers import exporting, recognising, running
from fazhi.faces.desk.ledgers.guard import Refused
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import LEADER
from fazhi.site.command.ledger import command

HEADS = [column.header for column in VisitLedger.columns]


def book_of(*rows):
    book = Workbook()
    book.active.append(["示例数据"])
    book.active.append(HEADS)
    for row in rows:
        book.active.append(list(row) + [None] * (len(HEADS) - len(row)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(key="1", unit="990101001", title="张某来访", day="2024年9月3日", topic="法律咨询", **more):
    named = {"事由": "欠薪", "来访人": "䶮某", **more}
    return [key, unit, title, day, topic, *(named.get(head) for head in HEADS[5:])]


def run(content, person):
    return running.run_of(content, person, name="来访.xlsx")


def counts(preview):
    return {level: amount for level, amount in preview.counts.items() if amount}


def test_a_preview_judges_and_writes_nothing(world):
    content = book_of(
        row(),
        row("2", day="2024年2月30日"),
        row("3", unit="999"),
        row("4", 证件号码="110105194912310021"),
        row("1", title="又来"),
    )
    found = run(content, world.clerk).preview()
    assert counts(found) == {"new": 1, "refused": 4}
    sentences = " ".join(finding.sentence for finding in found.findings("refused"))
    assert "没有编码或者名称为“999”的单位" in sentences and "出现了两次" in sentences and "2024年2月30日" in sentences
    assert not Visit.objects.exists() and not Event.objects.exists()


def test_rows_live_through_the_gates_and_the_same_file_adds_nothing(world):
    content = book_of(row(答复内容="可以仲裁", 答复日期="2024-09-04"), row("2", title="李某来访"))
    assert counts(run(content, world.clerk).commit()) == {"new": 2}
    assert sorted(Visit.objects.values_list("state", "number")) == [
        ("answered", "荷花访〔2024〕1号"),
        ("waiting", "荷花访〔2024〕2号"),
    ]
    assert counts(run(content, world.clerk).commit()) == {"same": 2}
    assert Visit.objects.count() == 2


def test_a_changed_row_goes_on_where_its_case_stands(world):
    run(book_of(row()), world.clerk).commit()
    changed = run(book_of(row(答复内容="可以仲裁", 答复日期="2024-09-04")), world.clerk).commit()
    assert counts(changed) == {"changed": 1}
    assert Visit.objects.get().state == "answered"


def test_what_lies_outside_ones_scope_is_refused(world):
    found = run(book_of(row()), world.stranger).commit()
    assert counts(found) == {"refused": 1} and not Visit.objects.exists()


def test_a_row_against_the_law_of_the_flow_is_refused_and_its_neighbours_are_not(world):
    content = book_of(row("1", 答复内容="早", 答复日期="2024-09-01"), row("2"))
    found = run(content, world.clerk).commit()
    assert counts(found) == {"new": 1, "refused": 1}
    assert "答复日期不能早于来访日期" in next(found.findings("refused")).sentence


def test_a_file_with_foreign_headers_is_named(world):
    book = Workbook()
    book.active.append(["甲", "乙"])
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(recognising.Unrecognised, match="不像任何一种台账"):
        run(stream.getvalue(), world.clerk)


def test_an_export_masks_people_and_is_remembered(world, tmp_path):
    run(book_of(row(电话="13800138000")), world.clerk).commit()
    path = tmp_path / "out.csv"
    assert exporting.export(VisitLedger, Visit.objects.visible_to(world.clerk), path, world.clerk) == 1
    text = path.read_text("utf-8-sig")
    assert "张某来访" in text and "13800138000" not in text
    assert Event.objects.filter(act="export").exists()


def test_a_clash_in_the_database_costs_its_own_row_alone(world, monkeypatch):
    write = registers.write

    def clashing(dockets):
        if any(case.title == "冲突" for docket in dockets for case in docket.opened):
            raise IntegrityError("unique")
        write(dockets)

    monkeypatch.setattr("fazhi.kernel.flow.registers.write", clashing)
    content = book_of(*(row(str(n), title="冲突" if n == 3 else f"第{n}号") for n in range(7)))
    found = run(content, world.clerk).commit()
    assert counts(found) == {"new": 6, "refused": 1}
    assert "冲突" in next(found.findings("refused")).sentence
    assert sorted(Visit.objects.values_list("source_key", flat=True)) == ["0", "1", "2", "4", "5", "6"]


def test_a_refused_row_leaves_nothing_of_what_its_steps_had_written(world, monkeypatch):
    """A step may register another matter at once; if the row then falls, that must be gone too."""
    live = VisitLedger.live

    def halting(self, life, told, person):
        live(self, life, told, person)
        if told["title"] == "半途":
            other = {"unit": told["unit"], "title": "带出来的", "topic": "other", "question": "问"}
            doors.register(Visit, person, other)
            raise NotAllowed("到这里走不下去")

    monkeypatch.setattr(VisitLedger, "live", halting)
    content = book_of(row("1"), row("2", title="半途"), row("3", title="李某来访"))
    assert counts(run(content, world.clerk).preview()) == {"new": 2, "refused": 1}
    assert counts(run(content, world.clerk).commit()) == {"new": 2, "refused": 1}
    assert sorted(Visit.objects.values_list("title", flat=True)) == ["张某来访", "李某来访"]
    assert not Event.objects.filter(of="example.visit", act="register").exclude(record_id__in=Visit.objects.values("pk")).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks the rows themselves")
@pytest.mark.django_db(transaction=True)
def test_whoever_acts_while_an_import_is_judged_is_not_overwritten(world, monkeypatch):
    """On SQLite rows are judged before the lock is taken: what happens until then is seen once it is held."""
    run(book_of(row(), row("2", title="李某来访")), world.clerk).commit()
    judged = running.Run._foreseen

    def overtaken(self, raws):
        batch = judged(self, raws)
        first = Visit.objects.order_by("pk").first()
        if first.title == "张某来访":
            doors.take("answer", first, world.clerk, {"answer": "已经另行答复"}, version=first.version)
        return batch

    monkeypatch.setattr(running.Run, "_foreseen", overtaken)
    answered = {"答复内容": "可以仲裁", "答复日期": "2024-09-04"}
    content = book_of(row(**answered), row("2", title="李某来访", **answered), row("3", title="王某来访"))
    found = counts(run(content, world.clerk).commit())
    assert found["new"] == 1 and found["changed"] == 1 and sum(found.values()) == 3
    assert Visit.objects.order_by("pk").first().answer == "已经另行答复"


@pytest.mark.django_db(transaction=True)
def test_what_steps_write_is_judged_by_the_holder_of_the_lock(world, monkeypatch):
    """The same as above where rows are judged ahead: what a fallen row's steps have written goes with it."""
    test_a_refused_row_leaves_nothing_of_what_its_steps_had_written(world, monkeypatch)


def test_who_may_import_is_said_by_the_ledger(world, monkeypatch):
    monkeypatch.setattr(VisitLedger, "by", (LEADER,))
    with pytest.raises(Refused, match="没有导入“来访台账”的岗位"):
        run(book_of(row()), world.clerk)
    assert counts(run(book_of(row()), world.leader).preview()) == {"new": 1}


def test_the_command_line_says_that_rows_are_left(world, tmp_path):
    file = tmp_path / "来访.xlsx"
    file.write_bytes(book_of(row(), row("2")))
    answer = CliRunner().invoke(command, ["import", str(file), "--by", "陈某", "--json"])
    assert answer.exit_code == 3 and '"doubtful": 1' in answer.output
    assert "来访.xlsx" in CliRunner().invoke(command, ["history"]).output


def test_of_several_files_the_one_that_cannot_be_read_holds_up_no_other(world, tmp_path):
    good, bad, other = (tmp_path / f"{name}.xlsx" for name in ("一月", "二月", "三月"))
    good.write_bytes(book_of(row())), bad.write_text("no workbook"), other.write_bytes(book_of(row("2", title="李某来访")))
    told = CliRunner().invoke(command, ["import", str(good), str(bad), str(other), "--by", "陈某", "--json"])
    assert told.exit_code == 3 and "Error: 二月.xlsx" in told.stderr
    counts = json.loads(told.stdout)
    assert (counts["一月.xlsx"], counts["三月.xlsx"]) == ({"new": 1}, {"new": 1}) and counts["二月.xlsx"]["error"]
    assert CliRunner().invoke(command, ["import", str(bad), "--by", "陈某", "--json"]).exit_code == 1
