"""Publishing beside the request: held against every record while the page tells how far it is; killed in the middle, it is begun anew."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from fazhi.kernel.org.models import Person, Unit

from . import publication
from .declared import indicator_of
from .evaluation import evaluate
from .models import Publishing, Snapshot
from .proof.reading import owner_of
from .values import Value
from .windows import window_of

SILENT = 120  # seconds: after so long without a sign the worker is taken for dead
BROKEN = "系统出错，没有发布，什么都没有改变；请过一会儿再试，或者告诉系统管理员"

logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


def begin(value: Value, person: Person, unit: Unit, reason: str, corrects: Snapshot | None, *, is_whole: bool) -> Publishing:
    """Publish a figure in the background; what is under way already is not begun twice. In tests it is done at once."""
    asked = {"code": value.code, "unit": unit, "window": value.window.name, "as_of": value.stretch.last}
    asked |= {"structure": value.scope.structure, "is_whole": is_whole}
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if running := Publishing.objects.filter(**asked, state=Publishing.State.RUNNING).first():
            return running
        job = Publishing.objects.create(**asked, label=value.label, person=person, reason=reason, corrects=corrects)
    _note(job, 0)
    if getattr(settings, "IMPORTS_AT_ONCE", False):
        carry(job.pk)
        job.refresh_from_db()
    else:
        threading.Thread(target=_in_background, args=(job.pk,), daemon=True, name=f"publish-{job.pk}").start()
    return job


def _in_background(pk: int) -> None:
    try:
        with _one_at_a_time:
            carry(pk)
    finally:
        connection.close()


def carry(pk: int) -> None:
    """Check in nobody's way, then publish in one transaction with the word that it is done; a refusal is told on the job."""
    job, looked = Publishing.objects.select_related("person", "unit", "corrects").get(pk=pk), [0]

    def tell(rows: int) -> None:
        looked[0] += rows
        _note(job, looked[0])

    try:
        publication.refuse_unless_allowed(job.person, job.unit, job.corrects, job.reason)
        if _is_running(job):
            _publish(job, publication.check(_asked(job), tell))
    except (ValidationError, PermissionDenied) as refusal:
        _end(job, "；".join(getattr(refusal, "messages", [str(refusal)])))
    except Exception:
        logger.exception("publishing %s broke off", pk)
        _end(job, BROKEN)
    with suppress(OSError):
        place_of(job).unlink(missing_ok=True)


def _asked(job: Publishing) -> Iterator[Value]:
    """The figure, reckoned when it is asked for: in the view in which it is checked."""
    yield evaluate(job.code, None if job.is_whole else job.unit, window_of(job.window), job.as_of, job.structure)


@transaction.atomic
def _publish(job: Publishing, checked: publication.Checked) -> None:
    # Whoever finds it done by another leaves it alone: a figure is published once.
    if _is_running(job):
        row = publication.freeze(checked, job.person, job.unit, job.corrects, job.reason)[0]
        Publishing.objects.filter(pk=job.pk).update(state=Publishing.State.DONE, snapshot=row)


@transaction.atomic
def _is_running(job: Publishing) -> bool:
    return Publishing.objects.select_for_update().filter(pk=job.pk, state=Publishing.State.RUNNING).exists()


def _end(job: Publishing, told: str) -> None:
    running = Publishing.objects.filter(pk=job.pk, state=Publishing.State.RUNNING)
    running.update(state=Publishing.State.FAILED, told=told[:500])


def resume() -> list[int]:
    """Begin anew what was cut off before it was done; the recurring work calls this."""
    waiting = [job for job in Publishing.objects.filter(state=Publishing.State.RUNNING) if not _is_alive(job)]
    for job in waiting:
        carry(job.pk)
    return [job.pk for job in waiting]


def percent(job: Publishing) -> int:
    """How far the checking is, of all rows that are looked at."""
    if job.state != Publishing.State.RUNNING:
        return 100
    model = indicator_of(job.code).model
    total = sum(each._base_manager.count() for each in {model, owner_of(model)})
    try:
        return min(99, 100 * int(place_of(job).read_text() or 0) // max(1, total))
    except (OSError, ValueError):
        return 0


def place_of(job: Publishing) -> Path:
    """How far it is stands in a file: what is only looked at writes nothing."""
    return Path(settings.HOME) / "publishing" / str(job.pk)


def _note(job: Publishing, rows: int) -> None:
    with suppress(OSError):
        place_of(job).parent.mkdir(parents=True, exist_ok=True)
        place_of(job).write_text(str(rows))


def _is_alive(job: Publishing) -> bool:
    try:
        return place_of(job).stat().st_mtime > time.time() - SILENT
    except OSError:
        return False
