"""What is not kept: the other side's name, once the matter is over and no conflict can arise any more."""

from datetime import date, timedelta

from django.db import transaction

from fazhi.kernel.ledger import book

from .models import Consultation
from .rules import FORGET_DAYS

LAW = "个人信息保护法 第四十七条第一款第一项"
BATCH = 1000


def forget_opponents(today: date) -> int:
    """Take the other side's name out of what was closed long enough ago; how many. Each act is in the ledger, no name is."""
    over = Consultation.objects.filter(closed_on__lte=today - timedelta(days=FORGET_DAYS.value(today))).exclude(opponent="")
    forgotten = 0
    while batch := list(over.select_related("unit")[:BATCH]):
        with transaction.atomic():
            for row in batch:
                row.opponent = ""  # the act commits to the row as it then stands
                row.save(update_fields=["opponent"])
            book.write_many([book.Act(row, "forget", "清除对方名称", law=LAW, via="schedule", rows=[row]) for row in batch])
        forgotten += len(batch)
    return forgotten
