"""What those who compile the yearly statistics see and fill in."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, View

from .ledgers.statistics import YearReportLedger
from .models import EnforcementBody, YearReport
from .papers import statistics  # noqa: F401  the paper

LEDGERS = (YearReportLedger,)


class YearReportDesk(Desk):
    model = YearReport
    title = "执法统计年报"
    icon = "chart"
    place = 9
    columns = "title year body published_on state due_on"
    together = "body"
    filters = "unit state year published_on"
    sorts = "opened_on due_on"
    form = "unit body year"
    facts = "body year counted_at checked_by published_on address corrects because"
    parts = "cells"
    part_columns = {"cells": "kind amount money is_counted source"}
    corrects = "address"
    hints = {"year": "上一年度；没有结束的年度可以先汇总，不能签发", "source": "例如：政务服务平台2025年度统计表"}
    empty = "每年一月汇总上一年度，1月31日前公开"
    views = (View("待自检", "state=compiled"), View("待签发", "state=checked"), View("待公开", "state=signed&sort=due_on"))

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        found = EnforcementBody.objects.visible_to(person)
        return (found.filter(unit=unit) if unit else found) if name == "body" else None
