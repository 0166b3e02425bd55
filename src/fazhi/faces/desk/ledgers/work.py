"""Imports carried out beside the request: claimed by one worker, kept a thousand rows at a time, taken up again after a crash."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from fazhi.kernel.records import chest

from .batches import Batch, Progress, nothing
from .columns import matching
from .findings import Preview
from .guard import Refused
from .keeping import ImportBatch, ImportRun, judged_row, packed, written_row
from .reading import open_sheet
from .running import Run

SILENT = timedelta(seconds=120)  # after so long without a sign a worker is taken for dead
BREATH = 0.11  # SQLite's waiting writers look again every tenth of a second
FEW = 200  # rows that are judged too quickly to be in anybody's way
ROWS_A_PAGE = 200  # how many rows are packed together
BROKEN = "系统出错，中断在第 {} 行；已经写入的都算数，可以从断处继续"

logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()
_waiting: set[int] = set()


class Lost(Exception):
    """Another worker has taken the import over."""


def start(run: ImportRun) -> None:
    """Carry an import out in the background; in tests at once."""
    if getattr(settings, "IMPORTS_AT_ONCE", False):
        carry(run.pk)
    elif run.pk not in _waiting:
        _waiting.add(run.pk)
        threading.Thread(target=_in_background, args=(run.pk,), daemon=True, name=f"import-{run.pk}").start()


def _in_background(pk: int) -> None:
    try:
        with _one_at_a_time:
            carry(pk)
    finally:
        _waiting.discard(pk)
        connection.close()


def resume_interrupted() -> list[int]:
    """Take up every import whose worker has died; the recurring work calls this."""
    found = [run.pk for run in ImportRun.objects.filter(state__in=("judging", "writing")) if not _is_alive(run)]
    for pk in found:
        carry(pk)
    return found


def is_interrupted(run: ImportRun) -> bool:
    """Whether nobody works on an import that is under way."""
    return run.is_under_way and run.pk not in _waiting and not _is_alive(run)


def carry(pk: int, progress: Progress = nothing) -> None:
    """Judge or write an import to its end, if nobody else does."""
    run = _claimed(pk)
    if run is None:
        return
    work = _judge if run.state == ImportRun.State.JUDGING else _write
    try:
        work(run, progress)
    except Lost:
        logger.warning("import %s was taken over by another worker", pk)
    except Refused as refusal:
        _fail(run, refusal.sentence)
    except Exception:
        logger.exception("import %s broke off", pk)
        run.refresh_from_db(fields=["last_row"])
        _fail(run, BROKEN.format(run.last_row))


def _claimed(pk: int) -> ImportRun | None:
    run = ImportRun.objects.filter(pk=pk, state__in=("judging", "writing")).select_related("person__unit").first()
    if run is None or _is_alive(run):
        return None
    before, run.worker = run.worker, f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex}"
    is_ours = ImportRun.objects.filter(pk=pk, worker=before).update(worker=run.worker, beat_at=timezone.now())
    return run if is_ours else None


def _is_alive(run: ImportRun) -> bool:
    """Whether somebody works on it: has given a sign lately, and is not a process of this machine that is gone."""
    if not run.worker or run.beat_at is None or run.beat_at < timezone.now() - SILENT:
        return False
    host, _, rest = run.worker.partition(":")
    return host != socket.gethostname() or _runs(int(rest.partition(":")[0]))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _renew(run: ImportRun, **changed: Any) -> None:
    """A sign of life, and what has come to be; raises Lost."""
    changed |= {"beat_at": timezone.now()}
    if not ImportRun.objects.filter(pk=run.pk, worker=run.worker).update(**changed):
        raise Lost


def _fail(run: ImportRun, fault: str) -> None:
    with suppress(Lost):
        _renew(run, state=ImportRun.State.FAILED, fault=fault, worker="", ended_at=timezone.now())


def _opened(run: ImportRun, decisions: dict[int, str]) -> Run:
    try:
        content = run.content()
    except FileNotFoundError:
        raise Refused(f"文件的内容不在文件库里（指纹 {run.sha256[:12]}），请重新上传") from None
    except chest.Unopened as reason:
        raise Refused(f"文件打不开：{reason}，请重新上传") from reason
    sheet = open_sheet(content, run.name, run.sheet or None)
    return Run(run.ledger, sheet, run.person, decisions, matching(sheet, run.ledger, run.heading.get("mapped")))


def _judge(run: ImportRun, progress: Progress) -> None:
    work = _opened(run, {})
    run.batches.all().delete()
    _renew(run, done=0, total=work.sheet.about())
    found = work.preview(progress, lambda batch: _keep(run, batch, ImportBatch.JUDGED))
    _renew(
        run,
        state=ImportRun.State.JUDGED,
        counts=found.counts,
        total=found.total,
        findings=found.pack(),
        last_row=0,  # of the writing, which has not begun
        worker="",
    )


def _keep(run: ImportRun, batch: Batch, phase: str) -> None:
    """Pack the rows of a batch; a few hundred together, so that a page of the preview opens little."""
    show = {ImportBatch.JUDGED: judged_row, ImportBatch.WRITTEN: written_row}[phase]
    pages = [batch.rows[at : at + ROWS_A_PAGE] for at in range(0, len(batch.rows), ROWS_A_PAGE)]
    ImportBatch.objects.bulk_create(
        ImportBatch(
            of=run,
            phase=phase,
            first=rows[0].number,
            last=rows[-1].number,
            packed=packed({row.number: show(row) for row in rows}),
            findings=Batch(rows).findings().pack() if phase == ImportBatch.WRITTEN else b"",
        )
        for rows in pages
    )
    _renew(run, done=F("done") + len(batch.rows), last_row=batch.read)


def _write(run: ImportRun, progress: Progress) -> None:
    work = _opened(run, run.decided())
    _renew(run, total=run.total or work.sheet.about())
    work.commit(_breathing(progress), lambda batch: _keep(run, batch, ImportBatch.WRITTEN), after=run.last_row)
    with transaction.atomic():
        found = _whole(run)
        work.tell(found.counts)
        _renew(
            run,
            state=ImportRun.State.DONE,
            outcome=found.counts,
            told=found.pack(),
            worker="",
            ended_at=timezone.now(),
        )


def _breathing(progress: Progress) -> Progress:
    """Between two batches others may write."""

    def done(amount: int) -> None:
        progress(amount)
        if connection.vendor == "sqlite" and amount > FEW and not connection.in_atomic_block:
            time.sleep(BREATH)

    return done


def _whole(run: ImportRun) -> Preview:
    """What was found in all batches, also in those of a run that was cut off."""
    found = Preview()
    for batch in run.batches.filter(phase=ImportBatch.WRITTEN).iterator():
        found.take_in(Preview.unpack(bytes(batch.findings)))
    return found
