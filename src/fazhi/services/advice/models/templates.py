"""答复模板: how a unit answers what is often asked, with places that the consultation fills, on articles that are the law."""

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate

from fazhi.kernel.org.dated import Dated, in_force
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Record

from .. import citing
from ..roles import OFFICE, READERS
from ..words import LEFT, Place, Topic
from .consultations import Consultation

if TYPE_CHECKING:
    from fazhi.kernel.org.models import Person

PLACE = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")


class AnswerTemplate(Record, Dated):
    """`unit` and all below it may use it, from a day to a day."""

    title = models.CharField("模板名称", max_length=80)
    topic = models.CharField("事项类别", max_length=20, choices=Topic, blank=True, help_text="不选的，各类都可以套用")
    text = models.TextField("答复内容", help_text=f"可以写：{'、'.join(f'{{{place.label}}}' for place in Place)}")
    cited = models.CharField("引用法条", max_length=400, help_text="用顿号隔开，例如：劳动合同法 第八十二条；须现行有效")
    read = models.JSONField(
        "登记时的条文摘要", default=dict, editable=False
    )  # citation → what its words were then, as a fingerprint

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "答复模板"
        constraints = [*Record.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return OFFICE

    @classmethod
    def open_to(cls, unit: Unit, topic: str, on: date) -> "models.QuerySet[AnswerTemplate]":
        """Those of the unit and of the units above it, for a topic, that hold on a day; the nearest first."""
        held = cls.objects.filter(in_force(on), unit__path__in=lineage(unit.path), topic__in=("", topic))
        return held.select_related("unit").order_by("-unit__path", "title")

    def clean(self) -> None:
        """Its places are known, and what it cites is the law today, or was on the day from which a ledger says it held."""
        strange = sorted({found for found in PLACE.findall(self.text) if found.strip() not in Place.labels})
        if strange:
            known = "、".join(f"{{{label}}}" for label in Place.labels)
            raise ValidationError({"text": f"没有“{{{strange[0]}}}”这一处可以填；可以写：{known}"})
        if not citing.split(self.cited):
            raise ValidationError({"cited": "至少引用一条法条"})
        self.read = citing.read_in(self.cited, max(self.valid_from, min(localdate(), self.valid_to or localdate())))

    def outdated(self, on: date) -> str:
        """What it cites and is the law no more, or says something else than when the template was made; blank where all holds."""
        try:
            changed = citing.changed(self.cited, self.read, on)
        except ValidationError as fault:
            return "；".join(fault.messages)
        return f"{'、'.join(changed)}已经修订" if changed else ""

    def filled(self, consultation: Consultation, person: "Person | None", on: date) -> str:
        """The text with every place filled from the consultation; what it does not say is left to be written."""
        told = _told(consultation, person, on)
        return PLACE.sub(lambda found: told.get(found[1].strip()) or f"{LEFT}{found[1].strip()}）", self.text)


def _told(consultation: Consultation, person: "Person | None", on: date) -> dict[str, str]:
    asker, lapse, amount = consultation.asker, consultation.limitation_on, consultation.amount
    return {
        Place.ASKER.label: str(asker) if asker and (asker.name or asker.alias) else "您",
        Place.TOPIC.label: str(consultation.get_topic_display()),
        Place.ASKED_ON.label: _day(consultation.opened_on),
        Place.TODAY.label: _day(on),
        Place.SITE.label: consultation.unit.name,
        Place.ADVISER.label: str(consultation.handler or person or ""),
        Place.LAPSE.label: _day(lapse) if lapse else "",
        Place.AMOUNT.label: f"{amount:,} 元" if amount else "",
    }


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
