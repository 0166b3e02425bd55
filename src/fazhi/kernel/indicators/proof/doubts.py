"""该数字正在核对: a published figure that does not follow from its records says so wherever it stands, until it does again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..models import Doubt, Proof, Snapshot
from .checking import Bench, Result, check

WORDS = "该数字正在核对"


@transaction.atomic
def note(result: Result) -> None:
    """Raise a doubt for what was found, or clear what was raised before."""
    open_ones = Doubt.objects.select_for_update().filter(snapshot=result.snapshot, cleared_at=None)
    text = "；".join(result.found[:20])
    if result.found and not open_ones.filter(text=text).exists():
        Doubt.objects.create(snapshot=result.snapshot, found_at=timezone.now(), text=text)
    elif not result.found:
        open_ones.update(cleared_at=timezone.now())


def doubted(snapshots: Iterable[Snapshot]) -> set[int]:
    """Which of these published figures are under check."""
    keys = [snapshot.pk for snapshot in snapshots]
    return set(Doubt.objects.filter(snapshot__in=keys, cleared_at=None).values_list("snapshot", flat=True))


def of_code(code: str) -> list[Doubt]:
    """What is under check of an indicator."""
    return list(Doubt.objects.filter(snapshot__code=code, cleared_at=None).select_related("snapshot"))


def watch(today: date) -> list[str]:
    """Once a day hold every published figure against its records; the sentences of what was found."""
    waiting = Proof.objects.exclude(checked_on=today).select_related("snapshot").order_by("pk")
    found, bench = [], Bench() if waiting else None
    for proof in waiting:
        result = check(proof.snapshot, bench)
        note(result)
        Proof.objects.filter(pk=proof.pk).update(checked_on=today)
        found += [f"{proof.snapshot}：{sentence}" for sentence in result.found]
    return found
