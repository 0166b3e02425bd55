"""The life of a case and lists of cases on both databases: statements, CPU and wall time beside the bars, and a plain way in the same run.

BENCH_SIZES=50000,1000000 says among how many. CPU is of this process alone. Peers elsewhere, on the same kind of machine: Caluma needs 190
statements and ~193 ms a life, Open Zaak 908 and ~753 ms.
"""

import os
import subprocess
import sys

from tests import postgres

ONE = [sys.executable, "-m", "bench._kernel"]


def main() -> None:
    alone = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if "DATABASE_URL" in os.environ:
        subprocess.run(ONE, check=True)
        return
    subprocess.run(ONE, env=alone, check=True)
    if postgres.binaries() is None:
        print("PostgreSQL is not installed: not measured")
        return
    with postgres.cluster(postgres.DURABLE) as server:
        subprocess.run(ONE, env=alone | {"DATABASE_URL": server.url}, check=True)


main()
