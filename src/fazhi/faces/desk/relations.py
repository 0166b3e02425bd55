"""What a record is tied to: records it refers to and that refer to it, hand-overs, signatures."""

from typing import Any

from django.db.models import ForeignKey
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow import signing
from fazhi.kernel.flow.handovers import of_case
from fazhi.kernel.flow.models import Approval
from fazhi.kernel.org.models import ApprovalLevel, Person
from fazhi.kernel.records.models import Record

from . import display
from .signing import sign_url

MOST = 8


def related(record: Record, person: Person) -> list[Link]:
    """The records on both ends of every reference, as far as this person may see them."""
    return [*_referred_to(record, person), *_referring(record, person)]


def _referred_to(record: Record, person: Person) -> list[Link]:
    """One question for each reference that is filled in."""
    keys = {
        field: key
        for field in record._meta.fields
        if isinstance(field, ForeignKey) and issubclass(field.related_model, Record) and (key := getattr(record, field.attname))
    }
    seen = {field: field.related_model.objects.visible_to(person).filter(pk=key).first() for field, key in keys.items()}
    return [_link(str(field.verbose_name), other) for field, other in seen.items() if other]


def _referring(record: Record, person: Person) -> list[Link]:
    """One question for each kind of record that may refer here."""
    relations = [
        relation
        for relation in record._meta.related_objects
        if issubclass(relation.related_model, Record) and registry.label(relation.related_model) in registry.on("desks")
    ]
    return [
        _link(str(relation.related_model._meta.verbose_name), other)
        for relation in relations
        for other in relation.related_model.objects.visible_to(person)
        .filter(**{relation.field.name: record.pk})
        .order_by("-pk")[:MOST]
    ]


def _link(role: str, other: Record) -> Link:
    label = registry.label(other)
    url = reverse("desk:record", args=[label, other.pk]) if label in registry.on("desks") else ""
    return Link(f"{role}：{other}", url, note=other.number)


def hand_overs(record: Record) -> list[Link]:
    """The hand-overs that left a case and the one that opened it, with what came of each."""
    return [
        Link(
            f"{row.from_unit} → {row.to_unit}",
            reverse("desk:hand_over", args=[row.pk]),
            note="，".join(filter(None, [row.get_state_display(), row.return_reason or row.result or row.reason])),
        )
        for row in of_case(record)
    ]


def signatures(case: Any, person: Person) -> list[dict[str, Any]]:
    """For each signature that a step from here must have: given, refused, or waiting, and whether it is this person's to give."""
    flow = registry.on("flows").get(registry.label(case))
    steps = [step for step in flow.steps_from(case.state) if signing.signatures_of(step)] if flow else []
    given = list(_given(case)) if steps else []
    return [_told(case, person, step, gate, given) for step in steps for gate in signing.signatures_of(step)]


def _given(case: Any) -> Any:
    rows = Approval.objects.filter(of=registry.label(case), record_id=case.pk, version=case.version)
    return rows.select_related("person").order_by("-pk")


def _told(case: Any, person: Person, step: Any, gate: Any, given: list[Approval]) -> dict[str, Any]:
    row = next((row for row in given if row.step == step.name and row.level == gate.level), None)
    words = f"{row.person} {'同意' if row.agrees else '不同意'}，{display.words(row.at)} {row.opinion}" if row else "待签批"
    mine = row is None and gate.level in person.levels_at(case.path)
    return {
        "label": f"{step.label}：{ApprovalLevel(gate.level).label}",
        "words": words,
        "law": gate.law,
        "url": sign_url(case, step) if mine else "",
    }
