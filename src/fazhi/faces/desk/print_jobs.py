"""成批打印: a job kept in a row, carried out beside the request, its PDF kept for a day."""

import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from fazhi.kernel import documents, registry
from fazhi.kernel.documents import shelf
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.records import chest
from fazhi.kernel.records.models import parts_of

MOST = 1000
KEPT_FOR = timedelta(days=1)
SILENT = timedelta(minutes=2)  # after so long without a sign the worker is taken for dead
CHUNK = 50
TELLS_EVERY = 10

logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


class PrintJob(models.Model):
    """One paper of many records for one person."""

    class State(models.TextChoices):
        RUNNING = "running", "正在制作"
        DONE = "done", "做好了"
        FAILED = "failed", "没有做成"
        GONE = "gone", "已经过期"

    label = models.CharField(max_length=60)
    paper = models.CharField(max_length=80)
    title = models.CharField("文书", max_length=160)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="打印人")
    keys = models.JSONField("档案")
    state = models.CharField("状态", max_length=8, choices=State, default=State.RUNNING)
    done = models.PositiveIntegerField("已做", default=0)
    left = models.JSONField("没有做成的", default=list)
    begun_at = models.DateTimeField("开始时间", default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "成批打印"

    def __str__(self) -> str:
        return f"{self.title}（{len(self.keys)} 份）"

    @property
    def total(self) -> int:
        return len(self.keys)

    @property
    def percent(self) -> int:
        return 100 * self.done // max(1, self.total)

    @property
    def where(self) -> str:
        """What the PDF is bound to while it is kept."""
        return f"print {self.pk}"

    @property
    def is_still_theirs(self) -> bool:
        """Whether whoever printed may still see every record: the PDF outlives a post and comes before a restriction."""
        seen = registry.model(self.label).objects.visible_to(self.person).filter(pk__in=self.keys)
        return seen.count() == len(set(self.keys))

    def content(self) -> bytes:
        """The PDF; raises OSError where it is gone."""
        return chest.opened(self.place.read_bytes(), self.where)

    @property
    def place(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "printing" / f"{self.pk}.pdf"


def begin(label: str, paper: Any, keys: list[int], person: Person) -> PrintJob:
    """Note a job, tell the ledger who prints what, and start it; in tests it is done at once."""
    job = PrintJob.objects.create(label=label, paper=paper.key(), title=paper.title, person=person, keys=keys)
    told = book.Act(
        None, "print", f"成批打印{paper.title}", actor=person, unit=person.unit, reason=f"{len(keys)} 份，任务 {job.pk}"
    )
    book.write(told)
    if getattr(settings, "IMPORTS_AT_ONCE", False):
        carry(job)
    else:
        threading.Thread(target=_in_background, args=(job.pk,), daemon=True, name=f"print-{job.pk}").start()
    return job


def _in_background(pk: int) -> None:
    try:
        with _one_at_a_time:
            carry(PrintJob.objects.select_related("person__unit").get(pk=pk))
    finally:
        connection.close()


def carry(job: PrintJob) -> None:
    """Make every paper; whoever printed sees only what may be seen at the time of printing."""
    paper = registry.find("papers", job.paper)

    def done(amount: int) -> None:
        if amount % TELLS_EVERY == 0:
            PrintJob.objects.filter(pk=job.pk).update(done=amount, beat_at=timezone.now())

    try:
        content, left = documents.printed_together(paper, _records(job), done)
    except Exception:
        logger.exception("print job %s broke off", job.pk)
        PrintJob.objects.filter(pk=job.pk).update(state=PrintJob.State.FAILED)
        return
    if content:
        shelf.write(job.place, chest.closed(content, job.where))
    state = PrintJob.State.DONE if content else PrintJob.State.FAILED
    told = [[one.record, one.why] for one in left]
    PrintJob.objects.filter(pk=job.pk).update(state=state, done=job.total, left=told, beat_at=timezone.now())


def _records(job: PrintJob) -> Iterator[Any]:
    """In the order in which they were picked, a few at a time, with their parts."""
    model = registry.model(job.label)
    for at in range(0, job.total, CHUNK):
        keys = job.keys[at : at + CHUNK]
        rows = model.objects.visible_to(job.person).filter(pk__in=keys).select_related("unit")
        found = rows.prefetch_related(*parts_of(model)).in_bulk()
        yield from (found[key] for key in keys if key in found)


def tidy() -> None:
    """Take up what was cut off; take away what has been there for a day. The recurring work calls this."""
    now = timezone.now()
    for job in PrintJob.objects.filter(state=PrintJob.State.RUNNING, beat_at__lt=now - SILENT).select_related("person__unit"):
        carry(job)
    for job in PrintJob.objects.filter(state=PrintJob.State.DONE, begun_at__lt=now - KEPT_FOR):
        job.place.unlink(missing_ok=True)
        PrintJob.objects.filter(pk=job.pk).update(state=PrintJob.State.GONE)
