"""A PostgreSQL cluster in a temporary folder, for tests and measurements: `python -m tests.postgres COMMAND …` runs a command on it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# PostgreSQL refuses to run as root: there the cluster belongs to this account.
UNPRIVILEGED = "nobody"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on",)


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first; None where PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


class Cluster:
    """One server with one database `fazhi`, reached through a socket in its own folder."""

    def __init__(self, folder: Path, settings: tuple[str, ...] = QUICK) -> None:
        self.folder, self.settings = folder, settings

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, UNPRIVILEGED)
        self._run("initdb", "--auth=trust", "--username=fazhi", "--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={self.data}")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgresql://fazhi@{str(self.folder).replace('/', '%2F')}/fazhi"

    def start(self) -> None:
        told = " ".join(f"-c {each}" for each in (*self.settings, "max_connections=100", "shared_buffers=256MB", "jit=off"))
        address = f"-c listen_addresses= -c unix_socket_directories={self.folder} {told}"
        self._run("pg_ctl", "start", "--wait", f"--pgdata={self.data}", f"--log={self.folder / 'log'}", f"--options={address}")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "stop", f"--mode={how}", f"--pgdata={self.data}")

    def kill(self) -> None:
        """End the server and all its children at once, as a power cut would; its folder stays as it is."""
        postmaster = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        for process in [postmaster, *_children(postmaster)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while _children(postmaster) or Path(f"/proc/{postmaster}").exists():
            time.sleep(0.01)

    def create(self) -> None:
        self._run("createdb", "--host", str(self.folder), "--username=fazhi", "fazhi")

    def create_on(self, disk: Path) -> None:
        """The database anew, with its tables on another disk than its log."""
        if os.geteuid() == 0:
            shutil.chown(disk, UNPRIVILEGED)
        for statement in (
            f"CREATE TABLESPACE disk LOCATION '{disk}'",
            "DROP DATABASE fazhi",
            "CREATE DATABASE fazhi TABLESPACE disk",
        ):
            self._run("psql", "--host", str(self.folder), "--username=fazhi", "--quiet", "--command", statement, "postgres")

    def _run(self, name: str, *arguments: str) -> None:
        owner = {"user": UNPRIVILEGED, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [str(binaries() / name), *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, env=_english(), **owner
        )


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(word) for word in tasks.read_text().split()] if tasks.exists() else []


def _english() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


@contextmanager
def cluster(settings: tuple[str, ...] = QUICK) -> Iterator[Cluster]:
    """A running cluster with an empty database; gone when the block ends."""
    server = Cluster(Path(tempfile.mkdtemp(prefix="fazhi-pg-")), settings)
    try:
        server.make()
        server.start()
        try:
            server.create()
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set; say so and succeed where PostgreSQL is not installed."""
    if binaries() is None:
        print("SKIPPED: PostgreSQL is not installed (Debian: apt install postgresql); nothing was run on it:", *command)  # noqa: T201
        return 0
    with cluster() as server:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
