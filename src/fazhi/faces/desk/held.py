"""What the page of a record rests on: the record, its flow, the steps that are open to this person."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from fazhi.kernel import registry
from fazhi.kernel.flow import acting
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.doors import refusals_on, steps_open_to
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.fields import Private, SensitiveText
from fazhi.kernel.records.models import Part, parts_of

from . import display


class Held:
    """A record in the hands of one person."""

    def __init__(self, desk: type[Desk], record: Any, person: Person) -> None:
        self.desk, self.record, self.person = desk, record, person
        self.label = registry.label(record)
        self.flow = registry.on("flows").get(self.label)
        self.offers = steps_open_to(person, record) if self.flow else []

    def address(self, name: str, *more: Any) -> str:
        return reverse(f"desk:{name}", args=[self.label, self.record.pk, *more])

    @property
    def on_parts(self) -> list[Step]:
        return [offer.step for offer in self.offers if offer.step.on and offer.is_open]

    def name_of(self, kind: type[Part]) -> str:
        """Under which name the record holds a kind of part."""
        return next(name for name, held in parts_of(type(self.record)).items() if held is kind)

    def rows_of(self, kind: type[Part]) -> list[Part]:
        return list(getattr(self.record, self.name_of(kind)).all())

    def is_open_on(self, part: Part, step: Step) -> bool:
        """Whether a step on a part may be taken on this one."""
        return not refusals_on(self.person, self.record, step, part)

    @cached_property
    def works_here(self) -> bool:
        """Whether the record is in this person's hands: some step or, for a register, its correction is theirs."""
        return bool(self.offers) if self.flow else acting.holds(self.person, self.record.path, self.record.keepers())

    def told(self, row: Any, name: str, whose: str = "") -> dict[str, str]:
        """A value with where it may be seen in full: nowhere, when it stands there in full already."""
        field = display.field_of(row, name)
        if self.works_here and isinstance(field, SensitiveText):
            return {"text": display.full(row, name), "url": ""}
        is_hidden = isinstance(field, Private) and getattr(row, name)
        return {"text": display.text(row, name), "url": f"{self.address('reveal')}?{whose}field={name}" if is_hidden else ""}
