"""By whatever path a record is changed, the figure that counts it says so: by an act its door is named, by none it is found (L8, L9)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.urls import reverse

from fazhi.faces.api import tokens
from fazhi.faces.desk.ledgers import exporting, running
from fazhi.kernel.indicators.models import Doubt
from fazhi.kernel.indicators.proof import doubts
from fazhi.kernel.records.guarding import PastTheLedger
from tests.example.desk import VisitLedger
from tests.example.models import Visit, Visitor

from .figures import figures, log, proof_file, published, value, visits

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src/fazhi"


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.LEDGER_SIGNING, settings.LEDGER_PUBLISHED, settings.HOME = tmp_path / "signing", tmp_path / "log", tmp_path
    settings.LEDGER_SIGNING, settings.LEDGER_WITNESSES = tmp_path / "signing", tmp_path / "witnesses"


@pytest.fixture
def open_visit(world, places):
    """A visit that waits for its answer, counted in a published rate."""
    visits(world)
    proof_file(published("answer_rate", world.county))
    return Visit.objects.filter(unit=world.town, state="waiting").order_by("pk").first()


def checked(code=0):
    found = figures("verify")
    assert found.exit_code == code, found.output
    return found.output


def by_page(world, case):
    client = Client()
    client.force_login(world.clerk.account)
    sent = {"answer": "答", "version": case.version, "key": "k1"}
    assert client.post(f"/desk/example.visit/{case.pk}/step/answer/", sent).status_code in (200, 204, 302)


def by_api(world, case):
    key = tokens.make(world.clerk.account, "测试", 30)[1]
    url = f"/api/v1/records/example.visit/{case.pk}/steps/answer"
    sent = {"answer": "答", "version": case.version}
    answer = Client().post(url, sent, "application/json", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.content


def by_import(world, case):
    Visit._base_manager.filter(pk=case.pk).update(source_key="行1")
    path = site.HOME / "visits.csv"
    exporting.export(VisitLedger, Visit.objects.filter(pk=case.pk), path, world.clerk)
    head, row, *_ = path.read_text("utf-8-sig").splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True)) | {"答复内容": "答", "答复日期": "2024-03-02"}
    path.write_text(head + "\n" + ",".join(cells.values()) + "\n")
    counts = running.run_of(path, world.clerk, "example.visit").commit().counts
    assert counts.get("changed") == 1, counts


DOORS = {"页面": by_page, "接口": by_api, "台账导入": by_import}


@pytest.mark.parametrize("door", DOORS)
def test_l9_a_lawful_change_moves_the_figure_and_its_door_is_named(world, open_visit, door):
    before = value("answer_rate", world.county).numerator
    DOORS[door](world, open_visit)
    assert value("answer_rate", world.county).numerator == before + 1
    told = checked()
    assert f"经{door}" in told and open_visit.number in told and "不符" not in told


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


PAST = {
    "SQL changes it": lambda case: sql("UPDATE example_visit SET answered_on = '2024-03-03' WHERE id = %s", case.pk),
    "SQL deletes it": lambda case: (
        sql("DELETE FROM example_visitor WHERE of_id = %s", case.pk),
        sql("DELETE FROM example_visit WHERE id = %s", case.pk),
    ),
    "the shell saves it": lambda case: (setattr(case, "answered_on", case.opened_on), case.save()),
    "a migration rewrites it": lambda case: Visit._base_manager.filter(pk=case.pk).update(answered_on="2024-03-03"),
    "SQL swaps the salts": lambda case: sql(
        "UPDATE ledger_event SET salt = (SELECT salt FROM ledger_event WHERE of = 'example.visit' AND record_id <> %s LIMIT 1) "
        "WHERE of = 'example.visit' AND record_id = %s",
        case.pk,
        case.pk,
    ),
}


@pytest.mark.parametrize("past", PAST)
def test_l8_what_passes_the_ledger_by_is_found_named_and_shown(world, open_visit, client, past):
    PAST[past](open_visit)
    assert f"example.visit:{open_visit.pk}" in checked(2)
    figure = Doubt.objects.get(cleared_at=None).snapshot
    client.force_login(world.leader.account)
    for page in (
        reverse("portal:figures"),
        reverse("portal:figure", args=[figure.pk]),
        reverse("boards:published"),
        reverse("boards:snapshot", args=[figure.pk]),
        reverse("boards:figure", args=["example.answer_rate"]),
    ):
        assert doubts.WORDS in client.get(page).content.decode(), page
    told = client.post(
        reverse("boards:publish", args=["example.received"]) + f"?unit={world.county.code}&period=2024&on=2024-12-31",
        {"reason": "再发"},
    )
    assert told.status_code == 422 and "正在核对，不能发布" in told.content.decode()


def test_a_doubt_goes_when_the_records_are_put_right(world, open_visit):
    was = open_visit.title
    sql("UPDATE example_visit SET title = '改' WHERE id = %s", open_visit.pk)
    checked(2)
    sql("UPDATE example_visit SET title = %s WHERE id = %s", was, open_visit.pk)
    checked()
    assert not Doubt.objects.filter(cleared_at=None).exists()


def test_every_published_figure_is_checked_once_a_day(world, open_visit):
    sql("UPDATE example_visit SET title = '改' WHERE id = %s", open_visit.pk)
    day = open_visit.opened_on
    assert any("被绕过系统改动" in sentence for sentence in doubts.watch(day)) and doubts.watch(day) == []


BLOCKED = {
    "update": lambda rows: rows.update(answer="改"),
    "bulk_update": lambda rows: type(rows).bulk_update(rows, list(rows), ["answer"]),
    "delete": lambda rows: rows.delete(),
    "update of parts": lambda rows: Visitor.objects.update(name="改"),
    "delete of parts": lambda rows: rows.first().visitors.all().delete(),
}


@pytest.mark.parametrize("way", BLOCKED)
def test_l8_many_rows_at_once_are_refused(world, open_visit, way):
    with pytest.raises(PastTheLedger, match="不经过账本"):
        BLOCKED[way](Visit.objects.all())
    checked()


def test_l8_there_is_no_admin_site(client):
    assert "django.contrib.admin" not in site.INSTALLED_APPS and client.get("/admin/").status_code == 404


# Outside the kernel nobody speaks SQL or goes round the guard but these, and this is what they do there.
SPEAKERS = {
    "city/building.py": "asks the database for its statistics after an import",
    "faces/desk/blocks.py": "reads which numbers are taken, also by what this person may not see",
    "faces/desk/pickers.py": "reads one value that is chosen already",
    "services/advice/citing.py": "reads when the statutes last changed",
}
WORDS = {"cursor", "raw", "_raw_delete", "bulk_update", "executemany", "_base_manager", "RawSQL"}


def speakers():
    """The files outside the kernel that speak SQL or write past a model's own manager."""
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations", "kernel", "site"} & set(path.relative_to(SOURCE).parts):
            continue
        names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        if names & WORDS:
            yield str(path.relative_to(SOURCE))


def test_l8_who_speaks_sql_is_known_by_name():
    unknown = sorted(set(speakers()) - set(SPEAKERS))
    assert unknown == [], f"{unknown}: does it write a sealed row? Then let an act do it; otherwise say here what it does"


def test_a_log_that_was_cut_short_is_told_of(world, open_visit):
    sql("DELETE FROM ledger_event WHERE seq = 0")
    assert "已经不是发布时的样子" in checked(2)
    assert log("verify").exit_code == 2
