"""The publisher as a user of the machine of its own: it alone has the keys, and it may write nothing but the log."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from sysconfig import get_path

import pytest
from django.conf import settings
from django.db import connection

from fazhi.kernel.ledger import book, published, sequencing
from fazhi.kernel.ledger.models import Log
from tests.proofs.test_scripts import run

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, who alone can act as another user"),
]
PUBLISHER = "nobody"
READS = ("ledger_log", "ledger_tile", "ledger_event")  # all that the publisher's role may read


@pytest.fixture
def place():
    """Where the publisher's folders are, which every user may enter; nothing else of the tests' home is theirs."""
    folder = Path(tempfile.mkdtemp(prefix="fazhi-publisher-"))
    folder.chmod(0o755)
    for name in ("home", "signing", "log"):
        (folder / name).mkdir(mode=0o755 if name == "log" else 0o700)
        shutil.chown(folder / name, PUBLISHER)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def readable():
    """The address of the database for somebody who may only read."""
    if connection.vendor == "sqlite":
        yield from _file_that_is_read()
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE publisher LOGIN")
        cursor.execute(f"GRANT SELECT ON {', '.join(READS)} TO publisher")
    told = connection.settings_dict
    yield f"postgresql://publisher@{told['HOST'].replace('/', '%2F')}/{told['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY publisher")
        cursor.execute("DROP ROLE publisher")


def _file_that_is_read():
    file = Path(connection.settings_dict["NAME"])
    modes = {path: path.stat().st_mode & 0o777 for path in (file.parent, *file.parent.glob(f"{file.name}*"))}
    file.parent.chmod(0o711)
    for path in file.parent.glob(f"{file.name}*"):
        path.chmod(0o644)
    yield f"sqlite:///{file}"
    for path, mode in modes.items():
        path.chmod(mode)


@pytest.fixture
def python():
    """An interpreter that the publisher may start: ours, or the machine's of the same version."""
    same = f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (sys.executable, same):
        try:
            subprocess.run([path, "-c", "import encodings"], check=True, capture_output=True, **as_publisher())
        except (OSError, subprocess.CalledProcessError):
            continue
        return path
    pytest.skip(f"needs an interpreter that {PUBLISHER} may start: {same}")


def as_publisher():
    return {"user": PUBLISHER, "group": pwd.getpwnam(PUBLISHER).pw_gid, "extra_groups": []}


def published_by_itself(python, place, url):
    """What `fazhi log publish` answers the publisher."""
    kept = ("PATH", "FAZHI_LOG", "FAZHI_EXAMPLE")
    given = {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": f"{settings.ROOT / 'src'}:{get_path('purelib')}"
    }
    given |= {"DATABASE_URL": url, "FAZHI_HOME": str(place / "home"), "HOME": str(place / "home")}
    given |= {"FAZHI_SIGNING": str(place / "signing"), "FAZHI_PUBLISHED": str(place / "log")}
    words = [python, "-m", "fazhi", "log", "publish"]
    return subprocess.run(words, env=given, capture_output=True, text=True, **as_publisher())


def test_a_user_of_its_own_signs_and_lays_out_what_it_may_only_read(python, place, readable, settings):
    settings.LEDGER_PUBLISHED = place / "log"
    for turn in (1, 2):
        book.write_many([book.Act(None, "note", f"{turn}.{number}") for number in range(5)])
        sequencing.sequence()
        done = published_by_itself(python, place, readable)
        assert done.returncode == 0, done.stdout + done.stderr
        assert published.checkpoint_of(Log.objects.get().origin).size == 5 * turn
    folder = published.folders()[0]
    keys = [part for line in (folder / "keys").read_text().splitlines() for part in ("--key", line)]
    assert run("verify_log.py", str(folder), *keys).returncode == 0
    owners = {path.owner() for path in [*(place / "signing").iterdir(), folder / "checkpoint"]}
    assert owners == {PUBLISHER} and {path.stat().st_mode & 0o077 for path in (place / "signing").glob("*.key")} == {0}
