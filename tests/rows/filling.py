"""A site whose disk runs full, or fails: `python -m tests.rows.filling WHERE MOUNT` prints one JSON line; forms are sent until it refuses.

WHERE is `database`, `postgresql`, `files` or `tiles`: that one lies on a small disk in memory; `failing` sends so many forms as it is told
until it is refused, wherever the database lies.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from tests import postgres

os.environ["FAZHI_EXAMPLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"
WHERE, MOUNT = sys.argv[1], Path(sys.argv[2])
HOME = Path(os.environ["FAZHI_HOME"])
ROOT = Path(__file__).resolve().parents[2]
LEFT = 1_000_000  # bytes that are free when the first form is sent
PATIENCE = 4  # refusals in a row
MOST = int(os.environ.get("FAZHI_SENDS", "400"))

if WHERE != "failing":
    size = "64m" if WHERE == "postgresql" else "16m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(MOUNT)], check=True)
if WHERE == "database":
    os.environ["DATABASE_URL"] = f"sqlite:///{shutil.move(HOME / 'fazhi.sqlite3', MOUNT / 'fazhi.sqlite3')}"
if WHERE == "tiles":
    os.environ["FAZHI_PUBLISHED"] = str(MOUNT / "log")
opened = ExitStack()
if WHERE == "postgresql":
    server = opened.enter_context(postgres.cluster())
    server.create_on(MOUNT)
    os.environ["DATABASE_URL"] = server.url

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from fazhi.kernel.documents.models import File  # noqa: E402
from fazhi.kernel.ledger import checking, published, publishing, sequencing  # noqa: E402
from fazhi.kernel.ledger.store import Alarm  # noqa: E402
from fazhi.kernel.org.models import Person, Unit  # noqa: E402
from tests.example.models import Visit  # noqa: E402
from tests.rows.soundness import breaches  # noqa: E402
from tests.world import build, seal  # noqa: E402

setup_test_environment()
chance, numbers = Random(os.getpid()), count(1)  # a key that was used before is no new form


def main() -> dict[str, object]:
    """What was acknowledged and refused, what is there, and whether it goes on when there is room again."""
    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        build()
        seal()
    settings.MEDIA_ROOT = MOUNT / "files" if WHERE == "files" else HOME / "files"
    send, held = {"files": (upload, whole_files), "tiles": (publish, Visit.objects.count)}.get(WHERE, (post, Visit.objects.count))
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(name="陈某").account)
    unit()
    before, ballast = held(), filled() if WHERE != "failing" else None
    answers = list(until_refused(lambda: send(client)))
    told = {
        "acknowledged": answers.count(302),
        "titles": titles(answers),
        "refused": sorted({code for code in answers if code != 302}),
    }
    told["last_acknowledged"] = max((at for at, code in enumerate(answers) if code == 302), default=-1)
    told["first_refused"] = next((at for at, code in enumerate(answers) if code != 302), None)
    if WHERE == "failing":
        return told | {"kept": list(Visit.objects.values_list("title", flat=True)) if MOST == 1 else []}
    told |= {"held": held() - before, "stranger": checked()}
    ballast.unlink()
    sequencing.sequence()
    return told | {
        "again": send(client),
        "unsound": (breaches() if WHERE != "files" else []) + [str(one) for one in checking.findings()],
        "after": checked(),
    }


def titles(answers: list[int]) -> list[str]:
    """What was written on the forms that were acknowledged."""
    return [f"来访{os.getpid()}.{number}" for number, code in enumerate(answers, start=1) if code == 302]


def filled() -> Path:
    """A file that leaves little room beside it."""
    ballast = MOUNT / "ballast"
    free = os.statvfs(MOUNT)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - LEFT)))
    return ballast


def until_refused(send: Callable[[], int]) -> Iterator[int]:
    refused = 0
    for _ in range(MOST):
        yield (code := send())
        refused = 0 if code == 302 else refused + 1
        if refused == PATIENCE:
            return


def post(client: Client) -> int:
    """One form, as a browser sends it."""
    key = f"{chance.random()}"
    sent = {"unit": unit(), "title": f"来访{os.getpid()}.{next(numbers)}", "topic": "advice", "question": "问" * 2000, "key": key}
    sent |= {"visitors-TOTAL_FORMS": "1", "visitors-INITIAL_FORMS": "0", "visitors-0-name": "李四"}
    return client.post("/desk/example.visit/new/", sent).status_code


@cache
def unit() -> int:
    return Unit.objects.get(name="荷花街道").pk


def upload(client: Client) -> int:
    if not Visit.objects.exists():
        post(client)
    file = SimpleUploadedFile(f"{chance.random()}.txt", f"{chance.random()}".encode() * 8000)
    return client.post(f"/desk/example.visit/{Visit.objects.get().pk}/files/", {"file": file}).status_code


def whole_files() -> int:
    """Files that are there whole; whatever came in half must be gone."""
    assert not list((Path(settings.MEDIA_ROOT) / "arriving").glob("*"))
    rows = list(File.objects.all())
    assert all(row.is_intact() for row in rows)
    return len(rows)


def publish(client: Client) -> int:
    """Many acts, then the log that tells of them."""
    code = post(client)
    sequencing.sequence()
    try:
        publishing.publish()
    except Alarm as alarm:
        assert "磁盘空间" in str(alarm), alarm
        return 507
    return code


def checked() -> int | None:
    """What a stranger's program says of the files as they lie there; None where nothing is published."""
    if WHERE != "tiles":
        return None
    place = published.folders()[0]
    keys = [part for line in (place / "keys").read_text().splitlines() for part in ("--key", line)]
    return subprocess.run([sys.executable, str(ROOT / "verify" / "verify_log.py"), str(place), *keys], check=False).returncode


if __name__ == "__main__":
    with opened:
        print(json.dumps(main(), ensure_ascii=False))  # noqa: T201
        connection.close()
