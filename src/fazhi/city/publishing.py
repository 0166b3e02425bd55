"""The report's figures, published once when the city stands, so that the public's page has something to show."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from multiprocessing import get_context
from operator import attrgetter

import django

from fazhi.kernel import registry
from fazhi.kernel.indicators import figures, publication
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.indicators.places import NOW, Scope
from fazhi.kernel.indicators.values import FigureRow

from .standing import Asked

AT_ONCE = 2  # processes: each holds the records of one module against the ledger


def publish(city: Asked, table: list[FigureRow]) -> None:
    """What is not published yet, module by module; a whole city's records are looked at by several processes."""
    known = set(Snapshot.objects.values_list("code", flat=True))
    rows = [row for row in table if row.answer and not row.answer.empty and row.answer.code not in known]
    shares: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter("records"), reverse=True):
        shares[row.answer.indicator.model._meta.app_label].append(row.code)
    if city.size != "city":
        for codes in shares.values():
            _publish(codes, city.as_of)
        return
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn"), django.setup) as helpers:
        list(helpers.map(_publish, shares.values(), repeat(city.as_of)))


def _publish(codes: list[str], on: date) -> None:
    table = figures.table_of([registry.find("figures", code) for code in codes], Scope.of(None, NOW, on), on)
    publication.publish([row.answer for row in table], None)
