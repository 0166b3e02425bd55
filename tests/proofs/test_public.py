"""The log for everybody: its page, its files, its feed, its sheet of paper, and the receipts that applicants take home."""

import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import segno
from django.core.cache import cache
from django.test import Client

from fazhi.kernel import registry
from fazhi.kernel.documents import NotDrawn
from fazhi.kernel.ledger import book, published, state
from fazhi.kernel.ledger.models import Event, Inspection, Log
from fazhi.kernel.org.models import Grant
from fazhi.kernel.org.roles import ADMINISTRATOR
from fazhi.kernel.records.codes import give_code
from tests.every.putting import record_of
from tests.world import SINCE

from .test_log import act, checked, cli, keys
from .test_scripts import run


@pytest.fixture
def public(sealed_world, world):
    cache.clear()
    act(world, 3)
    assert cli("checkpoint").exit_code == 0
    yield Client()
    cache.clear()


def test_the_page_shows_the_checkpoint_and_how_to_check_it(public):
    origin, page = Log.objects.get().origin, public.get("/log/").content.decode()
    assert published.note_of(origin).splitlines()[2] in page and published.verifiers(origin)[0].line() in page
    assert "verify_log.py http://testserver/log/fazhi.local-log-2026" in page and "data:image/svg" in page
    assert "日志核对中" not in page
    assert published.note_of(origin).splitlines()[2] in public.get("/log/days/" + str(published_day())).content.decode()


def published_day():
    return next((published.folders()[0] / "days").iterdir()).name + "/"


def test_the_files_are_served_as_they_lie_and_nothing_else_is(public):
    place = published.folders()[0]
    for path in [path for path in place.rglob("*") if path.is_file()]:
        answer = public.get(f"/log/{place.name}/{path.relative_to(place)}")
        assert b"".join(answer.streaming_content) == path.read_bytes()
        assert ("immutable" in answer["Cache-Control"]) == ("tile" in path.parts), path
    for wrong in (
        "../../secret.key",
        "alarm",
        "checkpoint.new",
        ".checkpoint.new",
        "tile/0/1",
        "days/../keys",
        "tile/0/x001/../000",
    ):
        assert public.get(f"/log/{place.name}/{wrong}").status_code == 404, wrong
    assert public.get("/log/elsewhere/checkpoint").status_code == 404
    assert public.get("/log/days/yesterday/").status_code == 404


def test_the_feed_and_the_sheet_carry_the_day(public, chinese_font, tmp_path):
    root = ElementTree.fromstring(public.get("/log/feed.xml").content)
    assert root.find("channel/item/description").text == published.note_of(Log.objects.get().origin)
    sheet = public.get(f"/log/days/{published_day()}paper.pdf")
    assert sheet["Content-Type"] == "application/pdf" and sheet.content.startswith(b"%PDF")
    pages = drawn(sheet.content, tmp_path)
    assert len(pages) == 1, "one page to post"
    assert code_on(pages[0]) == modules(segno.make(published.note_of(Log.objects.get().origin), error="m", micro=False))


def test_a_server_without_fonts_says_so_instead_of_a_sheet(public, monkeypatch):
    def without_fonts(sheet):
        raise NotDrawn("服务器没有中文字体")

    monkeypatch.setattr("fazhi.faces.portal.log.render_pdf", without_fonts)
    answer = public.get(f"/log/days/{published_day()}paper.pdf")
    assert answer.status_code == 503 and "服务器没有中文字体" in answer.content.decode()


def drawn(pdf: bytes, folder: Path) -> list[tuple[int, bytes]]:
    """(width, grey of each point) of each page, at 300 points an inch."""
    if not shutil.which("pdftoppm"):
        pytest.skip("needs pdftoppm (Debian: apt install poppler-utils)")
    (folder / "sheet.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", str(folder / "sheet.pdf"), str(folder / "page")], check=True)
    read = [path.read_bytes().split(b"\n", 3) for path in sorted(folder.glob("page*.pgm"))]
    return [(int(size.split()[0]), points) for _, size, _, points in read]


