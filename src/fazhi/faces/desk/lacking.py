"""What a paper still lacks, and where it is filled in: a step that is open, one that comes, or the correction of the record."""

from typing import Any

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.records.models import parts_of


def lacks_of(paper: Any, record: Any, desk: Any, open_steps: set[str]) -> list[Link]:
    """What is missing: the labels of what is filled in at the same place together, and the way there if it is open now."""
    places: dict[tuple[str, str], list[str]] = {}
    for name, label in paper.lacking(record).items():
        lack = _lack(paper, record, desk, name, label, open_steps)
        places.setdefault((lack.url, lack.note), []).append(lack.label)
    return [Link("、".join(labels), url, note=note) for (url, note), labels in places.items()]


def _lack(paper: Any, record: Any, desk: Any, name: str, label: str, open_steps: set[str]) -> Link:
    found = _steps(paper, record, name)
    step = next((step for step in found if step.name in open_steps), None) or next(iter(found), None)
    address = [registry.label(record), record.pk]
    if step is not None:
        url = reverse("desk:step", args=[*address, step.name]) if step.name in open_steps else ""
        return Link(label, url, note=f"在“{step.label}”时填写")
    if name in (desk.corrects or desk.form).split():
        return Link(label, reverse("desk:correct", args=address), note="在“更正”里填写")
    return Link(label)


def _steps(paper: Any, record: Any, name: str) -> list[Step]:
    """The steps that ask for a datum, add such a part, or are named by the paper itself."""
    flow = registry.on("flows").get(registry.label(record))
    if flow is None:
        return []
    if name in paper.asked_in:
        return [flow.steps[step] for step in paper.asked_in[name].split()]
    kind = parts_of(type(record)).get(name)
    return [step for step in flow.steps.values() if not step.on and (name in step.asked or (kind and step.adds is kind))]
