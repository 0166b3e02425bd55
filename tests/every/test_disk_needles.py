"""No personal datum lies in the clear on disk: attachments, papers, imports, prints; and nothing of one who was erased stays there."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from fazhi.faces.desk.ledgers import leaving
from fazhi.faces.desk.ledgers.keeping import ImportBatch, ImportRun
from fazhi.faces.desk.models import ExportRequest, PrintJob, SavedView
from fazhi.faces.desk.tests.sheets import workbook
from fazhi.faces.desk.tests.test_ledgers_running import HEADS, row
from fazhi.faces.portal.models import Draft, DraftFile
from fazhi.kernel import registry
from fazhi.kernel.documents import Paper, Paragraph, files_of, open_file, open_folders, shelf
from fazhi.kernel.flow import doors, erasing
from fazhi.kernel.records import keyring
from fazhi.site.command.keys import command as keys
from tests.example.models import Visit, Visitor

pytestmark = pytest.mark.django_db
NUMBER, PHONE, TOLD = "11010519491231002X", "13987654321", "她说丈夫打了她"
NEEDLES = [NUMBER, PHONE, TOLD]


@pytest.fixture
def home(tmp_path, settings):
    settings.MEDIA_ROOT, settings.KEYS, settings.ERASED = tmp_path / "files", tmp_path / "keys", tmp_path / "erased.jsonl"
    settings.HOME = tmp_path
    keyring.forget()
    yield tmp_path
    keyring.forget()


@pytest.fixture
def case(home, sealed_world, world, client):
    """A visit with an attachment, its papers printed, and a ledger brought in; all of it names her."""
    people = [Visitor(name="欧阳娜", id_number=NUMBER, phone=PHONE)]
    made = doors.register(
        Visit, world.clerk, {"unit": world.town, "title": "来访", "topic": "advice", "question": TOLD}, {"visitors": people}
    )
    client.force_login(world.clerk.account)
    client.post(f"/desk/example.visit/{made.pk}/files/", {"file": SimpleUploadedFile("陈述.txt", TOLD.encode())})
    content = workbook(HEADS, row(来访人="欧阳娜", 电话=PHONE))
    client.post("/desk/example.visit/import/", {"file": SimpleUploadedFile("来访.xlsx", content)})
    return made


@pytest.fixture
def talk():
    """A paper that says what was asked, and how she is reached."""
    with registry.opened():

        class TalkPaper(Paper):
            title = "接待笔录"
            of = Visit

            def blocks(self, record):
                return [Paragraph(f"{record.question}，电话{record.visitors.get().phone}")]

        yield TalkPaper


def on_disk(home: Path) -> list[str]:
    """Where a needle lies in the clear: in any file of the home, in any packed column."""
    files = [path for path in home.rglob("*") if path.is_file()]
    texts = [(str(path), path.read_bytes()) for path in files]
    with connection.cursor() as cursor:
        # What the example asks is a plain text of its own; all else of every table is looked at.
        for table in set(connection.introspection.table_names()) - {"example_visit"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [
                (table, value if isinstance(value, bytes) else str(value).encode()) for one in cursor.fetchall() for value in one
            ]
    return [f"{where}: {needle}" for where, data in texts for needle in NEEDLES if needle.encode() in data]


def test_no_file_and_no_packed_column_tells_of_anybody(home, case, client, talk, chinese_font, monkeypatch):
    work_beside_the_request(client, case, talk, monkeypatch)
    assert ImportRun.objects.exists() and ImportBatch.objects.exists(), "an import was kept"
    assert on_disk(home) == []
    (file,) = files_of(case)
    assert open_file(file).read().decode() == TOLD and file.is_intact()
    assert PHONE in str(ImportBatch.objects.first().rows())


def work_beside_the_request(client, case, paper, monkeypatch):
    """Whatever waits in a queue, or is kept for somebody: a search that is exported and kept as a view, papers printed together."""
    monkeypatch.setattr(leaving, "is_large", lambda amount: True)
    asked = client.post(f"/desk/example.visit/export/?q={PHONE}", {"form": "list", "kind": "xlsx", "reason": "核对"})
    assert asked["Location"] == "/desk/exports/" and PHONE in ExportRequest.objects.get().query
    client.post(f"/desk/example.visit/keep/?q={PHONE}", {"label": "她的"})
    assert PHONE in SavedView.objects.get().query
    client.post("/desk/example.visit/print/", {"paper": paper.key(), "pick": [case.pk]})
    assert PHONE in words_of_pdf(PrintJob.objects.get().content())
    draft = Draft.objects.create(token="1", intake="visit")
    file = DraftFile.objects.create(draft=draft, ask="proof", name="陈述.txt", content=SimpleUploadedFile("1", TOLD.encode()))
    assert DraftFile.objects.get(pk=file.pk).content.open("rb").read().decode() == TOLD


def words_of_pdf(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_file_moved_to_anothers_place_does_not_open(home, case, world):
    (file,) = files_of(case)
    whole = file.place.read_bytes()
    file.place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert not file.is_intact()
    other = shelf.place_of("0" * 64)
    shelf.write(other, whole)
    with pytest.raises(OSError, match="不是存放在这里的那一份"):
        shelf.read("0" * 64)


def test_new_keys_reach_the_files_and_the_imports_too(home, case):
    old = keyring.ring().current.name
    assert CliRunner().invoke(keys, ["add", "--cipher", "sm4"]).exit_code == 0
    refused = CliRunner().invoke(keys, ["remove", old])
    assert refused.exit_code == 1 and "请先运行 fazhi keys rotate" in refused.output
    assert CliRunner().invoke(keys, ["rotate"]).exit_code == 0
    listed = {row["name"]: row for row in json.loads(CliRunner().invoke(keys, ["list", "--json"]).stdout)}
    assert listed[old]["values"] == 0 and not listed[old]["is_current"]
    assert listed[keyring.ring().current.name]["values"] > 2 and listed[keyring.ring().current.name]["use"].startswith("SM4")
    assert CliRunner().invoke(keys, ["remove", old]).exit_code == 0
    (file,) = files_of(case)
    assert open_file(file).read().decode() == TOLD and PHONE in str(ImportBatch.objects.first().rows())


def test_who_is_erased_is_gone_from_imports_and_files(home, case, world, django_capture_on_commit_callbacks):
    run = ImportRun.objects.get()
    assert run.content()
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(case, world.clerk, erasing.LAW, "本人请求")
    assert not any(PHONE in str(batch.rows()) or "欧阳娜" in str(batch.rows()) for batch in ImportBatch.objects.all())
    with pytest.raises(FileNotFoundError):
        run.content()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


HOLDS_AND_WAITS = """
import sys, pathlib, django
from django.conf import settings
settings.configure(HOME=pathlib.Path(sys.argv[1]))
from fazhi.kernel.documents import open_folders
with open_folders.folder() as place:
    (place / "rows.xlsx").write_text("13987654321")
    print(place, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_open_is_taken_away_and_what_is_in_use_is_not(home, monkeypatch):
    monkeypatch.setattr(open_folders, "YOUNG", 0)
    killed = subprocess.Popen([sys.executable, "-c", HOLDS_AND_WAITS, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    left = Path(killed.stdout.readline().decode().strip())
    assert left.parent == home / "open" and (home / "open").stat().st_mode & 0o777 == 0o700 == left.stat().st_mode & 0o777
    assert open_folders.sweep() == 0 and left.exists(), "a living process holds it"
    killed.kill()
    killed.wait()
    assert left.exists() and open_folders.sweep() == 1 and not left.exists()
    with open_folders.folder() as place:
        assert open_folders.sweep() == 0 and place.exists()
    assert not place.exists()


def test_an_export_lies_open_in_the_home_alone_and_only_while_it_is_written(home, case, client, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("system")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    elsewhere.chmod(0o500)
    for kind in ("xlsx", "csv"):
        answer = client.post("/desk/example.visit/export/", {"form": "ledger", "kind": kind, "reason": "核对"})
        assert b"".join(answer.streaming_content) and not list((home / "open").iterdir())