def modules(code: segno.QRCode) -> list[list[bool]]:
    return [[bool(module) for module in row] for row in code.matrix]


def code_on(page: tuple[int, bytes], wide: float = 48.0, left: float = 28 + (156 - 48) / 2) -> list[list[bool]]:
    """The modules of the QR code in the middle of a page, sampled as a camera would."""
    width, points = page
    x, y, size = left * 300 / 25.4, 0.0, wide * 300 / 25.4

    def is_dark(across: float, down: float) -> bool:
        return points[int(down) * width + int(across)] < 128

    amount = segno.make(published.note_of(Log.objects.get().origin), error="m", micro=False).symbol_size(border=0)[0]
    module = size / amount
    # The left edge of the first finder: the only place where it is dark for seven modules on end.
    y = next(
        down
        for down in range(len(points) // width - 100)
        if all(is_dark(x + module / 2, down + n * module / 2) for n in range(13))
    )
    return [[is_dark(x + (column + 0.5) * module, y + (row + 0.5) * module) for column in range(amount)] for row in range(amount)]


def test_who_administers_reads_the_alarm_and_the_public_that_it_is_under_check(public, world):
    Grant.objects.create(person=world.leader, role=ADMINISTRATOR, unit=world.city, valid_from=SINCE)
    Event.objects.filter(seq=4).update(reason="forged")
    state.inspect()
    public.force_login(world.leader.account)
    assert "账本警报" in public.get("/desk/").content.decode()
    public.force_login(world.clerk.account)
    assert "账本警报" not in public.get("/desk/").content.decode()
    assert "日志核对中" in Client().get("/log/").content.decode()
    assert "被改动" in Inspection.objects.get().findings[0]


def test_a_clerk_takes_the_receipt_of_what_was_just_done(public, world, tmp_path):
    visit = act(world, 1)[0]
    public.force_login(world.clerk.account)
    told = public.get(f"/desk/example.visit/{visit.pk}/receipt.json").json()
    assert told["leaf"] == book.history(visit).first().leaf and not told["proof"]
    public.force_login(world.stranger.account)
    assert public.get(f"/desk/example.visit/{visit.pk}/receipt.json").status_code == 404


def test_an_applicant_proves_what_was_handed_in(public, world, tmp_path):
    """At once a promise with the salts of their own fields, after publication a proof that stands alone."""
    matter = record_of(next(iter(registry.on("intakes").values())).model, world)
    matter.refresh_from_db()
    book.write(book.Act(matter, "register", "提交申请", rows=[matter], changes={"title": [None, matter.title]}, via="portal"))
    cli("checkpoint")
    receipt, code = give_code(matter)
    assert public.get("/follow/matter/receipt.json").status_code == 302
    public.post("/follow/", {"receipt": receipt, "code": code})
    path = tmp_path / "receipt.json"
    path.write_bytes(public.get("/follow/matter/receipt.json").content)
    told = json.loads(path.read_text())
    assert told["leaf"] and told["time"]
    assert {"title", f"row {registry.label(matter)}:{matter.pk}"} <= {one["field"] for one in told["opened"]}
    assert run("verify_receipt.py", str(path), *keys(published.folders()[0])).returncode == 0
    proof = tmp_path / "receipt.tlog-proof"
    proof.write_bytes(public.get("/follow/matter/receipt.tlog-proof").content)
    assert run("verify_receipt.py", str(proof), *keys(published.folders()[0])).returncode == 0
    path.write_text(json.dumps(told | {"proof": ""}))
    assert run("verify_receipt.py", str(path)).returncode == 3
    assert run("verify_receipt.py", str(path), "--proof", str(proof), *keys(published.folders()[0])).returncode == 0
    proof.write_text(proof.read_text().replace("\nindex ", "\nindex 1"))
    assert run("verify_receipt.py", str(proof), *keys(published.folders()[0])).returncode == 2
    assert checked(published.folders()[0]).returncode == 0
