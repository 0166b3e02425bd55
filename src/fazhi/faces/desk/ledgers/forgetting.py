"""What was erased leaves the imports too: the rows that named it, what was found of them, and the file that was brought in."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from fazhi.kernel import registry
from fazhi.kernel.documents import shelf
from fazhi.kernel.documents.models import File
from fazhi.kernel.flow.erasing import without

from .keeping import ImportBatch, ImportRun, pack


def forget(record: Any, needles: list[str]) -> None:
    """Cut words out of every import of the record's kind; a file that holds them cannot be cut, and goes whole."""
    runs = ImportRun.objects.filter(label=registry.label(type(record)))
    for run in runs.only("pk", "sha256", "name") if needles else ():
        touched = [batch for batch in run.batches.all() if _cut(batch, needles)]
        if touched or without(run.name, needles) != run.name:
            _forget_file(run, needles)


def _cut(batch: ImportBatch, needles: list[str]) -> bool:
    said = json.dumps(batch.rows(), ensure_ascii=False)
    if (left := without(said, needles)) == said:
        return False
    ImportBatch.objects.filter(pk=batch.pk).update(packed=pack(json.loads(left)), findings=b"")
    return True


def _forget_file(run: ImportRun, needles: list[str]) -> None:
    ImportRun.objects.filter(pk=run.pk).update(name=without(run.name, needles), findings=b"", told=b"")
    elsewhere = ImportRun.objects.filter(sha256=run.sha256).exclude(pk=run.pk).exists()
    if not elsewhere and not File.objects.filter(sha256=run.sha256, withdrawn_at=None).exists():
        transaction.on_commit(lambda: shelf.place_of(run.sha256).unlink(missing_ok=True))
