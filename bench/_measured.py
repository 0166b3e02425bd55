"""One act measured: statements, CPU and wall time, the median of its rounds."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


class Measured:
    """Statements, CPU ms of this process and wall ms; an act beyond half a second is done three times."""

    def __init__(self, act: Callable[[], Any], rounds: int = 40) -> None:
        act()
        with CaptureQueriesContext(connection) as asked:
            once = _timed(act)
        self.statements = len(asked)
        times = [_timed(act) for _ in range(rounds if once[1] < 500 else 3)]
        self.cpu, self.wall = (sorted(each)[len(times) // 2] for each in zip(*times, strict=True))


def _timed(act: Callable[[], Any]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
