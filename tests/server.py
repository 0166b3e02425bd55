"""The same on a server of PostgreSQL: migrated once, its dump kept beside the file of SQLite, copied by the server itself."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests import postgres


def start(alone: Callable[[], AbstractContextManager[None]], mark: str, kept: Path, migrated: Callable[[str, str], None]) -> None:
    """Make a copy of the kept database the one of this process."""
    model, own = f"fazhi_kept_{mark}", f"test_fazhi_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection.close()
    with alone(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [model])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{model}"')
            _fill(_url(model), kept / f"{mark}.sql", migrated)
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}"')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{model}"')
    connection.settings_dict["NAME"] = own


def _url(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _fill(url: str, dump: Path, migrated: Callable[[str, str], None]) -> None:
    """Read the dump; where there is none, migrate and write it."""
    programs = postgres.binaries()
    if dump.exists() and programs:
        subprocess.run(
            [programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", dump, url], check=True, stdout=subprocess.DEVNULL
        )
        return
    with tempfile.TemporaryDirectory() as home:
        migrated(home, url)
    if programs:
        for old in dump.parent.glob("*.sql"):
            old.unlink()
        half = dump.with_suffix(".half")
        subprocess.run([programs / "pg_dump", "--no-owner", "-f", half, url], check=True)
        half.rename(dump)
