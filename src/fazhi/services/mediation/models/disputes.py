"""A dispute: what it is, who is in it, how hard and how risky it is, how it ended."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from ..roles import HEADS, READERS
from ..words import (
    Signal,
)
from .dispute_course import Course, Incoming
from .dispute_reading import Readings


class Dispute(Readings, Incoming, Course, Case):
    """纠纷案件. `unit` is the committee; `opened_on` the day of the application; a dispute that goes on elsewhere keeps its root."""

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}人调字第{serial:04d}号", kind="人调")
    search_fields: ClassVar = "number title parties__name"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "调解案件"
        indexes = [*Case.Meta.indexes, models.Index(fields=["accepted_on", "kind"], name="mediation_dispute_kinds")]
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["hand_over"],
                condition=models.Q(hand_over__isnull=False),
                name="mediation_taken_over_once",
                violation_error_message="这件移送已经登记过案件",
            ),
        ]

    def clean(self) -> None:
        """Days in their order; a court's referral names its stage's unit."""
        for (earlier, first), (later, second) in _pairs(self._days()):
            if first > second:
                raise ValidationError({later: f"{self._word(later)} {second} 不能早于{self._word(earlier)} {first}"})
        if self.claimed is not None and self.claimed < 0:
            raise ValidationError({"claimed": "诉求金额不能是负数"})
        if self.people < 2:
            raise ValidationError({"people": "涉及人数至少是 2 人"})

        self._clean_root()

    def _clean_root(self) -> None:
        """The first case is another, earlier one, and leads nobody astray; asked only when it has been named in this act."""
        root = self._state.fields_cache.get("root_case")
        if root is None:
            self.root_key = self.root_key if self.root_case_id else self.pk
            return
        if root.pk == self.pk:
            raise ValidationError({"root_case": "首案不能是本案自己"})
        if root.opened_on and root.opened_on > self.opened_on:
            raise ValidationError({"root_case": f"首案的申请日期 {root.opened_on} 晚于本案 {self.opened_on}，请选更早的案件"})
        if not self._state.adding and self.later_cases.exclude(root_key=root.root_key).exists():
            raise ValidationError({"root_case": "本案已经是其他案件的首案，请先更正那些案件的首案"})
        self.root_key = root.root_key

    def _days(self) -> list[tuple[str, date]]:
        names = ("occurred_on", "opened_on", "accepted_on", "result_on", "closed_on", "archived_on")
        return [(name, getattr(self, name)) for name in names if getattr(self, name)]

    def _word(self, name: str) -> str:
        return {"opened_on": "申请日期"}.get(name) or str(self._meta.get_field(name).verbose_name)

    def team(self) -> list[Person]:
        """The mediators of the case and whoever registered it."""
        mine = [row.mediator for row in self.rows("mediators") if not row.is_recused] + [self.registrar]
        return [*super().team(), *(each.person for each in mine if each and each.person_id)]

    @classmethod
    def assigners(cls) -> tuple[Role, ...]:
        return HEADS

    def grounds_to_restrict(self) -> list[Ground]:
        """A minor among the parties, or violence at home."""
        found = [Ground.MINOR] if any(party.is_minor for party in self.rows("parties")) else []
        return [*found, *([Ground.VIOLENCE] if Signal.DOMESTIC in self.signals else [])]


def _pairs(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(rows, rows[1:], strict=False)
