"""All recurring work, by name; each is a verb that may run as often as it likes and acts once."""

import os
import time
from collections.abc import Callable
from datetime import date

import django
from django.db import close_old_connections
from django.utils import timezone

Work = Callable[[date], object]


def recurring() -> dict[str, Work]:
    """Name → what is done; read after Django is set up."""
    from fazhi.kernel.flow import obligations, passing_time  # noqa: PLC0415  (tables exist only after set-up)
    from fazhi.kernel.indicators import rollups  # noqa: PLC0415

    return {
        "期限届满的结果": passing_time.lapse,
        "期限提醒": passing_time.remind,
        "应办事项": obligations.raise_rows,
        "指标汇总": lambda today: rollups.refresh(),
    }


def run_once(today: date | None = None) -> dict[str, object]:
    """Do everything that is due; name → what it answered."""
    return {name: work(today or timezone.localdate()) for name, work in recurring().items()}


EVERY_SECONDS = 60


def run_forever() -> None:
    """The background worker of `fazhi serve`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")
    django.setup()
    while True:
        run_once()
        close_old_connections()
        time.sleep(EVERY_SECONDS)
