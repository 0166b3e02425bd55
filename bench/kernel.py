"""The life of a case and lists of cases on both databases: statements, CPU and wall time beside the bars, and a plain way in the same run.

BENCH_SIZES=50000,1000000 says among how many. CPU is of this process alone. Peers elsewhere, on the same kind of machine: Caluma needs 190
statements and ~193 ms a life, Open Zaak 908 and ~753 ms.
"""

import os
import subprocess
import sys

from tests import postgres

ONE = [sys.executable, "-m", "bench._kernel"]


def main() -> int:
    """Both databases are measured, also where the first misses a bar; how many missed one."""
    if "DATABASE_URL" in os.environ:
        return measured({})
    missed = measured({})
    if postgres.binaries() is None:
        print("PostgreSQL is not installed: not measured")
        return missed
    with postgres.cluster(postgres.DURABLE) as server:
        return missed + measured({"DATABASE_URL": server.url})


def measured(place: dict[str, str]) -> int:
    return int(subprocess.run(ONE, env={**os.environ, **place}, check=False).returncode != 0)


raise SystemExit(main())
