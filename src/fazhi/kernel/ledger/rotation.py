"""The log says itself when it gets another key; the publisher, who has no other right, shows it in its file of keys."""

from __future__ import annotations

from django.db import transaction

from . import published
from .book import Act, write
from .models import Event, Log

ACT = "key.rotate"


@transaction.atomic
def note_new_keys() -> int:
    """Write an entry for each key of the newest log that came after its first and was not told of yet."""
    log = Log.objects.order_by("-pk").first()
    if log is None:
        return 0
    keys = [key.line() for key in published.verifiers(log.origin)[1:]]
    told = [changes.get("key", [None, ""])[1] for changes in Event.objects.filter(act=ACT).values_list("changes", flat=True)]
    fresh = [line for line in keys if line not in told]
    for line in fresh:
        write(Act(None, ACT, "日志启用新的签发密钥", via="log", changes={"key": [None, line]}, basis=f"{ACT} {line}"))
    return len(fresh)
