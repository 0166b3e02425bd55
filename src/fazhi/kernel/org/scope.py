"""What a person may see and sign on a day: own grants, and those of whom the person stands in for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from fazhi.kernel.calendar.moments import today

from .dated import Dated, in_force
from .paths import covers, widest
from .posts import ApprovalLevel, Incumbency
from .roles import ADMINISTRATOR, LONGEST_KEY, must_be_grantable
from .units import Unit

if TYPE_CHECKING:
    from .people import Person


class Grant(Dated):
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="granted", verbose_name="人员")
    role = models.CharField("角色", max_length=LONGEST_KEY, validators=[must_be_grantable])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="granted", verbose_name="单位")

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "授权"

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.unit}"


class Substitute(Dated):
    absent = models.ForeignKey("org.Person", models.PROTECT, related_name="substitutes", verbose_name="离岗人员")
    stand_in = models.ForeignKey("org.Person", models.PROTECT, related_name="stands_in_for", verbose_name="代岗人员")
    reason = models.CharField("事由", max_length=200)

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "代岗"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(absent=models.F("stand_in")), name="org_substitute_other", violation_error_message="不能由本人代岗"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in}代{self.absent}"


@dataclass(frozen=True, slots=True)
class Granted:
    """One role in one subtree on the day asked about."""

    role: str
    unit_id: int
    unit_kind: str
    path: str
    as_substitute_for: "Person | None" = None


class Scoped:
    """What a Person answers about scope; two questions to the database for a day, kept on the instance."""

    pk: int

    def grants(self, on: date | None = None) -> tuple[Granted, ...]:
        """The roles in force on a day, each with its subtree."""
        on = on or today()
        kept: dict[date, tuple[Granted, ...]] = self.__dict__.setdefault("_grants", {})
        if on not in kept:
            kept[on] = tuple(self._ask_grants(on))
        return kept[on]

    def _ask_grants(self, on: date) -> Iterator[Granted]:
        held = Grant.objects.on(on).filter(self._own_or_stood_in_for(on))
        columns = [field.attname for field in self._meta.concrete_fields]
        rows = held.values_list("role", "unit_id", "unit__kind", "unit__path", *(f"person__{name}" for name in columns))
        for role, unit_id, kind, path, *person in rows:
            holder = type(self).from_db(self._state.db, columns, person)
            yield Granted(role, unit_id, kind, path, None if holder.pk == self.pk else holder)

    def _own_or_stood_in_for(self, on: date) -> Q:
        absent = Substitute.objects.on(on).filter(stand_in=self.pk).values("absent")
        return in_force(on, "person__") & (Q(person=self.pk) | Q(person__in=absent) & self._in_office(on))

    def _in_office(self, on: date) -> Q:
        """Who has left stands in for nobody."""
        return Q() if self.holds(on) else Q(pk__in=[])

    def scope(self, *roles: str, on: date | None = None) -> tuple[str, ...]:
        """The subtrees in which the person has one of the roles (any but the administrator's, when none is named)."""
        on = on or today()
        kept: dict[tuple[date, tuple[str, ...]], tuple[str, ...]] = self.__dict__.setdefault("_scopes", {})
        if (on, roles) not in kept:
            held = [each for each in self.grants(on) if each.role in roles or not roles and each.role != ADMINISTRATOR]
            kept[on, roles] = widest(each.path for each in held)
        return kept[on, roles]

    def may_at(self, path: str, *roles: str, on: date | None = None) -> bool:
        """Whether the person has one of the roles over a path."""
        return any(covers(prefix, path) for prefix in self.scope(*roles, on=on))

    def stood_in_for(self, path: str, *roles: str, on: date | None = None) -> "Person | None":
        """Whom the person stands in for at a path, where the right to act comes from nobody else; roles as in `scope`."""
        held = [each for each in self.grants(on) if each.role in roles or not roles and each.role != ADMINISTRATOR]
        whose = [each.as_substitute_for for each in held if covers(each.path, path)]
        return None if None in whose else next(iter(whose), None)

    def signs_for(self, path: str, level: str, on: date | None = None) -> "Person | None":
        """Whose level it is at which the person signs for the unit at a path, where it is not an own one."""
        on = on or today()
        of_unit = Q(post__unit__path=path) | Q(post__leads__path=path)
        held = Incumbency.objects.on(on).filter(self._own_or_stood_in_for(on), of_unit, post__level=level)
        whose = [row.person for row in held.select_related("person").order_by("pk")]
        return None if self in whose else next(iter(whose), None)

    def levels_at(self, path: str, on: date | None = None) -> set[ApprovalLevel]:
        """The levels at which the person may sign for the unit at a path: a post's own unit, and those it leads by name."""
        on = on or today()
        return {level for place, level in self.levels(on) if place == path}

    def levels(self, on: date | None = None) -> tuple[tuple[str, ApprovalLevel], ...]:
        """The paths of the units for which the person may sign on a day, each with its level."""
        on = on or today()
        kept: dict[date, tuple[tuple[str, ApprovalLevel], ...]] = self.__dict__.setdefault("_posts", {})
        if on not in kept:
            held = Incumbency.objects.on(on).filter(self._own_or_stood_in_for(on))
            rows = held.values_list("post__level", "post__unit__path", "post__leads__path")
            kept[on] = tuple((path, ApprovalLevel(level)) for level, *paths in rows for path in paths if path)
        return kept[on]
