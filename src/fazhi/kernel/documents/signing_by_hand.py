"""Take in what was signed on the pad: the picture, the strokes, and whether somebody's hand drew the very same before."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from fazhi.kernel.ledger.book import Act, write
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import masked

from . import strokes as drawing
from .attaching import Upload, attach
from .models import HandSignature

KIND = "手写签名"


def sign_by_hand(record: Model, upload: Upload, signer: str, told: str, person: Person | None) -> HandSignature:
    """Keep a drawing with a record; raises ValidationError with a sentence, and then keeps nothing."""
    signer, strokes = signer.strip(), drawing.read(told)
    if not signer:
        raise ValidationError("请写明是谁的签名。")
    with transaction.atomic():
        file = attach(record, upload, KIND, person)
        made = HandSignature(file=file, signer=signer, shape=drawing.shape_of(strokes), recorded_by=person)
        made.full_clean(exclude=["file", "recorded_by"])
        made.strokes = {"strokes": strokes}
        made.alike = _twin(made, strokes)
        made.is_as_fast = bool(made.alike) and drawing.is_as_fast(strokes, strokes_of(made.alike))
        made.save()
        write(Act(record, "sign_by_hand", KIND, actor=person, changes={"file": [None, file.sha256]}, rows=[made]))
    return made


def strokes_of(row: HandSignature) -> drawing.Strokes:
    """As they were drawn; nothing once they were erased."""
    return row.strokes.get("strokes", [])


def _twin(made: HandSignature, strokes: drawing.Strokes) -> HandSignature | None:
    """The first drawing before this one that is the same; the same hand on the same matter on the same day is one signing."""
    if not made.shape:
        return None
    day = timezone.localdate(made.signed_at)
    rows = HandSignature.objects.filter(shape=made.shape).select_related("file").order_by("pk")
    mine = Q(signer=made.signer, signed_at__date=day, file__of_label=made.file.of_label, file__of_id=made.file.of_id)
    return next((row for row in rows.exclude(mine) if drawing.is_same(strokes, strokes_of(row))), None)


def doubts_of(of_label: str, of_id: Any) -> list[str]:
    """What a person should look at among the signatures of a record; sentences without names of others' matters."""
    mine = {"file__of_label": of_label, "file__of_id": of_id, "file__withdrawn_at": None}
    rows = HandSignature.objects.filter(Q(alike__isnull=False) | Q(twins__isnull=False), **mine).distinct().order_by("pk")
    return [_told(row) for row in rows.select_related("alike__file", "file").prefetch_related("twins__file")]


def _told(row: HandSignature) -> str:
    """Whose signature is like which: one of the same matter by its signer, another's by how many there are."""
    others = [*([row.alike] if row.alike else []), *row.twins.all()]
    here = (row.file.of_label, row.file.of_id)
    same = [each for each in others if (each.file.of_label, each.file.of_id) == here and each.signer != row.signer]
    named = sorted({masked(each, "signer") for each in same})
    elsewhere = len({(each.file.of_label, each.file.of_id) for each in others} - {here})
    whose = [*(f"“{name}”的签名" for name in named), *([f"另外 {elsewhere} 件档案里的签名"] if elsewhere else [])]
    whose = whose or ["本人另一天的签名"]
    speed = "，落笔的快慢也一样" if row.is_as_fast or any(each.is_as_fast for each in row.twins.all()) else ""
    return f"“{masked(row, 'signer')}”的手写签名与{'、'.join(whose)}逐笔相同{speed}，请当面核实"
